package plan

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// schedule collects milestones; the index of each is what later ones depend on.
type schedule struct {
	words *words
	list  []Milestone
}

// add takes what is said behind a title, if anything, in the language of the plan.
func (s *schedule) add(key, title, more string, start, end int, after ...int) int {
	slices.Sort(after)
	if after == nil {
		after = []int{}
	}
	s.list = append(s.list, Milestone{Key: key, Title: s.words.say(title) + more, StartMonth: start, EndMonth: max(start, end), DependsOn: slices.Compact(after)})
	return len(s.list) - 1
}

// milestones lays out the way from the first month to steady state: the
// preparation, the opening, the hires, and what the figures promise when.
func milestones(m *Model, w *words) []Milestone {
	s := schedule{words: w}
	prepared := s.prepare(m)
	open := s.add("open", "Open for business", "", m.Metrics.LaunchMonth, m.Metrics.LaunchMonth, prepared...)
	s.grow(m, open)
	return s.inOrder()
}

// prepare adds what has to be done before the opening and returns what the
// opening waits for.
func (s *schedule) prepare(m *Model) []int {
	facts, last := &m.Archetype.Facts, m.Params.Prelaunch
	half := max(1, last/2)
	test := s.add("demand", "Test demand", ": "+lowerFirst(facts.Segments[0]), 1, half)
	clear := s.add("licences", "Register and clear", ": "+lowerFirst(facts.Licences[0]), 1, max(half, last-1))
	ready := []int{clear}
	before := []int{test}
	if m.Funding.Loan > 0 || m.Funding.ExtraOwn > 0 {
		before = append(before, s.add("funding", "Secure the funding", "", 1, half))
	}
	if item := largest(m.Params.Startup); item != "" {
		ready = append(ready, s.add("equip", "Buy and set up", ": "+lowerFirst(item), min(half+1, last), last, before...))
	}
	if m.Months[last].Tenths > 10 { // more than the founder works on the first day
		ready = append(ready, s.add("team", "Hire and train the opening team", "", last, last, before...))
	}
	return append(ready, s.add("launch", "Prepare the launch", ": "+lowerFirst(facts.Channels[0]), last, last, test))
}

// largest returns the item of the start-up spending that becomes an asset and
// costs most.
func largest(items []StartupCost) string {
	name, most := "", Money(0)
	for _, i := range items {
		if i.Kind == StartupCapex && i.Amount > most {
			name, most = i.Item, i.Amount
		}
	}
	return name
}

// grow adds what follows the opening.
func (s *schedule) grow(m *Model, open int) {
	end := len(m.Months)
	for _, role := range m.Params.Staff {
		for _, step := range role.Steps {
			month := m.Params.Prelaunch + step.Month
			if step.Month > 1 && month <= end {
				s.add("hire", "Team grows", ": "+lowerFirst(role.Role)+", "+s.posts(step.Tenths), month, month, open)
			}
		}
	}
	if month := m.Metrics.BreakEvenMonth; month > 0 {
		s.add("break-even", "Operating break-even", "", month, month, open)
	}
	if month := m.Params.Prelaunch + len(m.Params.Ramp); month <= end {
		s.add("maturity", "Full pace: the opening phase is over", "", month, month, open)
	}
	if m.Timeline > m.Metrics.LaunchMonth {
		s.add("target", "Your target: up and running", "", m.Timeline, m.Timeline, open)
	}
	if m.Funding.Loan > 0 {
		s.add("repayment", "First repayment of the loan", "", m.Funding.Grace+1, m.Funding.Grace+1, open)
	}
	s.add("review", "First yearly review of prices, costs and this plan", "", max(12, m.Metrics.LaunchMonth), max(12, m.Metrics.LaunchMonth), open)
	if month := m.Metrics.PaybackMonth; month > 0 {
		s.add("payback", "The money put in has come back", "", month, month, open)
	}
}

// inOrder returns the milestones by their first month, dependencies renumbered.
func (s *schedule) inOrder() []Milestone {
	order := make([]int, len(s.list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return s.list[a].StartMonth - s.list[b].StartMonth })
	place := make([]int, len(order))
	for to, from := range order {
		place[from] = to
	}
	sorted := make([]Milestone, len(order))
	for to, from := range order {
		sorted[to] = s.list[from]
		for i, d := range sorted[to].DependsOn {
			sorted[to].DependsOn[i] = place[d]
		}
		slices.Sort(sorted[to].DependsOn)
	}
	return sorted
}

// posts writes tenths of a full post.
func (s *schedule) posts(tenths int) string {
	text := s.words.style.Decimal(int64(tenths), 1)
	if tenths <= 10 {
		return s.words.say("%s post", text)
	}
	return s.words.say("%s posts", text)
}

// lowerFirst lowers the first letter of a phrase unless its first word is an
// abbreviation or a name that has further capitals.
func lowerFirst(s string) string {
	first, _, _ := strings.Cut(s, " ")
	r, n := utf8.DecodeRuneInString(first)
	if strings.ToLower(first[n:]) != first[n:] {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}
