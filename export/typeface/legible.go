package typeface

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"
)

// Legible returns a text of which every character has a glyph, and whether it says the same as before.
// What has none is said in brackets: a symbol by its name ("[rocket]"), letters by their script
// ("[Devanagari script]"), once for each stretch of them. Accents are composed, Arabic letters are joined, and
// what only colours a neighbour is dropped. Text from right to left stays in the order in which it is read.
func (f *Faces) Legible(text string) (legible string, whole bool) {
	if isPlain(text) {
		return text, true
	}
	var b strings.Builder
	whole = true
	last := ""
	letters := joined([]rune(norm.NFC.String(text)))
	for i, r := range letters {
		if unseen(r) || i > 0 && isFlagHalf(r) && isFlagHalf(letters[i-1]) && flagStart(letters[:i])%2 == 1 {
			continue
		}
		if r == '\n' || f.faceOf(Serif, r) != nil {
			b.WriteRune(r)
			last = ""
			continue
		}
		if unicode.IsSpace(r) {
			b.WriteByte(' ')
			continue
		}
		whole = false
		word := inWords(r)
		if isFlagHalf(r) && i+1 < len(letters) && isFlagHalf(letters[i+1]) {
			word = "flag " + string('A'+r-flagA) + string('A'+letters[i+1]-flagA)
		}
		if word != last {
			b.WriteString("[" + word + "]")
			last = word
		}
	}
	return b.String(), whole
}

func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// unseen reports characters that only change how neighbours look.
func unseen(r rune) bool {
	return r >= 0xFE00 && r <= 0xFE0F || r >= 0x1F3FB && r <= 0x1F3FF || r >= 0xE0000 || unicode.Is(unicode.Cf, r) ||
		unicode.IsControl(r) && r != '\n'
}

func inWords(r rune) string {
	if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) {
		for name, table := range unicode.Scripts {
			if name != "Common" && name != "Inherited" && unicode.Is(table, r) {
				return strings.ReplaceAll(name, "_", " ") + " script"
			}
		}
	}
	name := strings.ToLower(runenames.Name(r))
	if name == "" || strings.HasPrefix(name, "<") {
		return "symbol"
	}
	return name
}

// flagA is the first of the letters of which two make a flag.
const flagA = 0x1F1E6

func isFlagHalf(r rune) bool { return r >= flagA && r < flagA+26 }

// flagStart counts the halves of flags at the end of a text.
func flagStart(letters []rune) int {
	n := 0
	for i := len(letters) - 1; i >= 0 && isFlagHalf(letters[i]); i-- {
		n++
	}
	return n
}
