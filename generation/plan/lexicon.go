package plan

import (
	_ "embed"
	"fmt"
	"strings"
)

// lexicon.txt holds words that people use for a trade and archetypes.json does
// not list: tab-separated type, strong and weak words.
//
//go:embed lexicon.txt
var lexiconText string

// readLexicon returns the further keywords of each type.
func readLexicon() (map[string]Keywords, error) {
	lexicon := map[string]Keywords{}
	for line := range strings.Lines(lexiconText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(fields) != 3 {
			return nil, fmt.Errorf("lexicon: %q has %d fields, want 3", fields[0], len(fields))
		}
		words := lexicon[fields[0]]
		words.Strong = append(words.Strong, strings.Split(fields[1], ", ")...)
		words.Weak = append(words.Weak, strings.Split(fields[2], ", ")...)
		lexicon[fields[0]] = words
	}
	return lexicon, nil
}

// isGeneric tells words that speak for every trade a little and for none much.
func isGeneric(word string) bool {
	switch word {
	case "make", "sell", "build", "produce", "ship", "clean", "travel", "stay", "land", "care", "creative", "office", "material",
		"online", "system", "data", "tool", "van", "sport", "holiday", "guest", "lake",
		"night", "room", "medical", "casa", "ecologico", "community", "comunidad", "repair", "noche", "habitacion":
		return true
	}
	return false
}

// isDecisive tells words that say what a business is whatever stands beside
// them: a fitness app is an app.
func isDecisive(word string) bool {
	switch word {
	case "food truck", "app", "saas", "software", "charity", "nonprofit", "ngo", "freelance", "freelancer":
		return true
	}
	return false
}
