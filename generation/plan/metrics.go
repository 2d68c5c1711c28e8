package plan

import "math"

// exitMultiple is what a business is worth at the end of the plan, in EBITDA of
// its last year.
const exitMultiple = 2

// measure works out the metrics. project are the months without any funding,
// discount the yearly rate in parts per million.
func measure(p *Params, rows, project []Month, f Funding, discount int64) Metrics {
	m := Metrics{LaunchMonth: p.Prelaunch + 1, BreakEvenMonth: breakEven(rows, p.Prelaunch), PaybackMonth: payback(project)}
	m.ReferenceMonth = min(len(rows), p.Prelaunch+12)
	m.BreakEvenUnits, m.BreakEvenRevenue = cover(p, &rows[m.ReferenceMonth-1])
	low := lowestCash(rows)
	m.LowestCash, m.LowestCashMonth = low.Cash, low.Month
	low = lowestCash(project)
	m.Trough, m.TroughMonth = max(0, -low.Cash), low.Month
	if burn := p.FixedMonth(1); burn > 0 {
		m.RunwayNoSales = int(max(0, rows[p.Prelaunch-1].Cash) / burn)
	}
	net := Money(0)
	for i := range rows {
		net += rows[i].Net
	}
	if f.Need > 0 {
		m.ROIPPM = mulDiv(int64(net), million, int64(f.Need))
	}
	m.value(project, rows, discount)
	m.DSCR = debtServiceCover(sumYears(rows), f.Grace)
	return m
}

// debtServiceCover returns the lowest cover of the years that repay in every
// month; before, the money of the first day serves the debt. It is nil when there
// is none.
func debtServiceCover(years []Year, grace int) (lowest *float64) {
	for _, y := range years {
		whole := 12*(y.Year-1) >= grace
		if whole && y.DSCR != nil && (lowest == nil || *y.DSCR < *lowest) {
			lowest = y.DSCR
		}
	}
	return lowest
}

// breakEven returns the first of three months that together, and of which the
// first alone, have an operating profit (EBITDA); 0 when there is none.
func breakEven(rows []Month, prelaunch int) int {
	for i := prelaunch; i < len(rows); i++ {
		three := Money(0)
		for _, r := range rows[i:min(i+3, len(rows))] {
			three += r.EBITDA
		}
		if rows[i].EBITDA >= 0 && three >= 0 {
			return i + 1
		}
	}
	return 0
}

// payback returns the month from which on the project's cash stays at or above
// zero; 0 when it never does within the plan, or never was below.
func payback(project []Month) int {
	for i := len(project) - 1; i >= 0; i-- {
		if project[i].Cash >= 0 {
			continue
		}
		if i == len(project)-1 {
			return 0
		}
		return project[i].Month + 1
	}
	return 0
}

// cover returns the volume and revenue a month at which the contribution of one
// month's cost structure pays its fixed costs; 0 when no volume does.
func cover(p *Params, r *Month) (units int64, revenue Money) {
	variable := r.Cogs + r.Revenue.times(p.FeesPPM+p.MarketingPPM)
	fixed := r.Payroll + r.Marketing - r.Revenue.times(p.MarketingPPM)
	for _, line := range r.Lines {
		fixed += line
	}
	contribution := r.Revenue - variable
	if contribution <= 0 || fixed <= 0 {
		return 0, 0
	}
	units = ceilDiv(int64(fixed), r.UnitsMilli, int64(contribution)*1000)
	return units, Money(mulDiv(int64(fixed), int64(r.Revenue), int64(contribution)))
}

// value discounts the project's cash by month.
func (m *Metrics) value(project, rows []Month, discount int64) {
	flows := make([]float64, len(project))
	for i := range project {
		flows[i] = float64(project[i].CashChange)
	}
	exit := Money(0)
	for _, r := range rows[len(rows)-12:] {
		exit += r.EBITDA
	}
	exit = max(0, exitMultiple*exit)
	monthly := math.Pow(1+float64(discount)/million, 1.0/12) - 1
	m.NPV = toHundred(presentValue(flows, monthly))
	m.IRR = internalRate(flows)
	flows[len(flows)-1] += float64(exit)
	m.NPVWithExit = toHundred(presentValue(flows, monthly))
	m.IRRWithExit = internalRate(flows)
}

// toHundred rounds to a hundred minor units: a discounted value is no exact one.
func toHundred(x float64) Money { return Money(math.RoundToEven(x/100)) * 100 }

func presentValue(flows []float64, rate float64) float64 {
	sum := 0.0
	for i := len(flows) - 1; i >= 0; i-- {
		sum = (sum + flows[i]) / (1 + rate)
	}
	return sum
}

// internalRate returns the yearly rate at which the flows are worth nothing, to
// four decimals. It is nil when the value has the same sign at both ends of the
// search, −50 % and +100 % a month, so that no rate or more than one fits.
func internalRate(flows []float64) *float64 {
	low, high := -0.5, 1.0
	atLow := presentValue(flows, low)
	if atLow*presentValue(flows, high) > 0 {
		return nil
	}
	for range 200 {
		middle := (low + high) / 2
		if atMiddle := presentValue(flows, middle); math.Signbit(atLow) != math.Signbit(atMiddle) || atMiddle == 0 {
			high = middle
		} else {
			low, atLow = middle, atMiddle
		}
	}
	rate := math.RoundToEven((math.Pow(1+low, 12)-1)*10_000) / 10_000
	return &rate
}
