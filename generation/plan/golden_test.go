package plan_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
)

// golden is an output of the executable specification, a computation in another
// language that shares no code with this package.
type golden struct {
	Request struct {
		BusinessType   string  `json:"business_type"`
		Budget         float64 `json:"budget"`
		TimelineMonths int     `json:"timeline_months"`
	} `json:"request"`
	Start    string          `json:"start"`
	Location market.Location `json:"location_inputs"`
	Horizon  int             `json:"horizon"` // 0: as many months as there are
	Expected struct {
		Params struct {
			Format string `json:"format"`
			Price  int64  `json:"price"`
		} `json:"params"`
		Funding struct {
			PeakNeed    plan.Money `json:"peak_need"`
			Gap         plan.Money `json:"gap"`
			Loan        plan.Money `json:"loan"`
			ExtraEquity plan.Money `json:"extra_equity"`
			Buffer      plan.Money `json:"buffer"`
			Equity      plan.Money `json:"equity"`
		} `json:"funding"`
		Metrics     map[string]*float64       `json:"metrics"`
		Months      []map[string]any          `json:"months"`
		Years       []map[string]plan.Money   `json:"years"`
		Scenarios   map[string]goldenScenario `json:"scenarios"`
		Sensitivity []map[string]any          `json:"sensitivity"`
		MonteCarlo  map[string]plan.Money     `json:"monte_carlo"`
	} `json:"expected"`
}

type goldenScenario struct {
	Years      []map[string]plan.Money `json:"years"`
	LowestCash plan.Money              `json:"lowest_cash"`
	BreakEven  *int                    `json:"operating_break_even_month"`
}

