package xlsx

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation/plan"
)

// change types a value over an input, as a user does, and has everything reckoned anew.
func (w *workbook) change(s *setting, exact int64) {
	s.input.formula = nil
	s.input.put(float64(exact)/float64(s.divisor), s.input.style)
	for _, sheet := range w.sheets {
		for _, row := range sheet.rows {
			for _, c := range row {
				if c != nil && c.formula != nil {
					c.state = open
				}
			}
		}
	}
}

// changeable are the keys of the assumptions that drive formulas, in order.
func (w *workbook) changeable() []string {
	keys := slices.Sorted(maps.Keys(w.set))
	return slices.DeleteFunc(keys, func(key string) bool { return w.groupName(key) == "" })
}

func TestAChangedAssumptionGivesWhatTheModelGivesForIt(t *testing.T) {
	l, at := library(t), places(t)
	names := slices.Sorted(maps.Keys(at))
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SampledFrom(l.Archetypes()).Draw(t, "type")
		location := at[rapid.SampledFrom(names).Draw(t, "place")]
		in := plan.Input{
			BusinessType: a.Slug, Location: location, TimelineMonths: rapid.IntRange(1, 24).Draw(t, "timeline"), Start: "2027-01",
			Budget: inCurrency(rapid.Int64Range(0, 400_000).Draw(t, "budget"), location),
		}
		base, err := l.ComputeBy(t.Context(), quick(), in)
		if err != nil {
			t.Fatal(err)
		}
		w := workbookFor(t, base)
		in.Assumptions = map[string]int64{"format": assumed(base, "format")}
		for _, key := range rapid.SliceOfNDistinct(rapid.SampledFrom(w.changeable()), 1, 4, rapid.ID).Draw(t, "keys") {
			s := w.set[key]
			low, high := s.assumption.Min, min(s.assumption.Max, max(4*s.assumption.Value, s.assumption.Min+1))
			if key == "budget" {
				low = 1 // none at all is not the same as a budget of nothing
			}
			value := rapid.Int64Range(low, max(low, high)).Draw(t, key)
			in.Assumptions[key] = value
			w.change(s, value)
		}
		changed, err := l.ComputeBy(t.Context(), quick(), in)
		var refused *plan.AssumptionsError
		if errors.As(err, &refused) {
			t.Skip("the model refuses these together")
		}
		if err != nil {
			t.Fatal(err)
		}
		w.change(w.terms.grace, int64(changed.Drivers.Terms.GraceAfterOpening)) // the model looks for the best one anew
		if err := agree(w, changed); err != nil {
			t.Fatalf("after %v: %v", in.Assumptions, err)
		}
		if got, want := w.raised.npv.value(), float64(changed.Metrics.NPV); got != want {
			t.Fatalf("net present value %.0f, the model has %.0f", got, want)
		}
	})
}

func assumed(m *plan.Model, key string) int64 {
	for _, a := range m.Assumptions {
		if a.Key == key {
			return a.Value
		}
	}
	return 0
}

