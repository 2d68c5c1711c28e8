package live_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/market/live"
)

const population = "/v2/country/PT/indicator/SP.POP.TOTL"

// Whatever a service says, what cannot be believed is left out and the embedded or older figure stays.
func TestBadAnswersAreRefused(t *testing.T) {
	number := func(country, id, year, value string) http.HandlerFunc {
		return says("application/json", string(indicator(country, id, year, value)))
	}
	for name, answer := range map[string]http.HandlerFunc{
		"a page":                 says("text/html", "<html>maintenance</html>"),
		"a page said to be JSON": says("application/json", "<html>maintenance</html>"),
		"nothing":                says("application/json", ""),
		"half of it":             says("application/json", string(file("worldbank.json"))[:150]),
		"null":                   number("PT", "SP.POP.TOTL", "2025", "null"),
		"text":                   number("PT", "SP.POP.TOTL", "2025", `"many"`),
		"thousands":              number("PT", "SP.POP.TOTL", "2025", "10812.3"),
		"ten times as many":      number("PT", "SP.POP.TOTL", "2025", "108123450"),
		"a negative":             number("PT", "SP.POP.TOTL", "2025", "-1"),
		"beyond all numbers":     number("PT", "SP.POP.TOTL", "2025", "1e999"),
		"another country":        number("ES", "SP.POP.TOTL", "2025", "10812345"),
		"another indicator":      number("PT", "SP.POP.0014.TO", "2025", "10812345"),
		"long ago":               number("PT", "SP.POP.TOTL", "1990", "10812345"),
		"no year":                number("PT", "SP.POP.TOTL", "YR25", "10812345"),
		"no rows":                says("application/json", string(file("worldbank-nothing.json"))),
		"an unknown country":     says("application/json", string(file("worldbank-unknown.json"))),
		"not found":              http.NotFound,
		"too much":               says("application/json", strings.Repeat(" ", 2<<20)),
		"an object":              says("application/json", `{"value":10812345}`),
	} {
		t.Run(name, func(t *testing.T) {
			n := newInternet(t)
			n.answer(population, answer)
			f, _ := start(t, n, newKeeper())
			b := brief(t, f)
			if got := fact(t, b, market.FactPopulation); got.Value == 10_812_345 || got.Value < 10e6 || got.Value > 11e6 || !strings.Contains(got.Source, "rounded") {
				t.Errorf("the population is %+v", got)
			}
			if got := fact(t, b, market.FactGDPHead); got.Value != 51_235 {
				t.Errorf("one bad answer took another figure with it: %+v", got)
			}
		})
	}
}

func TestWhatIsNotBelievedLeavesTheOlderValue(t *testing.T) {
	n, k := newInternet(t), newKeeper()
	f, _ := start(t, n, k)
	brief(t, f)
	k.older(10 * 24 * time.Hour)
	n.answer(population, says("application/json", string(indicator("PT", "SP.POP.TOTL", "2025", "1"))))
	n.answer("/v1/latest", says("application/json", `{"base":"USD","date":"2026-11-23","rates":{"EUR":86.14}}`))
	n.answer("/v6/latest/USD", says("application/json", `{"result":"success","base_code":"USD","time_last_update_unix":1795132951,"rates":{"GBP":0.76,"EUR":"x"}}`))
	f, _ = start(t, n, k)
	eventually(t, "the refresh", func() bool {
		brief(t, f)
		_, age, _ := k.Reading(t.Context(), "country/PT")
		return age < time.Hour
	})
	b := brief(t, f)
	if got := fact(t, b, market.FactPopulation).Value; got != 10_812_345 {
		t.Errorf("the population is %v", got)
	}
	if got := b.Location.FxPPM; got != 861_400 {
		t.Errorf("the rate is %d", got)
	}
}

func TestRatesThatContradictEachOtherAreNotBelieved(t *testing.T) {
	n := newInternet(t)
	n.answer("/v6/latest/USD", says("application/json",
		`{"result":"success","base_code":"USD","time_last_update_unix":1795132951,"rates":{"EUR":1.2,"GBP":0.7531,"KWD":0.3065,"USD":1,"XQZ":5}}`))
	f, _ := start(t, n, newKeeper())
	rates := f.Latest(t.Context(), "PT").Rates.Rates
	if _, ok := rates["EUR"]; ok {
		t.Error("the two disagree about the euro, and one of them is believed")
	}
	if rates["GBP"].PerUSD != 0.7523 || rates["KWD"].By != "Rates By Exchange Rate API, exchangerate-api.com" {
		t.Errorf("the others are %+v", rates)
	}
	if _, ok := rates["XQZ"]; ok || len(rates) != 8 {
		t.Errorf("there are %d rates: %+v", len(rates), rates)
	}
}

func TestWhatMayPassIsTriedOnceMore(t *testing.T) {
	for _, status := range []int{http.StatusInternalServerError, http.StatusTooManyRequests} {
		n := newInternet(t)
		first := true
		n.answer(population, func(w http.ResponseWriter, r *http.Request) {
			n.mu.Lock()
			once := first
			first = false
			n.mu.Unlock()
			if once {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(status)
				return
			}
			usual(w, r)
		})
		f, _ := start(t, n, newKeeper())
		if got := fact(t, brief(t, f), market.FactPopulation).Value; got != 10_812_345 {
			t.Errorf("after a %d the population is %v", status, got)
		}
	}
}

func TestALongRetryAfterIsHeeded(t *testing.T) {
	n := newInternet(t)
	n.answer("/v6/latest/USD", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "1200")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	f, _ := start(t, n, newKeeper())
	brief(t, f)
	n.mu.Lock()
	defer n.mu.Unlock()
	if times := n.asked["/v6/latest/USD"]; times != 1 {
		t.Errorf("asked %d times", times)
	}
}

// The feed of a country that nobody reads figures for has none, and says so.
func TestACountryThatTheBankDoesNotKnowIsTheSnapshot(t *testing.T) {
	n := newInternet(t)
	f, _ := start(t, n, newKeeper())
	atlas, err := market.New()
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		b, err := atlas.BriefFrom(market.Query{Location: "Taipei"}, f.Latest(t.Context(), "TW"))
		if err != nil || b.Source != market.SourceSnapshot {
			t.Errorf("the brief is %s, %v", b.Source, err)
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, i := range market.Indicators() {
		if times := n.asked[fmt.Sprintf("/v2/country/TW/indicator/%s", i)]; times != 1 {
			t.Errorf("%s was asked for %d times", i, times)
		}
	}
}

var _ live.Keeper = (*keeper)(nil)
