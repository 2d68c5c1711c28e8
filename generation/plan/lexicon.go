package plan

// isGeneric tells words that speak for every trade a little and for none much.
func isGeneric(word string) bool {
	switch word {
	case "make", "sell", "build", "produce", "ship", "clean", "travel", "stay", "land", "care", "creative", "app", "offices":
		return word != "app"
	}
	return false
}

// furtherKeywords are words that people use and archetypes.json does not list.
func furtherKeywords(slug string) Keywords {
	switch slug {
	default:
		return Keywords{}
	}
}
