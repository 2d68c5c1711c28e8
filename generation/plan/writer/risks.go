package writer

import (
	"strings"

	"github.com/planspark/planspark/generation/plan"
)

// risks lists what can go wrong in this trade and in this plan, and what the
// figures say about it.
func (s *story) risks() {
	s.paragraph(s.say("risks.start"), s.emphasis(1))
	rows := s.tradeRisks()
	rows = append(rows, s.planRisks()...)
	s.table(s.header("risk", "likelihood", "effect", "answer"), rows)
	s.title("risks.sensitivity")
	s.paragraph(s.most(), s.say("risks.table"))
	s.table(s.header("driver", ">minus20", ">minus10", ">plus10", ">plus20"), s.sensitivity())
	s.title("risks.chance")
	s.paragraph(s.chance(), s.range36())
	s.paragraph(s.say("risks.watch", "kpi", lowerFirst(s.a.Facts.KPIs[0])))
}

func (s *story) tradeRisks() [][]string {
	var rows [][]string
	for _, h := range s.a.Facts.Risks[:min(5, len(s.a.Facts.Risks))] {
		likely, effect := grade(h.Key)
		rows = append(rows, []string{h.Risk, s.word("level." + likely), s.word("level." + effect), h.Mitigation})
	}
	return rows
}

// grade is how likely and how grave a risk of a trade is, by its English words: what
// recurs is likely, what hurts people or stops the business is grave.
func grade(risk string) (likely, effect string) {
	r := strings.ToLower(risk)
	any := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(r, w) {
				return true
			}
		}
		return false
	}
	likely, effect = "medium", "medium"
	switch {
	case any("accident", "breach", "outage", "ban", "blocked", "incident", "injury", "safeguarding", "safety", "liability", "opens nearby", "illness", "breakdown", "loss", "environmental", "dispute", "equipment"):
		likely = "low"
	case any("season", "weather", "winter", "summer", "january", "no-show", "late payment", "slow payers", "price", "churn", "arrears", "unpaid", "returns", "turnover", "waste", "gaps", "christmas", "empty"):
		likely = "high"
	}
	switch {
	case any("accident", "breach", "licence", "ban", "blocked", "contract", "grant ends", "footfall", "nobody pays", "injury", "pitch lost", "rule", "few clients", "demand", "crop failure", "large client", "pre-sale", "water", "incident", "reject"):
		effect = "high"
	case any("no-show", "theft", "returns", "come-backs", "complaint", "product cost", "scope", "slip"):
		effect = "low"
	}
	return likely, effect
}

// planRisks come from the figures of this plan.
func (s *story) planRisks() [][]string {
	row := func(key, likely, effect string, slots ...string) []string {
		return []string{s.say("risks.name."+key, slots...), s.word("level." + likely), s.word("level." + effect), s.say("risks.answer."+key, slots...)}
	}
	volume := s.driver("volume")
	fall := volume.Base.Profit - volume.Minus10.Profit
	rows := [][]string{row("volume", "medium", "high", "fall", s.size(fall))}
	if s.facts.loan {
		rows = append(rows, row("loan", "medium", "high"))
	} else if s.facts.extra {
		rows = append(rows, row("money", "medium", "high"))
	}
	if s.facts.compressed {
		rows = append(rows, row("hurry", "high", "medium", "cut", s.months(s.m.Params.Compressed)))
	} else if !s.leases() {
		rows = append(rows, row("late", "medium", "medium", "month", s.whole(s.m.Params.FixedMonth(1))))
	} else {
		rows = append(rows, row("delay", "medium", "medium", "month", s.whole(s.m.Params.FixedMonth(1))))
	}
	if s.facts.seasonal && len(rows) < 4 {
		rows = append(rows, row("season", "high", "medium", s.seasonSlots()...))
	}
	if s.facts.never || s.facts.slow {
		rows = append(rows, row("slow", "high", "high"))
	}
	return rows
}

// leases tells whether there are premises that buyers enter: those for which a
// deposit is paid.
func (s *story) leases() bool {
	premises, deposit := false, false
	for _, f := range s.m.Params.Fixed {
		premises = premises || f.Premises
	}
	for _, i := range s.m.Params.Startup {
		deposit = deposit || i.Kind == plan.StartupDeposit
	}
	return premises && deposit
}

func (s *story) driver(key string) plan.Sensitivity {
	for _, d := range s.m.Sensitivity {
		if d.Key == key {
			return d
		}
	}
	return plan.Sensitivity{}
}

// most names the driver whose bad ten per cent cost most profit in year 2.
func (s *story) most() string {
	var worst plan.Sensitivity
	lost := plan.Money(-1)
	bad := func(d plan.Sensitivity) plan.Effect {
		if d.Plus10.Profit < d.Minus10.Profit {
			return d.Plus10
		}
		return d.Minus10
	}
	for _, d := range s.m.Sensitivity {
		if l := d.Base.Profit - bad(d).Profit; l > lost {
			worst, lost = d, l
		}
	}
	if lost < 0 {
		return ""
	}
	ten := s.f.Percent(100_000)
	key := "risks.most.lower"
	if worst.Plus10.Profit < worst.Minus10.Profit {
		key = "risks.most.higher"
	}
	return s.say(key, "driver", s.word("the."+worst.Key), "ten", ten, "base", s.result(worst.Base.Profit), "then", s.result(bad(worst).Profit), "cash", s.whole(bad(worst).Cash))
}

func (s *story) sensitivity() [][]string {
	var rows [][]string
	for _, d := range s.m.Sensitivity {
		if d.Minus20 == d.Plus20 {
			continue // a line that this plan does not have, such as rent
		}
		rows = append(rows, []string{upperFirst(s.word("driver." + d.Key)), s.cell(d.Minus20.Profit), s.cell(d.Minus10.Profit), s.cell(d.Plus10.Profit), s.cell(d.Plus20.Profit)})
	}
	return rows
}

func (s *story) chance() string {
	r := s.m.Risk
	slots := []string{"paths", s.f.Count(int64(r.Paths)), "c12", s.f.Percent(r.CashOut12), "c24", s.f.Percent(r.CashOut24), "c36", s.f.Percent(r.CashOut36)}
	switch {
	case r.CashOut36 >= million/3:
		return s.say("risks.chance.high", slots...)
	case r.CashOut36 >= 50_000:
		return s.say("risks.chance.medium", slots...)
	}
	return s.say("risks.chance.low", slots...)
}

func (s *story) range36() string {
	r := s.m.Risk
	if len(r.P10) < 36 {
		return ""
	}
	return s.say("risks.range", "p10", s.whole(r.P10[35]), "p50", s.whole(r.P50[35]), "p90", s.whole(r.P90[35]))
}
