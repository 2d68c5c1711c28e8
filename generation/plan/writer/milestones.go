package writer

import (
	"strconv"
	"strings"

	"github.com/planspark/planspark/generation/plan"
)

// milestones shows the way from today to steady state, as the plan's data has
// it.
func (s *story) milestones() {
	x := s.m.Metrics
	s.paragraph(s.say("milestones.way", "months", strconv.Itoa(x.LaunchMonth)), s.breakEvenWords(), s.emphasis(1))
	s.table(s.header(">number", "step", "from", "to", "after"), s.steps())
	if s.facts.compressed {
		s.paragraph(s.say("milestones.compressed", "cut", s.months(s.m.Params.Compressed)))
	} else if s.m.Timeline > 2*s.m.Params.Prelaunch+12 {
		s.paragraph(s.say("milestones.patient"))
	} else {
		s.paragraph(s.say("milestones.normal"))
	}
	s.title("milestones.gates")
	s.block(s.say("milestones.gates"))
	s.list(s.gates())
	s.paragraph(s.say("milestones.review", "kpi", lowerFirst(s.a.Facts.KPIs[0])))
}

func (s *story) breakEvenWords() string {
	x := s.m.Metrics
	after := x.BreakEvenMonth - x.LaunchMonth
	switch {
	case s.facts.never:
		return s.say("milestones.never", "horizon", s.months(len(s.m.Months)))
	case s.facts.slow:
		return s.say("milestones.slow", "after", s.months(after))
	case after <= 0:
		return s.say("milestones.atonce")
	}
	return s.say("milestones.breakeven", "after", s.months(after))
}

func (s *story) steps() [][]string {
	rows := make([][]string, 0, len(s.m.Milestones))
	for i, step := range s.m.Milestones {
		after := make([]string, len(step.DependsOn))
		for j, d := range step.DependsOn {
			after[j] = strconv.Itoa(d + 1)
		}
		before := strings.Join(after, ", ")
		if before == "" {
			before = none
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), s.stepTitle(step), s.month(step.StartMonth), s.month(step.EndMonth), before})
	}
	return rows
}

// stepTitle names a milestone in the catalogue's words, where it has them.
func (s *story) stepTitle(step plan.Milestone) string {
	if key := "milestones.step." + step.Key; s.has(key) {
		return s.say(key)
	}
	return step.Title
}

// gates are points at which the plan is stopped or changed.
func (s *story) gates() []string {
	m := s.m
	end := min(len(m.Months), m.Metrics.LaunchMonth+5)
	at := m.Months[end-1]
	list := []string{
		s.say("milestones.gate.test", "half", s.f.Month(max(1, m.Params.Prelaunch/2))),
		s.say("milestones.gate.volume", "when", s.f.Month(end), "volume", s.volume(at.UnitsMilli), "floor", s.volume(at.UnitsMilli*8/10)),
		s.say("milestones.gate.cash", "lowest", s.whole(m.Metrics.LowestCash), "when", s.f.Month(m.Metrics.LowestCashMonth)),
	}
	if s.facts.loan {
		list = append(list, s.say("milestones.gate.loan", "first", s.f.Month(min(len(m.Months), m.Funding.Grace+1))))
	}
	return list
}
