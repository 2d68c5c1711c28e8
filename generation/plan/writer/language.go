package writer

import "maps"

// phrases are the sentence plans of a language by key. Those of one key say the
// same thing in different ways; the seed chooses. {slot} stands for a value,
// {Slot} for the same with a capital letter.
type phrases map[string][]string

// language is everything that one language needs.
type language struct {
	phrases phrases
	trades  map[string]trade
	nouns   map[string][]alias
	months  string // locale in which plan.Format writes the months of this language
}

func english() *language {
	l := &language{phrases: phrases{}, trades: map[string]trade{}, nouns: enNouns(), months: "en"}
	for _, p := range []phrases{
		enWords(), enSummary(), enCompany(), enOffer(), enMarket(), enCustomers(), enCompetition(), enMarketing(),
		enOperations(), enTeam(), enMilestones(), enFinances(), enFunding(), enRisks(), enLegal(), enNextSteps(), enThemes(), enPublic(),
	} {
		maps.Copy(l.phrases, p)
	}
	for _, t := range []map[string]trade{
		tradesFood(), tradesShops(), tradesDigital(), tradesServices(), tradesCare(), tradesPlaces(),
	} {
		maps.Copy(l.trades, t)
	}
	return l
}

// trade returns the words of a business type; a type that the catalogue does
// not have reads as the general one.
func (l *language) trade(slug string) *trade {
	t, ok := l.trades[slug]
	if !ok {
		t = l.trades["other"]
	}
	return &t
}
