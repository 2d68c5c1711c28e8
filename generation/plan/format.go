package plan

import (
	"time"

	"github.com/planspark/planspark/generation/numerals"
)

// Format writes figures for people of one locale and one plan. The zero value
// is not useful; see NewFormat. It is immutable.
type Format struct {
	style    numerals.Style
	calendar numerals.Calendar
	symbol   string
	exponent int
	start    YearMonth
}

// NewFormat returns the format for a BCP 47 locale: numbers as they are written
// there, months in the language of the texts. Exponent is that of the
// currency's minor unit, start the first month of the plan.
func NewFormat(locale, currency string, exponent int, start YearMonth) Format {
	style := numerals.For(locale)
	return Format{style: style, calendar: numerals.CalendarIn(locale), symbol: style.Symbol(currency), exponent: exponent, start: start}
}

// Figures returns the format for this plan's currency and start.
func (m *Model) Figures(locale string) Format {
	return NewFormat(locale, m.Currency, m.Exponent, m.Start)
}

// Money writes an exact amount, "€18,512.50". Decimals are left out when they
// are all zero.
func (f Format) Money(minor Money) string {
	return f.style.Money(int64(minor), f.symbol, f.exponent)
}

// MoneyRounded writes an amount with two to three significant digits,
// "€18,500", for running text.
func (f Format) MoneyRounded(minor Money) string { return f.Money(nice(minor)) }

// Percent writes parts per million as per cent with at most one decimal,
// "12.5%".
func (f Format) Percent(ppm int64) string { return f.style.Percent(roundDiv(ppm, 1000), 1) }

// Count writes a whole number with separators, "4,680".
func (f Format) Count(n int64) string { return f.style.Integer(n) }

// Units writes thousandths as a number, with one decimal below ten: "4,680",
// "1.8".
func (f Format) Units(milli int64) string {
	if milli > -10_000 && milli < 10_000 {
		return f.Decimal(roundDiv(milli, 100), 1)
	}
	return f.Count(roundDiv(milli, 1000))
}

// Posts writes tenths of full-time posts, "2.5".
func (f Format) Posts(tenths int) string { return f.Decimal(int64(tenths), 1) }

// Decimal writes value / 10^decimals and leaves out zeros at the end.
func (f Format) Decimal(value int64, decimals int) string { return f.style.Decimal(value, decimals) }

// Month writes the i-th month of the plan, from 1: "March 2027".
func (f Format) Month(i int) string { return f.YearMonth(f.start.Add(i - 1)) }

// YearMonth writes a month of the calendar.
func (f Format) YearMonth(ym YearMonth) string {
	return f.calendar.Month(ym.Year, ym.Month)
}

// MonthName writes a month of every year.
func (f Format) MonthName(m time.Month) string { return f.calendar.Name(m) }

// Day writes a day of the calendar: "24 March 2027".
func (f Format) Day(t time.Time) string { return f.calendar.Day(t) }
