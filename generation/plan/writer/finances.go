package writer

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/planspark/planspark/generation/plan"
)

// finances explains the figures and shows the three statements by year.
func (s *story) finances() {
	s.paragraph(s.say("finances.how", "assumptions", s.f.Count(int64(len(s.m.Assumptions)))), s.emphasis(1))
	s.title("finances.income")
	s.table(s.years(), used(s.incomeRows()))
	s.paragraph(s.resultWords(), s.margins())
	s.title("finances.cash")
	s.table(s.years(), used(s.cashRows()))
	s.paragraph(s.lowest())
	s.title("finances.balance")
	s.table(s.years(), used(s.balanceRows()))
	s.title("finances.ratios")
	s.table(s.header("ratio", ">value"), s.ratios())
	s.paragraph(s.say("finances.rounding"), s.scenarios())
	s.table(s.header("case", ">rev3", ">net3", ">lowest_cash", "be"), s.cases())
}

func (s *story) years() []string {
	out := s.header("amount_in")
	for i := range s.m.Years {
		out = append(out, ">"+s.say("finances.year", "n", strconv.Itoa(i+1)))
	}
	return out
}

// used drops the lines of a statement that this plan does not have, such as a
// loan: all their amounts are the same zero.
func used(rows [][]string) [][]string {
	return slices.DeleteFunc(rows, func(r []string) bool {
		for _, cell := range r[1:] {
			if cell != r[1] || strings.ContainsAny(cell, "123456789") {
				return false
			}
		}
		return true
	})
}

// row writes one line of a statement, for all years.
func (s *story) row(key string, strong weight, of func(i int) plan.Money) []string {
	mark := ""
	if strong {
		mark = "**"
	}
	cells := []string{mark + s.word("row."+key) + mark}
	for i := range s.m.Years {
		cells = append(cells, mark+s.cell(of(i))+mark)
	}
	return cells
}

// weight says how a line of a table is set.
type weight bool

const (
	bold  weight = true
	light weight = false
)

// incomeRows are rounded to whole units; the largest of the lines between two
// totals takes the rounding, so that shown lines add up.
func (s *story) incomeRows() [][]string {
	y, r := s.m.Years, s.rounded
	below := func(i int) []plan.Money {
		return s.fit(r(y[i].Net)-r(y[i].EBITDA), -y[i].Depreciation, -y[i].Interest, -y[i].Tax)
	}
	return [][]string{
		s.row("revenue", bold, func(i int) plan.Money { return y[i].Revenue }),
		s.row("cogs", light, func(i int) plan.Money { return r(y[i].GrossProfit) - r(y[i].Revenue) }),
		s.row("gross", bold, func(i int) plan.Money { return y[i].GrossProfit }),
		s.row("wages", light, func(i int) plan.Money { return -y[i].Payroll }),
		s.row("other", light, func(i int) plan.Money { return r(y[i].EBITDA) - r(y[i].GrossProfit) + r(y[i].Payroll) }),
		s.row("ebitda", bold, func(i int) plan.Money { return y[i].EBITDA }),
		s.row("depreciation", light, func(i int) plan.Money { return below(i)[0] }),
		s.row("interest", light, func(i int) plan.Money { return below(i)[1] }),
		s.row("tax", light, func(i int) plan.Money { return below(i)[2] }),
		s.row("net", bold, func(i int) plan.Money { return y[i].Net }),
	}
}

// fit rounds parts so that they add up to a total; the largest one takes what
// rounding left.
func (s *story) fit(total plan.Money, parts ...plan.Money) []plan.Money {
	out := make([]plan.Money, len(parts))
	largest, rest := 0, total
	for i, p := range parts {
		out[i] = s.rounded(p)
		rest -= out[i]
		if max(p, -p) > max(parts[largest], -parts[largest]) {
			largest = i
		}
	}
	out[largest] += rest
	return out
}

// flows sums a cash flow over a year.
func (s *story) flows(year int, of func(*plan.Month) plan.Money) plan.Money {
	sum := plan.Money(0)
	for i := 12 * year; i < min(12*year+12, len(s.m.Months)); i++ {
		sum += of(&s.m.Months[i])
	}
	return sum
}

func (s *story) cashRows() [][]string {
	r := s.rounded
	first := s.m.Funding.Own + s.m.Funding.Loan
	opening := func(i int) plan.Money {
		if i == 0 {
			return r(first)
		}
		return r(s.m.Years[i-1].Cash)
	}
	closing := func(i int) plan.Money { return r(s.m.Years[i].Cash) }
	invest := func(i int) plan.Money { return r(s.flows(i, func(m *plan.Month) plan.Money { return m.CFI })) }
	repay := func(i int) plan.Money { return r(s.flows(i, func(m *plan.Month) plan.Money { return m.CFF })) }
	return [][]string{
		s.row("cash.opening", light, opening),
		s.row("cash.operating", light, func(i int) plan.Money { return closing(i) - opening(i) - invest(i) - repay(i) }),
		s.row("cash.investing", light, invest),
		s.row("cash.repayment", light, repay),
		s.row("cash.closing", bold, closing),
	}
}

