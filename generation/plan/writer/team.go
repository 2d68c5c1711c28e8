package writer

import (
	"strconv"

	"github.com/planspark/planspark/generation/plan"
)

// team tells who works here from when, and what that costs.
func (s *story) team() {
	m := s.m
	opening := m.Months[min(m.Metrics.LaunchMonth, len(m.Months))-1].Tenths
	start := "team.start"
	if settled := s.year(1).Tenths == s.year(3).Tenths; settled && opening == s.year(1).Tenths {
		start = "team.steady"
	} else if settled {
		start = "team.settled"
	}
	s.paragraph(s.say(start, "posts", s.posts(opening), "end1", s.posts(s.year(1).Tenths), "end3", s.posts(s.year(3).Tenths)), s.emphasis(3))
	s.table(s.header("role", "from", ">posts", ">pay"), s.hires())
	s.title("team.cost")
	y1, y2, y3 := s.year(1), s.year(2), s.year(3)
	slots := []string{
		"oncost", s.f.Percent(m.Params.OncostPPM), "share", s.f.Percent(ratioPPM(y2.Payroll, y2.Revenue)),
		"low", s.f.Percent(s.a.Benchmarks.LabourShare[0] * 10_000), "high", s.f.Percent(s.a.Benchmarks.LabourShare[1] * 10_000),
	}
	s.paragraph(s.say("team.cost", slots...), s.labour(slots, y2))
	s.table(s.header("measure", ">y1", ">y2", ">y3"), [][]string{
		{s.word("row.payroll"), s.cell(y1.Payroll), s.cell(y2.Payroll), s.cell(y3.Payroll)},
		{s.word("row.posts"), s.f.Posts(y1.Tenths), s.f.Posts(y2.Tenths), s.f.Posts(y3.Tenths)},
		{s.word("row.payshare"), s.shareOf(y1), s.shareOf(y2), s.shareOf(y3)},
	})
	s.title("team.how")
	s.paragraph(s.owner(), s.say("team.skill"), s.firstHire())
	s.paragraph(s.say("team.rules", "kpi", lowerFirst(s.a.Facts.KPIs[s.dice.choose("kpi", len(s.a.Facts.KPIs))]), "habit", lowerFirst(s.a.Facts.Operations[len(s.a.Facts.Operations)-1])), s.say("team.deputy"))
}

func (s *story) shareOf(y plan.Year) string {
	if y.Revenue <= 0 {
		return none
	}
	return s.f.Percent(ratioPPM(y.Payroll, y.Revenue))
}

// posts writes tenths of full posts with their noun.
func (s *story) posts(tenths int) string {
	if tenths == 10 {
		return s.f.Posts(tenths) + " " + s.word("posts.one")
	}
	return s.f.Posts(tenths) + " " + s.word("posts.many")
}

// hires lists each step of each role.
func (s *story) hires() [][]string {
	var rows [][]string
	p := &s.m.Params
	for _, r := range p.Staff {
		for _, step := range r.Steps {
			month := max(1, p.Prelaunch+step.Month)
			if month > len(s.m.Months) {
				continue
			}
			rows = append(rows, []string{r.Role, s.month(month), s.f.Posts(step.Tenths), s.whole(r.Wage)})
		}
	}
	return rows
}

func (s *story) labour(slots []string, y plan.Year) string {
	part := ratioPPM(y.Payroll, y.Revenue)
	low, high := s.a.Benchmarks.LabourShare[0]*10_000, s.a.Benchmarks.LabourShare[1]*10_000
	switch {
	case part > high:
		return s.say("team.labour.high", slots...)
	case part < low:
		return s.say("team.labour.low", slots...)
	}
	return s.say("team.labour.within", slots...)
}

func (s *story) owner() string {
	o := s.m.Params.Staff[0]
	key := "team.owner"
	if s.themed("pay") {
		key = "team.owner.asked"
	}
	gross := o.Wage + share(o.Wage, s.m.Params.OncostPPM)
	return s.say(key, "role", s.ownRole(), "wage", s.whole(o.Wage), "gross", s.whole(gross), "year", s.whole(12*o.Wage))
}

// ownRole is the founder's post in words that go with "the founder".
func (s *story) ownRole() string {
	if role := lowerFirst(s.m.Params.Staff[0].Role); role != "founder" {
		return role
	}
	return s.say("team.head")
}

// firstHire names the first post that is filled after the opening.
func (s *story) firstHire() string {
	p := &s.m.Params
	best, role := 0, ""
	for _, r := range p.Staff {
		for i, step := range r.Steps {
			if step.Month > 1 && (best == 0 || step.Month < best) {
				best, role = step.Month, lowerFirst(r.Role)
				if i > 0 {
					role = s.say("team.more", "role", role)
				}
			}
		}
	}
	if best == 0 || p.Prelaunch+best > len(s.m.Months) {
		return s.say("team.nohire")
	}
	at := p.Prelaunch + best
	return s.say("team.hire", "role", role, "when", s.f.Month(at), "number", strconv.Itoa(at), "volume", s.volume(s.m.Months[at-1].UnitsMilli))
}
