package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/planspark/planspark/export/document"
	"github.com/planspark/planspark/export/typeface"
)

// manner is how a stretch of text is set.
type manner struct {
	style typeface.Style
	size  float64
	color color
}

// piece is a stretch of text of one manner on a line.
type piece struct {
	manner
	text  string
	x     float64 // from the left of the line
	width float64
}

// line is a line of text.
type line struct {
	pieces []piece
	width  float64
	toLeft bool // of a text that is read from the right
}

// word is what a line is not broken within.
type word struct {
	manner
	text  string
	width float64
	space bool // a space stands before it
	glued bool // no line may be broken before it
	after bool // a line break follows
}

// setter breaks texts into lines.
type setter struct {
	faces *typeface.Faces
	whole bool // every character so far could be set
}

// face returns the cut for a span within text of a style.
func face(base typeface.Style, s document.Span) typeface.Style {
	sans := base == typeface.Sans || base == typeface.SansBold
	switch {
	case s.Bold && sans, base == typeface.SansBold:
		return typeface.SansBold
	case s.Mono || sans:
		return typeface.Sans
	case s.Bold || base == typeface.SerifBold:
		return typeface.SerifBold
	case s.Italic || base == typeface.SerifItalic:
		return typeface.SerifItalic
	default:
		return typeface.Serif
	}
}

// legible returns what of a text can be set, and remembers whether that is all.
func (s *setter) legible(text string) string {
	out, whole := s.faces.Legible(text)
	s.whole = s.whole && whole
	return out
}

// words cuts a text into words.
func (s *setter) words(t document.Text, m manner) []word {
	var list []word
	open := false // the last word goes on in the next span
	for _, span := range t {
		own := m
		own.style = face(m.style, span)
		space := false
		for rest := s.legible(span.Text); rest != ""; {
			if r, n := utf8.DecodeRuneInString(rest); isSpace(r) {
				if rest = rest[n:]; r == '\n' && len(list) > 0 {
					list[len(list)-1].after = true
				}
				space, open = true, false
				continue
			}
			n := wordEnd(rest)
			w := word{manner: own, text: rest[:n], space: space, glued: open && !space}
			w.width = s.faces.Width(own.style, own.size, w.text)
			list = append(list, w)
			space, open = false, !breaksAfter(w.text)
			rest = rest[n:]
		}
		open = open && !space
		if space && len(list) > 0 { // a span that ends with a space
			list = append(list, word{manner: own, space: true})
		}
	}
	return list
}

// isSpace reports what words are parted by; a space that keeps its neighbours together is none.
func isSpace(r rune) bool { return unicode.IsSpace(r) && r != 0xA0 && r != 0x202F }

// wordEnd returns the length of the word that a text begins with: up to a space, or up to where a line
// may be broken all the same: behind a hyphen or slash, and around Chinese, Japanese and Korean letters.
func wordEnd(text string) int {
	last := rune(0)
	for i, r := range text {
		switch {
		case isSpace(r):
			return i
		case i == 0:
		case ideographic(r) && !closes(r), ideographic(last) && !closes(r):
			return i
		case (last == '-' || last == '–' || last == '/') && i > 2 && unicode.IsLetter(r):
			return i
		}
		last = r
	}
	return len(text)
}

func breaksAfter(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return ideographic(r) || r == '-' || r == '–' || r == '/'
}

// ideographic reports letters between which lines may be broken.
func ideographic(r rune) bool {
	return r >= 0x2E80 && r <= 0xA4CF || r >= 0xAC00 && r <= 0xD7AF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFF00 && r <= 0xFFEF
}

// closes reports marks that begin no line.
func closes(r rune) bool {
	return strings.ContainsRune("、。，．・：；？！）」』】〕》〉’”ー々%％,.;:!?)]}", r)
}

// lines breaks a text into lines of at most a width.
func (s *setter) lines(t document.Text, m manner, width float64) []line {
	space := s.faces.Width(m.style, m.size, " ")
	var lines []line
	var current line
	flush := func() {
		lines = append(lines, current)
		current = line{}
	}
	list := s.words(t, m)
	for i := 0; i < len(list); i++ {
		w := list[i]
		gap := 0.0
		if w.space && len(current.pieces) > 0 {
			gap = space
		}
		unit := w.width // with what is glued to it
		for k := i + 1; k < len(list) && list[k].glued; k++ {
			unit += list[k].width
		}
		if len(current.pieces) > 0 && !w.glued && current.width+gap+unit > width && w.text != "" {
			flush()
			gap = 0
		}
		for current.width+gap+w.width > width && w.text != "" {
			head := s.fitting(w, width-current.width-gap)
			if head == "" && len(current.pieces) > 0 {
				flush()
				gap = 0
				continue
			}
			if head == "" {
				break // not even one letter fits: let it stand out
			}
			current.add(w.manner, head, gap, s.faces.Width(w.style, w.size, head))
			flush()
			gap = 0
			w.text = w.text[len(head):]
			w.width = s.faces.Width(w.style, w.size, w.text)
		}
		if w.text != "" {
			current.add(w.manner, w.text, gap, w.width)
		}
		if w.after {
			flush()
		}
	}
	if len(current.pieces) > 0 {
		flush()
	}
	toLeft := readToLeft(t.String())
	for i := range lines {
		lines[i].toLeft = toLeft
		s.order(&lines[i])
	}
	return lines
}

// fitting returns the beginning of a word that is not wider than the room.
func (s *setter) fitting(w word, room float64) string {
	width := 0.0
	for i, r := range w.text {
		if width += s.faces.Width(w.style, w.size, string(r)); width > room {
			return w.text[:i]
		}
	}
	return w.text
}

// add puts a word behind a gap at the end of the line, in one piece with what is set alike.
func (l *line) add(m manner, text string, gap, width float64) {
	if n := len(l.pieces); n > 0 && l.pieces[n-1].manner == m {
		if gap > 0 {
			text = " " + text
		}
		l.pieces[n-1].text += text
		l.pieces[n-1].width += gap + width
	} else {
		l.pieces = append(l.pieces, piece{manner: m, text: text, x: l.width + gap, width: width})
	}
	l.width += gap + width
}
