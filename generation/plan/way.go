package plan

import (
	"slices"
	"strings"

	"github.com/planspark/planspark/generation/plan/mention"
)

// Ways in which a business meets its buyers, other than at the fixed place that
// most trades take for granted.
const (
	WayMobile  = "mobile"  // at the buyers' door, with a vehicle
	WayOnline  = "online"  // over a screen
	WayStall   = "stall"   // at a market
	WayBicycle = "bicycle" // on two wheels
	WayTrail   = "trail"   // at the end of a path
	WayAdults  = "adults"  // grown-up, where the trade has children in mind
	WayRoad    = "road"    // behind a wheel
)

// way is one of them, with the words that show it.
type way struct {
	name  string
	words []string
}

// wayTable lists the ways with the words that show them, folded as package mention does; the
// first that a type has a branch for is taken. A van stands with its article: "van" alone is
// "they go" in Spanish, and a thing that workshops repair.
func wayTable() []way {
	return []way{
		{WayRoad, []string{
			"driving school*", "driving lesson*", "driving instructor*", "learn to drive",
			"autoescuela*", "auto escuela*", "escuela de conductores", "escuela de manejo", "clases de conducir", "clases de manejo",
		}},
		{WayMobile, []string{
			"mobile", "a van", "the van", "my van", "our van", "one van", "van that", "van for", "van with", "van to", "van in",
			"grooming van", "service van", "salon van", "workshop van", "on wheels", "comes to you", "come to you", "comes to your door", "at your door", "to your door", "door to door", "on the doorstep",
			"house call*", "home visit*", "at home", "at their home*", "in their home*", "in your home", "at your home",
			"movil", "moviles", "a domicilio", "una furgoneta", "la furgoneta", "mi furgoneta", "nuestra furgoneta", "en furgoneta*", "con furgoneta*",
			"furgoneta que", "furgoneta con", "furgoneta para", "furgoneta de peluqueria", "a tu puerta", "a su puerta", "en su casa", "en tu casa", "en casa de*", "ambulante",
		}},
		{WayOnline, []string{
			"online", "on-line", "by video", "over video", "virtual", "over the internet",
			"en linea", "por internet", "a distancia", "por videollamada*", "virtuales",
		}},
		{WayStall, []string{
			"stall", "stalls", "market stall*", "weekly market*", "farmers market*", "farmers' market*", "craft market*", "craft fair*", "at markets",
			"puesto", "puestos", "mercadillo*", "en mercados", "en ferias", "ferias de artesan*", "feria de artesan*",
		}},
		{WayBicycle, []string{
			"bicycle*", "bike", "bikes", "cargo bike*",
			"bici", "bicis", "bicicleta*",
		}},
		{WayTrail, []string{
			"mountain hut*", "alpine hut*", "hikers' hut*", "hut", "huts", "mountain refuge",
			"refugio de montana", "refugios de montana", "refugio de alta montana",
		}},
		{WayAdults, []string{
			"adults", "expats", "expatriates", "immigrants", "newcomers", "business english", "pensioners", "retirees",
			"adultos", "expatriados", "inmigrantes", "jubilados", "ingles de negocios",
		}},
	}
}

// ways are those that an idea shows, in the order of the table.
func (l *Library) ways(text string) (shown []string) {
	for _, w := range l.going {
		if slices.ContainsFunc(w.words, func(word string) bool { return chosen(text, word) }) {
			shown = append(shown, w.name)
		}
	}
	return shown
}

// goes returns the branch of a type, or of a branch of it, for the ways of an idea: the one
// that goes most of them, then the one whose way comes first.
func (l *Library) goes(slug, of, idea string) string {
	text := " " + mention.Fold(idea) + " "
	shown := l.ways(text)
	if len(shown) == 0 {
		return ""
	}
	best, most, first := "", 0, 0
	for _, b := range l.branches {
		if b.archetype.Slug != slug || b.Of != of || len(b.Ways) == 0 || !b.fits(text, shown) {
			continue
		}
		if at := slices.Index(shown, b.Ways[0]); len(b.Ways) > most || len(b.Ways) == most && at < first {
			best, most, first = b.archetype.Branch, len(b.Ways), at
		}
	}
	return best
}

// fits tells whether a text goes all ways of a branch, and has one of the words that must
// stand beside them.
func (b *branch) fits(text string, shown []string) bool {
	for _, w := range b.Ways {
		if !slices.Contains(shown, w) {
			return false
		}
	}
	return len(b.With) == 0 || slices.ContainsFunc(b.With, func(word string) bool { return mention.In(text, mention.Word(word)) })
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
	if !mention.In(text, word) {
		return false
	}
	before, after, _ := strings.Cut(text, " "+strings.TrimSuffix(word, "*"))
	near, next := strings.Fields(before), strings.Fields(after)
	near = near[max(0, len(near)-2):]
	next = next[:min(1, len(next))]
	return !slices.ContainsFunc(near, func(w string) bool { return slices.Contains(beside, w) }) &&
		!slices.ContainsFunc(next, func(w string) bool { return slices.Contains(behind, w) })
}
