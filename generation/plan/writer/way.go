package writer

import (
	"maps"
	"slices"
	"strings"

	"github.com/planspark/planspark/generation/plan"
)

// Ways in which a business meets its buyers, other than at the fixed place that
// most trades take for granted.
const (
	wayMobile  = "mobile"  // at the buyers' door, with a vehicle
	wayOnline  = "online"  // over a screen
	wayStall   = "stall"   // at a market
	wayBicycle = "bicycle" // on two wheels
	wayTrail   = "trail"   // at the end of a path
	wayAdults  = "adults"  // grown-up, where the trade has children in mind
	wayRoad    = "road"    // behind a wheel
)

// Words that must stand beside those of a way, in both languages: a hut may be at
// a beach, and adults learn more than languages.
var (
	ofMountains = []string{"mountain*", "alp", "alps", "alpine", "hik*", "trek*", "trail*", "summit*", "ski*", "montan*", "sender*", "pirineo*", "sierra*"}
	ofLanguages = []string{
		"language*", "english", "german", "french", "spanish", "italian", "portuguese", "dutch", "expat*", "immigrant*", "newcomer*",
		"idioma*", "lengua*", "ingles", "aleman", "frances", "espanol", "italiano", "portugues", "inmigrante*", "expatriado*",
	}
)

// wayTable lists the ways with the words that show them, as themeTable does; the
// first that a trade knows is taken. A van stands with its article: "van" alone is
// "they go" in Spanish, and a thing that workshops repair.
func wayTable() []theme {
	return []theme{
		{wayRoad, []string{
			"driving school*", "driving lesson*", "driving instructor*", "learn to drive",
			"autoescuela*", "auto escuela*", "escuela de conductores", "escuela de manejo", "clases de conducir", "clases de manejo",
		}},
		{wayMobile, []string{
			"mobile", "a van", "the van", "my van", "our van", "one van", "van that", "van for", "van with", "van to", "van in",
			"grooming van", "service van", "salon van", "workshop van", "on wheels", "comes to you", "come to you", "comes to your door", "at your door", "to your door", "door to door", "on the doorstep",
			"house call*", "home visit*", "at home", "at their home*", "in their home*", "in your home", "at your home",
			"movil", "moviles", "a domicilio", "una furgoneta", "la furgoneta", "mi furgoneta", "nuestra furgoneta", "en furgoneta*", "con furgoneta*",
			"furgoneta que", "furgoneta con", "furgoneta para", "furgoneta de peluqueria", "a tu puerta", "a su puerta", "en su casa", "en tu casa", "en casa de*", "ambulante",
		}},
		{wayOnline, []string{
			"online", "on-line", "by video", "over video", "virtual", "over the internet",
			"en linea", "por internet", "a distancia", "por videollamada*", "virtuales",
		}},
		{wayStall, []string{
			"stall", "stalls", "market stall*", "weekly market*", "farmers market*", "farmers' market*", "craft market*", "craft fair*", "at markets",
			"puesto", "puestos", "mercadillo*", "en mercados", "en ferias", "ferias de artesan*", "feria de artesan*",
		}},
		{wayBicycle, []string{
			"bicycle*", "bike", "bikes", "cargo bike*",
			"bici", "bicis", "bicicleta*",
		}},
		{wayTrail, []string{
			"mountain hut*", "alpine hut*", "hikers' hut*", "hut", "huts", "mountain refuge",
			"refugio de montana", "refugios de montana", "refugio de alta montana",
		}},
		{wayAdults, []string{
			"adults", "expats", "expatriates", "immigrants", "newcomers", "business english", "pensioners", "retirees",
			"adultos", "expatriados", "inmigrantes", "jubilados", "ingles de negocios",
		}},
	}
}

// turn is what a trade says where it goes another way: other texts for some of
// its own, its facts and its sizes. What is not named stays.
type turn struct {
	when  []string // words of which the idea must have one, where the type has several trades
	noun  string   // empty is the usual noun with the way's word
	texts map[string]string
	keys  map[string]string // the English texts, by which risks are judged; set where the turn is chosen
}

// both names the turn of a trade that goes two ways at once.
func both(way, other string) string { return way + " and " + other }

// over lays texts over others.
func over(texts ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, t := range texts {
		maps.Copy(all, t)
	}
	return all
}

// turned returns the way that an idea shows, and what the trade says then.
func (l *language) turned(slug, idea string) (way string, t turn, ok bool) {
	ways := l.turns[slug]
	if len(ways) == 0 {
		return "", turn{}, false
	}
	text := " " + fold(idea) + " "
	var shown []string
	for _, w := range l.ways {
		if w.chosenIn(text) {
			shown = append(shown, w.name)
		}
	}
	for _, first := range shown {
		if !ways[first].fits(text) {
			continue
		}
		name := first
		for _, other := range shown {
			if pair := both(first, other); ways[pair].fits(text) {
				name = pair
			}
		}
		t := ways[name]
		t.keys = l.keys[slug][name].texts
		return first, t, true
	}
	return "", turn{}, false
}

