package plan_test

import (
	"bytes"
	"context"
	"errors"
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
			if a.Key == "tax" { // there must be a profit to tax
				in.Assumptions["price"] = 2 * int64(m.Params.Price)
				from = figures(t, compute(t, l, in))
			}
			for _, value := range []int64{a.Min, a.Max} {
				in.Assumptions[a.Key] = value
				moved = moved || !bytes.Equal(from, figures(t, compute(t, l, in)))
			}
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
		value := rapid.Int64Range(a.Min, a.Max).Draw(t, "value")
		in.Assumptions = map[string]int64{a.Key: value}
		for _, got := range compute(t, l, in).Assumptions {
			if got.Key == a.Key && (got.Value != value || got.Source != plan.SourceRequest || got.Basis != "Changed by you.") {
				t.Fatalf("%s set to %d is %+v", a.Key, value, got)
			}
		}
		in.Assumptions[a.Key] = a.Max + 1
		for _, got := range compute(t, l, in).Assumptions {
			if got.Key == a.Key && (got.Value != a.Max || !strings.Contains(got.Basis, "bounded")) {
				t.Fatalf("%s set beyond %d is %+v", a.Key, a.Max, got)
			}
		}
	})
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
		if !bytes.Equal(figures(t, m), figures(t, compute(t, l, in))) {
			t.Fatal("the figures differ")
		}
	})
}

func TestUnknownAssumptionIsNamed(t *testing.T) {
	_, err := load(t).Compute(context.Background(), plan.Input{
		BusinessType: "cafe", Location: unitedStates(), Start: "2026-01", Assumptions: map[string]int64{"price": 900, "luck": 7},
	})
	var unknown *plan.UnknownAssumptionError
	if !errors.As(err, &unknown) || unknown.Key != "luck" {
		t.Errorf("error %v does not name the assumption", err)
	}
}
