package writer

import (
	"github.com/planspark/planspark/generation/plan"
)

// offer tells what is sold, at which prices, and what a price leaves.
func (s *story) offer() {
	p := &s.m.Params
	s.paragraph(s.say("offer.what", "parts", s.join(lowerAll(s.streamNames()))), s.emphasis(2))
	y := s.year(2)
	var rows [][]string
	shares := make([]int64, len(s.a.Streams))
	for i, st := range s.a.Streams {
		shares[i] = st.SharePPM
	}
	for i, part := range split(s.rounded(y.Revenue), s.unit(), shares) {
		rows = append(rows, []string{s.a.Streams[i].Name, s.f.Percent(shares[i]), s.cell(part)})
	}
	rows = append(rows, []string{"**" + s.word("total") + "**", "**" + s.f.Percent(million) + "**", "**" + s.cell(s.rounded(y.Revenue)) + "**"})
	s.table(s.header("part", ">share", ">year2"), rows)
	s.title("offer.prices")
	s.paragraph(s.say("offer.price"), s.say("offer.band"))
	s.table(s.header("step", ">price", "stands_for"), [][]string{
		{s.word("step.entry"), s.words["low"], s.say("offer.step.entry")},
		{s.word("step.core"), s.words["price"], s.say("offer.step.core")},
		{s.word("step.upper"), s.words["high"], s.say("offer.step.upper")},
	})
	s.paragraph(s.margin(p), s.rise(p))
	s.title("offer.promise")
	s.block(s.say("offer.promise"))
	s.list(s.a.Facts.Differentiators)
	s.paragraph(s.say("offer.first", "first", lowerFirst(s.a.Streams[0].Name)))
}

func (s *story) streamNames() []string {
	names := make([]string, len(s.a.Streams))
	for i, st := range s.a.Streams {
		names[i] = st.Name
	}
	return names
}

func (s *story) margin(p *plan.Params) string {
	left := p.Price - p.UnitCost
	slots := []string{"cost", s.whole(p.UnitCost), "left", s.whole(left), "margin", s.f.Percent(s.year(2).GrossMarginPPM)}
	if s.stock() && p.ChurnPPM > 0 {
		stay := (million + p.ChurnPPM/2) / p.ChurnPPM
		slots = append(slots, "stay", s.months(int(stay)), "churn", s.f.Percent(p.ChurnPPM), "cac", s.whole(p.CAC))
		return s.say("offer.margin.kept", slots...)
	}
	return s.say("offer.margin", slots...)
}

func (s *story) rise(p *plan.Params) string {
	if p.PriceGrowthPPM <= 0 {
		return s.say("offer.steady")
	}
	return s.say("offer.rise", "growth", s.f.Percent(p.PriceGrowthPPM))
}
