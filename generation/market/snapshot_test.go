package market_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/planspark/planspark/generation/market"
	"pgregory.net/rapid"
)

// countryTable reads code, name and currency of every country from the data file.
func countryTable(t testing.TB) [][3]string {
	t.Helper()
	raw, err := os.ReadFile("data/countries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out [][3]string
	for line := range strings.Lines(string(raw)) {
		if cells := strings.Split(line, "\t"); !strings.HasPrefix(line, "#") {
			out = append(out, [3]string{cells[0], cells[5], cells[2]})
		}
	}
	return out
}

func countryNames(t testing.TB) []string {
	var names []string
	for _, c := range countryTable(t) {
		names = append(names, c[1])
	}
	return names
}

func TestEveryCountryIsFoundByNameAndCode(t *testing.T) {
	a := atlas(t)
	table := countryTable(t)
	if len(table) != 250 {
		t.Fatalf("%d countries, want the 249 of ISO 3166 and Kosovo", len(table))
	}
	for _, c := range table {
		for _, location := range []string{c[1], strings.ToUpper(c[1]), "in " + c[1]} {
			if p := a.Resolve(market.Query{Location: location}); p.Country != c[0] || p.Assumed {
				t.Errorf("%q is taken for %s %s", location, p.Country, p.City)
			}
		}
		if c[0] == "LA" {
			continue // two letters that mean Los Angeles to most
		}
		if p := a.Resolve(market.Query{Location: c[0]}); p.Country != c[0] {
			t.Errorf("%q is taken for %s %s", c[0], p.Country, p.City)
		}
	}
}

func TestEveryCountryHasSaneFigures(t *testing.T) {
	a := atlas(t)
	for _, c := range countryTable(t) {
		b := brief(t, a, market.Query{Location: c[1]})
		if b.Country != c[0] || b.Currency != c[2] {
			t.Errorf("%s: the brief is about %s in %s", c[1], b.Country, b.Currency)
		}
		sane(t, b)
	}
}

// fataler is what testing.T and rapid.T share here.
type fataler interface{ Errorf(string, ...any) }

// sane checks what the financial model relies on.
func sane(t fataler, b market.Brief) {
	l := b.Location
	for _, check := range []struct {
		name           string
		got, low, high int64
	}{
		{"fx", l.FxPPM, 10_000, 1_000_000_000_000},
		{"price level", l.PriceLevelPPM, 150_000, 1_500_000},
		{"income ratio", l.IncomeRatioPPM, 20_000, 1_250_000},
		{"city price", l.CityPricePPM, 800_000, 1_200_000},
		{"city rent", l.CityRentPPM, 700_000, 1_500_000},
		{"inflation", l.InflationPPM, 0, 150_000},
		{"on-cost", l.OncostPPM, 0, 400_000},
		{"tax", l.TaxPPM, 0, 400_000},
		{"loan rate", l.LoanRatePPM, 15_000, 350_000},
		{"discount", l.DiscountPPM, 100_000, 350_000},
		{"exponent", int64(l.MinorExponent), 0, 4},
		{"people within reach", b.Demand.People, 500, 1_500_000_000},
		{"spending power", b.Demand.SpendPPM, 3_000, 1_900_000},
	} {
		if check.got < check.low || check.got > check.high {
			t.Errorf("%s: %s is %d, outside of %d to %d", b.CountryName, check.name, check.got, check.low, check.high)
		}
	}
	if b.Source != market.SourceSnapshot || b.Date != market.SnapshotDate || b.Symbol == "" || b.Location.Country != b.Country ||
		b.Location.Currency != b.Currency || b.Location.City != b.City || b.Location.MinorExponent != b.MinorExponent {
		t.Errorf("%s: brief and location disagree: %+v", b.CountryName, b)
	}
	seen := map[string]bool{}
	for _, f := range b.Facts {
		if seen[f.Key] || f.Label == "" || f.Unit == "" || f.Source == "" || f.Year < 2015 || f.Year > 2026 || f.Value != f.Value {
			t.Errorf("%s: fact %+v is twice there or incomplete", b.CountryName, f)
		}
		if strings.HasPrefix(f.Source, "estimate") && !f.Estimate {
			t.Errorf("%s: %s is an estimate and must say so", b.CountryName, f.Key)
		}
		seen[f.Key] = true
	}
}

func TestEveryCurrencyMakesABrief(t *testing.T) {
	a := atlas(t)
	code := regexp.MustCompile(`^[A-Z]{3}$`)
	list := a.Currencies()
	if len(list) < 160 {
		t.Errorf("only %d currencies", len(list))
	}
	for i, c := range list {
		if !code.MatchString(c.Code) || c.Name == "" || c.Symbol == "" || c.FxPPM <= 0 || i > 0 && list[i-1].Code >= c.Code {
			t.Errorf("currency %+v is incomplete or out of order", c)
		}
		if got, ok := a.Currency(strings.ToLower(c.Code)); !ok || got != c {
			t.Errorf("%s is not found by its own code", c.Code)
		}
		b := brief(t, a, market.Query{Location: "Lisbon", Currency: c.Code})
		if b.Currency != c.Code || b.Location.FxPPM != c.FxPPM || b.MinorExponent != c.MinorExponent {
			t.Errorf("a plan in %s got %s at %d", c.Code, b.Currency, b.Location.FxPPM)
		}
		sane(t, b)
	}
}

// ISO 4217: all that have no two decimals.
func TestMinorUnitsAreThoseOfISO4217(t *testing.T) {
	special := map[string]int{"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4}
	for _, code := range strings.Fields("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF") {
		special[code] = 0
	}
	for _, c := range atlas(t).Currencies() {
		want, ok := special[c.Code]
		if !ok {
			want = 2
		}
		if c.MinorExponent != want {
			t.Errorf("%s has %d decimals, want %d", c.Code, c.MinorExponent, want)
		}
	}
}

func TestEveryCountryHasADefaultCurrency(t *testing.T) {
	a := atlas(t)
	for _, c := range countryTable(t) {
		if code, ok := a.DefaultCurrency(c[0]); !ok || code != c[2] {
			t.Errorf("%s: default currency %q, want %q", c[0], code, c[2])
		}
	}
	if code, ok := a.DefaultCurrency("ZZ"); ok {
		t.Errorf("an unknown country has the currency %q", code)
	}
}

func TestNothingThatIsTypedBreaksABrief(t *testing.T) {
	a := atlas(t)
	var codes []string
	for _, c := range a.Currencies() {
		codes = append(codes, c.Code)
	}
	words := append(countryNames(t), "Lisbon", "near", "village", "TX", "ca", ",", "–", "(", "St.", "東京", "la", "ß", "New", "York", "Georgia", "\xff", "\u0301")
	rapid.Check(t, func(t *rapid.T) {
		q := market.Query{
			Location: rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.SampledFrom(words)), func(s []string) string {
				return strings.Join(s, " ")
			})).Draw(t, "location"),
			Currency:     rapid.SampledFrom(append(codes, "")).Draw(t, "currency"),
			Locale:       rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"en-GB", "pt", "zh-Hant-HK", "xx-YY", "es-419"})).Draw(t, "locale"),
			BusinessType: rapid.SampledFrom([]string{"", "cafe", "saas", "nonsense"}).Draw(t, "type"),
		}
		b, err := a.Brief(q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		sane(t, b)
	})
}

func BenchmarkBrief(b *testing.B) {
	a := atlas(b)
	for b.Loop() {
		if _, err := a.Brief(market.Query{Location: "Graça, Lisboa, Portugal", Currency: "EUR", Locale: "pt-PT"}); err != nil {
			b.Fatal(err)
		}
	}
}
