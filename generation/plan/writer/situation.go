package writer

import (
	"github.com/planspark/planspark/generation/plan"
)

// situation is what is unusual about a plan, and changes its advice.
type situation struct {
	compressed  bool // the timeline cut the preparation
	noBudget    bool // none was given; the plan assumes one
	ample       bool // a budget was given, and covers the need
	vast        bool // it is a multiple of the need
	gap         bool // own money does not cover the need
	thin        bool // it covers less than half of it
	extra       bool // budget and loan leave something open
	loan        bool
	seasonal    bool // one month sells at least a quarter more than the average
	never       bool // no operating profit within the plan
	slow        bool // it takes more than eighteen months of business
	late        bool // year 3 still makes a loss, a later year does not
	failing     bool // it never earns its costs: no break-even, or losses to the end
	cashRisk    bool // more than a third of the futures run out of cash by month 36
	weakService bool // a year in which cash before debt service is below the usual 1.2 times
	full        bool // sells more than nine tenths of capacity at maturity
	peak, low   int  // months of the year with the most and least sales, January is 0
	themes      []string
}

// vastBudget is how many times the need a budget is when the project behind it must be
// another one than the plan's.
const vastBudget = 5

func situationOf(in Input) situation {
	m := in.Model
	f, x := m.Funding, m.Metrics
	s := situation{
		compressed: m.Params.Compressed > 0,
		noBudget:   !f.BudgetGiven,
		ample:      f.BudgetGiven && f.Gap == 0,
		vast:       f.BudgetGiven && f.Budget/vastBudget > f.Need,
		gap:        f.Gap > 0,
		thin:       f.BudgetGiven && f.Budget*2 < f.Need,
		extra:      f.ExtraOwn > 0,
		loan:       f.Loan > 0,
		never:      x.BreakEvenMonth == 0,
		slow:       x.BreakEvenMonth-x.LaunchMonth > 18,
		cashRisk:   m.Risk.CashOut36 > million/3,
		themes:     themesOf(in.Request),
	}
	last := m.Years[len(m.Years)-1]
	s.failing = s.never || m.Years[2].EBITDA < 0 || last.Net < 0
	s.late = !s.failing && m.Years[2].Net < 0
	s.weakService = x.DSCR != nil && *x.DSCR < 1.2
	for i, w := range m.Params.Season {
		if w > m.Params.Season[s.peak] {
			s.peak = i
		}
		if w < m.Params.Season[s.low] {
			s.low = i
		}
	}
	s.seasonal = m.Params.Season[s.peak] >= 1_150_000
	if m.Params.Kind == plan.DriverFlow {
		s.full = m.Params.MatureMilli*10 > m.Params.CapacityMilli*9
	}
	return s
}
