package plan

import (
	"errors"
	"slices"
)

// Trade is what texts say of a branch beyond its facts: fragments that sentences join. A capital letter or a
// full stop is added there. English nouns are bare, Spanish ones stand with their article.
type Trade struct {
	Noun   string      `json:"noun"`             // what the business is called: "bicycle workshop"
	Nouns  [][2]string `json:"nouns,omitempty"`  // other names by a word of the idea; "*" stands for any ending
	Buyer  string      `json:"buyer"`            // who pays or is served, singular
	Buyers string      `json:"buyers"`           // plural
	Ticket string      `json:"ticket"`           // what the price of one unit is called: "average ticket"
	Gender string      `json:"gender,omitempty"` // the article of the unit of volume, where a language has gender
	Form   string      `json:"form"`             // family of legal forms: "sole", "limited", "public"

	Mission string `json:"mission"` // continues "is there to"
	Works   string `json:"works"`   // continues "because"
	Founder string `json:"founder"` // continues "The founder", third person
	Skill   string `json:"skill"`   // continues "needs"
	Often   string `json:"often"`   // how often people buy, a clause of its own
	Site    string `json:"site"`    // continues "look for"
	Flow    string `json:"flow"`    // the way of an order through the business, a list of steps
	Test    string `json:"test"`    // the cheapest proof of demand, an imperative
	Spare   string `json:"spare"`   // what a thin budget goes without, a noun phrase

	Segments [3][2]string `json:"segments"`         // need and occasion, in the order of Facts.Segments
	Rivals   [3][2]string `json:"rivals"`           // strength and room left, in the order of Facts.Competitors
	Trends   [2]string    `json:"trends"`           // sentences
	Covers   []string     `json:"covers"`           // insurance to ask for
	Actions  [5]string    `json:"actions"`          // imperatives for the first ninety days, in order
	Beyond   string       `json:"beyond,omitempty"` // what must be paid for and is in no figure of its type, a sentence
}

// check reports what is missing.
func (t *Trade) check() error {
	texts := []string{
		t.Noun, t.Buyer, t.Buyers, t.Ticket, t.Mission, t.Works, t.Founder, t.Skill, t.Often, t.Site, t.Flow, t.Test, t.Spare, t.Trends[0], t.Trends[1],
	}
	for i := range t.Segments {
		texts = append(texts, t.Segments[i][0], t.Segments[i][1], t.Rivals[i][0], t.Rivals[i][1])
	}
	texts = append(append(texts, t.Covers...), t.Actions[:]...)
	switch {
	case slices.Contains(texts, "") || len(t.Covers) == 0:
		return errors.New("a text of its trade is missing")
	case t.Form != "sole" && t.Form != "limited" && t.Form != "public":
		return errors.New("its legal form is unknown")
	}
	return nil
}
