package check

import (
	"maps"
	"math"
	"math/big"
	"slices"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
)

// derive adds what a reader may work out from the model in one step: sums of a
// year or a kind, shares of a total, differences between cases, and volumes set
// against people.
func (s *Source) derive(m *plan.Model, b market.Brief) {
	s.sums(m)
	s.prices(m)
	s.shares(m)
	s.gates(m)
	s.perPeople(m, b)
	for i := range len(m.Months)/12 + 2 {
		s.whole(int64(m.Start.Year + i))
	}
	s.ppm(100_000) // the steps of the sensitivity
	s.ppm(200_000)
	s.whole(int64(len(m.Assumptions)))
}

// sums are totals of kinds and of years.
func (s *Source) sums(m *plan.Model) {
	p := &m.Params
	s.amount(p.StartupTotal())
	kinds := map[string]plan.Money{}
	for _, i := range p.Startup {
		kinds[i.Kind] += i.Amount
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		s.amount(kinds[kind])
	}
	premises := plan.Money(0)
	for _, f := range p.Fixed {
		if f.Premises {
			premises += f.Amount
		}
	}
	s.amount(premises)
	for operating := range 13 {
		s.amount(p.FixedMonth(operating))
	}
	for first := 0; first+12 <= len(m.Months); first += 12 {
		var marketing, investing, financing, operations plan.Money
		for _, r := range m.Months[first : first+12] {
			marketing, investing, financing, operations = marketing+r.Marketing, investing+r.CFI, financing+r.CFF, operations+r.CFO
		}
		last := &m.Months[first+11]
		for _, sum := range []plan.Money{
			marketing, marketing / 12, investing, financing, operations, last.Assets(), last.Equity(),
			last.Receivables + last.Inventory, last.FixedAssets + last.DepositAssets, last.Payables + last.Deferred + last.TaxPayable,
		} {
			s.amount(sum)
		}
		s.channels(marketing / 12)
		if y := m.Years[first/12]; y.SoldMilli > 0 {
			s.amount(plan.Money(int64(marketing) * 1000 / y.SoldMilli))
		}
		s.other(&m.Years[first/12])
	}
}

// other are the costs between the totals of a statement.
func (s *Source) other(y *plan.Year) {
	s.amount(y.Opex - y.Payroll)
	for _, w := range []plan.Money{y.Payroll, y.Cogs} {
		s.ppm(ratio(w, y.Revenue))
	}
}

// channels are the usual parts of a budget: tenths and twentieths.
func (s *Source) channels(budget plan.Money) {
	for part := plan.Money(1); part <= 20; part++ {
		s.amount(budget * part / 20)
	}
	for part := int64(1); part <= 20; part++ {
		s.ppm(part * 50_000)
	}
}

// prices are the band at local prices, what a unit leaves, and pay with charges.
func (s *Source) prices(m *plan.Model) {
	p, a := &m.Params, m.Archetype
	s.amount(p.Price - p.UnitCost)
	for _, usd := range a.PriceBandUSD {
		s.amount(plan.Money(usd * 100 / float64(a.PriceUSDCents) * float64(p.Price)))
	}
	for _, r := range p.Staff {
		s.amount(12 * r.Wage)
		s.amount(plan.Money(int64(r.Wage) * (1_000_000 + p.OncostPPM) / 1_000_000))
	}
	if p.ChurnPPM > 0 {
		s.whole((1_000_000 + p.ChurnPPM/2) / p.ChurnPPM)
	}
	for _, y := range m.Years {
		for _, stream := range a.Streams {
			s.amount(plan.Money(float64(y.Revenue) * float64(stream.SharePPM) / 1_000_000))
		}
	}
}

// shares are parts of the funding, of revenue and of capacity.
func (s *Source) shares(m *plan.Model) {
	f := &m.Funding
	total := f.Own + f.Loan
	s.amount(total)
	s.amount(total - f.Need)
	s.amount(f.Need - f.Buffer - m.Params.StartupTotal())
	s.amount(f.Need - m.Params.StartupTotal())
	for _, part := range []plan.Money{f.Own, f.Loan, f.ExtraOwn, f.Budget, f.Gap} {
		s.ppm(ratio(part, total))
		s.ppm(ratio(part, f.Need))
	}
	rent := plan.Money(0)
	for _, line := range m.Params.Fixed {
		if line.Premises {
			rent += line.Amount
		}
	}
	for _, y := range m.Years {
		s.ppm(ratio(12*rent, y.Revenue))
		if m.Params.CapacityMilli > 0 {
			s.ppm(int64(math.Round(float64(y.HeldMilli) / float64(m.Params.CapacityMilli) * 1_000_000)))
		}
	}
	if m.Params.CapacityMilli > 0 {
		s.ppm(int64(math.Round(float64(m.Params.MatureMilli) / float64(m.Params.CapacityMilli) * 1_000_000)))
	}
	for _, d := range m.Sensitivity {
		for _, e := range []plan.Effect{d.Minus20, d.Minus10, d.Plus10, d.Plus20} {
			s.amount(d.Base.Profit - e.Profit)
		}
	}
}

// gates are four fifths of a month's volume, and volumes split like budgets.
func (s *Source) gates(m *plan.Model) {
	for i := range m.Months {
		s.milli(m.Months[i].UnitsMilli * 8 / 10)
	}
	for part := int64(1); part <= 20; part++ {
		s.milli(m.Params.MatureMilli * part / 20)
		s.milli(m.Params.NewMilli * part / 20)
	}
}

// perPeople sets volumes against the people within reach.
func (s *Source) perPeople(m *plan.Model, b market.Brief) {
	for n := int64(1000); n <= 1_000_000; n *= 10 {
		s.whole(n)
		if b.Demand.People <= 0 {
			continue
		}
		for _, milli := range []int64{m.Params.MatureMilli, m.Years[min(2, len(m.Years)-1)].HeldMilli} {
			s.milli(milli * n / b.Demand.People)
			s.amount(plan.Money(new(big.Int).Div(new(big.Int).Mul(big.NewInt(milli), big.NewInt(int64(m.Params.Price))), big.NewInt(1000)).Int64()))
		}
	}
}

// ratio returns part of whole in parts per million, 0 of nothing.
func ratio(part, whole plan.Money) int64 {
	if whole <= 0 {
		return 0
	}
	return int64(math.Round(float64(part) / float64(whole) * 1_000_000))
}
