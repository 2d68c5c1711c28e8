package generation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/planspark/planspark/generation/market"
)

// beforeLocation are the words in front of a place in the languages in which ideas come.
var beforeLocation = map[string]bool{"in": true, "em": true, "en": true, "à": true, "near": true, "around": true, "at": true}

// locationIn finds the place that an idea names, as in "a bakery in Porto that delivers": the capitalised
// words behind one of these words, or else those at its end behind a comma, when the atlas knows them. Empty when
// there is none; an idea about coffee from Colombia is not about Colombia.
func locationIn(atlas *market.Atlas, idea string) string {
	words := strings.Fields(idea)
	looks := maxLocations
	for i := len(words) - 2; i >= 0 && looks > 0; i-- {
		if !beforeLocation[strings.ToLower(words[i])] && !isIsland(words[:i+1]) {
			continue
		}
		looks--
		for _, named := range names(words[i+1:]) {
			if !isField(named) && !atlas.Resolve(market.Query{Location: named}).Assumed {
				return named
			}
		}
	}
	if named := lastNames(idea); named != "" && !isField(named) && !atlas.Resolve(market.Query{Location: named}).Assumed {
		return named
	}
	return ""
}

// isField tells short words in capitals, which name a field more often than the country that they are the code of:
// advice in AI is seldom for Anguilla, nor training in IT or HR for Italy or Croatia.
func isField(named string) bool {
	return !slices.ContainsFunc(strings.Fields(named), func(word string) bool {
		word = strings.Trim(word, ",.")
		return capital(word) && (len(word) > 3 || strings.ToUpper(word) != word || slices.Contains(shortPlaces, word))
	})
}

var shortPlaces = []string{"UK", "US", "USA", "UAE", "NZ", "NYC"}

// lastNames returns what stands behind the first of the commas at the end of an idea behind which there are
// capitalised words alone: "24h locksmith, two vans, San Diego, California". Empty where another such word goes
// before them, since they go on with a list then: "coffee from Colombia, Brazil".
func lastNames(idea string) string {
	parts := strings.Split(strings.TrimRight(idea, " .!"), ",")
	from := len(parts)
	for from > 0 && allNames(strings.Fields(parts[from-1])) {
		from--
	}
	if from == 0 || from == len(parts) {
		return ""
	}
	before := strings.Fields(parts[from-1])
	if len(before) < 2 || capital(before[len(before)-1]) {
		return ""
	}
	return strings.TrimSpace(strings.Join(parts[from:], ","))
}

// allNames tells whether words are few and each has a capital letter.
func allNames(words []string) bool {
	return len(words) > 0 && len(words) <= maxLocationWords && !slices.ContainsFunc(words, func(w string) bool { return !capital(w) })
}

func capital(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

// isIsland tells whether words end before the name of an island: "on the island of Krk".
func isIsland(words []string) bool {
	n := len(words)
	return n > 1 && words[n-1] == "of" && (words[n-2] == "island" || words[n-2] == "isle" || words[n-2] == "islands")
}

// maxLocations bounds how many words are looked behind, from the last: an idea has room for a thousand.
const maxLocations = 40

// maxLocationWords bounds how many words name a place, as in "the old town of Santiago de Compostela".
const maxLocationWords = 7

// names returns what may name a place at the head of words: up to the last capitalised word before the
// clause ends, and shorter ones after it, the longest first. Articles and prepositions may stand between.
func names(words []string) []string {
	var out []string
	for n, word := range words[:min(len(words), maxLocationWords)] {
		bare := strings.TrimRight(word, ".;:!?)\"”")
		if capital(strings.TrimLeft(bare, "(\"“")) {
			named := strings.Join(append(append([]string{}, words[:n]...), bare), " ")
			out = append([]string{strings.TrimRight(named, ",")}, out...)
		}
		if bare != word {
			break
		}
	}
	return out
}
