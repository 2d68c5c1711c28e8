package plan_test

import (
	"context"
	"math"
	"testing"

	"github.com/planspark/planspark/generation/plan"
)

// A year's cover is what is left of its operating profit behind tax, for each unit of interest and repayment; the plan's is the least
// of the years that repay in every month.
func TestTheCoverOfTheDebtIsThatOfItsPayments(t *testing.T) {
	m := lisbon(t)
	lowest := math.Inf(1)
	for _, y := range m.Years {
		want := float64(y.EBITDA-y.Tax) / float64(y.Interest+y.Repayment)
		if y.DSCR == nil || math.Abs(*y.DSCR-want) > 0.005001 {
			t.Fatalf("year %d: %v, want %v", y.Year, y.DSCR, want)
		}
		if 12*(y.Year-1) >= m.Funding.Grace {
			lowest = min(lowest, *y.DSCR)
		}
	}
	if first := m.Years[0]; m.Funding.Grace == 0 || m.Metrics.DSCR == nil || *m.Metrics.DSCR != lowest || *first.DSCR >= lowest {
		t.Errorf("the plan's is %v, want %v: in the first year, of %v, nothing is repaid for %d months", m.Metrics.DSCR, lowest, *first.DSCR, m.Funding.Grace)
	}
	free, err := load(t).ComputeBy(context.Background(), quick(), plan.Input{BusinessType: "cafe", Location: unitedStates(), Start: "2026-01", NoDebt: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, y := range free.Years {
		if y.DSCR != nil || free.Metrics.DSCR != nil {
			t.Errorf("without debt, year %d has a cover of %v and the plan one of %v", y.Year, y.DSCR, free.Metrics.DSCR)
		}
	}
}

// A year sells what its months sell, and its margins are shares of its revenue; without any they are 0.
func TestAYearIsWhatItsMonthsComeTo(t *testing.T) {
	late, err := load(t).ComputeBy(context.Background(), quick(), plan.Input{
		BusinessType: "cafe", Location: unitedStates(), Start: "2026-01", Assumptions: map[string]int64{"prelaunch_months": 12},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []*plan.Model{lisbon(t), late} {
		for i, y := range m.Years {
			sold := int64(0)
			for _, month := range m.Months[12*i : 12*i+12] {
				sold += month.UnitsMilli
			}
			if y.SoldMilli != sold {
				t.Errorf("year %d sells %d thousandths, its months %d", y.Year, y.SoldMilli, sold)
			}
			for name, margin := range map[string]struct {
				part plan.Money
				ppm  int64
			}{"gross": {y.GrossProfit, y.GrossMarginPPM}, "operating": {y.EBITDA, y.EBITDAMarginPPM}, "net": {y.Net, y.NetMarginPPM}} {
				want := 0.0
				if y.Revenue > 0 {
					want = float64(margin.part) / float64(y.Revenue) * 1e6
				}
				if math.Abs(float64(margin.ppm)-want) > 1 {
					t.Errorf("year %d: the %s margin is %d ppm, want %.0f", y.Year, name, margin.ppm, want)
				}
			}
		}
	}
	if late.Years[0].Revenue != 0 {
		t.Errorf("the first of them earns %d", late.Years[0].Revenue)
	}
}

// Half of the time goes into the preparation; each month that it is short of makes what is built and bought four per cent
// dearer, and nothing else.
func TestAHurriedStartIsDearer(t *testing.T) {
	l := load(t)
	prepared := func(timeline int) plan.Params {
		m, err := l.ComputeBy(context.Background(), quick(), plan.Input{
			BusinessType: "cafe", Location: unitedStates(), Start: "2026-01", TimelineMonths: timeline, Budget: 20_000_000,
		})
		if err != nil {
			t.Fatal(err)
		}
		return m.Params
	}
	usual := prepared(12)
	for timeline, months := range map[int]int{1: 1, 3: 1, 4: 2, 5: 2, 6: 3} {
		p := prepared(timeline)
		if usual.Prelaunch != 3 || p.Prelaunch != months || p.Compressed != 3-months {
			t.Errorf("%d months: %d to prepare, %d less than usual, which are %d", timeline, p.Prelaunch, p.Compressed, usual.Prelaunch)
		}
		for i, s := range p.Startup {
			want := usual.Startup[i].Amount
			if s.Kind == plan.StartupCapex {
				want = want * plan.Money(100+4*p.Compressed) / 100
			}
			if s.Amount != want {
				t.Errorf("%d months: %s is %d, want %d", timeline, s.Item, s.Amount, want)
			}
		}
	}
}

// "Business" and the like say nothing: an idea begins with the first word that says what it is, which counts half as much again.
func TestFillingWordsAreNoBeginning(t *testing.T) {
	l := load(t)
	for idea, want := range map[string]plan.Guess{
		"yoga and bread": {Slug: "gym", Score: 150}, // bread comes nowhere near
		"bread and yoga": {Slug: "gym", Score: 100, RunnerUp: "bakery"},
	} {
		plain, filled := l.Infer(idea), l.Infer("My small business: "+idea)
		if plain != want || filled != plain {
			t.Errorf("%q is %+v, and behind filling words %+v", idea, plain, filled)
		}
	}
}
