package check_test

import (
	"context"
	"testing"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/check"
	"github.com/planspark/planspark/generation/plan/plantest"
	"github.com/planspark/planspark/protocol"
)

// versions are a café in Lisbon as it was planned, and with changed assumptions.
func versions(t testing.TB, changes map[string]int64) (m *plan.Model, before, after *check.Version) {
	t.Helper()
	library, atlas := plantest.Tables(t)
	r := protocol.Request{Idea: "A café with 37 seats", Location: "Lisbon", Budget: "60000", Currency: "EUR", BusinessType: "cafe"}
	b, err := atlas.Brief(market.Query{Location: r.Location, Currency: r.Currency, BusinessType: r.BusinessType})
	if err != nil {
		t.Fatal(err)
	}
	in := plan.Input{BusinessType: r.BusinessType, Location: b.Location, Budget: r.BudgetMinor(2), Start: "2027-01"}
	if m, err = library.Compute(context.Background(), in); err != nil {
		t.Fatal(err)
	}
	in.Assumptions = changes
	changed, err := library.Compute(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return m, check.NewVersion(m, b, r), check.NewVersion(changed, b, r)
}

func TestOnlyFiguresThatChangedAreOutdated(t *testing.T) {
	m, before, after := versions(t, map[string]int64{"loan_rate": 150_000})
	f := m.Figures("en")
	tests := map[string]struct {
		text string
		want bool // outdated
	}{
		"what does not hang on the change": {"A price of " + f.Money(m.Params.Price) + " and " + f.Money(m.Params.StartupTotal()) + " for 37 seats", false},
		"the result of a year":             {"Year 2 ends with " + f.Money(m.Years[1].Net), true},
		"rounded":                          {"Year 2 ends with about " + f.MoneyRounded(m.Years[1].Net), true},
		"the rate itself":                  {"a loan at " + f.Percent(m.Params.LoanRatePPM), true},
		"words and small numbers":          {"Three steps in 12 months, from month 4 on", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := before.Outdated(after, tt.text)
			if (len(got) > 0) != tt.want {
				t.Errorf("outdated in %q: %v, want some: %t", tt.text, got, tt.want)
			}
		})
	}
}

func TestNothingIsOutdatedInAnUnchangedPlan(t *testing.T) {
	m, before, after := versions(t, nil)
	f := m.Figures("en")
	for _, y := range m.Years {
		text := f.Money(y.Revenue) + ", " + f.MoneyRounded(y.Revenue) + ", " + f.Percent(y.GrossMarginPPM) + " of " + f.Units(m.Params.MatureMilli)
		if got := before.Outdated(after, text); got != nil {
			t.Errorf("%v of %q", got, text)
		}
	}
}

func BenchmarkNewSource(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		m, _, _ := versions(b, nil)
		b.StartTimer()
		check.NewSource(m, market.Brief{}, protocol.Request{Currency: "EUR"})
	}
}