func workbookFor(t *rapid.T, m *plan.Model) *workbook {
	w, err := build(planOf(m))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestEveryAssumptionOfTheSheetMovesCashOrValue(t *testing.T) {
	l, at := library(t), places(t)
	still := map[string]bool{} // keys that moved nothing yet
	for _, slug := range []string{"cafe", "saas", "consulting"} {
		m := compute(t, l, plan.Input{BusinessType: slug, Location: at["Lisbon, Portugal"], Budget: 90_000_00, TimelineMonths: 12, Start: "2027-01"})
		w := workbookOf(t, m)
		before := fingerprint(w)
		for _, key := range w.changeable() {
			s := w.set[key]
			w.change(s, s.assumption.Min)
			moved := fingerprint(w) != before
			w.change(s, min(s.assumption.Max, s.assumption.Value+max(s.assumption.Step, s.assumption.Value/5)))
			moved = moved || fingerprint(w) != before
			w.change(s, s.assumption.Value)
			if seen, known := still[key]; !known || seen {
				still[key] = !moved
			}
		}
	}
	for key, unmoved := range still {
		if unmoved {
			t.Errorf("%s moves nothing", key)
		}
	}
}

func fingerprint(w *workbook) string {
	text := fmt.Sprint(w.raised.npv.value(), w.raised.need.value())
	for _, c := range w.money.cash.cells {
		text += fmt.Sprint(" ", c.value())
	}
	return text
}

func TestWhatIfGivesTheScenariosOfThePlan(t *testing.T) {
	l, at := library(t), places(t)
	for _, slug := range []string{"cafe", "gym", "trades", "ecommerce"} {
		m := compute(t, l, plan.Input{BusinessType: slug, Location: at["Austin, Texas"], Budget: 80_000_00, TimelineMonths: 12, Start: "2027-01"})
		for _, s := range []plan.Scenario{m.Scenarios.Pessimistic, m.Scenarios.Base, m.Scenarios.Optimistic} {
			w := workbookOf(t, m)
			for set, value := range map[*setting]int64{
				w.terms.volume: s.VolumePPM, w.terms.price: s.PricePPM, w.terms.cost: s.CostPPM, w.terms.delay: int64(s.RampDelay), w.terms.mode: 2,
			} {
				w.change(set, value)
			}
			for i, want := range s.Cash {
				if got := w.money.cash.cells[i+1].value(); got != float64(want) {
					t.Fatalf("%s, %s: cash of month %d is %.0f, the plan has %d", slug, s.Slug, i+1, got, want)
				}
			}
		}
	}
}

func TestStatementsAddUpAndShowTheModel(t *testing.T) {
	l, at := library(t), places(t)
	for place, scale := range map[string]float64{"Lisbon, Portugal": 100, "Tokyo, Japan": 1, "Kuwait City": 1000} {
		m := compute(t, l, plan.Input{BusinessType: "bakery", Location: at[place], TimelineMonths: 12, Start: "2027-01"})
		w := workbookOf(t, m)
		rows := map[string][]*cell{}
		for _, s := range w.sheets[5:] {
			for _, r := range s.rows {
				if len(r) > 9 && r[0] != nil && r[0].text != "" {
					rows[s.name+": "+r[0].text] = r
				}
			}
		}
		shown := func(row string, column int) plan.Money {
			cells, ok := rows[row]
			if !ok {
				t.Fatalf("%s: there is no row %q", place, row)
			}
			return plan.Money(roundOf(cells[column].value() * scale))
		}
		for i, r := range m.Months {
			column := 1 + 5 + 1 + 1 + i
			for row, want := range map[string]plan.Money{
				"Income: Gross profit": r.GrossProfit, "Income: Operating costs": r.Opex, "Income: EBITDA": r.EBITDA, "Income: Profit after tax": r.Net,
				"Cash: From operations": r.CFO, "Cash: From investing": r.CFI, "Cash: From financing": r.CFF, "Cash: Change of cash": r.CashChange, "Cash: Cash at end": r.Cash,
				"Balance: Assets": r.Assets(), "Balance: Liabilities and equity": r.Assets(), "Balance: Difference (must be 0)": 0,
			} {
				if got := shown(row, column); got != want {
					t.Fatalf("%s: %s of month %d is %d, the model has %d", place, row, i+1, got, want)
				}
			}
		}
		for i, y := range m.Years {
			for row, want := range map[string]plan.Money{"Income: Revenue": y.Revenue, "Income: Profit after tax": y.Net, "Cash: Cash at end": y.Cash, "Cash: Change of cash": y.CashChange} {
				if got := shown(row, 1+i); got != want {
					t.Errorf("%s: %s of year %d is %d, the model has %d", place, row, y.Year, got, want)
				}
			}
		}
	}
}

// A month that does not come is no number: charts and sums of the row would take it for one.
func TestNoBreakEvenLeavesNoNumber(t *testing.T) {
	m := compute(t, library(t), plan.Input{BusinessType: "restaurant", Location: places(t)["Lisbon, Portugal"], Budget: 60_000_00, Start: "2027-01", Assumptions: map[string]int64{"price": 10_00}})
	if m.Metrics.BreakEvenMonth != 0 {
		t.Fatalf("the plan breaks even in month %d", m.Metrics.BreakEvenMonth)
	}
	for _, c := range workbookOf(t, m).costs.breakEven.cells[1:] {
		if c.value() != 0 || c.style != unlessZero {
			t.Errorf("%s shows %v", c.name(), c.value())
		}
	}
}
