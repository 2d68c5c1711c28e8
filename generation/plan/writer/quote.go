package writer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// special are the characters that mean something to a Markdown or GFM reader
// within a line. A backslash makes each of them plain (CommonMark 0.31, 2.4).
const special = "\\`*_{}[]<>|~$@"

// plain returns user text as one line that any Markdown reader shows as it was
// typed: no link, markup, table, entity or automatic link.
func plain(s string) string {
	s = strings.ToValidUTF8(s, "")
	var b strings.Builder
	blank := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			blank = b.Len() > 0
			continue
		case !visible(r):
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		if r < utf8.RuneSelf && strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return disarm(b.String())
}

// tidy escapes what would break a table in a text of our own. An underscore
// within a name of ours marks nothing.
func tidy(s string) string {
	return strings.NewReplacer("|", "\\|", "*", "\\*", "<", "\\<").Replace(s)
}

// visible drops what changes how the text around it is shown: marks of
// direction, zero-width characters, private and unassigned ones.
func visible(r rune) bool {
	return !unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs) && r != utf8.RuneError
}

// disarm breaks what GFM readers turn into links ("www.", "https:", "mailto:")
// and what HTML readers turn into characters ("&lt;").
func disarm(s string) string {
	lower := strings.ToLower(s)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case len(lower) != len(s):
			// some letter changes its length; then nothing is known to be harmless
			if s[i] == '.' || s[i] == ':' || s[i] == '&' {
				b.WriteByte('\\')
			}
		case s[i] == '.' && strings.HasSuffix(lower[:i], "www"),
			s[i] == ':' && schemeBefore(lower[:i], lower[i+1:]),
			s[i] == '&' && i+1 < len(s) && (s[i+1] == '#' || s[i+1] >= 'A' && s[i+1] <= 'z'):
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func schemeBefore(before, after string) bool {
	if strings.HasPrefix(after, "//") {
		return true
	}
	for _, scheme := range []string{"mailto", "xmpp", "javascript", "data", "http", "https"} {
		if strings.HasSuffix(before, scheme) {
			return true
		}
	}
	return false
}

// marks are those of a quotation within a quotation.
type marks struct{ open, shut string }

// set writes all quotation marks of a text as these. What stands behind a letter
// or a stop ends a quotation.
func (m marks) set(s string) string {
	var b strings.Builder
	before := ' '
	for _, r := range s {
		switch {
		case !strings.ContainsRune("\"“”„«»", r):
			b.WriteRune(r)
		case unicode.IsSpace(before) || strings.ContainsRune("([{—–-/", before):
			b.WriteString(m.open)
		default:
			b.WriteString(m.shut)
		}
		before = r
	}
	return b.String()
}

// Quoted is what a user wrote between the quotation marks of a locale; marks in it
// are those of a quotation within.
func (p *Planner) Quoted(locale, text string) string {
	g := p.language(locale).grammar
	outer := g.around()
	return outer.open + g.within().set(text) + outer.shut
}

// excerpt takes the first sentence of a text, at most so many characters, cut
// between words.
func excerpt(s string, most int) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	if end := sentenceEnd(s); end > 0 {
		s = s[:end]
	}
	s = strings.TrimRight(strings.TrimSpace(s), ".,;:!? ")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	runes := []rune(s)[:most]
	cut := string(runes)
	if i := strings.LastIndexByte(cut, ' '); i > most/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, ".,;:!?- ") + " …"
}

// sentenceEnd returns where the first sentence of at least a few words ends, 0
// when it does not.
func sentenceEnd(s string) int {
	for i, r := range s {
		if i < 20 || !strings.ContainsRune(".!?。！？", r) {
			continue
		}
		after := s[i+utf8.RuneLen(r):]
		if after == "" || after[0] == ' ' || r >= 0x3000 {
			return i + utf8.RuneLen(r)
		}
	}
	return 0
}

// quoted is a short quotation of user text, without the quotation marks around it.
func (s *story) quoted(text string, most int) string {
	return plain(s.lang.grammar.within().set(excerpt(text, most)))
}
