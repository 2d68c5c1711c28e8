package plan_test

import (
	"testing"
	"time"

	"github.com/planspark/planspark/generation/plan"
)

func TestFiguresAreWrittenAsTheLocaleWritesThem(t *testing.T) {
	start := plan.YearMonth{Year: 2026, Month: time.November}
	nb := func(s string) string { // a plain space in the table stands for a no-break space
		out := []rune(s)
		for i, r := range out {
			if r == '~' {
				out[i] = '\u00a0'
			}
		}
		return string(out)
	}
	for _, c := range []struct {
		locale, currency                          string
		exponent                                  int
		money, debt, rounded, percent, count, in5 string
	}{
		{"en", "EUR", 2, "€12,345.60", "−€0.05", "€12,500", "12.5%", "1,234,567", "March 2027"},
		{"en-GB", "KWD", 3, "KWD~1,234.560", "−KWD~0.005", "KWD~1,250", "12.5%", "1,234,567", "March 2027"},
		{"de", "EUR", 2, "12.345,60~€", "−0,05~€", "12.500~€", "12,5~%", "1.234.567", "March 2027"},
		{"fr", "EUR", 2, "12~345,60~€", "−0,05~€", "12~500~€", "12,5~%", "1~234~567", "March 2027"},
		{"es", "EUR", 2, "12.345,60~€", "−0,05~€", "12.500~€", "12,5~%", "1.234.567", "marzo de 2027"},
		{"es-MX", "MXN", 2, "$12,345.60", "−$0.05", "$12,500", "12.5~%", "1,234,567", "marzo de 2027"},
		{"pt-PT", "EUR", 2, "12~345,60~€", "−0,05~€", "12~500~€", "12,5%", "1~234~567", "March 2027"},
		{"pt-BR", "BRL", 2, "R$~12.345,60", "−R$~0,05", "R$~12.500", "12,5%", "1.234.567", "March 2027"},
		{"ja", "JPY", 0, "¥1,234,560", "−¥5", "¥1,250,000", "12.5%", "1,234,567", "March 2027"},
		{"tlh", "USD", 2, "US$12,345.60", "−US$0.05", "US$12,500", "12.5%", "1,234,567", "March 2027"},
	} {
		f := plan.NewFormat(c.locale, c.currency, c.exponent, start)
		for _, pair := range [][2]string{
			{f.Money(1_234_560), c.money},
			{f.Money(-5), c.debt},
			{f.MoneyRounded(1_234_560), c.rounded},
			{f.Percent(124_600), c.percent},
			{f.Count(1_234_567), c.count},
			{f.Month(5), c.in5},
		} {
			if pair[0] != nb(pair[1]) {
				t.Errorf("%s, %s: %q, want %q", c.locale, c.currency, pair[0], nb(pair[1]))
			}
		}
	}
	f := plan.NewFormat("en", "EUR", 2, start)
	for got, want := range map[string]string{
		f.Money(50_000): "€500", f.Units(1_840): "1.8", f.Units(2_808_000): "2,808", f.Posts(25): "2.5", f.Posts(10): "1",
		f.Money(0): "€0", f.MoneyRounded(425): "€4.25", f.Percent(-31_000): "−3.1%", f.Month(1): "November 2026", f.Month(14): "December 2027",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestCompactAmountsKeepThreeDigits(t *testing.T) {
	short := [4]string{"k", "M", "bn", "tn"}
	start := plan.YearMonth{Year: 2027, Month: 1}
	for _, c := range []struct {
		locale, currency string
		exponent         int
		amount           plan.Money
		want             string
	}{
		{"en", "EUR", 2, 0, "€0"},
		{"en", "EUR", 2, 950, "€9.5"},
		{"en", "EUR", 2, 5_000_000, "€50k"},
		{"en", "EUR", 2, -3_955_350, "−€39.6k"},
		{"en", "EUR", 2, 99_999_900, "€1M"},
		{"de", "EUR", 2, 125_000_000, "1,25M\u00a0€"},
		{"en", "JPY", 0, 15_000_000, "¥15M"},
		{"en", "KWD", 3, 1_234_567, "KWD\u00a01.23k"},
		{"en", "USD", 2, 1_000_000_000_000_000_00, "$1,000tn"},
	} {
		if got := plan.NewFormat(c.locale, c.currency, c.exponent, start).Compact(c.amount, short); got != c.want {
			t.Errorf("%d of %s: %q, want %q", c.amount, c.currency, got, c.want)
		}
	}
}
