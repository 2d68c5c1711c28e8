package writer

import (
	"slices"
	"strconv"
)

// action is a step of the first ninety days with its place in the order.
type action struct {
	order int // smaller is earlier
	text  string
}

// nextSteps are exactly ten actions: five of the trade, five of this situation.
func (s *story) nextSteps() {
	s.paragraph(s.say("steps.intro"), s.emphasis(1))
	list := s.situationSteps()
	for i, a := range s.t.actions {
		list = append(list, action{order: 20 + 10*i, text: sentence(a)})
	}
	slices.SortStableFunc(list, func(x, y action) int { return x.order - y.order })
	items := make([]string, len(list))
	for i, a := range list {
		items[i] = "**" + s.say("steps.weeks", "weeks", s.weeks(i)) + ":** " + a.text
	}
	s.block(marked(items, func(i int) string { return strconv.Itoa(i+1) + ". " }))
	s.paragraph(s.say("steps.then", "kpi", lowerFirst(s.a.Facts.KPIs[0])))
	s.paragraph(s.say("steps.rule"))
}

// weeks spreads the ten steps over the preparation, at most thirteen weeks; the
// last one closes the ninety days.
func (s *story) weeks(i int) string {
	span := min(13, max(4, 4*s.m.Params.Prelaunch+1))
	from, to := 1+i*span/10, max(1+i*span/10, (i+1)*span/10)
	if i == 9 {
		from, to = max(from, 12), 13
	}
	if from == to {
		return s.say("steps.week", "n", strconv.Itoa(from))
	}
	return s.say("steps.span", "from", strconv.Itoa(from), "to", strconv.Itoa(to))
}

// situationSteps are five steps that follow from money, time and size.
func (s *story) situationSteps() []action {
	f := s.a.Facts
	list := []action{
		{15, s.say("steps.test")},
		{25, s.say("steps.licence", "licence", lowerFirst(f.Licences[0]))},
	}
	switch {
	case s.facts.failing:
		list = append(list, action{18, s.say("steps.repair")})
	case s.facts.compressed:
		list = append(list, action{18, s.say("steps.hurry", "big", lowerFirst(s.dearest().Item))})
	case s.opensWithStaff():
		list = append(list, action{55, s.say("steps.hire", "role", s.hiredFirst())})
	default:
		list = append(list, action{45, s.say("steps.offers", "big", lowerFirst(s.dearest().Item), "amount", s.f.Money(s.dearest().Amount))})
	}
	switch {
	case s.facts.noBudget:
		list = append(list, action{12, s.say("steps.budget")})
	case s.facts.loan && s.facts.extra:
		list = append(list, action{35, s.say("steps.both")})
	case s.facts.loan:
		list = append(list, action{35, s.say("steps.loan")})
	case s.facts.extra:
		list = append(list, action{35, s.say("steps.extra")})
	default:
		list = append(list, action{35, s.say("steps.account")})
	}
	return append(list, action{99, s.say("steps.review")})
}

// opensWithStaff tells whether more than the founder works on the first day.
func (s *story) opensWithStaff() bool {
	return s.m.Months[min(s.m.Metrics.LaunchMonth, len(s.m.Months))-1].Tenths > 10
}

// hiredFirst is the first role beside the founder's own.
func (s *story) hiredFirst() string {
	best, role := 0, lowerFirst(s.m.Params.Staff[0].Role)
	for i, r := range s.m.Params.Staff {
		if i > 0 && len(r.Steps) > 0 && (best == 0 || r.Steps[0].Month < best) {
			best, role = r.Steps[0].Month, lowerFirst(r.Role)
		}
	}
	return role
}
