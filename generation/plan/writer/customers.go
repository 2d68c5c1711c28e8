package writer

import "time"

// customers tells who buys, what they need, when and how often.
func (s *story) customers() {
	s.paragraph(s.say("customers.who", "first", lowerFirst(s.a.Facts.Segments[0])), s.emphasis(2))
	var rows [][]string
	for i, name := range s.a.Facts.Segments {
		if i < len(s.t.segments) {
			g := s.t.segments[i]
			rows = append(rows, []string{"**" + name + "**", g.need, g.occasion})
		}
	}
	s.table(s.header("segment", "need", "occasion"), rows)
	s.title("customers.ticket")
	s.paragraph(s.say("customers.ticket"), s.say("customers.often"), s.volumes())
	s.title("customers.order")
	facts := s.a.Facts.Segments
	s.paragraph(s.say("customers.order", "first", lowerFirst(facts[0]), "second", lowerFirst(facts[1%len(facts)]), "third", lowerFirst(facts[len(facts)-1])),
		s.season(), s.say("customers.test"))
	s.paragraph(s.say("customers.ask", "kpi", lowerFirst(s.a.Facts.KPIs[len(s.a.Facts.KPIs)-1])))
}

// volumes tells how the planned volume comes about.
func (s *story) volumes() string {
	p := &s.m.Params
	slots := []string{"scale", s.f.Percent(s.m.Size.ScalePPM), "first", s.volume(s.firstMonth()), "ramp", s.months(len(p.Ramp))}
	if s.stock() {
		slots = append(slots, "new", s.volume(p.NewMilli), "churn", s.f.Percent(p.ChurnPPM), "open", s.volume(p.OpeningMilli),
			"end1", s.volume(s.year(1).HeldMilli), "end3", s.volume(s.year(3).HeldMilli))
	}
	return s.say("customers.volume", slots...)
}

// firstMonth is the volume of the first month of business, in thousandths.
func (s *story) firstMonth() int64 {
	i := min(s.m.Metrics.LaunchMonth, len(s.m.Months)) - 1
	return s.m.Months[i].UnitsMilli
}

func (s *story) season() string {
	if !s.facts.seasonal {
		return ""
	}
	said := s.say("customers.season", s.seasonSlots()...)
	if s.m.Input.Location.Southern && s.a.ByCalendar() && !s.a.Calendar {
		said += " " + s.say("customers.season.turned", s.seasonSlots()...)
	}
	return said
}

// seasonSlots name the strongest and the weakest month of the year, with their
// sales against the average.
func (s *story) seasonSlots() []string {
	p := &s.m.Params
	return []string{
		"peak", s.f.MonthName(time.Month(s.facts.peak + 1)), "low", s.f.MonthName(time.Month(s.facts.low + 1)),
		"peak_share", s.f.Percent(p.Season[s.facts.peak]), "low_share", s.f.Percent(p.Season[s.facts.low]),
	}
}
