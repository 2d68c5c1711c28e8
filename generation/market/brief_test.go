package market_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/planspark/planspark/generation/market"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestBriefsOfFiveCitiesStayAsTheyWere(t *testing.T) {
	cities := map[string]market.Query{
		"lisbon":      {Location: "Lisbon, Portugal", Currency: "EUR", BusinessType: "cafe"},
		"tokyo":       {Location: "Tokyo", Currency: "JPY", Locale: "ja-JP"},
		"kuwait-city": {Location: "Kuwait City"},
		"mumbai":      {Location: "Mumbai", Currency: "USD", BusinessType: "saas"},
		"sao-paulo":   {Location: "São Paulo – Brasil", Locale: "pt-BR"},
		"londres":     {Location: "Londres", Currency: "GBP", Locale: "es-ES", BusinessType: "bakery"},
		"bogota":      {Location: "Bogotá", Locale: "es-CO"},
	}
	a := atlas(t)
	for name, q := range cities {
		t.Run(name, func(t *testing.T) {
			got, err := json.MarshalIndent(brief(t, a, q), "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name+".json")
			if *update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, append(got, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if string(want) != string(got)+"\n" {
				t.Errorf("the brief differs from %s (go test -update writes it anew):\n%s", path, got)
			}
		})
	}
}

// The worked example of the design computes with exactly these inputs.
func TestLisbonGivesTheInputsOfTheWorkedExample(t *testing.T) {
	want := market.Location{
		Country: "PT", City: "Lisbon", Currency: "EUR", MinorExponent: 2, FxPPM: 870_000, PriceLevelPPM: 620_000,
		IncomeRatioPPM: 570_000, CityPricePPM: 1_050_000, CityRentPPM: 1_250_000, InflationPPM: 22_000,
		OncostPPM: 237_500, TaxPPM: 200_000, LoanRatePPM: 65_000, DiscountPPM: 120_000,
	}
	got := brief(t, atlas(t), market.Query{Location: "Lisbon, Portugal", Currency: "EUR"})
	if got.Location != want {
		t.Errorf("got  %+v\nwant %+v", got.Location, want)
	}
	if len(got.Assumed) > 0 {
		t.Errorf("nothing had to be assumed, yet: %q", got.Assumed)
	}
}

func brief(t testing.TB, a *market.Atlas, q market.Query) market.Brief {
	t.Helper()
	b, err := a.Brief(q)
	if err != nil {
		t.Fatalf("Brief(%+v): %v", q, err)
	}
	return b
}

func TestAnUnknownCurrencyIsRefused(t *testing.T) {
	for _, code := range []string{"XAU", "XDR", "XXX", "EURO", "E", "HRK", "€"} {
		if _, err := atlas(t).Brief(market.Query{Currency: code}); !errors.Is(err, market.ErrUnknownCurrency) {
			t.Errorf("%q: got %v, want ErrUnknownCurrency", code, err)
		}
	}
}

func TestThePlansCurrencyDecidesTheExchangeRate(t *testing.T) {
	a := atlas(t)
	own := brief(t, a, market.Query{Location: "Osaka", Currency: "JPY"})
	other := brief(t, a, market.Query{Location: "Osaka", Currency: "kwd"})
	if other.Currency != "KWD" || other.MinorExponent != 3 || other.Location.MinorExponent != 3 || other.Location.FxPPM != 306_000 {
		t.Errorf("a plan in dinars got %s with %d decimals at %d", other.Currency, other.MinorExponent, other.Location.FxPPM)
	}
	if other.Location.PriceLevelPPM != own.Location.PriceLevelPPM || other.Location.InflationPPM != own.Location.InflationPPM {
		t.Error("the currency of the plan changed the country's own figures")
	}
	if !mentions(other.Assumed, "KWD") || mentions(own.Assumed, "JPY") {
		t.Errorf("a foreign currency must be said, the own one need not: %q, %q", other.Assumed, own.Assumed)
	}
}

func mentions(sentences []string, word string) bool {
	return strings.Contains(strings.Join(sentences, "\n"), word)
}

func TestAnUnknownPlaceIsAssumedAndSaid(t *testing.T) {
	tests := []struct {
		q       market.Query
		country string
	}{
		{market.Query{}, "US"},
		{market.Query{Location: "somewhere nice"}, "US"},
		{market.Query{Location: "my garage", Currency: "GBP"}, "GB"},
		{market.Query{Currency: "KWD"}, "KW"},
		{market.Query{Currency: "EUR", Locale: "pt-PT"}, "PT"},
		{market.Query{Currency: "EUR", Locale: "en-US"}, "DE"},
		{market.Query{Currency: "JPY", Locale: "de-DE"}, "JP"},
		{market.Query{Locale: "pt-BR"}, "BR"},
		{market.Query{Locale: "pt"}, "PT"},
		{market.Query{Locale: "ja"}, "JP"},
		{market.Query{Locale: "de_AT"}, "AT"},
		{market.Query{Locale: "en"}, "US"},
		{market.Query{Locale: "en-NZ", Location: "online"}, "NZ"},
		{market.Query{Locale: "!!", Location: "\x00\xff"}, "US"},
	}
	a := atlas(t)
	for _, tt := range tests {
		p := a.Resolve(tt.q)
		if p.Country != tt.country || !p.Assumed || p.Reason == "" {
			t.Errorf("%+v: got %s, assumed %t, %q; want %s, assumed and said", tt.q, p.Country, p.Assumed, p.Reason, tt.country)
		}
		if b := brief(t, a, tt.q); !mentions(b.Assumed, p.Reason) {
			t.Errorf("%+v: the brief does not say %q but %q", tt.q, p.Reason, b.Assumed)
		}
	}
}

func TestTheRestOfTheRequestDecidesBetweenEqualCities(t *testing.T) {
	tests := []struct {
		q       market.Query
		country string
	}{
		{market.Query{Location: "Valencia", Currency: "EUR"}, "ES"},
		{market.Query{Location: "Valencia", Locale: "es-VE"}, "VE"},
		{market.Query{Location: "Cambridge", Currency: "USD"}, "US"},
		{market.Query{Location: "Cambridge", Currency: "GBP"}, "GB"},
		{market.Query{Location: "Paris", Currency: "USD"}, "FR"},
		{market.Query{Location: "London", Currency: "CAD"}, "GB"},
		{market.Query{Location: "Kleinstadt, DE", Currency: "EUR"}, "DE"},
	}
	for _, tt := range tests {
		if p := atlas(t).Resolve(tt.q); p.Country != tt.country {
			t.Errorf("%+v: got %s, want %s", tt.q, p.Country, tt.country)
		}
	}
}

func TestAVillageIsCheaperThanItsCity(t *testing.T) {
	a := atlas(t)
	village := brief(t, a, market.Query{Location: "a village near Porto", Currency: "EUR"})
	city := brief(t, a, market.Query{Location: "Porto", Currency: "EUR"})
	if village.Location.CityRentPPM >= city.Location.CityRentPPM || village.Location.CityPricePPM >= city.Location.CityPricePPM {
		t.Errorf("village %+v against city %+v", village.Location, city.Location)
	}
	if village.Demand.People >= city.Demand.People || !village.Demand.Assumed || !mentions(village.Assumed, "near Porto") {
		t.Errorf("a village's catchment must be small and said to be assumed: %+v, %q", village.Demand, village.Assumed)
	}
}

func TestSeasonsFollowThePlaceNotTheCountry(t *testing.T) {
	a := atlas(t)
	for location, southern := range map[string]bool{
		"Sydney": true, "Buenos Aires": true, "Manaus": true, "Brazil": true, "Nairobi": true, "Lisbon": false, "Bogotá": false, "Boa Vista, Brazil": false,
	} {
		if p := a.Resolve(market.Query{Location: location}); p.Southern != southern {
			t.Errorf("%s: southern is %t", location, p.Southern)
		}
	}
}

func TestWhatIsSoldOnlineReachesTheCountry(t *testing.T) {
	a := atlas(t)
	shop := brief(t, a, market.Query{Location: "Porto", BusinessType: "ecommerce"})
	cafe := brief(t, a, market.Query{Location: "Porto", BusinessType: "cafe"})
	if shop.Demand.People != shop.Population || cafe.Demand.People != cafe.CityPopulation {
		t.Errorf("shop reaches %d of %d, café %d of %d", shop.Demand.People, shop.Population, cafe.Demand.People, cafe.CityPopulation)
	}
}

func TestExtremeFiguresAreBoundedAndSaid(t *testing.T) {
	a := atlas(t)
	for country, figure := range map[string]string{"Venezuela": "inflation", "Ireland": "income", "Burundi": "income"} {
		b := brief(t, a, market.Query{Location: country})
		if !mentions(b.Assumed, figure) {
			t.Errorf("%s: %s is out of bounds, but the brief says only %q", country, figure, b.Assumed)
		}
		if b.Location.InflationPPM > 150_000 || b.Location.IncomeRatioPPM > 1_250_000 || b.Location.IncomeRatioPPM < 20_000 {
			t.Errorf("%s: out of bounds: %+v", country, b.Location)
		}
	}
}

var figures = regexp.MustCompile(`-?\d[\d.,]*\d|\d`)

func TestEveryFigureOfTheFindingsIsAFact(t *testing.T) {
	a := atlas(t)
	for _, location := range append(countryNames(t), "Lisbon", "Tokyo", "Kuwait City", "Mumbai", "Austin, TX", "Mildura, Australia", "a village near Lyon") {
		b := brief(t, a, market.Query{Location: location, Currency: "CHF"})
		known := map[string]bool{}
		for _, f := range b.Facts {
			for _, n := range figures.FindAllString(f.Text(), -1) {
				known[n] = true
			}
		}
		if len(b.Findings) < 3 || len(b.Findings) > 6 {
			t.Errorf("%s: %d findings", location, len(b.Findings))
		}
		for _, sentence := range b.Findings {
			for _, n := range figures.FindAllString(sentence, -1) {
				if !known[n] {
					t.Errorf("%s: %s in %q is no fact", location, n, sentence)
				}
			}
			if strings.Contains(sentence, "  ") || !strings.HasSuffix(sentence, ".") {
				t.Errorf("%s: badly made sentence %q", location, sentence)
			}
		}
	}
}

func TestFindingsOfTwoCountriesDiffer(t *testing.T) {
	a := atlas(t)
	seen := map[string]string{}
	for _, name := range countryNames(t) {
		b := brief(t, a, market.Query{Location: name})
		text := strings.Join(b.Findings, " ")
		if other, ok := seen[text]; ok {
			t.Errorf("%s and %s get the same findings", name, other)
		}
		seen[text] = name
	}
}

func TestTheSameQuestionHasOneAnswer(t *testing.T) {
	a := atlas(t)
	q := market.Query{Location: "Valencia", Currency: "EUR", Locale: "es", BusinessType: "cafe"}
	want := brief(t, a, q)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				b, err := a.Brief(q)
				if err != nil || !reflect.DeepEqual(b, want) {
					t.Errorf("another answer: %+v, %v", b, err)
					return
				}
			}
		})
	}
	wg.Wait()
}
