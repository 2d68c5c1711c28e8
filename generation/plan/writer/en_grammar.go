package writer

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// enGrammar is that of English.
type enGrammar struct{}

func (enGrammar) around() marks { return marks{"“", "”"} }
func (enGrammar) within() marks { return marks{"‘", "’"} }

// enHeads are the nouns that stand for a business by themselves, without what
// says more of it.
var enHeads = []string{
	"practice", "studio", "school", "service", "business", "shop", "company", "agency", "firm", "workshop", "restaurant", "salon", "hotel", "stall", "hut", "farm", "office", "club",
}

func (enGrammar) later(noun string) string {
	if last := noun[strings.LastIndexByte(noun, ' ')+1:]; slices.Contains(enHeads, last) {
		return last
	}
	return noun
}

func (enGrammar) bare(noun string) string { return noun }

func (enGrammar) forms(t *trade, unit, units string) map[string]string {
	return map[string]string{
		"noun": t.noun, "a_noun": article(t.noun), "buyer": t.buyer, "a_buyer": article(t.buyer), "buyers": t.buyers,
		"ticket": t.ticket, "a_ticket": article(t.ticket), "unit": unit, "a_unit": article(unit), "units": units,
	}
}

func (enGrammar) contract(before, next string) (string, string) { return before, next }

func (enGrammar) join(items []string) string { return listed(items, "and", "and") }

// article puts "a" or "an" in front of an English noun.
func article(noun string) string {
	r, _ := utf8.DecodeRuneInString(strings.ToLower(noun))
	if strings.ContainsRune("aeio", r) && !strings.HasPrefix(noun, "one") {
		return "an " + noun
	}
	return "a " + noun
}
