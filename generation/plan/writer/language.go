package writer

import (
	"maps"
	"slices"

	"github.com/planspark/planspark/generation/numerals"
)

// phrases are the sentence plans of a language by key. Those of one key say the
// same thing in different ways; the seed chooses. {slot} stands for a value,
// {Slot} for the same with a capital letter.
type phrases map[string][]string

// language is everything that one language needs.
type language struct {
	phrases phrases
	trades  map[string]trade
	nouns   map[string][]alias
	grammar grammar
}

// grammar is what sentence plans cannot say.
type grammar interface {
	// forms are the slots of a trade's words and of the unit of volume, in the
	// forms in which sentences need them.
	forms(t *trade, unit, units string) map[string]string
	// join lists words: "one, two and three".
	join(items []string) string
	// contract merges the end of a text with what comes next: Spanish writes
	// "del" for "de el".
	contract(before, next string) (string, string)
	// around are the marks of a quotation, within those of one that stands in another.
	around() marks
	within() marks
	// later is a noun from its second mention in a section on: a physiotherapy
	// practice is "the practice" then.
	later(noun string) string
	// bare is a noun without its article.
	bare(noun string) string
	// numerals are the words for numbers that founders write out.
	numerals() []string
}

func english() *language {
	return newLanguage(enGrammar{}, enNouns(), []phrases{
		enWords(), enWays(), enSummary(), enCompany(), enOffer(), enMarket(), enCustomers(), enCompetition(), enMarketing(),
		enOperations(), enTeam(), enMilestones(), enFinances(), enFunding(), enRisks(), enLegal(), enNextSteps(), enThemes(), enPublic(),
	}, []map[string]trade{
		tradesFood(), tradesShops(), tradesDigital(), tradesServices(), tradesCare(), tradesPlaces(),
	})
}

func newLanguage(g grammar, nouns map[string][]alias, parts []phrases, trades []map[string]trade) *language {
	l := &language{phrases: phrases{}, trades: map[string]trade{}, nouns: nouns, grammar: g}
	for _, p := range parts {
		maps.Copy(l.phrases, p)
	}
	for _, t := range trades {
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

// american is a Spanish catalogue with the words of America.
func american(spanish *language) *language {
	l := &language{phrases: phrases{}, trades: map[string]trade{}, nouns: spanish.nouns, grammar: spanish.grammar}
	for key, ways := range spanish.phrases {
		for _, way := range ways {
			l.phrases[key] = append(l.phrases[key], numerals.InAmerica(way))
		}
	}
	for slug, t := range spanish.trades {
		for _, text := range t.texts() {
			*text = numerals.InAmerica(*text)
		}
		t.covers = slices.Clone(t.covers)
		for i := range t.covers {
			t.covers[i] = numerals.InAmerica(t.covers[i])
		}
		l.trades[slug] = t
	}
	return l
}
