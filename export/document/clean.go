package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes a text of what a user or a model wrote: valid UTF-8 without control characters, and without
// the marks that turn the direction of what follows, with which a text can look like another one.
func Clean(s string) string {
	if !strings.ContainsFunc(s, unwanted) && utf8.ValidString(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unwanted(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func unwanted(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069: // embeddings, overrides, isolates
		return true
	case r == 0xFFFE || r == 0xFFFF || r == 0xFEFF:
		return true
	}
	return unicode.IsControl(r) || r == 0x2028 || r == 0x2029
}

// line makes one line of a text.
func line(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }
