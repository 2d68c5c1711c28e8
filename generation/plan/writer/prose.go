package writer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// upperFirst writes the first letter large.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// keepCapital are first words of facts that stay capital within a sentence.
var keepCapital = []string{
	"Instagram", "Tuesday", "Friday", "Christmas", "HR", "VAT", "I", "Saturday", "Monday",
	"January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December",
}

// lowerFirst writes the first letter small, unless the first word is a name or
// an abbreviation.
func lowerFirst(s string) string {
	word, _, _ := strings.Cut(s, " ")
	word = strings.TrimSuffix(strings.TrimRight(word, ",;:.-"), "'s")
	for _, k := range keepCapital {
		if word == k {
			return s
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// lowerAll is lowerFirst for each of a list.
func lowerAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = lowerFirst(s)
	}
	return out
}

// listed joins words by commas and, in front of the last one, a word; items that
// hold commas or one of the words of joining themselves are parted by semicolons.
func listed(items []string, and string, joining ...string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	comma := ", "
	for _, s := range items {
		for _, word := range joining {
			if strings.Contains(s, ",") || strings.Contains(s, " "+word+" ") {
				comma = "; "
			}
		}
	}
	last := " " + and + " "
	if comma == "; " {
		last = "; " + and + " "
	}
	return strings.Join(items[:len(items)-1], comma) + last + items[len(items)-1]
}

// sentence makes a fragment a sentence of its own.
func sentence(fragment string) string {
	s := upperFirst(strings.TrimSpace(fragment))
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}
