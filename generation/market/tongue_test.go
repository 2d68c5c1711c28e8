package market_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/planspark/planspark/generation/market"
)

// english are words that no Spanish text of a brief has.
var english = regexp.MustCompile(`(?i)\b(the|and|of|with|price|prices|rounded|estimate|customers|year|about|rate|after|people|from|is)\b|%!`)

func TestASpanishBriefSaysNothingInEnglish(t *testing.T) {
	a := atlas(t)
	for _, location := range append(countryNames(t), "", "nowhere at all", "a village near Lyon", "Lisbon", "Tokyo", "Cairo", "The Hague") {
		for _, currency := range []string{"", "CHF", "XXX"} {
			for _, kind := range []string{"cafe", "saas"} {
				q := market.Query{Location: location, Currency: currency, Locale: "es-MX", BusinessType: kind}
				b, err := a.Brief(q)
				if err != nil {
					continue
				}
				said := append([]string{b.Demand.Basis, b.CountryName, b.City}, b.Assumed...)
				said = append(said, b.Findings...)
				for _, f := range b.Facts {
					said = append(said, f.Label, f.Source, f.TextIn("es-MX"))
				}
				for _, text := range said {
					if word := english.FindString(text); word != "" || strings.Contains(text, " de el ") {
						t.Errorf("%+v: %q in %q", q, word, text)
					}
				}
			}
		}
	}
}

func TestALanguageChangesNoFigure(t *testing.T) {
	a := atlas(t)
	for _, location := range countryNames(t) {
		en := brief(t, a, market.Query{Location: location, Currency: "EUR"})
		es := brief(t, a, market.Query{Location: location, Currency: "EUR", Locale: "es"})
		place := es.Location
		place.City = en.Location.City
		if place != en.Location || es.Population != en.Population || len(es.Facts) != len(en.Facts) || len(es.Findings) != len(en.Findings) {
			t.Errorf("%s: %+v, want %+v", location, es.Location, en.Location)
		}
		for i := range en.Facts {
			if es.Facts[i].Key != en.Facts[i].Key || es.Facts[i].Value != en.Facts[i].Value || es.Facts[i].Year != en.Facts[i].Year {
				t.Errorf("%s: %+v, want %+v", location, es.Facts[i], en.Facts[i])
			}
		}
	}
}

func TestPlacesHaveTheirSpanishNames(t *testing.T) {
	a := atlas(t)
	for location, want := range map[string][2]string{
		"Lisbon":        {"Lisboa", "Portugal"},
		"Londres":       {"Londres", "Reino Unido"},
		"New York":      {"Nueva York", "Estados Unidos"},
		"Sevilla":       {"Sevilla", "España"},
		"Mexico City":   {"Ciudad de México", "México"},
		"Kuwait City":   {"Kuwait", "Kuwait"},
		"The Hague":     {"La Haya", "Países Bajos"},
		"Praga":         {"Praga", "Chequia"},
		"Nueva Zelanda": {"", "Nueva Zelanda"},
	} {
		b := brief(t, a, market.Query{Location: location, Locale: "es"})
		if b.City != want[0] || b.CountryName != want[1] {
			t.Errorf("%s is %s, %s; want %v", location, b.City, b.CountryName, want)
		}
	}
	for country, want := range map[string]string{"Países Bajos": "los Países Bajos", "Reino Unido": "el Reino Unido", "Portugal": "Portugal"} {
		if got := market.Named(country, "es"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := market.Named("Netherlands", "fr"); got != "the Netherlands" {
		t.Errorf("%q", got)
	}
}
