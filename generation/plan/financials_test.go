package plan_test

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation/plan"
)

// lisbon is the café of the specification, by the product's rules.
func lisbon(t *testing.T) *plan.Model {
	t.Helper()
	m, err := load(t).Compute(context.Background(), plan.Input{
		BusinessType: "cafe", Location: readGolden(t, "testdata/plan-cafe-lisbon.json").Location, Start: "2026-01",
		Budget: 6_000_000, TimelineMonths: 12, Seed: 42,
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func decode(t fataler, f *plan.Financials) map[string]any {
	t.Helper()
	text, err := f.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestFinancialsHaveTheDocumentedShape(t *testing.T) {
	f := decode(t, lisbon(t).Financials())
	for _, key := range []string{
		"version", "currency", "exponent", "start", "months", "assumptions", "startup_costs", "funding", "series", "years", "break_even",
		"payback_month", "peak_need", "npv", "irr", "roi", "dscr", "scenarios", "sensitivity", "risk",
	} {
		if _, ok := f[key]; !ok {
			t.Errorf("financials have no %q", key)
		}
	}
	series := f["series"].(map[string]any)
	for _, key := range []string{
		"revenue", "cogs", "gross_profit", "payroll", "ebitda", "depreciation", "interest", "tax", "net_profit", "cash_flow", "cash",
		"receivables", "inventory", "assets", "payables", "tax_payable", "loan", "equity",
	} {
		if list, ok := series[key].([]any); !ok || len(list) != 60 {
			t.Errorf("series %q is not of 60 months", key)
		}
	}
	for key, list := range series["opex"].(map[string]any) {
		if len(list.([]any)) != 60 {
			t.Errorf("cost line %q is not of 60 months", key)
		}
	}
	for _, slug := range []string{"pessimistic", "base", "optimistic"} {
		s := f["scenarios"].(map[string]any)[slug].(map[string]any)
		if len(s["years"].([]any)) != 5 || len(s["cash"].([]any)) != 60 {
			t.Errorf("scenario %q is not of five years", slug)
		}
	}
	var keys []string
	for _, row := range f["sensitivity"].([]any) {
		r := row.(map[string]any)
		keys = append(keys, r["key"].(string))
		if r["minus20"] == nil || r["minus10"] == nil || r["plus10"] == nil || r["plus20"] == nil {
			t.Errorf("sensitivity of %v is incomplete", r["key"])
		}
	}
	if !slices.Equal(keys, []string{"price", "volume", "cogs", "payroll", "rent"}) {
		t.Errorf("sensitivity of %v", keys)
	}
	risk := f["risk"].(map[string]any)
	if chance := risk["cash_out_36"].(float64); chance < 0.05 || chance > 0.35 {
		t.Errorf("the café in Lisbon runs out of cash in %.0f %% of futures", chance*100)
	}
}

func TestSummaryIsTheFinancialsWithoutAssumptionsAndCostLines(t *testing.T) {
	m := lisbon(t)
	full, summary := decode(t, m.Financials()), decode(t, m.Financials().Summary())
	delete(full, "assumptions")
	delete(full, "drivers")
	delete(full["series"].(map[string]any), "opex")
	a, _ := json.Marshal(full)
	b, _ := json.Marshal(summary)
	if string(a) != string(b) {
		t.Error("the summary says something else than the figures")
	}
	if len(m.Financials().Assumptions) == 0 || m.Financials().Series.Opex == nil {
		t.Error("making the summary took something off the figures")
	}
}

func TestSeriesBalanceAndAddUp(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		f := compute(t, l, drawInput(t, l)).Financials()
		s := &f.Series
		for i := range f.Months {
			if s.Assets[i] != s.Payables[i]+s.TaxPayable[i]+s.Loan[i]+s.Equity[i] {
				t.Fatalf("month %d does not balance", i+1)
			}
			if s.Assets[i] != s.Cash[i]+s.Receivables[i]+s.Inventory[i]+s.FixedAssets[i] {
				t.Fatalf("month %d: assets are not the sum of their lines", i+1)
			}
			opex := plan.Money(0)
			for _, line := range s.Opex {
				opex += line[i]
			}
			if opex != s.OpexTotal[i] || s.EBITDA[i] != s.GrossProfit[i]-s.Payroll[i]-opex ||
				s.NetProfit[i] != s.EBITDA[i]-s.Depreciation[i]-s.Interest[i]-s.Tax[i] {
				t.Fatalf("month %d: profit is not what its lines say", i+1)
			}
		}
		for y, year := range f.Years {
			revenue, profit := plan.Money(0), plan.Money(0)
			for i := 12 * y; i < 12*y+12; i++ {
				revenue += s.Revenue[i]
				profit += s.NetProfit[i]
			}
			if year.Revenue != revenue || year.NetProfit != profit || year.Cash != s.Cash[12*y+11] ||
				year.EBITDA != year.GrossProfit-year.Payroll-year.Opex {
				t.Fatalf("year %d is not the sum of its months", y+1)
			}
		}
	})
}

func TestMilestonesAreInOrderAndWithinThePlan(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		m := compute(t, l, drawInput(t, l))
		if len(m.Milestones) < 6 {
			t.Fatalf("only %d milestones", len(m.Milestones))
		}
		for i, s := range m.Milestones {
			if s.Title == "" || s.StartMonth < 1 || s.EndMonth < s.StartMonth || s.EndMonth > 60 {
				t.Fatalf("milestone %+v is out of range", s)
			}
			if i > 0 && s.StartMonth < m.Milestones[i-1].StartMonth {
				t.Fatalf("milestone %+v comes after a later one", s)
			}
			for _, d := range s.DependsOn {
				if d >= i {
					t.Fatalf("milestone %d depends on %d, which does not come before it", i, d)
				}
			}
		}
	})
}

func TestBusinessTypesAreNamedInTheLocale(t *testing.T) {
	l := load(t)
	for locale, want := range map[string]string{"pt-PT": "Restaurante", "de_AT": "Restaurant", "zh": "Restaurant"} {
		list := l.BusinessTypes(locale)
		if len(list) != 30 || list[1].Slug != "restaurant" || list[1].Name != want {
			t.Errorf("%s: %+v", locale, list[1])
		}
	}
	slugs := map[string]bool{}
	for _, a := range l.Archetypes() {
		slugs[a.Slug] = true
		if got, ok := l.Lookup(a.Slug); !ok || got.Slug != a.Slug {
			t.Errorf("%s is not found by its slug", a.Slug)
		}
	}
	if _, ok := l.Lookup("circus"); ok || len(slugs) != 30 {
		t.Errorf("%d types: %v", len(slugs), slices.Sorted(maps.Keys(slugs)))
	}
}

func BenchmarkCompute(b *testing.B) {
	l, err := plan.Load()
	if err != nil {
		b.Fatal(err)
	}
	in := plan.Input{BusinessType: "restaurant", Location: unitedStates(), Start: "2026-01", Budget: 20_000_000}
	for b.Loop() {
		if _, err := l.Compute(context.Background(), in); err != nil {
			b.Fatal(err)
		}
	}
}
