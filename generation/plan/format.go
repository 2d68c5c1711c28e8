package plan

import (
	"strconv"
	"strings"
)

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

// Format writes figures for people of one locale and one plan. The zero value
// is not useful; see NewFormat. It is immutable.
type Format struct {
	lang     language
	symbol   string
	exponent int
	start    YearMonth
}

// NewFormat returns the format for a BCP 47 locale; languages without a table
// of their own are written as English is. Exponent is that of the currency's
// minor unit, start the first month of the plan.
func NewFormat(locale, currency string, exponent int, start YearMonth) Format {
	return Format{lang: languageFor(locale), symbol: currencySymbol(currency), exponent: exponent, start: start}
}

// Figures returns the format for this plan's currency and start.
func (m *Model) Figures(locale string) Format {
	return NewFormat(locale, m.Currency, m.Exponent, m.Start)
}

// Money writes an exact amount, "€18,512.50". Decimals are left out when they
// are all zero.
func (f Format) Money(minor Money) string {
	negative, digits := magnitude(int64(minor))
	if len(digits) <= f.exponent {
		digits = strings.Repeat("0", f.exponent-len(digits)+1) + digits
	}
	whole, fraction := digits[:len(digits)-f.exponent], digits[len(digits)-f.exponent:]
	number := f.group(whole)
	if strings.Trim(fraction, "0") != "" {
		number += f.lang.decimal + fraction
	}
	return f.sign(negative, f.withSymbol(number))
}

// MoneyRounded writes an amount with two to three significant digits,
// "€18,500", for running text.
func (f Format) MoneyRounded(minor Money) string { return f.Money(nice(minor)) }

// Percent writes parts per million as per cent with at most one decimal,
// "12.5%".
func (f Format) Percent(ppm int64) string {
	return f.Decimal(int64(roundDiv(ppm, 1000)), 1) + f.lang.percent
}

// Count writes a whole number with separators, "4,680".
func (f Format) Count(n int64) string {
	negative, digits := magnitude(n)
	return f.sign(negative, f.group(digits))
}

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
func (f Format) Decimal(value int64, decimals int) string {
	negative, digits := magnitude(value)
	if len(digits) <= decimals {
		digits = strings.Repeat("0", decimals-len(digits)+1) + digits
	}
	number := f.group(digits[:len(digits)-decimals])
	if fraction := strings.TrimRight(digits[len(digits)-decimals:], "0"); fraction != "" {
		number += f.lang.decimal + fraction
	}
	return f.sign(negative, number)
}

// Month writes the i-th month of the plan, from 1: "March 2027".
func (f Format) Month(i int) string { return f.YearMonth(f.start.Add(i - 1)) }

// YearMonth writes a month of the calendar.
func (f Format) YearMonth(ym YearMonth) string {
	year := strconv.Itoa(ym.Year)
	if f.lang.months[0] == "" {
		return year + "年" + strconv.Itoa(int(ym.Month)) + "月"
	}
	return f.lang.months[ym.Month-1] + f.lang.of + year
}

func (f Format) withSymbol(number string) string {
	switch {
	case f.lang.symbolLast:
		return number + nbsp + f.symbol
	case isCode(f.symbol):
		return f.symbol + nbsp + number
	default:
		return f.symbol + number
	}
}

func (f Format) sign(negative bool, s string) string {
	if negative {
		return "−" + s
	}
	return s
}

func (f Format) group(digits string) string {
	if len(digits) < 4 || (len(digits) == 4 && f.lang.fourBare) {
		return digits
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(f.lang.group)
		}
		b.WriteRune(d)
	}
	return b.String()
}

func magnitude(n int64) (negative bool, digits string) {
	s := strconv.FormatInt(n, 10)
	digits, negative = strings.CutPrefix(s, "-")
	return negative, digits
}

func isCode(symbol string) bool {
	last := symbol[len(symbol)-1]
	return last >= 'A' && last <= 'Z' || last >= 'a' && last <= 'z'
}
