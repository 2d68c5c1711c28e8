package typeface

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"
)

// Legible returns a text of which every character has a glyph, and whether it says the same as before.
// What has none is said in brackets: a symbol by its name ("[rocket]"), letters by their script
// ("[Devanagari script]"), once for each stretch of them. Accents are composed, and what joins or
// colours a neighbour is dropped.
func (f *Faces) Legible(text string) (legible string, whole bool) {
	if isPlain(text) {
		return text, true
	}
	var b strings.Builder
	whole = true
	last := ""
	for _, r := range norm.NFC.String(text) {
		if unseen(r) {
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
		if word := inWords(r); word != last {
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
