package writer

// competition compares the kinds of rivals with what this business does.
func (s *story) competition() {
	facts := s.a.Facts
	s.paragraph(s.say("competition.kinds", "kinds", s.join(lowerAll(facts.Competitors))), s.say("competition.look"))
	var rows [][]string
	for i, name := range facts.Competitors {
		if i < len(s.t.rivals) {
			rows = append(rows, []string{"**" + name + "**", s.t.rivals[i].strength, s.t.rivals[i].room})
		}
	}
	s.table(s.header("rival", "strength", "edge"), rows)
	s.title("competition.price")
	s.paragraph(s.say("competition.price"), s.position(), s.emphasis(2))
	s.title("competition.edge")
	s.paragraph(s.say("competition.edge", "one", lowerFirst(facts.Differentiators[0]), "two", lowerFirst(facts.Differentiators[1%len(facts.Differentiators)]),
		"three", lowerFirst(facts.Differentiators[len(facts.Differentiators)-1])), s.say("competition.copy", "kpi", lowerFirst(facts.KPIs[0])))
	s.paragraph(s.say("competition.if", "rival", lowerFirst(facts.Competitors[s.dice.choose("rival", len(facts.Competitors))])), s.say("competition.again"))
}

// position says where the planned price stands in the usual band.
func (s *story) position() string {
	low, high := s.a.PriceBandUSD[0], s.a.PriceBandUSD[1]
	at := (float64(s.a.PriceUSDCents)/100 - low) / (high - low)
	switch {
	case s.themed("premium"):
		return s.say("competition.position.premium")
	case s.themed("affordable"):
		return s.say("competition.position.affordable")
	case at < 0.4:
		return s.say("competition.position.low")
	}
	return s.say("competition.position.middle")
}
