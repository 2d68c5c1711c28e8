package plan_test

import (
	"bytes"
	"context"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation/plan"
)

func TestStatementsAgreeInEveryMonth(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		m := compute(t, l, drawInput(t, l))
		if len(m.Months) != 60 || len(m.Years) != 5 {
			t.Fatalf("%d months, %d years", len(m.Months), len(m.Years))
		}
		cash := m.Funding.Own + m.Funding.Loan
		for i := range m.Months {
			r := &m.Months[i]
			if r.Assets() != r.Payables+r.Deferred+r.TaxPayable+r.Loan+r.Equity() {
				t.Fatalf("month %d: assets %d do not equal liabilities and equity", r.Month, r.Assets())
			}
			if cash += r.CashChange; cash != r.Cash || r.CashChange != r.CFO+r.CFI+r.CFF {
				t.Fatalf("month %d: cash %d, flows say %d", r.Month, r.Cash, cash)
			}
			opex := r.Payroll + r.Marketing + r.Fees + r.Preopening
			for _, line := range r.Lines {
				opex += line
			}
			if opex != r.Opex || r.GrossProfit != r.Revenue-r.Cogs || r.EBITDA != r.GrossProfit-opex ||
				r.Net != r.EBITDA-r.Depreciation-r.Interest-r.Tax {
				t.Fatalf("month %d: totals do not equal their lines", r.Month)
			}
			notNegative(t, r)
			if r.UnitsMilli > m.Params.CapacityMilli {
				t.Fatalf("month %d: %d units above the capacity of %d", r.Month, r.UnitsMilli, m.Params.CapacityMilli)
			}
		}
		if last := m.Months[59]; last.Loan != 0 {
			t.Fatalf("the loan is not paid back: %d", last.Loan)
		}
	})
}

func notNegative(t *rapid.T, r *plan.Month) {
	for name, amount := range map[string]plan.Money{
		"price": r.Price, "revenue": r.Revenue, "cogs": r.Cogs, "payroll": r.Payroll, "marketing": r.Marketing,
		"inventory": r.Inventory, "receivables": r.Receivables, "payables": r.Payables, "deferred": r.Deferred,
		"tax owed": r.TaxPayable, "loan": r.Loan, "repayment": r.Repayment, "fixed assets": r.FixedAssets,
		"units": plan.Money(r.UnitsMilli), "posts": plan.Money(r.Tenths),
	} {
		if amount < 0 {
			t.Fatalf("month %d: %s is %d", r.Month, name, amount)
		}
	}
}

func TestFundingCoversTheNeedAndHidesNothing(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		m := compute(t, l, drawInput(t, l))
		f := m.Funding
		if f.Gap != max(0, f.Need-f.Budget) || f.Own != f.Budget+f.ExtraOwn || f.Loan*100 > f.Need*70 {
			t.Fatalf("funding does not add up: %+v", f)
		}
		if !f.BudgetGiven && (f.Gap != 0 || f.Loan != 0) {
			t.Fatalf("an assumed budget leaves a gap: %+v", f)
		}
		if m.Metrics.LowestCash < f.Buffer {
			t.Fatalf("cash falls to %d, below the reserve of %d", m.Metrics.LowestCash, f.Buffer)
		}
	})
}

func TestScenariosAreInOrder(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		m := compute(t, l, drawInput(t, l))
		total := func(s plan.Scenario) (sum plan.Money) {
			for _, y := range s.Years {
				sum += y.Net
			}
			return sum
		}
		low, base, high := total(m.Scenarios.Pessimistic), total(m.Scenarios.Base), total(m.Scenarios.Optimistic)
		if low > base || base > high {
			t.Fatalf("profit of five years: pessimistic %d, base %d, optimistic %d", low, base, high)
		}
		for i, y := range m.Scenarios.Base.Years {
			if y.Net != m.Years[i].Net || y.Cash != m.Years[i].Cash {
				t.Fatalf("year %d of the base scenario is not the plan's", y.Year)
			}
		}
		for i := range m.Risk.P50 {
			if m.Risk.P10[i] > m.Risk.P50[i] || m.Risk.P50[i] > m.Risk.P90[i] {
				t.Fatalf("month %d: percentiles out of order", i+1)
			}
		}
		if r := m.Risk; r.CashOut12 < 0 || r.CashOut12 > r.CashOut24 || r.CashOut24 > r.CashOut36 || r.CashOut36 > 1_000_000 {
			t.Fatalf("chances of running out of cash: %+v", r)
		}
	})
}

func TestHigherPriceNeverLowersRevenue(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, l)
		before := compute(t, l, in)
		price := int64(before.Params.Price)
		in.Assumptions = map[string]int64{"price": price + rapid.Int64Range(1, 9*price).Draw(t, "more")}
		after := compute(t, l, in)
		for i := range after.Months {
			if after.Months[i].Revenue < before.Months[i].Revenue {
				t.Fatalf("month %d: revenue fell from %d to %d", i+1, before.Months[i].Revenue, after.Months[i].Revenue)
			}
		}
	})
}

