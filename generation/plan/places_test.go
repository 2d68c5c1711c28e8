package plan_test

import (
	"context"
	"math"
	"strings"
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
		"exponent": func(p *market.Location) { p.MinorExponent = 5 },
		"minor":    func(p *market.Location) { p.MinorExponent = -1 },
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

// What is known of a place may be wrong by far: the plan is made with the nearest value that the model can stand, and says so.
func TestWhatIsExtremeIsBoundedAndSaid(t *testing.T) {
	l := load(t)
	at := func(spoil func(*market.Location)) map[string]plan.Assumption {
		t.Helper()
		in := plan.Input{BusinessType: "cafe", Location: unitedStates(), Start: "2026-01"}
		in.Location.MinorExponent = 4
		spoil(&in.Location)
		found := map[string]plan.Assumption{}
		for _, a := range compute(t, l, in).Assumptions {
			found[a.Key] = a
		}
		return found
	}
	for key, f := range map[string]struct {
		of       func(*market.Location) *int64
		min, max int64
	}{
		"market.fx":          {func(p *market.Location) *int64 { return &p.FxPPM }, 1_000, 1_000_000_000_000},
		"market.price_level": {func(p *market.Location) *int64 { return &p.PriceLevelPPM }, 50_000, 3_000_000},
		"market.income":      {func(p *market.Location) *int64 { return &p.IncomeRatioPPM }, 4_000, 4_000_000},
		"market.city_prices": {func(p *market.Location) *int64 { return &p.CityPricePPM }, 300_000, 3_000_000},
		"market.city_rents":  {func(p *market.Location) *int64 { return &p.CityRentPPM }, 200_000, 6_000_000},
		"market.discount":    {func(p *market.Location) *int64 { return &p.DiscountPPM }, 10_000, 1_000_000},
		"market.inflation":   {func(p *market.Location) *int64 { return &p.InflationPPM }, -30_000, 400_000},
		"oncost":             {func(p *market.Location) *int64 { return &p.OncostPPM }, 0, 800_000},
		"tax":                {func(p *market.Location) *int64 { return &p.TaxPPM }, 0, 600_000},
		"loan_rate":          {func(p *market.Location) *int64 { return &p.LoanRatePPM }, 0, 600_000},
	} {
		for given, want := range map[int64]int64{f.min: f.min, f.max: f.max, f.min - 1: f.min, f.max + 1: f.max} {
			usual := given == want
			if given < 1 && f.min > 0 {
				continue // refused
			}
			a := at(func(p *market.Location) { *f.of(p) = given })[key]
			said := strings.Contains(a.Basis, "lies outside what the model can stand")
			if a.Value != want || strings.HasPrefix(key, "market.") && said == usual {
				t.Errorf("%s of %d is %d, want %d; %q", key, given, a.Value, want, a.Basis)
			}
		}
	}
}

// Where wages are low against prices, businesses employ more people, but for the owner, and what is paid by wages earns the other costs too.
func TestLowWagesMeanMorePostsAndABoundedPrice(t *testing.T) {
	l := load(t)
	at := func(business string, change func(*market.Location)) plan.Params {
		in := plan.Input{BusinessType: business, Location: unitedStates(), Start: "2026-01"}
		change(&in.Location)
		return compute(t, l, in).Params
	}
	here := func(*market.Location) {}
	poor := func(p *market.Location) { p.IncomeRatioPPM = 40_000 } // wages at the floor, half of the local level; 1.4 times the posts
	posts := func(p plan.Params) (owner, others int) {
		for i := range p.Staff {
			if n := p.Staff[i].Tenths(60); i == 0 {
				owner = n
			} else {
				others += n
			}
		}
		return owner, others
	}
	owner, others := posts(at("cafe", here))
	poorOwner, poorOthers := posts(at("cafe", poor))
	if ratio := float64(poorOthers) / float64(others); poorOwner != owner || ratio < 1.25 || ratio > 1.55 {
		t.Errorf("the owner fills %d tenths of a post and others %d; with low wages %d and %d", owner, others, poorOwner, poorOthers)
	}
	dear := func(p *market.Location) { p.PriceLevelPPM, p.CityPricePPM = 1_600_000, 1_300_000 }
	seen := map[plan.Index]bool{}
	for _, a := range l.Archetypes() {
		price := float64(at(a.Slug, here).Price)
		cheap, high := float64(at(a.Slug, poor).Price)/price, float64(at(a.Slug, dear).Price)/price
		want := map[plan.Index][2]float64{plan.IndexWorld: {1, 1}, plan.IndexBlend: {1, 1.3}, plan.IndexLocal: {1, 2.08}, plan.IndexWage: {0.8, 1.664}}[a.PriceIndex]
		if math.Abs(cheap/want[0]-1) > 0.06 || math.Abs(high/want[1]-1) > 0.06 {
			t.Errorf("%s, whose price follows %v, costs %.2f where wages are low and %.2f where prices are high, want %v", a.Slug, a.PriceIndex, cheap, high, want)
		}
		seen[a.PriceIndex] = true
	}
	if !seen[plan.IndexWage] || !seen[plan.IndexBlend] && !seen[plan.IndexWorld] {
		t.Errorf("prices follow only %v", seen)
	}
}