func (s *story) balanceRows() [][]string {
	r := s.rounded
	end := func(i int) *plan.Month { return &s.m.Months[12*i+11] }
	has := func(i int) []plan.Money {
		m := end(i)
		return s.fit(r(m.Assets())-r(m.Cash), m.Receivables+m.Inventory, m.FixedAssets+m.DepositAssets)
	}
	owes := func(i int) []plan.Money {
		m := end(i)
		return s.fit(r(m.Assets())-r(m.Loan), m.Payables+m.Deferred+m.TaxPayable, m.Equity())
	}
	return [][]string{
		s.row("balance.cash", light, func(i int) plan.Money { return end(i).Cash }),
		s.row("balance.current", light, func(i int) plan.Money { return has(i)[0] }),
		s.row("balance.fixed", light, func(i int) plan.Money { return has(i)[1] }),
		s.row("balance.assets", bold, func(i int) plan.Money { return end(i).Assets() }),
		s.row("balance.loan", light, func(i int) plan.Money { return end(i).Loan }),
		s.row("balance.payables", light, func(i int) plan.Money { return owes(i)[0] }),
		s.row("balance.equity", light, func(i int) plan.Money { return owes(i)[1] }),
		s.row("balance.total", bold, func(i int) plan.Money { return end(i).Assets() }),
	}
}

func (s *story) resultWords() string {
	x := s.m.Metrics
	slots := []string{"after", s.months(max(0, x.BreakEvenMonth-x.LaunchMonth)), "horizon", s.months(len(s.m.Months))}
	switch {
	case s.facts.never:
		return s.say("finances.never", slots...)
	case x.BreakEvenUnits == 0:
		return s.say("finances.month", slots...)
	}
	return s.say("finances.breakeven", slots...)
}

// margins sets the second year against the benchmark of the trade.
func (s *story) margins() string {
	b := s.a.Benchmarks
	y := s.year(3)
	slots := []string{
		"gross", s.f.Percent(y.GrossMarginPPM), "ebitda", s.f.Percent(y.EBITDAMarginPPM),
		"glow", s.f.Percent(b.GrossMargin[0] * 10_000), "ghigh", s.f.Percent(b.GrossMargin[1] * 10_000),
		"elow", s.f.Percent(b.EBITDAMargin[0] * 10_000), "ehigh", s.f.Percent(b.EBITDAMargin[1] * 10_000),
	}
	switch e := y.EBITDAMarginPPM; {
	case e < b.EBITDAMargin[0]*10_000:
		return s.say("finances.margin.below", slots...)
	case e > b.EBITDAMargin[1]*10_000:
		return s.say("finances.margin.above", slots...)
	}
	return s.say("finances.margin.within", slots...)
}

func (s *story) lowest() string {
	x := s.m.Metrics
	slots := []string{"lowest", s.whole(x.LowestCash), "when", s.month(x.LowestCashMonth), "runway", s.months(x.RunwayNoSales)}
	return s.say("finances.lowest", slots...)
}

func (s *story) ratios() [][]string {
	x := s.m.Metrics
	never := s.word("never")
	rows := [][]string{
		{s.word("ratio.breakeven"), orElse(x.BreakEvenMonth > 0, s.words["be_month"], never)},
		{s.word("ratio.be_units"), orElse(x.BreakEvenUnits > 0, s.words["be_units"], never)},
		{s.word("ratio.be_revenue"), orElse(x.BreakEvenRevenue > 0, s.words["be_revenue"], never)},
	}
	payback := never
	if x.PaybackMonth > 0 {
		payback = s.month(x.PaybackMonth)
	}
	rows = append(rows, []string{s.word("ratio.payback"), payback},
		[]string{s.word("ratio.npv"), s.whole(x.NPV)}, []string{s.word("ratio.npv_exit"), s.whole(x.NPVWithExit)})
	if x.IRR != nil {
		rows = append(rows, []string{s.word("ratio.irr"), s.f.Percent(int64(math.Round(*x.IRR * million)))})
	}
	if x.DSCR != nil {
		rows = append(rows, []string{s.word("ratio.dscr"), orElse(*x.DSCR > 10, s.word("over_ten"), s.times(*x.DSCR))})
	}
	return append(rows, []string{s.word("ratio.roi"), s.f.Percent(x.ROIPPM)})
}

// times writes a ratio with two decimals.
func (s *story) times(ratio float64) string {
	hundredths := int64(ratio*100 + 0.5)
	if ratio < 0 {
		hundredths = int64(ratio*100 - 0.5)
	}
	return s.f.Decimal(hundredths, 2)
}

func orElse(ok bool, text, other string) string {
	if ok {
		return text
	}
	return other
}

func (s *story) scenarios() string {
	p := &s.m.Scenarios.Pessimistic
	o := &s.m.Scenarios.Optimistic
	slots := []string{
		"volume", s.f.Percent(million - p.VolumePPM), "price", s.f.Percent(million - p.PricePPM), "cost", s.f.Percent(p.CostPPM - million), "delay", s.months(p.RampDelay),
		"more", s.f.Percent(o.VolumePPM - million), "lowest", s.whole(p.LowestCash), "when", s.f.Month(p.LowestCashMonth),
	}
	if p.LowestCash < 0 {
		slots = append(slots, "short", s.size(p.LowestCash))
		return s.say("finances.scenario.short", slots...)
	}
	return s.say("finances.scenario", slots...)
}

func (s *story) cases() [][]string {
	var rows [][]string
	for _, c := range []*plan.Scenario{&s.m.Scenarios.Pessimistic, &s.m.Scenarios.Base, &s.m.Scenarios.Optimistic} {
		be := s.word("never")
		if c.BreakEvenMonth > 0 {
			be = s.month(c.BreakEvenMonth)
		}
		y := c.Years[2]
		rows = append(rows, []string{s.word("case." + c.Slug), s.cell(y.Revenue), s.cell(y.Net), s.cell(c.LowestCash), be})
	}
	return rows
}
