package numerals_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation/numerals"
)

func TestNumbersAreWrittenAsInTheirLocale(t *testing.T) {
	for _, tt := range []struct{ locale, whole, four, decimal, percent, euro, peso, dollar string }{
		{"en", "1,234,567", "4,680", "1,234.5", "12.5%", "€1,234.50", "MX$4,680", "−$3"},
		{"", "1,234,567", "4,680", "1,234.5", "12.5%", "€1,234.50", "MX$4,680", "−$3"},
		{"en-IN", "12,34,567", "4,680", "1,234.5", "12.5%", "€1,234.50", "MX$4,680", "−US$3"},
		{"es", "1.234.567", "4680", "1234,5", "12,5\u00a0%", "1234,50\u00a0€", "4680\u00a0MXN", "−3\u00a0US$"},
		{"es-ES", "1.234.567", "4680", "1234,5", "12,5\u00a0%", "1234,50\u00a0€", "4680\u00a0MXN", "−3\u00a0US$"},
		{"es-MX", "1,234,567", "4,680", "1,234.5", "12.5\u00a0%", "EUR\u00a01,234.50", "$4,680", "−USD\u00a03"},
		{"es_AR", "1.234.567", "4680", "1234,5", "12,5\u00a0%", "EUR\u00a01234,50", "MXN\u00a04680", "−US$3"},
		{"es-PE", "1,234,567", "4,680", "1,234.5", "12.5\u00a0%", "EUR\u00a01,234.50", "MXN\u00a04,680", "−USD\u00a03"},
		{"pt-BR", "1.234.567", "4.680", "1.234,5", "12,5%", "€\u00a01.234,50", "MX$\u00a04.680", "−US$\u00a03"},
		{"pt-PT", "1\u00a0234\u00a0567", "4680", "1234,5", "12,5%", "1234,50\u00a0€", "4680\u00a0MX$", "−3\u00a0US$"},
		{"de", "1.234.567", "4.680", "1.234,5", "12,5\u00a0%", "1.234,50\u00a0€", "4.680\u00a0MX$", "−3\u00a0$"},
		{"de-CH", "1’234’567", "4’680", "1’234.5", "12.5%", "EUR\u00a01’234.50", "MX$\u00a04’680", "−$\u00a03"},
		{"ja", "1,234,567", "4,680", "1,234.5", "12.5%", "€1,234.50", "MX$4,680", "−$3"},
		{"ar", "1,234,567", "4,680", "1,234.5", "12.5%", "1,234.50\u00a0€", "4,680\u00a0MX$", "−3\u00a0US$"},
		{"tlh-x", "1,234,567", "4,680", "1,234.5", "12.5%", "€1,234.50", "MX$4,680", "−$3"},
		{"!!", "1,234,567", "4,680", "1,234.5", "12.5%", "€1,234.50", "MX$4,680", "−$3"},
	} {
		s := numerals.For(tt.locale)
		for got, want := range map[string]string{
			s.Integer(1_234_567): tt.whole, s.Integer(4680): tt.four, s.Decimal(12345, 1): tt.decimal, s.Percent(125, 1): tt.percent,
			s.Money(123450, s.Symbol("EUR"), 2): tt.euro, s.Money(468000, s.Symbol("MXN"), 2): tt.peso, s.Money(-300, s.Symbol("USD"), 2): tt.dollar,
		} {
			if got != want {
				t.Errorf("%s: %q, want %q", tt.locale, got, want)
			}
		}
	}
}

func TestEveryLocaleWritesDigitsThatCanBeReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		locale := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"fa", "hi", "my", "he", "zh-Hant-HK", "en-u-nu-arab", "ar-EG", "bn", "mr", "sr-Latn"})).Draw(t, "locale")
		n := rapid.Int64().Draw(t, "number")
		digits := ""
		for _, r := range numerals.For(locale).Integer(n) {
			if r >= '0' && r <= '9' {
				digits += string(r)
			}
		}
		want := ""
		for _, r := range numerals.For("en").Integer(n) {
			if r >= '0' && r <= '9' {
				want += string(r)
			}
		}
		if digits != want {
			t.Fatalf("%q writes %d with the digits %s", locale, n, digits)
		}
	})
}

func BenchmarkFor(b *testing.B) {
	for b.Loop() {
		numerals.For("es-MX")
	}
}
