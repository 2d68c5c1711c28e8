package plan

import "testing"

// months are rows of which only one figure counts.
func months(set func(r *Month, v Money), values ...Money) []Month {
	rows := make([]Month, len(values))
	for i, v := range values {
		rows[i].Month = i + 1
		set(&rows[i], v)
	}
	return rows
}

func TestBreakEvenIsTheFirstOfThreeMonthsThatTogetherLoseNothing(t *testing.T) {
	ebitda := func(r *Month, v Money) { r.EBITDA = v }
	for name, c := range map[string]struct {
		prelaunch, want int
		values          []Money
	}{
		"at once":                               {0, 1, []Money{1, 1, 1}},
		"nothing is enough, alone and together": {0, 1, []Money{0, 0, 0}},
		"what two months lose again is not":     {0, 2, []Money{5, 1, -7, 8}},
		"the preparation does not count":        {2, 3, []Money{9, 9, 9, 9, 9}},
		"the first alone has to earn":           {0, 2, []Money{-1, 3, 3}},
		"by a hair":                             {0, 1, []Money{2, -1, -1, -1}},
		"not by a hair":                         {0, 0, []Money{2, -2, -1, -1}},
		"the last month stands for itself":      {0, 3, []Money{-5, -5, 0}},
		"never":                                 {0, 0, []Money{-1, -1, -1}},
	} {
		if got := breakEven(months(ebitda, c.values...), c.prelaunch); got != c.want {
			t.Errorf("%s: month %d, want %d", name, got, c.want)
		}
	}
}

func TestPaybackIsWhereCashStaysAboveNothing(t *testing.T) {
	cash := func(r *Month, v Money) { r.Cash = v }
	for name, c := range map[string]struct {
		want   int
		values []Money
	}{
		"after the last month below": {4, []Money{-5, 3, -1, 0, 2}},
		"from the second month":      {2, []Money{-1, 0, 0}},
		"never below":                {0, []Money{0, 1, 2}},
		"below to the end":           {0, []Money{-3, 1, -1}},
	} {
		if got := payback(months(cash, c.values...)); got != c.want {
			t.Errorf("%s: month %d, want %d", name, got, c.want)
		}
	}
}

func TestCoverOfTheDebtIsThatOfTheWorstYearThatRepaysInFull(t *testing.T) {
	years := func(covers ...float64) []Year {
		list := make([]Year, len(covers))
		for i := range covers {
			if list[i].Year = i + 1; covers[i] > 0 {
				list[i].DSCR = &covers[i]
			}
		}
		return list
	}
	for name, c := range map[string]struct {
		grace int
		want  float64 // 0: none
		years []Year
	}{
		"the worst of three":                 {0, 1.2, years(1.5, 1.2, 2)},
		"the better ones before and behind":  {0, 1.1, years(1.1, 1.2, 2)},
		"a year of grace to its last month":  {12, 1.4, years(0.5, 1.4, 2)},
		"a year in which repaying begins":    {13, 2, years(0.5, 1.4, 2)},
		"years without a debt have no cover": {0, 1.3, years(0, 1.3, 0)},
		"no debt at all":                     {0, 0, years(0, 0, 0)},
	} {
		got := 0.0
		if d := debtServiceCover(c.years, c.grace); d != nil {
			got = *d
		}
		if got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// Fixed cost over contribution: what sells for less than it costs breaks even at no volume, nor does what has no fixed cost.
func TestCoverIsWhatPaysTheFixedCosts(t *testing.T) {
	p := &Params{FeesPPM: 20_000, MarketingPPM: 30_000}
	for name, c := range map[string]struct {
		month   Month
		units   int64
		revenue Money
	}{
		"contribution 45%":        {Month{Revenue: 10_000, UnitsMilli: 100_000, Cogs: 5_000, Payroll: 2_000, Marketing: 500, Lines: []Money{700}}, 65, 6_444},
		"to the unit, rounded up": {Month{Revenue: 10_000, UnitsMilli: 100_000, Cogs: 5_000, Payroll: 4_300, Marketing: 500}, 100, 10_000},
		"nothing is left":         {Month{Revenue: 10_000, UnitsMilli: 100_000, Cogs: 9_500, Payroll: 2_000, Marketing: 300}, 0, 0},
		"less than nothing":       {Month{Revenue: 10_000, UnitsMilli: 100_000, Cogs: 9_600, Payroll: 2_000, Marketing: 300}, 0, 0},
		"no fixed cost":           {Month{Revenue: 10_000, UnitsMilli: 100_000, Cogs: 5_000, Marketing: 300}, 0, 0},
	} {
		units, revenue := cover(p, &c.month)
		if units != c.units || revenue != c.revenue {
			t.Errorf("%s: %d units, %d, want %d, %d", name, units, revenue, c.units, c.revenue)
		}
	}
}

// How long the money of the opening day lasts without a sale follows the cost of the first month of business; what is earned is
// held against the need, where there is one.
func TestRunwayAndReturnFollowTheFirstMonthAndTheNeed(t *testing.T) {
	p := &Params{Prelaunch: 1, Marketing: 60, Staff: []Role{{Steps: []HiringStep{{1, 10}, {2, 30}}, Wage: 40}}}
	rows := months(func(r *Month, v Money) { r.Net = v }, 0, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10)
	rows[0].Cash, rows[1].Cash = 1_050, 9_000
	for name, c := range map[string]struct {
		params Params
		need   Money
		runway int
		roi    int64
	}{
		"ten months and a half": {*p, 480, 10, 250_000},
		"nothing is needed":     {*p, 0, 10, 0},
		"nothing costs":         {Params{Prelaunch: 1}, 480, 0, 250_000},
	} {
		m := measure(&c.params, rows, rows, Funding{Need: c.need}, 0)
		if m.RunwayNoSales != c.runway || m.ROIPPM != c.roi {
			t.Errorf("%s: %d months, %d, want %d, %d", name, m.RunwayNoSales, m.ROIPPM, c.runway, c.roi)
		}
	}
	rows[0].Cash = -50
	if m := measure(p, rows, rows, Funding{}, 0); m.RunwayNoSales != 0 || m.Trough != 50 || m.TroughMonth != 1 {
		t.Errorf("below nothing: %d months, %d in month %d", m.RunwayNoSales, m.Trough, m.TroughMonth)
	}
}
