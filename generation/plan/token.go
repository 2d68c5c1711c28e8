package plan

import (
	"strings"
	"unicode"
)

// token is a folded, stemmed word of an idea.
type token struct {
	word     string
	customer bool // follows "for" in the same clause
}

// tokenise splits a text into words: lower case, without accents, in the
// singular. Hyphens and apostrophes separate.
func tokenise(text string) []token {
	var tokens []token
	customer := false
	start := -1
	end := func(at int) {
		if start < 0 {
			return
		}
		word := fold(text[start:at])
		start = -1
		if isFor(word) {
			customer = true
			return
		}
		tokens = append(tokens, token{word: singular(word), customer: customer})
	}
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		end(i)
		if strings.ContainsRune(".,;:!?()", r) {
			customer = false
		}
	}
	end(len(text))
	return tokens
}

// isFor reports whether a word introduces whom a business serves.
func isFor(word string) bool {
	switch word {
	case "for", "para", "pour", "fur":
		return true
	}
	return false
}

// fold lowers a word and takes the accents off its Latin letters.
func fold(word string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(word) {
		switch {
		case unicode.IsMark(r):
		case r == 'ß':
			b.WriteString("ss")
		case r == 'œ':
			b.WriteString("oe")
		case r == 'æ':
			b.WriteString("ae")
		default:
			b.WriteRune(plain(r))
		}
	}
	return b.String()
}

// plain returns the letter under an accent.
func plain(r rune) rune {
	for _, set := range [...]struct {
		accented string
		letter   rune
	}{
		{"àáâãäåāăą", 'a'}, {"çćč", 'c'}, {"èéêëēėę", 'e'}, {"ìíîïī", 'i'}, {"ñńň", 'n'},
		{"òóôõöøō", 'o'}, {"ùúûüūů", 'u'}, {"ýÿ", 'y'}, {"šś", 's'}, {"žźż", 'z'}, {"łľ", 'l'}, {"ğ", 'g'},
	} {
		if strings.ContainsRune(set.accented, r) {
			return set.letter
		}
	}
	return r
}

// singular takes the plural ending off a folded word. It need not be grammar:
// keywords go through it too.
func singular(word string) string {
	n := len(word)
	switch {
	case n < 4 || !strings.HasSuffix(word, "s"):
		return word
	case strings.HasSuffix(word, "ies") && n > 4:
		return word[:n-3] + "y"
	case strings.HasSuffix(word, "ss") || strings.HasSuffix(word, "us") || strings.HasSuffix(word, "is"):
		return word
	case strings.HasSuffix(word, "sses") || strings.HasSuffix(word, "ches") || strings.HasSuffix(word, "shes") || strings.HasSuffix(word, "xes"):
		return word[:n-2]
	default:
		return word[:n-1]
	}
}
