package plan

import (
	"slices"
	"strings"
	"unicode"
)

// token is a folded, stemmed word of an idea.
type token struct {
	word string
	role role
}

// role is what a word does in its clause.
type role int

const (
	roleTrade    role = iota // may name what the business is
	roleSide                 // follows "with" or "near": something beside it
	roleCustomer             // follows "for": whom it serves
)

// sideWords is how many words after "near" are beside the matter.
const sideWords = 4

// tokenise splits a text into words: lower case, without accents, in the
// singular. Hyphens and apostrophes separate.
func tokenise(text string) []token {
	var s splitter
	start := -1
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			s.word(fold(text[start:i]))
			start = -1
		}
		if strings.ContainsRune(".,;:!?()", r) {
			s.customer, s.side = false, 0
		}
	}
	if start >= 0 {
		s.word(fold(text[start:]))
	}
	return s.tokens
}

// splitter keeps the role that the next words have.
type splitter struct {
	tokens   []token
	customer bool
	side     int    // words that are still beside the matter
	last     string // the word before
}

// wanted are words behind which "for" says what the business is: "40,000 euros saved for a bakery".
var wanted = strings.Fields("saved savings euros dollars pounds pesos money budget capital idea ahorrados ahorros presupuesto dinero")

func (s *splitter) word(word string) {
	t := token{word: singular(word)}
	switch {
	case s.customer:
		t.role = roleCustomer
	case s.side > 0:
		t.role = roleSide
	}
	s.side--
	switch word {
	case "for", "para", "pour", "fur", "that", "who", "where", "which":
		s.customer = (word == "for" || word == "para" || word == "pour" || word == "fur") && !slices.Contains(wanted, s.last)
		s.side = 0
	case "with", "near", "nearby", "in", "at", "on", "from", "behind", "beside", "through":
		s.side = sideWords
	}
	s.tokens, s.last = append(s.tokens, t), word
}

// fold lowers a word and takes the accents off its Latin letters, unless it is another word without them: nails are
// an article in Spanish.
func fold(word string) string {
	word = strings.ToLower(word)
	if strings.HasPrefix(word, "uña") {
		return strings.Replace(word, "ñ", "ny", 1)
	}
	var b strings.Builder
	for _, r := range word {
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
	switch r {
	case 'à', 'á', 'â', 'ã', 'ä', 'å', 'ā', 'ă', 'ą':
		return 'a'
	case 'ç', 'ć', 'č':
		return 'c'
	case 'è', 'é', 'ê', 'ë', 'ē', 'ė', 'ę':
		return 'e'
	case 'ì', 'í', 'î', 'ï', 'ī':
		return 'i'
	case 'ñ', 'ń', 'ň':
		return 'n'
	case 'ò', 'ó', 'ô', 'õ', 'ö', 'ø', 'ō':
		return 'o'
	case 'ù', 'ú', 'û', 'ü', 'ū', 'ů':
		return 'u'
	case 'ý', 'ÿ':
		return 'y'
	case 'š', 'ś':
		return 's'
	case 'ž', 'ź', 'ż':
		return 'z'
	case 'ł', 'ľ':
		return 'l'
	case 'ğ':
		return 'g'
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
