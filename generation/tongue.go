package generation

import (
	"strings"
	"unicode"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/protocol"
)

// Words by which an idea shows its language. Small ones are alike in several languages ("una" in Italian, "para" in
// Portuguese, "en" in French), so that one more has to be Spanish alone, and none that is another's.
var (
	sharedWords = wordSet("una un con sin para por del al en que su sus mi")
	ownWords    = wordSet("el los las y unos unas nuestra nuestro donde desde hasta",
		"tienda taller negocio servicio servicios venta fábrica escuela clases alquiler comida ropa hogar barrio pueblo ciudad empresa jóvenes mujeres")
	otherWords = wordSet(
		"the of for with and in on at from that to my our by",  // English
		"uma um com sem em da do dos nas nos os loja empresas", // Portuguese
		"une des le les du avec sans et pour dans chez aux à",  // French
		"il di per gli nel della nella delle che degli",        // Italian
		"amb i els dels pels",                                  // Catalan
		"ein eine mit und für der die",
	)
)

func wordSet(lists ...string) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			set[w] = true
		}
	}
	return set
}

// inSpanish tells whether an idea is plainly written in Spanish. What is in doubt is not.
func inSpanish(idea string) bool {
	heard, own := map[string]bool{}, false
	for _, w := range strings.FieldsFunc(strings.ToLower(idea), func(r rune) bool { return !unicode.IsLetter(r) }) {
		is := ownWords[w] || strings.ContainsRune(w, 'ñ') || strings.HasSuffix(w, "ía") || strings.HasSuffix(w, "ción")
		if otherWords[w] {
			return false
		}
		if is || sharedWords[w] {
			heard[w] = true
		}
		own = own || is
	}
	return own && len(heard) >= 2
}

// localeIn is the locale of a request that names none, where its idea shows it; empty where English will do. Who writes
// in Spanish about a place that does so gets the words and numbers of that place.
func localeIn(atlas *market.Atlas, r protocol.Request) string {
	if !inSpanish(r.Idea) {
		return ""
	}
	place := atlas.Country(market.Query{Location: r.Location, Currency: r.Currency, Locale: "es", BusinessType: r.BusinessType})
	if atlas.Speaks(place, "es") {
		return "es-" + place
	}
	return "es"
}