func TestSmallerBudgetNeverShrinksTheGapOfASize(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, l)
		in.Assumptions = map[string]int64{"format": rapid.Int64Range(1, 3).Draw(t, "format")}
		in.Budget = max(2, in.Budget)
		more := compute(t, l, in)
		in.Budget = rapid.Int64Range(1, in.Budget-1).Draw(t, "less")
		less := compute(t, l, in)
		if less.Funding.Gap < more.Funding.Gap {
			t.Fatalf("gap %d with budget %d, %d with less", more.Funding.Gap, more.Funding.Budget, less.Funding.Gap)
		}
	})
}

func TestLongerRampNeverBringsBreakEvenForward(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, l)
		in.Location.InflationPPM = min(in.Location.InflationPPM, 50_000)
		ramp := rapid.Int64Range(1, 35).Draw(t, "ramp")
		month := func(ramp int64) int {
			in.Assumptions = map[string]int64{"ramp_months": ramp}
			if m := compute(t, l, in); m.Metrics.BreakEvenMonth > 0 {
				return m.Metrics.BreakEvenMonth
			}
			return 61
		}
		if short, long := month(ramp), month(ramp+1); long < short {
			t.Fatalf("break-even in month %d with a ramp of %d, %d with one month more", short, ramp, long)
		}
	})
}

func TestSameInputGivesTheSameBytes(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, l)
		once, err := compute(t, l, in).Financials().JSON()
		if err != nil {
			t.Fatal(err)
		}
		again, err := compute(t, load2(t), in).Financials().JSON()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(once, again) {
			t.Fatal("two computations of one input differ")
		}
	})
}

func load2(t *rapid.T) *plan.Library {
	l, err := plan.Load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestCurrencyOnlyScalesAmounts(t *testing.T) {
	l := load(t)
	for i := range l.Archetypes() {
		in := plan.Input{BusinessType: l.Archetypes()[i].Slug, Location: unitedStates(), Start: "2026-01"}
		dollars := compute(t, l, in)
		in.Location.FxPPM *= 100
		hundredths := compute(t, l, in)
		for m := range dollars.Years {
			want, got := dollars.Years[m].Revenue*100, hundredths.Years[m].Revenue
			if diff := max(want-got, got-want); diff*1000 > want {
				t.Errorf("%s: revenue of year %d is %d at a hundredfold rate, want about %d", in.BusinessType, m+1, got, want)
			}
		}
	}
}

func TestLargestBudgetsAreExactAndSaid(t *testing.T) {
	l := load(t)
	for _, c := range currencies() {
		place := unitedStates()
		place.Currency, place.MinorExponent, place.FxPPM = c.code, c.exponent, c.fx
		most := int64(1_000_000_000_000)
		for range c.exponent {
			most *= 10
		}
		m := compute(t, l, plan.Input{BusinessType: "restaurant", Location: place, Start: "2026-01", Budget: most})
		if int64(m.Funding.Budget) != most || m.Months[0].Cash+m.Months[0].Capex+m.Months[0].Deposits > plan.Money(most)*2 {
			t.Errorf("%s: budget %d became %d", c.code, most, m.Funding.Budget)
		}
		m = compute(t, l, plan.Input{BusinessType: "restaurant", Location: place, Start: "2026-01", Budget: 1<<63 - 1})
		if int64(m.Funding.Budget) != most || m.Assumptions[0].Key != "budget" || !bytes.Contains([]byte(m.Assumptions[0].Basis), []byte("bounded")) {
			t.Errorf("%s: a budget beyond all bounds became %d: %s", c.code, m.Funding.Budget, m.Assumptions[0].Basis)
		}
	}
}

func TestSimulationEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := load(t).Compute(ctx, plan.Input{BusinessType: "saas", Location: unitedStates(), Start: "2026-01"}); err == nil {
		t.Error("a cancelled computation gave a plan")
	}
}

func TestEveryTypeIsSensibleAtHome(t *testing.T) {
	l := load(t)
	for i := range l.Archetypes() {
		a := &l.Archetypes()[i]
		m := compute(t, l, plan.Input{BusinessType: a.Slug, Location: unitedStates(), Start: "2026-01"})
		third := m.Years[2]
		within := func(name string, ppm int64, band [2]int64) {
			if percent := float64(ppm) / 10_000; percent < float64(band[0])-0.5 || percent > float64(band[1])+0.5 {
				t.Errorf("%s: %s %.1f %%, usual %d to %d", a.Slug, name, percent, band[0], band[1])
			}
		}
		within("gross margin", third.GrossMarginPPM, a.Benchmarks.GrossMargin)
		within("EBITDA margin", third.EBITDAMarginPPM, a.Benchmarks.EBITDAMargin)
		if m.Metrics.BreakEvenMonth < 2 || m.Metrics.BreakEvenMonth > 40 {
			t.Errorf("%s: breaks even in month %d", a.Slug, m.Metrics.BreakEvenMonth)
		}
		if m.Risk.CashOut36 > 600_000 {
			t.Errorf("%s: runs out of cash in %d of a million futures", a.Slug, m.Risk.CashOut36)
		}
	}
}
