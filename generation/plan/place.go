package plan

import (
	"errors"
	"fmt"
	"math"

	"github.com/planspark/planspark/generation/market"
)

// place is a location whose factors lie in the ranges that the model can stand,
// with the indices that amounts scale with.
type place struct {
	market.Location
	index map[Index]int64
	scale int64 // minor units in a major one
	// staffing is how many times the posts of the reference do the same work.
	staffing int64
	feeFloor int64 // ppm of the local level, for prices that follow wages
	// bounded holds the keys of the factors that lay outside their range.
	bounded map[string]bool
}

// limit is the range of a factor of a location.
type limit struct {
	key, label string
	value      *int64
	min, max   int64
}

// newPlace bounds what is extreme and refuses what is missing. Its indices are for settle to work out.
func newPlace(loc market.Location) (*place, error) {
	if loc.Currency == "" {
		return nil, errors.New("location without a currency")
	}
	if loc.MinorExponent < 0 || loc.MinorExponent > 4 {
		return nil, fmt.Errorf("currency %s: minor exponent %d", loc.Currency, loc.MinorExponent)
	}
	p := &place{Location: loc, scale: 1, bounded: map[string]bool{}}
	for range loc.MinorExponent {
		p.scale *= 10
	}
	for _, l := range []limit{
		{"market.fx", "Exchange rate", &p.FxPPM, 1_000, 1_000_000_000_000},
		{"market.price_level", "Price level", &p.PriceLevelPPM, 50_000, 3_000_000},
		{"market.income", "Income level", &p.IncomeRatioPPM, 4_000, 4_000_000},
		{"market.city_prices", "City’s price level", &p.CityPricePPM, 300_000, 3_000_000},
		{"market.city_rents", "City’s rent level", &p.CityRentPPM, 200_000, 6_000_000},
		{"market.discount", "Discount rate", &p.DiscountPPM, 10_000, 1_000_000},
	} {
		if *l.value <= 0 {
			return nil, fmt.Errorf("location %s: %s is missing", loc.Country, l.label)
		}
		p.bound(l)
	}
	for _, l := range []limit{
		{"market.inflation", "Inflation", &p.InflationPPM, -30_000, 400_000},
		{"market.oncost", "Employer’s charges", &p.OncostPPM, 0, 800_000},
		{"market.tax", "Tax on profit", &p.TaxPPM, 0, 600_000},
		{"market.loan_rate", "Loan rate", &p.LoanRatePPM, 0, 600_000},
	} {
		p.bound(l)
	}
	return p, nil
}

// settle works out what follows from the factors.
func (p *place) settle(rules Rules) {
	p.index = p.indices(rules)
	p.staffing, p.feeFloor = million, rules.FeeFloorPPM
	if enough := ppm(p.index[IndexLocal], rules.StaffingPPM); enough > p.index[IndexWage] {
		p.staffing = mulDiv(enough, million, p.index[IndexWage])
	}
}

func (p *place) bound(l limit) {
	given := *l.value
	*l.value = min(max(given, l.min), l.max)
	if *l.value != given {
		p.bounded[l.key] = true
	}
}

// indices are the factors of plan-model.md, section 2, against the reference
// country.
func (p *place) indices(rules Rules) map[Index]int64 {
	local := ppm(p.PriceLevelPPM, p.CityPricePPM)
	wage := ppm(p.PriceLevelPPM, squareRoot(p.IncomeRatioPPM*million))
	return map[Index]int64{
		IndexWorld: million,
		IndexBlend: roundDiv(million+p.PriceLevelPPM, 2),
		IndexLocal: local,
		IndexRent:  ppm(p.PriceLevelPPM, p.CityRentPPM),
		IndexWage:  max(wage, ppm(local, rules.WageFloorPPM)),
	}
}

// price is money for what customers pay: where it follows wages it still has to
// earn the place's other costs.
func (p *place) price(usdCents int64, by Index) Money {
	if by == IndexWage {
		return max(p.money(usdCents, by), p.money(usdCents, IndexLocal).times(p.feeFloor))
	}
	return p.money(usdCents, by)
}

// money turns cents of the reference country into the plan's currency.
func (p *place) money(usdCents int64, by Index) Money {
	return Money(mulDiv(ppm(usdCents, p.index[by], p.FxPPM), p.scale, 100))
}

// squareRoot returns the largest integer whose square is not above n, which is below 2^52: up to there the root of a
// float is exact enough.
func squareRoot(n int64) int64 { return int64(math.Sqrt(float64(n))) }
