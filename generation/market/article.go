package market

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Named is the name of a country as it stands within a sentence of a brief's language: "the Netherlands", "los
// Países Bajos".
func Named(name, locale string) string {
	if isSpanish(locale) {
		return spanishNamed(name)
	}
	return englishNamed(name)
}

func englishNamed(name string) string {
	lower := strings.ToLower(name)
	if strings.HasPrefix(lower, "the ") {
		return "the " + name[4:]
	}
	for _, start := range []string{"united ", "netherlands", "philippines", "bahamas", "gambia", "maldives", "comoros", "seychelles", "vatican", "holy see", "isle of", "democratic republic", "dr congo", "republic of"} {
		if strings.HasPrefix(lower, start) {
			return "the " + name
		}
	}
	for _, end := range []string{" republic", " islands", " emirates", " territory", " territories"} {
		if strings.HasSuffix(lower, end) {
			return "the " + name
		}
	}
	return name
}

func spanishNamed(name string) string {
	first, _, _ := strings.Cut(name, " ")
	switch first {
	case "Reino", "Caribe", "Sáhara", "Territorio":
		return "el " + name
	case "Emiratos", "Países", "Territorios":
		return "los " + name
	case "República", "Ciudad", "Polinesia", "Guayana", "Isla", "Antártida":
		return "la " + name
	case "Islas", "Bahamas", "Comoras", "Maldivas":
		return "las " + name
	}
	return name
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
