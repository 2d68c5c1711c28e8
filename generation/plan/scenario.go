package plan

// The scenarios of plan-model.md, section 4.
func scenarios() (pessimistic, base, optimistic Scenario) {
	pessimistic = Scenario{Slug: "pessimistic", VolumePPM: 800_000, PricePPM: 970_000, CostPPM: 1_040_000, RampDelay: 2}
	base = Scenario{Slug: "base", VolumePPM: million, PricePPM: million, CostPPM: million}
	optimistic = Scenario{Slug: "optimistic", VolumePPM: 1_150_000, PricePPM: 1_030_000, CostPPM: 980_000}
	return pessimistic, base, optimistic
}

// play computes the three scenarios with the funding of the base.
func (e *engine) play(f Funding) Scenarios {
	pessimistic, base, optimistic := scenarios()
	return Scenarios{
		Pessimistic: e.playOne(pessimistic, f),
		Base:        e.playOne(base, f),
		Optimistic:  e.playOne(optimistic, f),
	}
}

func (e *engine) playOne(s Scenario, f Funding) Scenario {
	change := noShock()
	change.volume, change.price, change.cost, change.delay = s.VolumePPM, s.PricePPM, s.CostPPM, s.RampDelay
	rows := e.run(f.Own, f.Loan, change)
	s.Years = sumYears(rows)
	s.Cash = make([]Money, len(rows))
	for i := range rows {
		s.Cash[i] = rows[i].Cash
	}
	low := lowestCash(rows)
	s.LowestCash, s.LowestCashMonth = low.Cash, low.Month
	s.BreakEvenMonth = breakEven(rows, e.p.Prelaunch)
	return s
}
