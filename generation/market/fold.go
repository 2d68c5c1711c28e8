package market

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxTokens bounds the work on one location; what lies behind is not read.
const maxTokens = 64

// token is one word of a location as it is compared: without case and accents.
type token struct {
	text    string
	raw     string // text before short forms are written out
	upper   bool   // written in capitals only, and ASCII: perhaps a code
	segment int    // commas, brackets, slashes and dashes part segments
}

// letters that Unicode does not decompose but people leave out.
var plainLetters = map[rune]string{
	'ø': "o", 'æ': "ae", 'œ': "oe", 'ß': "ss", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ə': "a",
}

// shortForms are written out, in names and questions alike.
var shortForms = map[string]string{"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}

// longestShort is the length of the longest short form.
const longestShort = 3

// tokens folds s into words: compatibility forms, case, accents and
// apostrophes do not count; each Chinese or Japanese sign is a word.
func tokens(s string) []token {
	var (
		out     []token
		word    strings.Builder
		upper   = true
		segment int
	)
	end := func() {
		if word.Len() == 0 {
			return
		}
		raw := word.String()
		out = append(out, token{text: written(raw), raw: raw, upper: upper, segment: segment})
		word.Reset()
		upper = true
	}
	for _, r := range norm.NFKD.String(s) {
		switch {
		case len(out) >= maxTokens:
			return out
		case r < utf8.RuneSelf && isWord(byte(r)):
			upper = upper && r >= 'A' && r <= 'Z'
			word.WriteByte(lowered(byte(r)))
		case unicode.Is(unicode.M, r) || isApostrophe(r):
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			end()
			upper = false
			word.WriteRune(r)
			end()
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			upper = upper && r >= 'A' && r <= 'Z'
			lower := unicode.ToLower(r)
			if plain, ok := plainLetters[lower]; ok {
				word.WriteString(plain)
			} else {
				word.WriteRune(lower)
			}
		default:
			end()
			if strings.ContainsRune(",;/()[]|–—\n·:", r) {
				segment++
			}
		}
	}
	end()
	return out
}

func isApostrophe(r rune) bool {
	return strings.ContainsRune("'’‘ʼʻ`´ʿʾ", r)
}

// written is a word with its short form written out.
func written(word string) string {
	if len(word) <= longestShort {
		if long, ok := shortForms[word]; ok {
			return long
		}
	}
	return word
}

// isWord says whether an ASCII sign is of a word.
func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func lowered(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// fold is the form in which names are indexed: the tokens with one blank between.
func fold(s string) string {
	if isOneWord(s) {
		return written(strings.ToLower(s))
	}
	return join(tokens(s))
}

func join(words []token) string {
	if len(words) == 1 {
		return words[0].text
	}
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// isOneWord says whether s is a word in ASCII, as most names in the gazetteer are.
func isOneWord(s string) bool {
	for i := range len(s) {
		if !isWord(s[i]) {
			return false
		}
	}
	return s != ""
}
