package plan

import (
	"cmp"
	"slices"
	"strings"
)

// Shares of an amount that do not grow with the size of the business, ppm.
const (
	fixedShareMarketing = 500_000
	fixedShareStartup   = 350_000
	fixedShareLines     = 400_000
)

// sized scales an amount of the standard size to another one.
func sized(amount Money, scale, fixedShare int64) Money {
	return nice(amount.times(fixedShare + ppm(scale, million-fixedShare)))
}

// scaleTo returns an archetype's parameters at a place and a size.
func scaleTo(a *Archetype, at *place, size BusinessFormat) Params {
	s := size.ScalePPM
	price := nice(at.price(a.PriceUSDCents, a.PriceIndex))
	p := Params{
		Kind: a.Driver.Kind, Unit: a.Driver.Unit, Units: a.Driver.Units,
		Price: price, UnitCost: price.times(a.CogsPPM),
		FeesPPM: a.FeesPPM, MarketingPPM: a.MarketingPPM,
		Marketing:       sized(at.money(a.MarketingUSD*100, IndexLocal), s, fixedShareMarketing),
		LaunchMarketing: 3,
		GrowthPPM:       a.GrowthPPM, PriceGrowthPPM: at.InflationPPM, CostGrowthPPM: at.InflationPPM,
		Ramp: slices.Clone(a.Ramp), Season: a.Season,
		OncostPPM: at.OncostPPM, TaxPPM: at.TaxPPM, LoanRatePPM: at.LoanRatePPM,
		LoanSharePPM: usualLoanShare, WorkingDays: a.WorkingDays, ReserveMonths: a.ReserveMonths, Prelaunch: a.Prelaunch,
	}
	if at.Southern && !a.Calendar {
		copy(p.Season[:6], a.Season[6:])
		copy(p.Season[6:], a.Season[:6])
	}
	if a.TaxExempt {
		p.TaxPPM = 0
	}
	p.scaleVolume(a, at, s)
	p.scaleCosts(a, at, s)
	p.scaleStaff(a, at, s)
	return p
}

func (p *Params) scaleVolume(a *Archetype, at *place, s int64) {
	d := &a.Driver
	if d.Kind == DriverFlow {
		p.MatureMilli = ppm(d.UnitsMonth*1000, s)
		p.CapacityMilli = ppm(d.CapacityMonth*1000, s)
		return
	}
	p.NewMilli = ppm(d.NewMonth*1000, s)
	p.OpeningMilli = ppm(d.Opening*1000, s)
	p.CapacityMilli = ppm(d.Capacity*1000, s)
	p.ChurnPPM = d.ChurnPPM
	p.CAC = nice(at.money(d.CACUSDCents, a.PriceIndex))
}

func (p *Params) scaleCosts(a *Archetype, at *place, s int64) {
	for _, i := range a.Startup {
		p.Startup = append(p.Startup, StartupCost{
			Key: "startup." + i.Key, Item: i.Item, Kind: i.Kind, Life: i.Life,
			Amount: sized(at.money(i.USD*100, i.Index), s, fixedShareStartup),
		})
	}
	for _, f := range a.Fixed {
		p.Fixed = append(p.Fixed, FixedCost{
			Key: "fixed." + f.Key, Line: f.Line, From: f.From, Premises: f.Index == IndexRent,
			Amount: sized(at.money(f.USD*100, f.Index), s, fixedShareLines),
		})
	}
}

func (p *Params) scaleStaff(a *Archetype, at *place, s int64) {
	for i, r := range a.Staff {
		size := s
		if i > 0 {
			size = ppm(s, at.staffing)
		}
		role := Role{Key: "staff." + r.Key, Role: r.Role, Wage: nice(at.money(r.USD*100, IndexWage))}
		for _, step := range r.Steps {
			tenths := int64(step[1])
			if r.Scales && tenths > 0 {
				tenths = max(5, roundDiv(ppm(tenths, size), 5)*5) // half posts at least
			}
			role.Steps = append(role.Steps, HiringStep{Month: step[0], Tenths: int(tenths)})
		}
		p.Staff = append(p.Staff, role)
	}
}

