package document

import "strings"

// Announces tells whether a paragraph says what comes next, a list behind a colon, and so stands with it. A long one
// stands by itself.
func Announces(p Paragraph, next []Block) bool {
	if len(next) == 0 {
		return false
	}
	_, list := next[0].(List)
	text := strings.TrimSpace(p.Text.String())
	return list && strings.HasSuffix(text, ":") && len(text) < 400
}
