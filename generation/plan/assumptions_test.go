package plan_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation/plan"
)

// figures are a plan's figures without the list of its assumptions.
func figures(t fataler, m *plan.Model) []byte {
	t.Helper()
	f := *m.Financials()
	f.Assumptions = nil
	text, err := f.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestEveryAssumptionMovesTheFigures(t *testing.T) {
	l := load(t)
	for i := range l.Archetypes() {
		in := plan.Input{BusinessType: l.Archetypes()[i].Slug, Location: unitedStates(), Start: "2026-01", Budget: 3_000_000, TimelineMonths: 12}
		m := compute(t, l, in)
		before := figures(t, m)
		for _, a := range m.Assumptions {
			moved, from := false, before
			in.Assumptions = map[string]int64{}
			if a.Key == "loan_share" { // there must be a gap
				in.Budget = 100_000
				from = figures(t, compute(t, l, in))
			}
			if a.Key == "tax" { // there must be a profit to tax
				in.Assumptions["price"] = 2 * int64(m.Params.Price)
				from = figures(t, compute(t, l, in))
			}
			values := []int64{a.Min, (a.Min + a.Value) / 2, (a.Value + a.Max) / 2, a.Max}
			if a.Key == "capacity" { // just enough, so that there is no room to grow
				values = append(values, m.Params.MatureMilli+m.Params.OpeningMilli)
			}
			for _, value := range values {
				if moved {
					break
				}
				in.Assumptions[a.Key] = value
				changed, err := l.ComputeBy(context.Background(), quick(), in)
				var contradiction *plan.AssumptionsError
				if errors.As(err, &contradiction) {
					continue // such as more sales than there is capacity for
				}
				if err != nil {
					t.Fatal(err)
				}
				moved = !bytes.Equal(from, figures(t, changed))
			}
			in.Budget = 3_000_000
			if !moved {
				t.Errorf("%s: %s moves nothing between %d and %d", in.BusinessType, a.Key, a.Min, a.Max)
			}
		}
		in.Assumptions = nil
	}
}

func TestAssumptionsAreComplete(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, l)
		m := compute(t, l, in)
		seen := map[string]bool{}
		for _, a := range m.Assumptions {
			if seen[a.Key] || a.Key == "" || a.Label == "" || a.Basis == "" || strings.Contains(a.Basis, "  ") {
				t.Fatalf("assumption %+v is incomplete or twice", a)
			}
			seen[a.Key] = true
			if a.Value < a.Min || a.Value > a.Max || a.Step < 1 {
				t.Fatalf("assumption %s: %d is not within %d to %d by %d", a.Key, a.Value, a.Min, a.Max, a.Step)
			}
			if !slices.Contains([]string{plan.SourceRequest, plan.SourceBenchmark, plan.SourceMarket, plan.SourceEstimate}, a.Source) {
				t.Fatalf("assumption %s: source %q", a.Key, a.Source)
			}
		}
		for _, s := range m.Params.Startup {
			if !seen[s.Key] {
				t.Fatalf("%s is no assumption", s.Key)
			}
		}
	})
}

func TestChangedAssumptionHoldsAndIsSaid(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, l)
		a := rapid.SampledFrom(compute(t, l, in).Assumptions).Draw(t, "assumption")
		value := rapid.Int64Range(a.Min, a.Max).Filter(func(v int64) bool { return v != a.Value }).Draw(t, "value")
		in.Assumptions = map[string]int64{a.Key: value}
		m, err := l.ComputeBy(context.Background(), quick(), in)
		if wrong := new(plan.AssumptionsError); errors.As(err, &wrong) {
			if w := wrong.Wrong[0]; w.Key != a.Key || w.Fault != plan.FaultContradiction || len(w.Others) == 0 {
				t.Fatalf("%s set to %d within its range: %+v", a.Key, value, wrong.Wrong)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range m.Assumptions {
			if changed := got.Key == a.Key; got.Changed != changed || changed && (got.Value != value || got.Source != plan.SourceRequest || got.Basis != "Changed by you.") {
				t.Fatalf("%s set to %d is %+v", a.Key, value, got)
			}
		}
	})
}

