// Package mention finds words in what people write, in any case and without accents, and
// tells those that are denied. It knows no business and no language's grammar.
package mention

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// In tells whether a folded text between blanks names a word, and not behind "no" or
// "without". A word that ends in "*" stands for all that begin with it.
func In(text, word string) bool {
	needle := " " + word + " "
	if stem, ok := strings.CutSuffix(word, "*"); ok {
		needle = " " + stem
	}
	for at := 0; ; {
		i := strings.Index(text[at:], needle)
		if i < 0 {
			return false
		}
		before := text[:at+i]
		if !negated(before) && !(strings.HasPrefix(word, "local") && premises(before)) {
			return true
		}
		at += i + 1
	}
}

// premises tells whether "local" is what Spanish calls a place to let.
func premises(before string) bool {
	for _, n := range []string{" un", " el", " del", " al", " los", " unos", " mi", " pequeno", " gran"} {
		if strings.HasSuffix(before, n) {
			return true
		}
	}
	return false
}

func negated(before string) bool {
	for _, n := range []string{" no", " not", " without", " non", " never", " not a", " no more", " sin", " ni", " nada de"} {
		if strings.HasSuffix(before, n) {
			return true
		}
	}
	return false
}

// Fold writes text in lower case and without accents, with blanks for all that is no
// letter, digit, hyphen or apostrophe.
func Fold(s string) string {
	mapped := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsMark(r):
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '\'':
			return unicode.ToLower(r)
		case r == '’':
			return '\''
		}
		return ' '
	}, norm.NFD.String(s))
	return strings.Join(strings.Fields(mapped), " ")
}

// Word is Fold for a word of a table, which may end in "*".
func Word(word string) string {
	if stem, ok := strings.CutSuffix(word, "*"); ok {
		return Fold(stem) + "*"
	}
	return Fold(word)
}
