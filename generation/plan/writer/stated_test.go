package writer

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestFiguresThatAFounderNames(t *testing.T) {
	for idea, want := range map[string][]string{
		"Coding bootcamp for adults, 14 weeks, 24 seats, tuition 6,500 EUR, hiring partners": {"14 weeks", "24 seats", "6,500 EUR"},
		"B2B SaaS for dentists: recall reminders, 79 CHF per practice per month":             {"79 CHF per practice"},
		"Repair café with membership (8 EUR a month): members mend with volunteers":          {"8 EUR a month"},
		"Transport of patients, 4 wheelchair vans, open 24/7 since 2019":                     {"4 wheelchair vans"},
		"Agency with 25 annotators working from Nairobi":                                     {"25 annotators"},
		"Vertical farm in a 1,200 m² former printing hall":                                   {"1,200 m²"},
		"Curso de cocina, grupos de 12, menús de temporada, 65 EUR por taller":               {"65 EUR por taller"},
		"Residencia con 48 plazas, edificio ya comprado":                                     {"48 plazas"},
		"Budget CHF 300,000 of which a third is a grant; 3D printing, 2nd floor":             {"CHF 300,000"},
		"Rent of EUR 2,000, 24 seats":                                                        {"EUR 2,000", "24 seats"},
		"Sells at 8 EUR a — well, a box":                                                     {"8 EUR"},
		"Marketplace with 8% commission, $12 a box":                                          {"8% commission", "$12 a box"},
		"A café near the tram":                                                               nil,
		"Selling power under a 20-year feed-in contract from a plant of 480 kW on a river":   {"20-year feed-in contract", "480 kW"},
	} {
		if got := figuresIn(idea, enGrammar{}.numerals(), 4); !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", idea, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) { figuresIn(rapid.String().Draw(t, "text"), enGrammar{}.numerals(), 4) })
}

// Who writes numbers out has said them as well.
func TestNumbersWrittenOutAreFigures(t *testing.T) {
	for idea, want := range map[string][]string{
		"24h locksmith, two vans, Denver":                                 {"two vans"},
		"Twenty-five seats and three themed rooms, run by two sisters":    {"Twenty-five seats", "three themed rooms"},
		"two hundred hives near Three Rivers, open four, with five":       {"two hundred hives"},
		"One van, a stop for everyone; two of us, once a week, ten times": nil,
		"Theatre for two": nil,
	} {
		if got := figuresIn(idea, enGrammar{}.numerals(), 4); !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", idea, got, want)
		}
	}
	for idea, want := range map[string][]string{
		"cerrajero 24 horas con dos furgonetas":                  {"24 horas", "dos furgonetas"},
		"Residencia con treinta y cinco plazas en Tres Cantos":   {"treinta y cinco plazas"},
		"Somos dos hermanas, tres marcas de comida, cien plazas": {"tres marcas", "cien plazas"},
		"Una furgoneta para los dos":                             nil,
	} {
		if got := figuresIn(idea, esGrammar{}.numerals(), 4); !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", idea, got, want)
		}
	}
}
