package writer

import (
	"github.com/planspark/planspark/generation/plan"
)

// funding says what is needed, from whom, for what, and what happens with less.
func (s *story) funding() {
	f, x := s.m.Funding, s.m.Metrics
	s.paragraph(s.say("funding.need", "trough", s.whole(x.Trough), "when", s.month(max(1, x.TroughMonth))), s.ask(), s.more("funding.more"), s.emphasis(2))
	s.paragraph(s.t.beyond)
	s.title("funding.sources")
	s.table(s.header("source", ">amount", ">share"), s.sources())
	if rest := f.Own + f.Loan - f.Need; rest > 0 {
		key := orElse(f.Gap > 0, "funding.headroom", "funding.spare")
		if s.facts.vast {
			key = "funding.vast"
		}
		s.paragraph(s.say(key, "rest", s.whole(rest)))
	}
	s.title("funding.uses")
	s.table(s.header("use", ">amount"), s.uses())
	s.paragraph(s.say("funding.uses"))
	s.title("funding.terms")
	s.paragraph(s.terms(), s.service())
	s.title("funding.less")
	s.paragraph(s.less()...)
}

// ask is the one sentence that a lender or a partner looks for.
func (s *story) ask() string {
	switch {
	case s.facts.noBudget && s.facts.loan:
		return s.say("funding.ask.nobudget.loan")
	case s.facts.noBudget:
		return s.say("funding.ask.nobudget")
	case s.facts.ample:
		return s.say("funding.ask.none")
	case s.facts.loan && s.facts.extra:
		return s.say("funding.ask.both")
	case s.facts.loan:
		return s.say("funding.ask.loan")
	}
	return s.say("funding.ask.own")
}

// more explains a loan that exceeds the gap.
func (s *story) more(key string) string {
	if f := s.m.Funding; f.Loan > 0 && f.Loan+f.ExtraOwn > f.Gap {
		return s.say(key)
	}
	return ""
}

func (s *story) sources() [][]string {
	f := s.m.Funding
	total := f.Own + f.Loan
	row := func(name string, amount plan.Money) []string {
		return []string{name, s.f.Money(amount), s.f.Percent(ratioPPM(amount, total))}
	}
	own := s.words["own_money"]
	if s.facts.noBudget {
		own = s.say("funding.row.assumed")
	}
	rows := [][]string{row(upperFirst(own), f.Budget)}
	if f.Loan > 0 {
		rows = append(rows, row(s.word("row.loan"), f.Loan))
	}
	if f.ExtraOwn > 0 {
		rows = append(rows, row(s.word("row.extra"), f.ExtraOwn))
	}
	return append(rows, []string{"**" + s.word("total") + "**", "**" + s.f.Money(total) + "**", "**" + s.f.Percent(million) + "**"})
}

// uses divides the need: start-up spending, the months until cash turns, the
// reserve.
func (s *story) uses() [][]string {
	f := s.m.Funding
	startup := s.m.Params.StartupTotal()
	build := s.rounded(f.Need) - s.rounded(f.Buffer) - s.rounded(startup)
	rows := [][]string{{s.word("use.startup"), s.cell(startup)}}
	if build > 0 {
		rows = append(rows, []string{s.word("use.build"), s.cell(build)}, []string{s.word("use.reserve"), s.cell(f.Buffer)})
	} else {
		rows = append(rows, []string{s.word("use.reserve"), s.cell(s.rounded(f.Need) - s.rounded(startup))})
	}
	return append(rows, []string{"**" + s.word("use.need") + "**", "**" + s.f.Money(f.Need) + "**"})
}

func (s *story) terms() string {
	f := s.m.Funding
	if !s.facts.loan {
		return s.say("funding.noloan")
	}
	first := min(len(s.m.Months), f.Grace+1)
	return s.say("funding.terms", "grace", s.months(f.Grace), "first", s.f.Month(first), "instalments", s.f.Count(int64(f.Instalments)), "share", s.f.Percent(ratioPPM(f.Loan, f.Need)))
}

func (s *story) service() string {
	x := s.m.Metrics
	if x.DSCR == nil {
		return ""
	}
	slots := []string{"dscr", s.times(*x.DSCR)}
	switch {
	case *x.DSCR < 0:
		return s.say("funding.service.negative", slots...)
	case *x.DSCR < 1:
		return s.say("funding.service.short", slots...)
	case s.facts.weakService:
		return s.say("funding.service.weak", slots...)
	case *x.DSCR > 10:
		return s.say("funding.service.ample")
	}
	return s.say("funding.service.good", slots...)
}

// less tells what to do when money is refused or short.
func (s *story) less() []string {
	out := []string{}
	switch {
	case s.facts.loan:
		out = append(out, s.say("funding.refused"))
	case s.facts.extra:
		out = append(out, s.say("funding.open"))
	default:
		out = append(out, s.say("funding.enough"))
	}
	if s.facts.thin {
		out = append(out, s.say("funding.thin", "share", s.f.Percent(ratioPPM(s.m.Funding.Budget, s.m.Funding.Need))))
	}
	if s.facts.failing {
		out = append(out, s.say("funding.notyet"))
	}
	out = append(out, s.say("funding.report"))
	return append(out, s.say("funding.stages", "big", lowerFirst(s.dearest().Item)))
}
