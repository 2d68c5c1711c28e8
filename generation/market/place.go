package market

import (
	"strings"

	"golang.org/x/text/language"
)

// Place is where a location was found to be.
type Place struct {
	Country        string // ISO 3166 alpha-2
	CountryName    string // English
	City           string // empty: none was recognised
	CityPopulation int64
	Capital        bool
	Southern       bool
	Rural          bool   // the location speaks of a village or the countryside
	Assumed        bool   // the country was not said: Reason tells why this one
	Reason         string // one sentence in the language of the query's locale; never repeats what the user wrote

	builtUp bool // CityPopulation is our estimate for more than the city proper
}

// Resolve finds the country and, if one is named, the city of a query. It
// always answers: what cannot be recognised is assumed from the currency, the
// locale, or else to be the United States.
func (a *Atlas) Resolve(q Query) Place {
	h := hint{currency: strings.ToUpper(strings.TrimSpace(q.Currency)), country: a.localeCountry(q.Locale)}
	words := tokens(clip(q.Location))
	spans := a.spans(words)
	if best, ok := a.bestCity(words, spans, h); ok {
		p := a.cityPlace(best.city)
		p.Rural = rural(words, spans)
		return p
	}
	if r, ok := a.bestRegion(words, spans, h); ok {
		p := a.countryPlace(r.country)
		p.Rural = rural(words, spans)
		return p
	}
	p := a.assume(a.tongue(q.Locale), h, len(words) > 0)
	p.Rural = rural(words, spans)
	return p
}

// maxLocation is how much of a location is read, in bytes.
const maxLocation = 1000

func clip(s string) string {
	return strings.ToValidUTF8(s[:min(len(s), maxLocation)], " ")
}

func (a *Atlas) countryPlace(code string) Place {
	c := a.countries[code]
	return Place{Country: code, CountryName: c.name, Southern: c.southern}
}

func (a *Atlas) cityPlace(number int32) Place {
	c := &a.cities[number]
	p := a.countryPlace(c.country)
	p.City, p.CityPopulation, p.Capital, p.Southern = c.name, c.population, c.capital, c.southern
	p.builtUp = c.builtUp
	return p
}

// mainCountry is where a currency of several countries is assumed to be used.
var mainCountry = map[string]string{
	"USD": "US", "EUR": "DE", "GBP": "GB", "CHF": "CH", "AUD": "AU", "NZD": "NZ", "DKK": "DK", "NOK": "NO",
	"XOF": "CI", "XAF": "CM", "XCD": "LC", "XPF": "PF", "XCG": "CW", "ILS": "IL", "MAD": "MA", "PAB": "PA",
	"SVC": "SV", "CLF": "CL", "COU": "CO", "MXV": "MX", "UYI": "UY", "UYW": "UY", "CHE": "CH", "CHW": "CH",
	"BOV": "BO", "USN": "US", "VED": "VE", "GIP": "GI", "FKP": "FK", "SHP": "SH",
}

// assume is the place when the location names none.
func (a *Atlas) assume(t *tongue, h hint, said bool) Place {
	code, why := "US", t.say("nothing in the request says where, so the plan assumes the United States")
	local, paysHere := a.countries[h.country], false
	if local != nil {
		paysHere = h.currency == "" || local.currency == h.currency
	}
	switch byCurrency := a.currencyCountry(h.currency); {
	case local != nil && (paysHere || byCurrency == ""):
		code, why = h.country, t.say("the plan assumes %s, the country of the request’s language", t.named(t.country(local)))
	case byCurrency != "":
		code, why = byCurrency, t.say("the plan assumes %s, going by the request’s currency", t.named(t.country(a.countries[byCurrency])))
	}
	p := a.countryPlace(code)
	p.Assumed = true
	p.Reason = t.say("No place was given: %s.", why)
	if said {
		p.Reason = t.say("The place was not recognised: %s.", why)
	}
	return p
}

// currencyCountry is the country that a currency speaks for, or "".
func (a *Atlas) currencyCountry(code string) string {
	if _, ok := a.currencyIndex[code]; !ok {
		return ""
	}
	if main, ok := mainCountry[code]; ok {
		return main
	}
	found := ""
	for _, c := range a.countries {
		if c.currency == code && (found == "" || c.economy.population.value > a.countries[found].economy.population.value) {
			found = c.code
		}
	}
	return found
}

// localeCountry is the country of a BCP 47 tag: the one it names, or the one
// where its language is mostly spoken. English without a country says nothing.
func (a *Atlas) localeCountry(locale string) string {
	if locale = strings.TrimSpace(locale); locale == "" || len(locale) > 64 {
		return ""
	}
	tag, err := language.Parse(strings.ReplaceAll(locale, "_", "-"))
	if err != nil {
		return ""
	}
	region, confidence := tag.Region()
	base, _ := tag.Base()
	if confidence == language.No || confidence != language.Exact && base.String() == "en" {
		return ""
	}
	code := region.String()
	// CLDR counts speakers; for these languages of our texts the namesake country is meant.
	if namesake, ok := map[string]string{"pt": "PT", "es": "ES"}[base.String()]; ok && confidence != language.Exact {
		code = namesake
	}
	if _, ok := a.countries[code]; !ok {
		return ""
	}
	return code
}