// fits tells whether a trade has a turn, and for such an idea.
func (t turn) fits(text string) bool {
	return len(t.texts) > 0 && (len(t.when) == 0 || slices.ContainsFunc(t.when, func(word string) bool { return mentions(text, folded(word)) }))
}

// chosenIn tells whether a text shows a way.
func (w theme) chosenIn(text string) bool {
	return slices.ContainsFunc(w.words, func(word string) bool { return chosen(text, word) })
}

// beside are words before a way that make it one of several, "some lessons
// online", "a salon and home visits", or something else: "feel at home", "book online".
var beside = []string{
	"some", "also", "and", "or", "plus", "partly", "sometimes", "maybe", "even", "algunas", "algunos", "tambien", "y", "o", "ademas", "quiza",
	"feel", "feels", "feeling", "book", "pay", "order", "booking", "bookings", "payment", "payments",
	"reserva", "reservas", "reservar", "pago", "pagos", "app", "aplicacion",
}

// behind are words after a way's word that make it say how one books or pays.
var behind = []string{"app", "apps", "booking", "bookings", "reservations", "appointments", "payment", "payments", "ordering", "phone", "phones", "calendar", "marketing", "advertising", "presence"}

// chosen tells whether a text names a word, and not as one thing among others.
func chosen(text, word string) bool {
	if !mentions(text, word) {
		return false
	}
	before, after, _ := strings.Cut(text, " "+strings.TrimSuffix(word, "*"))
	near, next := strings.Fields(before), strings.Fields(after)
	near = near[max(0, len(near)-2):]
	next = next[:min(1, len(next))]
	return !slices.ContainsFunc(near, func(w string) bool { return slices.Contains(beside, w) }) &&
		!slices.ContainsFunc(next, func(w string) bool { return slices.Contains(behind, w) })
}

// turnTo gives a story the words of another way; what it shares is copied before.
func (s *story) turnTo(way string, t turn) {
	s.way, s.turn = way, t
	s.t.noun = t.named(s.t.noun, way, s.lang.grammar)
	for _, text := range s.t.texts() {
		*text = t.said(*text)
	}
	s.t.covers = t.all(s.t.covers)
	a := *s.a
	f := &a.Facts
	for _, list := range []*[]string{&f.Segments, &f.Channels, &f.Competitors, &f.Differentiators, &f.KPIs, &f.Licences, &f.Operations, &f.Suppliers} {
		*list = t.all(*list)
	}
	f.Risks = slices.Clone(f.Risks)
	for i := range f.Risks {
		r := &f.Risks[i]
		r.Risk, r.Mitigation, r.Key = t.said(r.Risk), t.said(r.Mitigation), turn{texts: t.keys}.said(r.Key)
	}
	a.Streams = slices.Clone(a.Streams)
	for i := range a.Streams {
		a.Streams[i].Name = t.said(a.Streams[i].Name)
	}
	s.a = &a
}

// named is what a business is called that goes this way.
func (t turn) named(noun, way string, g grammar) string {
	if t.noun != "" {
		return t.noun
	}
	return g.adorn(noun, way)
}

// said is a text in this way.
func (t turn) said(text string) string {
	if other, ok := t.texts[text]; ok {
		return other
	}
	return text
}

// step is the title of a milestone in this way: "Test demand: hikers on a route".
func (t turn) step(title string) string {
	head, what, ok := strings.Cut(title, ": ")
	if other := t.said(upperFirst(what)); ok && other != upperFirst(what) {
		return head + ": " + lowerFirst(other)
	}
	return title
}

func (t turn) all(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = t.said(text)
	}
	return out
}

// Step is the title of a milestone as the texts of a plan have it.
func (p *Planner) Step(locale, slug, idea, title string) string {
	_, t, _ := p.language(locale).turned(p.library.About(locale, slug, idea).Kind(), idea)
	return t.step(title)
}

// Sizes is the list of a type's sizes, "1: three rooms. 2: …", as the texts of a plan have it.
func (p *Planner) Sizes(locale, slug, idea, list string) string {
	_, t, _ := p.language(locale).turned(p.library.About(locale, slug, idea).Kind(), idea)
	pairs := make([]string, 0, 2*len(t.texts))
	for _, usual := range slices.Sorted(maps.Keys(t.texts)) {
		pairs = append(pairs, ": "+usual+".", ": "+t.texts[usual]+".")
	}
	return strings.NewReplacer(pairs...).Replace(list)
}

// Name is what a business is called by its idea, for titles; empty where the idea
// says no more than the type does.
func (p *Planner) Name(locale, slug, idea string) string {
	l, a := p.language(locale), p.library.About(locale, slug, idea)
	usual := l.trade(slug).noun
	noun := l.named(a, idea).noun
	if way, t, ok := l.turned(a.Kind(), idea); ok {
		noun = t.named(noun, way, l.grammar)
	}
	if a.Kind() == plan.Other || noun == usual {
		return ""
	}
	return upperFirst(l.grammar.bare(noun))
}
