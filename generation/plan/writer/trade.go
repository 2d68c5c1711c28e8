package writer

import (
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/mention"
)

// trade is what the texts of a language know about one business type beyond its
// benchmarks and facts: words, no figures. Everything is a fragment that the
// sentence plans join; a capital letter or a full stop is added there. The
// grammar says in which form nouns stand here: English ones bare, Spanish ones
// with their article.
type trade struct {
	noun   string // "café"
	buyer  string // who pays or is served, singular: "guest"
	buyers string // plural
	ticket string // what the price of one unit is called: "average ticket"
	unit   string // the article of the unit of volume, where a language has gender
	form   form   // legal form to consider first

	mission string // continues "is there to"
	works   string // continues "because"
	founder string // continues "The founder", third person
	skill   string // continues "needs", a person or an ability
	often   string // how often people buy, a clause of its own
	site    string // continues "look for"
	flow    string // the way of an order through the business, a list of steps
	test    string // the cheapest proof of demand, an imperative
	spare   string // what a thin budget goes without or puts off, a noun phrase

	segments [3]segment // in the order of Facts.Segments
	rivals   [3]rival   // in the order of Facts.Competitors
	trends   [2]string  // sentences
	covers   []string   // insurance to ask for
	actions  [5]string  // imperatives for the first ninety days, in order
	beyond   string     // what must be paid for and is in no figure, a sentence; mostly empty
}

// alias is a noun for a business whose idea has a word.
type alias struct{ word, noun string }

// named returns the words of a type, or of its branch, with the noun that the idea uses.
func (l *language) named(a *plan.Archetype, idea string) *trade {
	t, nouns := l.trade(a.Slug), l.nouns[a.Slug]
	if a.Trade != nil {
		t, nouns = tradeOf(a.Trade)
	}
	text := " " + mention.Fold(idea) + " "
	for _, a := range nouns {
		if mention.In(text, mention.Word(a.word)) {
			t.noun = a.noun
			break
		}
	}
	return t
}

// tradeOf returns the words of a branch, and its other nouns.
func tradeOf(b *plan.Trade) (*trade, []alias) {
	t := &trade{
		noun: b.Noun, buyer: b.Buyer, buyers: b.Buyers, ticket: b.Ticket, unit: b.Gender, form: form(b.Form),
		mission: b.Mission, works: b.Works, founder: b.Founder, skill: b.Skill, often: b.Often, site: b.Site, flow: b.Flow, test: b.Test, spare: b.Spare,
		trends: b.Trends, covers: b.Covers, actions: b.Actions, beyond: b.Beyond,
	}
	for i := range t.segments {
		t.segments[i] = segment{need: b.Segments[i][0], occasion: b.Segments[i][1]}
		t.rivals[i] = rival{strength: b.Rivals[i][0], room: b.Rivals[i][1]}
	}
	nouns := make([]alias, len(b.Nouns))
	for i, n := range b.Nouns {
		nouns[i] = alias{word: n[0], noun: n[1]}
	}
	return t, nouns
}

// segment is a group of buyers: what they need and when they buy.
type segment struct{ need, occasion string }

// rival is a kind of competitor: what it does well, and where it leaves room.
type rival struct{ strength, room string }

// form is a family of legal forms; each country has its own names for them.
type form string

const (
	formSole    form = "sole"    // one person, little risk to others
	formLimited form = "limited" // staff, leases or damage that can be large
	formPublic  form = "public"  // no owners who take profits
)

// texts are all the words of a trade but its covers.
func (t *trade) texts() []*string {
	list := []*string{
		&t.noun, &t.buyer, &t.buyers, &t.ticket, &t.mission, &t.works, &t.founder, &t.skill, &t.often, &t.site, &t.flow, &t.test, &t.spare,
		&t.trends[0], &t.trends[1],
	}
	for i := range t.segments {
		list = append(list, &t.segments[i].need, &t.segments[i].occasion, &t.rivals[i].strength, &t.rivals[i].room)
	}
	for i := range t.actions {
		list = append(list, &t.actions[i])
	}
	return list
}
