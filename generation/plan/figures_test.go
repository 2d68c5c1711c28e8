package plan_test

import (
	"context"
	"math"
	"testing"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
)

func quickly(t *testing.T, in plan.Input) *plan.Model {
	t.Helper()
	in.Start = "2026-01"
	if in.Location == (market.Location{}) {
		in.Location = unitedStates()
	}
	m, err := load(t).ComputeBy(context.Background(), quick(), in)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheFiguresAreThoseOfTheModel(t *testing.T) {
	m := lisbon(t)
	f := m.Financials()
	if len(f.StartupCosts) != len(m.Params.Startup) || len(f.Series.Units) != len(m.Months) {
		t.Fatalf("%d start-up costs of %d, %d months of %d", len(f.StartupCosts), len(m.Params.Startup), len(f.Series.Units), len(m.Months))
	}
	for i, s := range m.Params.Startup {
		if want := (plan.StartupLine{Key: s.Key, Label: s.Item, Kind: s.Kind, Amount: s.Amount, Life: s.Life}); f.StartupCosts[i] != want || want.Amount <= 0 {
			t.Errorf("start-up cost %+v, want %+v", f.StartupCosts[i], want)
		}
	}
	for i, units := range f.Series.Units {
		if units != m.Months[i].UnitsMilli {
			t.Fatalf("month %d sells %d, want %d", i+1, units, m.Months[i].UnitsMilli)
		}
	}
	for i, y := range f.Years {
		for name, margin := range map[string]struct {
			told *float64
			part plan.Money
		}{"gross": {y.GrossMargin, y.GrossProfit}, "operating": {y.EBITDAMargin, y.EBITDA}, "net": {y.NetMargin, y.NetProfit}} {
			if want := float64(margin.part) / float64(y.Revenue); margin.told == nil || math.Abs(*margin.told-want) > 0.000051 {
				t.Errorf("year %d: the %s margin is %v, want %.4f", i+1, name, margin.told, want)
			}
		}
	}
	if b := f.BreakEven; b.Month == nil || *b.Month != m.Metrics.BreakEvenMonth || b.UnitsPerMonth == nil || *b.UnitsPerMonth != m.Metrics.BreakEvenUnits {
		t.Errorf("it breaks even in %+v, want month %d", b, m.Metrics.BreakEvenMonth)
	}
}

// What never comes about is not said: no margin of a year without sales, no month in which nothing is earned.
func TestWhatNeverComesAboutIsNotSaid(t *testing.T) {
	late := quickly(t, plan.Input{BusinessType: "cafe", Assumptions: map[string]int64{"prelaunch_months": 12}}).Financials()
	if y := late.Years[0]; y.Revenue != 0 || y.GrossMargin != nil || y.EBITDAMargin != nil || y.NetMargin != nil {
		t.Errorf("a year without sales: %+v", y)
	}
	var price int64
	for _, a := range late.Assumptions {
		if a.Key == "price" {
			price = a.Min
		}
	}
	never := quickly(t, plan.Input{BusinessType: "cafe", Assumptions: map[string]int64{"price": price}}).Financials()
	if never.BreakEven.Month != nil || never.PaybackMonth != nil {
		t.Errorf("at the least price it breaks even in %v, and is paid back in %v", never.BreakEven.Month, never.PaybackMonth)
	}
}

// Nobody lends less than a twentieth of the need, nor to who wants no loan: that is own money which is still to be found.
func TestASmallGapIsNotLent(t *testing.T) {
	need := quickly(t, plan.Input{BusinessType: "cafe"}).Funding.Need
	lent, found := 0, 0
	for percent := int64(100); percent <= 250; percent += 10 {
		in := plan.Input{BusinessType: "cafe", Budget: int64(need) * percent / 100}
		f := quickly(t, in).Funding
		in.NoDebt = true
		free := quickly(t, in).Funding
		if free.Loan != 0 || free.ExtraOwn != free.Gap || free.Own != free.Budget+free.Gap {
			t.Errorf("without a loan, of a budget of %d: %+v", in.Budget, free)
		}
		switch {
		case f.Gap*20 >= f.Need:
			if lent++; f.Loan <= 0 || f.Instalments <= 0 || f.Instalment != f.Loan/plan.Money(f.Instalments) {
				t.Errorf("of a gap of %d nothing is lent: %+v", f.Gap, f)
			}
		case f.Gap > 0:
			found++
			fallthrough
		default:
			if f.Loan != 0 || f.ExtraOwn != f.Gap || f.Instalments != 0 {
				t.Errorf("of a gap of %d: %+v", f.Gap, f)
			}
		}
	}
	if lent == 0 || found == 0 {
		t.Errorf("%d gaps were lent, %d were too small", lent, found)
	}
}

// untaxed is a café whose profit is what its lines leave: no tax, no interest.
func untaxed(t *testing.T) *plan.Model {
	t.Helper()
	return quickly(t, plan.Input{BusinessType: "cafe", Location: readGolden(t, "testdata/plan-gym-kuwait.json").Location, Budget: 60_000_000, NoDebt: true})
}

// What a driver's change does to the second year is what it does to the lines that hang on it.
func TestSensitivityIsWhatAChangeCosts(t *testing.T) {
	m := untaxed(t)
	var revenue, cogs, fees, payroll, rent, byRevenue plan.Money
	for _, r := range m.Months[12:24] {
		revenue, cogs, fees, payroll = revenue+r.Revenue, cogs+r.Cogs, fees+r.Fees, payroll+r.Payroll
		for i, f := range m.Params.Fixed {
			if f.Premises {
				rent += r.Lines[i]
			}
		}
	}
	byRevenue = revenue - fees - revenue*plan.Money(m.Params.MarketingPPM)/1_000_000
	want := map[string]plan.Money{"price": byRevenue, "volume": byRevenue - cogs, "cogs": -cogs, "payroll": -payroll, "rent": -rent}
	for _, s := range m.Sensitivity {
		if want[s.Key] == 0 {
			t.Errorf("%s: nothing hangs on it", s.Key)
		}
		for change, e := range map[int64]plan.Effect{-20: s.Minus20, -10: s.Minus10, 0: s.Base, 10: s.Plus10, 20: s.Plus20} {
			if s.Key == "volume" && change > 0 {
				continue // the capacity may bound it
			}
			got, want := e.Profit-s.Base.Profit, want[s.Key]*plan.Money(change)/100
			if off := float64(got - want); math.Abs(off) > 0.01*math.Abs(float64(want))+100 { // prices and wages are rounded
				t.Errorf("%s by %d%%: the second year's profit changes by %d, want %d", s.Key, change, got, want)
			}
		}
	}
	if len(m.Sensitivity) != len(want) {
		t.Errorf("%d drivers, want %d", len(m.Sensitivity), len(want))
	}
}

// The money that is needed is the deepest point of the cash without any, and the reserve.
func TestTheNeedIsTheDeepestPointAndTheReserve(t *testing.T) {
	m := untaxed(t)
	deepest, month := plan.Money(0), 0
	for _, r := range m.Months {
		if below := m.Funding.Own - r.Cash; below > deepest {
			deepest, month = below, r.Month
		}
	}
	if m.Metrics.Trough != deepest || m.Metrics.TroughMonth != month || deepest == 0 {
		t.Errorf("the deepest point is %d in month %d, want %d in month %d", m.Metrics.Trough, m.Metrics.TroughMonth, deepest, month)
	}
	if rest := m.Funding.Need - deepest - m.Funding.Buffer; rest < 0 || rest >= 100_000 { // a hundred dinars
		t.Errorf("the need of %d is %d more than %d and a reserve of %d", m.Funding.Need, rest, deepest, m.Funding.Buffer)
	}
	posts := 0
	for _, r := range m.Params.Staff {
		posts += r.Tenths(60 - m.Params.Prelaunch)
	}
	if last := m.Months[59]; last.Tenths != posts || posts == 0 {
		t.Errorf("at the end there are %d tenths of a post, want %d", last.Tenths, posts)
	}
}
