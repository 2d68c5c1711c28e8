package plan

import (
	"context"
	"fmt"
)

// defaultTimeline is used when a request gives none, in months.
const defaultTimeline = 12

// Compute works out the plan for an input by the product's rules. Errors are a
// location without its factors, a malformed start, changed assumptions that
// cannot hold (*AssumptionsError), or the end of the context.
func (l *Library) Compute(ctx context.Context, in Input) (*Model, error) {
	return l.ComputeBy(ctx, ProductRules(), in)
}

// ComputeBy is Compute by other rules.
func (l *Library) ComputeBy(ctx context.Context, rules Rules, in Input) (*Model, error) {
	d, err := l.draft(rules, in)
	if err != nil {
		return nil, fmt.Errorf("plan: %w", err)
	}
	m := &Model{
		Input: in, Archetype: d.archetype, Size: d.size, Currency: d.place.Currency, Exponent: d.place.MinorExponent,
		Start: d.start, Timeline: d.timeline, Params: d.params, Drivers: d.drivers,
	}
	e := newEngine(&m.Params, rules.Horizon, d.start.Month)
	m.Funding = e.fund(d.budget, d.budgetGiven, rules, d.step())
	m.Drivers.Terms.GraceAfterOpening = m.Funding.Grace - m.Params.Prelaunch
	m.Months = keep(e.run(m.Funding.Own, m.Funding.Loan, noShock()))
	m.Years = sumYears(m.Months)
	m.Metrics = measure(&m.Params, m.Months, e.run(0, 0, noShock()), m.Funding, d.place.DiscountPPM)
	m.Scenarios = e.play(m.Funding)
	m.Sensitivity = e.vary(m.Funding, d.words)
	if m.Risk, err = e.simulate(ctx, m.Funding, rules.Spread, in.Seed); err != nil {
		return nil, fmt.Errorf("plan: %w", err)
	}
	d.budget = m.Funding.Budget
	m.Assumptions = d.list()
	m.Milestones = milestones(m, d.words)
	return m, nil
}