// The size follows the budget, unless it was chosen; choosing the one that the old budget gave is a choice.
func TestAChosenSizeOutlivesAChangedBudget(t *testing.T) {
	l := load(t)
	in := plan.Input{BusinessType: "cafe", Location: unitedStates(), Start: "2026-01", Budget: 100_000_000}
	large := compute(t, l, in)
	in.Assumptions = map[string]int64{"budget": 1_000_000}
	follows := compute(t, l, in)
	in.Assumptions["format"] = 3
	if kept := compute(t, l, in); large.Size.Slug != "large" || follows.Size.Slug != "lean" || kept.Size.Slug != "large" {
		t.Errorf("sizes %s, %s with less money, and %s when chosen", large.Size.Slug, follows.Size.Slug, kept.Size.Slug)
	}
}

// No budget in the request leaves open how much there is; none at all is an answer.
func TestNoOwnMoneyIsAChange(t *testing.T) {
	l := load(t)
	in := plan.Input{BusinessType: "cafe", Location: unitedStates(), Start: "2026-01", Assumptions: map[string]int64{"budget": 0}}
	m := compute(t, l, in)
	if f := m.Funding; !f.BudgetGiven || f.Budget != 0 || f.Gap != f.Need || f.Loan+f.ExtraOwn < f.Need {
		t.Errorf("funding is %+v", f)
	}
	for _, a := range m.Assumptions {
		if a.Key == "budget" && (!a.Changed || a.Value != 0) {
			t.Errorf("budget is %+v", a)
		}
	}
}

func TestChangesThatCannotHoldAreNamedTogether(t *testing.T) {
	l := load(t)
	in := plan.Input{BusinessType: "cafe", Location: unitedStates(), Start: "2026-01"}
	plain := compute(t, l, in)
	tests := map[string]struct {
		changes map[string]int64
		want    map[string]plan.Fault
	}{
		"unknown":          {map[string]int64{"luck": 7}, map[string]plan.Fault{"luck": plan.FaultUnknown}},
		"below and above":  {map[string]int64{"price": 0, "reserve_months": 13}, map[string]plan.Fault{"price": plan.FaultRange, "reserve_months": plan.FaultRange}},
		"more than fits":   {map[string]int64{"units": plain.Params.CapacityMilli + 1}, map[string]plan.Fault{"units": plan.FaultContradiction}},
		"room for too few": {map[string]int64{"capacity": plain.Params.MatureMilli - 1}, map[string]plan.Fault{"capacity": plan.FaultContradiction}},
		"nothing is left":  {map[string]int64{"cogs_share": 900_000, "fees": 100_000}, map[string]plan.Fault{"cogs_share": plan.FaultContradiction, "fees": plan.FaultContradiction}},
		"too late":         {map[string]int64{"prelaunch_months": 9, "timeline_months": 6}, map[string]plan.Fault{"prelaunch_months": plan.FaultContradiction, "timeline_months": plan.FaultContradiction}},
		"all at once":      {map[string]int64{"price": -5, "luck": 7, "capacity": 100}, map[string]plan.Fault{"price": plan.FaultRange, "luck": plan.FaultUnknown, "capacity": plan.FaultContradiction}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			in.Assumptions = tt.changes
			_, err := l.Compute(context.Background(), in)
			var wrong *plan.AssumptionsError
			if !errors.As(err, &wrong) {
				t.Fatalf("got %v", err)
			}
			got := map[string]plan.Fault{}
			for _, w := range wrong.Wrong {
				got[w.Key] = w.Fault
			}
			if !maps.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// Whoever sends back all assumptions as they are gets the same plan.
func TestUnchangedAssumptionsChangeNothing(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, l)
		in.Budget = max(1, in.Budget)
		m := compute(t, l, in)
		in.Assumptions = map[string]int64{}
		for _, a := range m.Assumptions {
			in.Assumptions[a.Key] = a.Value
		}
		same := compute(t, l, in)
		if !bytes.Equal(figures(t, m), figures(t, same)) {
			t.Fatal("the figures differ")
		}
		for _, a := range same.Assumptions {
			if a.Changed {
				t.Fatalf("%s is said to be changed", a.Key)
			}
		}
	})
}
