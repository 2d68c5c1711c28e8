package generation

import (
	"strings"
	"unicode"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/protocol"
)

// tongues are languages that have a Spanish word too.
type tongues uint8

const (
	portuguese tongues = 1 << iota
	french
	italian
	catalan
	anyTongue = portuguese | french | italian | catalan
)

// Words by which an idea shows its language.
var (
	spanishWords = wordsOf(map[tongues]string{
		0: "el los las unos unas sin sus nuestra nuestro donde hasta tienda taller negocio servicio servicios venta escuela clases alquiler alquileres " +
			"ropa hogar barrio pueblo ciudad jóvenes mujeres personas mayores familias dueños propietarios pisos fincas huéspedes alumnos " +
			"coches autos furgoneta furgonetas camioneta grúa grúas gruas cerrajero fontanero abogado consultorio herbolario estanco gestoria gestión " +
			"gimnasio gimnasios estudio hoteles playa playas viajes productos helado helados queso quesos cerveza diarios nuevo nueva quiero también más " +
			"impresión impresion limpieza mantenimiento traductora",
		anyTongue:                     "pizzeria",
		portuguese:                    "para por desde comida fábrica empresa empresas horas bodas organizadora",
		portuguese | catalan:          "dos",
		portuguese | french | catalan: "que",
		french:                        "y",
		french | catalan:              "en",
		italian:                       "con su mi",
		italian | catalan:             "una del al",
		italian | french | catalan:    "un",
	})
	otherWords = wordsOf(map[tongues]string{
		0:          "the of for with and in on at from that to my our by ein eine mit und für der die", // English, German
		portuguese: "uma um com sem em da do nas os loja",
		french:     "une des le les du avec sans et pour dans chez aux à",
		italian:    "il di per gli nel della nella delle che degli",
		catalan:    "amb i els dels pels",
	})
	// Names of places and people begin with these: "Los Angeles", "El Paso", "Al".
	inNames = wordsOf(map[tongues]string{0: "El Los Las Del Al Mi"})
)

func wordsOf(lists map[tongues]string) map[string]tongues {
	set := map[string]tongues{}
	for also, list := range lists {
		for w := range strings.FieldsSeq(list) {
			set[w] = also
		}
	}
	return set
}

// inSpanish tells whether an idea is plainly written in Spanish: two of its words at the least are, no other language
// has all of them, and none is another's alone. What is in doubt is not.
func inSpanish(idea string) bool {
	heard, listed, too := map[string]bool{}, false, anyTongue
	for _, w := range strings.FieldsFunc(idea, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if _, named := inNames[w]; named {
			continue
		}
		w = strings.ToLower(w)
		if _, other := otherWords[w]; other {
			return false
		}
		also, known := spanishWords[w]
		if !known && strings.HasSuffix(w, "eria") { // as it is typed without accents
			also, known = portuguese|italian, true
		}
		if known || spelledInSpanish(w) {
			heard[w] = true
			listed = listed || known
			too &= also
		}
	}
	return listed && len(heard) >= 2 && too == 0
}

// spelledInSpanish tells words that look it. Others borrow them, so that they do not do alone: "piñata", "María".
func spelledInSpanish(w string) bool {
	return strings.ContainsRune(w, 'ñ') || strings.HasSuffix(w, "ía") || strings.HasSuffix(w, "ción")
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
