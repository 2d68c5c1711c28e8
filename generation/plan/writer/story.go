package writer

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/planspark/planspark/generation/plan"
)

// story is one section being written. It belongs to one goroutine.
type story struct {
	page

	in    Input
	m     *plan.Model
	a     *plan.Archetype
	t     *trade
	lang  *language
	f     plan.Format // in the request's locale
	dice  dice
	slug  string
	way   string            // how it meets its buyers, empty as its trade does
	later map[string]string // forms of the business's noun from its second mention on
	named bool              // it was mentioned
	facts situation
	words map[string]string // slots that every sentence may use
	err   error
}

func newStory(lang *language, in Input, slug string) *story {
	m := in.Model
	s := &story{
		in: in, m: m, a: m.Archetype, t: lang.named(m.Archetype, in.Request.Idea), lang: lang, slug: slug, way: m.Archetype.Way,
		f:    m.Figures(in.Request.Locale),
		dice: dice{seed: in.Seed, scope: m.Archetype.Slug + "/" + slug},
	}
	if m.Input.Location.Southern && m.Archetype.Trade == nil && !m.Archetype.ByCalendar() {
		for _, text := range s.t.texts() {
			*text = plan.Southern(*text)
		}
	}
	s.later = s.shorten()
	s.facts = situationOf(in)
	s.words = s.common()
	return s
}

// errCatalogue is a fault of the texts, which the tests find before a user can.
var errCatalogue = errors.New("catalogue")

func (s *story) fail(what string) string {
	if s.err == nil {
		s.err = errors.Join(errCatalogue, errors.New(what))
	}
	return ""
}

// say writes one way of a sentence plan. Slots are pairs of name and value, and
// the common words behind them.
func (s *story) say(key string, slots ...string) string { return s.sayAs(key, key, slots...) }

// sayAs is say with a choice of its own, for plans that are used repeatedly.
func (s *story) sayAs(slot, key string, slots ...string) string {
	ways := s.lang.phrases[s.special(key)]
	if len(ways) == 0 {
		return s.fail("no sentence plan " + key)
	}
	return s.fill(ways[s.dice.choose(slot, len(ways))], slots)
}

// special returns the key of the plan that fits this business best: that of its
// way, of its type, of organisations without profits, of what is kept by the month, or the
// general one.
func (s *story) special(key string) string {
	if k := key + "." + s.way; s.way != "" && s.has(k) {
		return k
	}
	if k := key + "." + s.a.Kind(); s.has(k) {
		return k
	}
	if k := key + ".public"; s.t.form == formPublic && s.has(k) {
		return k
	}
	if k := key + ".stock"; s.stock() && s.has(k) {
		return k
	}
	return key
}

// has tells whether there is a sentence plan.
func (s *story) has(key string) bool { return len(s.lang.phrases[key]) > 0 }

// word returns a single word or phrase of the catalogue.
func (s *story) word(key string) string {
	ways := s.lang.phrases[s.special("word."+key)]
	if len(ways) == 0 {
		return s.fail("no word " + key)
	}
	return s.fill(ways[0], nil)
}

// fill puts values into a sentence plan. Values are not looked into, so that
// what a user wrote cannot name a slot.
func (s *story) fill(way string, slots []string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(way, '{')
		if open < 0 {
			b.WriteString(way)
			return b.String()
		}
		end := strings.IndexByte(way[open:], '}')
		if end < 0 {
			return s.fail("open slot in " + way)
		}
		before, value := s.lang.grammar.contract(way[:open], s.value(way[open+1:open+end], slots))
		b.WriteString(before)
		b.WriteString(value)
		way = way[open+end+1:]
	}
}

func (s *story) value(name string, slots []string) string {
	first, _ := utf8.DecodeRuneInString(name)
	key := name
	if unicode.IsUpper(first) {
		key = string(unicode.ToLower(first)) + name[1:]
	}
	value, ok := s.words[key], false
	if value != "" {
		ok = true
	}
	for i := 0; i+1 < len(slots); i += 2 {
		if slots[i] == key {
			value, ok = slots[i+1], true
			break
		}
	}
	if !ok {
		return s.fail("no value for slot " + name + " in " + s.slug)
	}
	if short, long := s.later[key]; long {
		if s.named {
			value = short
		}
		s.named = true
	}
	if key != name {
		return upperFirst(value)
	}
	return value
}

// header translates the titles of a table's columns; ">" marks those aligned to
// the right.
func (s *story) header(keys ...string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		right := ""
		if rest, ok := strings.CutPrefix(k, ">"); ok {
			right, k = ">", rest
		}
		out[i] = right + s.word("col."+k)
	}
	return out
}

// title writes a heading of the catalogue.
func (s *story) title(key string, slots ...string) { s.heading(s.say("head."+key, slots...)) }