// compress shortens the preparation when the time to steady state does not
// leave room for it; each month less makes the fit-out four per cent dearer.
func (p *Params) compress(timeline int) {
	want := p.Prelaunch
	got := want
	if timeline < 2*want {
		got = max(1, timeline/2)
	}
	p.Compressed = want - got
	p.Prelaunch = got
	if p.Compressed == 0 {
		return
	}
	for i := range p.Startup {
		if p.Startup[i].Kind == StartupCapex {
			p.Startup[i].Amount = p.Startup[i].Amount.times(million + 40_000*int64(p.Compressed))
		}
	}
}

// StartupTotal returns the sum of the start-up spending.
func (p *Params) StartupTotal() Money {
	total := Money(0)
	for _, i := range p.Startup {
		total += i.Amount
	}
	return total
}

// FixedMonth returns the fixed costs of an operating month at first-year
// prices: lines, fixed marketing and payroll.
func (p *Params) FixedMonth(operating int) Money {
	total := p.Marketing
	for _, f := range p.Fixed {
		total += f.Amount
	}
	for _, r := range p.Staff {
		total += Money(mulDiv(int64(r.Wage.times(million+p.OncostPPM)), int64(r.Tenths(operating)), 10))
	}
	return total
}

// roughNeed is what a size takes, before any cash flow is computed.
func (p *Params) roughNeed() Money {
	return p.StartupTotal() + Money(p.ReserveMonths)*p.FixedMonth(1)
}

// sizesOf returns an archetype's formats, smallest first.
func sizesOf(a *Archetype) []BusinessFormat {
	return slices.SortedFunc(slices.Values(a.Formats), func(x, y BusinessFormat) int {
		return cmp.Compare(x.ScalePPM, y.ScalePPM)
	})
}

// chooseSize returns the number of a size, from 0: the largest of which the budget
// carries four fifths, or the smallest when it carries none. When that one would
// not earn its costs, it is the next larger one that would, provided that own money
// covers enough of it for a lender to do the rest.
func (d *draft) chooseSize() int {
	best, sizes := 0, sizesOf(d.archetype)
	for i := range sizes {
		if p := d.sizedTo(sizes[i]); 4*p.roughNeed() <= 5*d.budget {
			best = i
		}
	}
	if d.rules.OwnShare == 0 || d.earns(sizes[best], 0) {
		return best
	}
	for i := best + 1; i < len(sizes); i++ {
		if d.earns(sizes[i], Money(d.rules.OwnShare)) {
			return i
		}
	}
	return best
}

func (d *draft) sizedTo(size BusinessFormat) Params {
	p := scaleTo(d.archetype, d.place, size)
	p.compress(d.timeline)
	if d.noDebt {
		p.LoanSharePPM = 0
	}
	return p
}

// usualCover is the least debt service cover at which banks lend.
const usualCover = 1.2

// earns says whether a size is one that a bank would finance: on the budget, of
// which own money covers a share of the need, and a loan, it ends its third year
// with a profit and serves its debt with the usual margin.
func (d *draft) earns(size BusinessFormat, ownShare Money) bool {
	p := d.sizedTo(size)
	p.UnitCost = p.Price.times(d.archetype.CogsPPM)
	e := newEngine(&p, d.rules.Horizon, d.start.Month)
	f := e.fund(d.budget, true, d.rules, d.step())
	if f.Budget*100 < f.Need*ownShare {
		return false
	}
	years := sumYears(e.run(f.Own, f.Loan, noShock()))
	cover := debtServiceCover(years, f.Grace)
	return years[2].Net > 0 && (cover == nil || *cover >= usualCover)
}

// keyOf turns a label into a key: lower case, words joined by underscores.
func keyOf(label string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(label) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	return strings.TrimSuffix(b.String(), "_")
}
