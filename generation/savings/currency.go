package savings

import (
	"regexp"
	"strings"
)

// Currencies that share a sign or a word: where money is named, the place says which is meant.
var (
	dollars = strings.Fields("USD CAD AUD NZD SGD HKD")
	pesos   = strings.Fields("MXN ARS CLP COP UYU DOP PHP CUP")
)

// currencies by sign and by word, folded to lower case.
var currencies = map[string][]string{
	"$": append(append([]string{}, dollars...), pesos...), "us$": {"USD"}, "c$": {"CAD"}, "ca$": {"CAD"}, "a$": {"AUD"}, "au$": {"AUD"}, "nz$": {"NZD"},
	"r$": {"BRL"}, "s/": {"PEN"}, "€": {"EUR"}, "£": {"GBP"}, "¥": {"JPY", "CNY"}, "₹": {"INR"},
	"euro": {"EUR"}, "euros": {"EUR"}, "pound": {"GBP"}, "pounds": {"GBP"}, "quid": {"GBP"}, "libras": {"GBP"},
	"dollar": dollars, "dollars": dollars, "bucks": dollars, "dolares": dollars, "dólares": dollars, "peso": pesos, "pesos": pesos,
	"soles": {"PEN"}, "reais": {"BRL"}, "francs": {"CHF"}, "rupees": {"INR"}, "yen": {"JPY"}, "rand": {"ZAR"}, "dirhams": {"AED"},
}

var code = regexp.MustCompile(`^[A-Z]{3}$`)

// currencyOf returns the currencies that a sign, a word or a code stands for; nil for anything else.
func currencyOf(word string) []string {
	if code.MatchString(word) {
		return []string{word}
	}
	return currencies[strings.ToLower(word)]
}
