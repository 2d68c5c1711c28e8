package writer

import (
	"github.com/planspark/planspark/generation/plan"
)

// marketing divides the budget among the channels of the trade.
func (s *story) marketing() {
	p := &s.m.Params
	s.paragraph(s.say("marketing.idea", "first", lowerFirst(s.a.Facts.Channels[0])), s.emphasis(2))
	s.title("marketing.budget")
	s.paragraph(s.budgetWords(p), s.acquisition(p))
	s.channels()
	s.title("marketing.launch")
	s.paragraph(s.launch(p))
	s.title("marketing.rules")
	s.block(s.say("marketing.rules"))
	s.list(s.measures())
}

// spent is the marketing of a year.
func (s *story) spent(year int) plan.Money {
	sum := plan.Money(0)
	for i := 12 * (year - 1); i < min(12*year, len(s.m.Months)); i++ {
		sum += s.m.Months[i].Marketing
	}
	return sum
}

func (s *story) budgetWords(p *plan.Params) string {
	slots := []string{"fixed", s.whole(p.Marketing), "share", s.f.Percent(p.MarketingPPM), "year1", s.whole(s.spent(1)), "year2", s.whole(s.spent(2))}
	if p.MarketingPPM == 0 {
		return s.say("marketing.budget.fixed", slots...)
	}
	return s.say("marketing.budget", slots...)
}

// acquisition is what a new or sold unit costs in marketing.
func (s *story) acquisition(p *plan.Params) string {
	if s.stock() {
		return s.say("marketing.cac", "cac", s.whole(p.CAC), "new", s.volume(p.NewMilli), "left", s.whole(p.Price-p.UnitCost))
	}
	sold := s.year(2).SoldMilli
	if sold <= 0 {
		return ""
	}
	return s.say("marketing.cac", "cac", s.whole(plan.Money(int64(s.spent(2))*1000/sold)))
}

// effort is how the budget starts out among channels, the first ones first.
func effort(n int) []int64 {
	switch n {
	case 1:
		return []int64{million}
	case 2:
		return []int64{600_000, 400_000}
	case 3:
		return []int64{450_000, 350_000, 200_000}
	}
	shares := []int64{400_000, 300_000, 200_000, 100_000}
	for len(shares) < n {
		shares = append(shares, 0)
	}
	return shares
}

// channels is the table of channels for an average month of the second year.
func (s *story) channels() {
	names := s.a.Facts.Channels
	names = names[:min(4, len(names))]
	shares := effort(len(names))
	step := s.unit()
	budget := roundTo(s.spent(2)/12, step)
	parts := split(budget, step, shares)
	volume := s.m.Params.MatureMilli
	if s.stock() {
		volume = s.m.Params.NewMilli
	}
	var rows [][]string
	for i, name := range names {
		rows = append(rows, []string{name, s.f.Percent(shares[i]), s.cell(parts[i]), s.f.Units(volume * shares[i] / million)})
	}
	rows = append(rows, []string{"**" + s.word("total") + "**", "**" + s.f.Percent(million) + "**", "**" + s.cell(budget) + "**", "**" + s.f.Units(volume) + "**"})
	expected := ">expected"
	if s.stock() {
		expected = ">expected_new"
	}
	s.table(s.header("channel", ">effort", ">monthly", expected), rows)
	s.paragraph(s.say("marketing.split", "best", lowerFirst(names[0]), "last", lowerFirst(names[len(names)-1])))
}

func (s *story) launch(p *plan.Params) string {
	end := min(len(s.m.Months), p.Prelaunch+p.LaunchMarketing)
	out := s.say("marketing.launch", "months", s.months(p.LaunchMarketing), "until", s.f.Month(max(1, end)), "channel", lowerFirst(s.a.Facts.Channels[0]))
	if s.facts.seasonal {
		out += " " + s.say("marketing.season", s.seasonSlots()...)
	}
	if s.facts.thin {
		out += " " + s.say("marketing.thin", "channel", lowerFirst(s.a.Facts.Channels[1%len(s.a.Facts.Channels)]))
	}
	return out
}

// measures are figures to watch, as the trade has them.
func (s *story) measures() []string {
	kpis := s.a.Facts.KPIs
	out := make([]string, 0, 4)
	from := s.dice.choose("kpis", len(kpis))
	for i := range min(4, len(kpis)) {
		out = append(out, kpis[(from+i)%len(kpis)])
	}
	return out
}
