package numerals

import (
	"strings"

	"golang.org/x/text/language"
)

// American tells whether a locale is one of Spanish as it is written in America.
func American(locale string) bool {
	tag, err := language.Parse(strings.ReplaceAll(locale, "_", "-"))
	if err != nil || Language(locale) != "es" {
		return false
	}
	region, confidence := tag.Region()
	if confidence != language.Exact {
		return false
	}
	switch region.String() {
	case "ES", "EA", "IC", "GQ", "AD", "GI", "PH":
		return false
	}
	return true
}

// InAmerica writes a text in the Spanish of Spain with the words that are usual in America. A text without any that
// differ is returned itself.
func InAmerica(text string) string {
	if there := american.Replace(text); there != text {
		return there
	}
	return text // no second copy is kept of it
}

// american is immutable.
var american = strings.NewReplacer(
	"costes", "costos", "coste", "costo", "Costes", "Costos", "Coste", "Costo",
	"ticket medio", "ticket promedio", "Ticket medio", "Ticket promedio",
	"coche fúnebre", "coche fúnebre", // is called so on both sides
	"coches", "autos", "coche", "auto", "Coches", "Autos", "Coche", "Auto",
	"autónomos", "independientes", "Autónomos", "Independientes",
	"aparcamiento", "estacionamiento", "autoescuela", "escuela de manejo",
)