func readGolden(t *testing.T, path string) golden {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	if err := json.Unmarshal(text, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

func load(t testing.TB) *plan.Library {
	t.Helper()
	l, err := plan.Load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// byReference computes a golden file's request by the rules of the
// specification, over as many months as the file has.
func byReference(t *testing.T, g golden) *plan.Model {
	t.Helper()
	rules := plan.ReferenceRules()
	rules.Horizon = cmp.Or(g.Horizon, len(g.Expected.Months))
	m, err := load(t).ComputeBy(context.Background(), rules, plan.Input{
		BusinessType: g.Request.BusinessType, Location: g.Location, Start: g.Start, TimelineMonths: g.Request.TimelineMonths,
		Budget: int64(math.Round(g.Request.Budget * math.Pow10(g.Location.MinorExponent))), Seed: 42,
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestModelAgreesWithTheSpecificationToTheMinorUnit(t *testing.T) {
	files, err := filepath.Glob("testdata/plan-*.json")
	if err != nil || len(files) < 7 {
		t.Fatalf("golden files: %v, %v", files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { compare(t, readGolden(t, file)) })
	}
}

// Each business type twice, with other places, budgets and times: what the specification says of the first month of
// sales and the last one, of all years, and of what may come.
func TestEveryBusinessTypeAgreesWithTheSpecification(t *testing.T) {
	text, err := os.ReadFile("testdata/types.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for line := range bytes.Lines(text) {
		var g golden
		if err := json.Unmarshal(line, &g); err != nil {
			t.Fatal(err)
		}
		seen[g.Request.BusinessType] = true
		t.Run(g.Request.BusinessType+" in "+g.Location.Country, func(t *testing.T) { compare(t, g) })
	}
	for _, a := range load(t).Archetypes() {
		if !seen[a.Slug] {
			t.Errorf("%s is not among them", a.Slug)
		}
	}
}

// compare holds a plan against all that the specification says of it.
func compare(t *testing.T, g golden) {
	t.Helper()
	m := byReference(t, g)
	compareFunding(t, g, m)
	for _, want := range g.Expected.Months {
		compareMonth(t, want, &m.Months[int(want["month"].(float64))-1], m.Params.Fixed)
	}
	compareYears(t, "base", g.Expected.Years, m.Years)
	compareMetrics(t, g.Expected.Metrics, m)
	for _, s := range []plan.Scenario{m.Scenarios.Pessimistic, m.Scenarios.Base, m.Scenarios.Optimistic} {
		if want, ok := g.Expected.Scenarios[s.Slug]; ok {
			compareScenario(t, want, s)
		}
	}
	compareRisk(t, g.Expected.MonteCarlo, m)
}

func compareFunding(t *testing.T, g golden, m *plan.Model) {
	t.Helper()
	if m.Size.Slug != g.Expected.Params.Format || int64(m.Params.Price) != g.Expected.Params.Price {
		t.Fatalf("size %s, price %d; want %+v", m.Size.Slug, m.Params.Price, g.Expected.Params)
	}
	want, got := g.Expected.Funding, m.Funding
	if got.Need != want.PeakNeed || got.Gap != want.Gap || got.Loan != want.Loan || got.ExtraOwn != want.ExtraEquity ||
		got.Buffer != want.Buffer || got.Own != want.Equity {
		t.Errorf("funding %+v\nwant %+v", got, want)
	}
}

func compareMonth(t *testing.T, want map[string]any, r *plan.Month, fixed []plan.FixedCost) {
	t.Helper()
	got := map[string]int64{
		"month": int64(r.Month), "units_milli": r.UnitsMilli, "new_milli": r.NewMilli, "lost_milli": r.LostMilli,
		"price": int64(r.Price), "revenue": int64(r.Revenue), "cogs": int64(r.Cogs), "gross_profit": int64(r.GrossProfit),
		"payroll": int64(r.Payroll), "marketing": int64(r.Marketing), "fees": int64(r.Fees), "preopening": int64(r.Preopening),
		"opex": int64(r.Opex), "ebitda": int64(r.EBITDA), "depreciation": int64(r.Depreciation), "ebit": int64(r.EBIT),
		"interest": int64(r.Interest), "pbt": int64(r.PBT), "tax": int64(r.Tax), "net": int64(r.Net),
		"purchases": int64(r.Purchases), "cfo": int64(r.CFO), "cfi": int64(r.CFI), "cff": int64(r.CFF),
		"cash_change": int64(r.CashChange), "capex": int64(r.Capex), "deposits": int64(r.Deposits), "tax_paid": int64(r.TaxPaid),
		"repayment": int64(r.Repayment), "cash": int64(r.Cash), "receivables": int64(r.Receivables), "inventory": int64(r.Inventory),
		"fixed_assets": int64(r.FixedAssets), "deposit_assets": int64(r.DepositAssets), "payables": int64(r.Payables),
		"deferred_revenue": int64(r.Deferred), "tax_payable": int64(r.TaxPayable), "loan": int64(r.Loan),
		"paid_in": int64(r.PaidIn), "retained": int64(r.Retained),
	}
	lines := want["lines"].(map[string]any)
	if len(got)+1 != len(want) || len(lines) != len(fixed) {
		t.Fatalf("month has %d figures and %d lines, want %d and %d", len(got)+1, len(fixed), len(want), len(lines))
	}
	for key, value := range got {
		if float64(value) != want[key].(float64) {
			t.Fatalf("month %d: %s is %d, want %.0f", r.Month, key, value, want[key])
		}
	}
	for i, f := range fixed {
		if float64(r.Lines[i]) != lines[f.Line].(float64) {
			t.Fatalf("month %d: line %s is %d, want %.0f", r.Month, f.Line, r.Lines[i], lines[f.Line])
		}
	}
}

func compareYears(t *testing.T, name string, want []map[string]plan.Money, years []plan.Year) {
	t.Helper()
	if len(want) != len(years) {
		t.Fatalf("%s: %d years, want %d", name, len(years), len(want))
	}
	for i, y := range years {
		got := map[string]plan.Money{
			"year": plan.Money(y.Year), "revenue": y.Revenue, "cogs": y.Cogs, "gross_profit": y.GrossProfit, "payroll": y.Payroll,
			"opex": y.Opex, "ebitda": y.EBITDA, "depreciation": y.Depreciation, "interest": y.Interest, "tax": y.Tax,
			"net": y.Net, "cash_change": y.CashChange, "cash": y.Cash,
		}
		for key, value := range want[i] {
			if got[key] != value {
				t.Errorf("%s, year %d: %s is %d, want %d", name, y.Year, key, got[key], value)
			}
		}
	}
}

func compareMetrics(t *testing.T, want map[string]*float64, m *plan.Model) {
	t.Helper()
	whole := func(n int64) *float64 { // 0 stands for never
		if n == 0 {
			return nil
		}
		f := float64(n)
		return &f
	}
	amount := func(n plan.Money) *float64 { f := float64(n); return &f }
	roi := math.Round(float64(m.Metrics.ROIPPM)/1000) / 10
	got := map[string]*float64{
		"launch_month":               whole(int64(m.Metrics.LaunchMonth)),
		"operating_break_even_month": whole(int64(m.Metrics.BreakEvenMonth)),
		"payback_month":              whole(int64(m.Metrics.PaybackMonth)),
		"break_even_units_month":     whole(m.Metrics.BreakEvenUnits),
		"break_even_revenue_month":   whole(int64(m.Metrics.BreakEvenRevenue)),
		"break_even_reference_month": whole(int64(m.Metrics.ReferenceMonth)),
		"lowest_cash":                amount(m.Metrics.LowestCash),
		"lowest_cash_month":          whole(int64(m.Metrics.LowestCashMonth)),
		"runway_no_sales_months":     amount(plan.Money(m.Metrics.RunwayNoSales)),
		"roi_pct":                    &roi,
		"npv":                        amount(m.Metrics.NPV),
		"npv_with_exit":              amount(m.Metrics.NPVWithExit),
		"irr":                        m.Metrics.IRR,
		"irr_with_exit":              m.Metrics.IRRWithExit,
	}
	if len(got) != len(want) {
		t.Errorf("%d metrics, want %d", len(got), len(want))
	}
	for key, value := range got {
		switch wanted := want[key]; {
		case (value == nil) != (wanted == nil):
			t.Errorf("metric %s: got %v, want %v", key, value, wanted)
		case value != nil && math.Abs(*value-*wanted) > 1e-9:
			t.Errorf("metric %s is %v, want %v", key, *value, *wanted)
		}
	}
}

func compareScenario(t *testing.T, want goldenScenario, s plan.Scenario) {
	t.Helper()
	if want.Years != nil {
		compareYears(t, s.Slug, want.Years, s.Years)
	}
	month := 0
	if want.BreakEven != nil {
		month = *want.BreakEven
	}
	if s.LowestCash != want.LowestCash || s.BreakEvenMonth != month {
		t.Errorf("%s: lowest cash %d, break-even %d; want %d, %d", s.Slug, s.LowestCash, s.BreakEvenMonth, want.LowestCash, month)
	}
}

func compareRisk(t *testing.T, want map[string]plan.Money, m *plan.Model) {
	t.Helper()
	last := len(m.Months) - 1
	if m.Risk.P10[last] != want["p10_final_cash"] || m.Risk.P50[last] != want["p50_final_cash"] || m.Risk.P90[last] != want["p90_final_cash"] {
		t.Errorf("cash at the end %d, %d, %d; want %v", m.Risk.P10[last], m.Risk.P50[last], m.Risk.P90[last], want)
	}
	if last == 35 && plan.Money(m.Risk.CashOut36) != want["probability_cash_out_ppm"] {
		t.Errorf("chance of running out of cash %d ppm, want %d", m.Risk.CashOut36, want["probability_cash_out_ppm"])
	}
}
