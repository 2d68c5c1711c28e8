package writer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/savings"
)

// summary sums the other sections up: what, for whom, why it works, what it
// earns and what is asked for.
func (s *story) summary() {
	seg := s.a.Facts.Segments
	s.paragraph(s.say("summary.what"), s.say("summary.whom", "one", lowerFirst(seg[0]), "two", lowerFirst(seg[1%len(seg)]), "three", lowerFirst(seg[len(seg)-1])))
	s.paragraph(s.say("summary.why"), s.say("summary.edge", "edge", lowerFirst(s.a.Facts.Differentiators[s.dice.choose("edge", len(s.a.Facts.Differentiators))])), s.emphasis(2))
	s.title("summary.figures")
	rows := [][]string{
		{upperFirst(s.words["revenue"]), s.cell(s.year(1).Revenue), s.cell(s.year(2).Revenue), s.cell(s.year(3).Revenue)},
		{s.word("row.net"), s.cell(s.year(1).Net), s.cell(s.year(2).Net), s.cell(s.year(3).Net)},
		{s.word("row.balance.cash"), s.cell(s.year(1).Cash), s.cell(s.year(2).Cash), s.cell(s.year(3).Cash)},
	}
	s.table(s.header("measure", ">y1", ">y2", ">y3"), rows)
	s.paragraph(s.outlook(), s.cashWords())
	s.paragraph(s.unknownTrade(), s.t.beyond, s.namedFigures())
	s.title("summary.ask")
	use := ""
	if !s.facts.vast {
		use = s.say("summary.use")
	}
	s.paragraph(s.summaryAsk(), s.more("summary.more"), use)
	s.paragraph(s.summaryAdvice())
}

// unknownTrade says that the figures are of no trade in particular.
func (s *story) unknownTrade() string {
	if s.a.Slug != plan.Other { // its branches have words of their own, and the same figures
		return ""
	}
	return s.say("summary.unknown")
}

// namedFigures says what becomes of figures that stand in the idea.
func (s *story) namedFigures() string {
	words := s.in.Request.Words()
	figures := figuresIn(words, s.lang.grammar.numerals(), 5)
	if value, phrase := savings.In(words, s.in.Request.Currency); value == string(s.in.Request.Budget) {
		figures = slices.DeleteFunc(figures, func(f string) bool { // the budget is in the tables
			return strings.HasPrefix(f+" ", phrase+" ") || strings.HasPrefix(phrase+" ", f+" ")
		})
	}
	figures = figures[:min(len(figures), 4)]
	if len(figures) == 0 {
		return ""
	}
	around := s.lang.grammar.around()
	for i, f := range figures {
		figures[i] = around.open + plain(f) + around.shut
	}
	return s.say("summary.named", "named", s.join(figures))
}

func (s *story) outlook() string {
	switch {
	case s.facts.never:
		return s.say("summary.never", "horizon", s.months(len(s.m.Months)))
	case s.facts.failing:
		return s.say("summary.losing")
	case s.facts.late:
		n, net := s.firstProfit()
		return s.say("summary.late", "n", strconv.Itoa(n), "later", s.result(net))
	case s.m.Metrics.BreakEvenUnits == 0:
		return s.say("summary.outlook.short")
	}
	return s.say("summary.outlook")
}

// firstProfit returns the first year that ends with a profit.
func (s *story) firstProfit() (number int, net plan.Money) {
	for _, y := range s.m.Years {
		if y.Net > 0 {
			return y.Year, y.Net
		}
	}
	last := s.year(len(s.m.Years))
	return last.Year, last.Net
}

func (s *story) cashWords() string {
	r := s.m.Risk
	if r.CashOut36 == 0 {
		return s.say("summary.cash.safe", "lowest", s.whole(s.m.Metrics.LowestCash), "when", s.f.Month(s.m.Metrics.LowestCashMonth))
	}
	return s.say("summary.cash", "lowest", s.whole(s.m.Metrics.LowestCash), "when", s.f.Month(s.m.Metrics.LowestCashMonth), "chance", s.f.Percent(r.CashOut36))
}

func (s *story) summaryAsk() string {
	switch {
	case s.facts.noBudget && s.facts.loan:
		return s.say("summary.ask.nobudget.loan")
	case s.facts.noBudget:
		return s.say("summary.ask.nobudget")
	case s.facts.vast:
		return s.say("summary.ask.vast")
	case s.facts.ample:
		return s.say("summary.ask.none")
	case s.facts.loan && s.facts.extra:
		return s.say("summary.ask.both")
	case s.facts.loan:
		return s.say("summary.ask.loan")
	}
	return s.say("summary.ask.own")
}

func (s *story) summaryAdvice() string {
	switch {
	case s.facts.failing:
		return s.say("summary.advice.change")
	case s.facts.late:
		return s.say("summary.advice.late")
	case s.facts.cashRisk:
		return s.say("summary.advice.cash")
	case s.facts.thin && s.m.Funding.Budget*4 < s.m.Funding.Need:
		return s.say("summary.advice.thin")
	case s.facts.compressed:
		return s.say("summary.advice.hurry", "cut", s.months(s.m.Params.Compressed))
	case s.facts.thin:
		return s.say("summary.advice.thin")
	}
	return s.say("summary.advice.go")
}
