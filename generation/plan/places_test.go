package plan_test

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
)

// unitedStates is the reference, against which all factors are one.
func unitedStates() market.Location {
	return market.Location{
		Country: "US", Currency: "USD", MinorExponent: 2, FxPPM: 1_000_000, PriceLevelPPM: 1_000_000, IncomeRatioPPM: 1_000_000,
		CityPricePPM: 1_000_000, CityRentPPM: 1_000_000, InflationPPM: 25_000, OncostPPM: 100_000, TaxPPM: 210_000,
		LoanRatePPM: 105_000, DiscountPPM: 120_000,
	}
}

// currencies have minor units from none to a thousandth and rates from a third
// of a unit for a dollar to tens of thousands.
type currency struct {
	code     string
	exponent int
	fx       int64
}

func currencies() []currency {
	return []currency{
		{"USD", 2, 1_000_000},
		{"EUR", 2, 870_000},
		{"KWD", 3, 307_000},
		{"JPY", 0, 150_000_000},
		{"INR", 2, 88_000_000},
		{"VND", 0, 26_000_000_000},
		{"IDR", 2, 16_500_000_000},
		{"IRR", 2, 1_100_000_000_000},
	}
}

func drawPlace(t *rapid.T) market.Location {
	c := rapid.SampledFrom(currencies()).Draw(t, "currency")
	ratio := func(name string, low, high int64) int64 { return rapid.Int64Range(low, high).Draw(t, name) }
	return market.Location{
		Country: "XX", Currency: c.code, MinorExponent: c.exponent, FxPPM: c.fx,
		PriceLevelPPM:  ratio("price level", 150_000, 1_600_000),
		IncomeRatioPPM: ratio("income", 8_000, 1_900_000),
		CityPricePPM:   ratio("city prices", 800_000, 1_300_000),
		CityRentPPM:    ratio("city rents", 600_000, 2_500_000),
		InflationPPM:   ratio("inflation", -10_000, 300_000),
		OncostPPM:      ratio("oncost", 0, 450_000),
		TaxPPM:         ratio("tax", 0, 400_000),
		LoanRatePPM:    ratio("loan rate", 5_000, 400_000),
		DiscountPPM:    ratio("discount", 50_000, 500_000),
		Southern:       rapid.Bool().Draw(t, "southern"),
	}
}

func drawInput(t *rapid.T, l *plan.Library) plan.Input {
	in := plan.Input{
		Location:       drawPlace(t),
		BusinessType:   rapid.SampledFrom(l.BusinessTypes("en")).Draw(t, "type").Slug,
		TimelineMonths: rapid.IntRange(0, 60).Draw(t, "timeline"),
		Start:          rapid.SampledFrom([]string{"2026-01", "2026-06", "2027-12"}).Draw(t, "start"),
		Seed:           rapid.Uint64().Draw(t, "seed"),
	}
	if rapid.IntRange(0, 4).Draw(t, "without budget") > 0 {
		dollars := rapid.Int64Range(1, 400_000).Draw(t, "budget")
		in.Budget = max(1, dollars*in.Location.FxPPM/1_000_000)
		for range in.Location.MinorExponent {
			in.Budget *= 10
		}
	}
	return in
}

// quick are the product's rules with few simulated futures.
func quick() plan.Rules {
	rules := plan.ProductRules()
	rules.Spread.Paths = 10
	return rules
}

type fataler interface {
	Helper()
	Fatal(args ...any)
}

func compute(t fataler, l *plan.Library, in plan.Input) *plan.Model {
	t.Helper()
	m, err := l.ComputeBy(context.Background(), quick(), in)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestPlaceWithoutItsFactorsIsRefused(t *testing.T) {
	l := load(t)
	for name, spoil := range map[string]func(*market.Location){
		"currency": func(p *market.Location) { p.Currency = "" },
		"exponent": func(p *market.Location) { p.MinorExponent = 9 },
		"rate":     func(p *market.Location) { p.FxPPM = 0 },
		"prices":   func(p *market.Location) { p.PriceLevelPPM = -1 },
		"discount": func(p *market.Location) { p.DiscountPPM = 0 },
	} {
		place := unitedStates()
		spoil(&place)
		if _, err := l.Compute(context.Background(), plan.Input{BusinessType: "cafe", Location: place, Start: "2026-01"}); err == nil {
			t.Errorf("a place without a %s was computed with", name)
		}
	}
	if _, err := l.Compute(context.Background(), plan.Input{BusinessType: "cafe", Location: unitedStates(), Start: "soon"}); err == nil {
		t.Error("a start that is no month was computed with")
	}
}
