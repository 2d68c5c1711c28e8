package plan

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/planspark/planspark/generation/numerals"
)

// words writes the labels of a plan's data in the language of a locale.
type words struct {
	texts map[string]string // by the English text; none in English
	style numerals.Style
}

// say writes an English text in the language; args are put in as fmt does.
func (w *words) say(english string, args ...any) string {
	text, ok := w.texts[english]
	if !ok {
		text = english
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// dollars writes an amount of the reference country: "US$4.50".
func (w *words) dollars(cents int64) string { return w.style.Money(cents, "US$", 2) }

// percent writes whole per cent.
func (w *words) percent(n int64) string { return w.style.Percent(n, 0) }

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
