package market

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/planspark/planspark/generation/numerals"
)

// tongue writes the texts of a brief in the language of a locale, numbers as they are written there.
type tongue struct {
	texts     map[string]string // by the English text; none in English
	countries map[string]string // by code; English names where there is none
	cities    map[cityName]string
	style     numerals.Style
	spanish   bool
}

// cityName is a city as the gazetteer names it.
type cityName struct{ country, name string }

func (a *Atlas) tongue(locale string) *tongue {
	t := &tongue{style: numerals.For(locale)}
	if isSpanish(locale) {
		t.spanish = true
		t.texts, t.countries, t.cities = a.spanishTexts, a.spanishCountries, a.spanishCities
		if numerals.American(locale) {
			t.texts = a.americanTexts
		}
	}
	return t
}

func isSpanish(locale string) bool { return numerals.Language(locale) == "es" }

// say writes an English text in the language; args are put in as fmt does.
func (t *tongue) say(english string, args ...any) string {
	text, ok := t.texts[english]
	if !ok {
		text = english
	}
	if len(args) == 0 {
		return text
	}
	text = fmt.Sprintf(text, args...)
	if t.spanish { // what follows "de" is a name that may begin with its article
		text = strings.ReplaceAll(text, " de el ", " del ")
	}
	return text
}

// country is the name of a country.
func (t *tongue) country(c *country) string {
	if name, ok := t.countries[c.code]; ok {
		return name
	}
	return c.name
}

func (t *tongue) city(p Place) string {
	if name, ok := t.cities[cityName{p.Country, p.City}]; ok {
		return name
	}
	return p.City
}

// named is a name of a country as it stands within a sentence.
func (t *tongue) named(country string) string {
	if t.spanish {
		return spanishNamed(country)
	}
	return englishNamed(country)
}

// parseSpanish reads the names that places have in Spanish.
func (a *Atlas) parseSpanish() error {
	a.spanishCountries, a.spanishCities, a.spanishTexts = map[string]string{}, map[cityName]string{}, spanishTexts()
	a.americanTexts = make(map[string]string, len(a.spanishTexts))
	for key, text := range a.spanishTexts {
		a.americanTexts[key] = numerals.InAmerica(text)
	}
	countries, err := rows("countries_es.tsv", 2)
	if err != nil {
		return err
	}
	for _, cells := range countries {
		a.spanishCountries[cells[0]] = cells[1]
	}
	cities, err := rows("cities_es.tsv", 3)
	if err != nil {
		return err
	}
	for _, cells := range cities {
		a.spanishCities[cityName{cells[0], cells[1]}] = cells[2]
	}
	return nil
}

// number writes v with at most so many decimals, without trailing zeros.
func (t *tongue) number(v float64, decimals int) string {
	return t.style.Decimal(int64(math.Round(v*math.Pow10(decimals))), decimals)
}

// people is a head count: exact below a million, then with three digits that count.
func (t *tongue) people(v float64) string {
	switch {
	case v < 1e6:
		return t.number(v, 0)
	case v < 1e9:
		millions := t.number(v/1e6, places(v/1e6))
		if millions == "1" {
			return t.say("1 million")
		}
		return t.say("%s million", millions)
	case t.spanish: // where a billion has twelve zeros
		return t.say("%s million", t.number(math.Round(v/1e7)*10, 0))
	}
	return t.say("%s billion", t.number(v/1e9, 2))
}

// date writes a day of data in words. What is no day stays as it is.
func (t *tongue) date(day string) string {
	parsed, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	language := "en"
	if t.spanish {
		language = "es"
	}
	return numerals.CalendarIn(language).Day(parsed)
}

// DateIn is Date as texts for a locale quote it.
func (b *Brief) DateIn(locale string) string {
	t := tongue{spanish: isSpanish(locale)}
	return t.date(b.Date)
}

// sentence is say with a capital letter.
func (t *tongue) sentence(english string, args ...any) string {
	return upperFirst(t.say(english, args...))
}
