package pdf

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// readToLeft reports whether a text is read from the right: whether its first letter is.
func readToLeft(text string) bool {
	for _, r := range text {
		switch properties, _ := bidi.LookupRune(r); properties.Class() {
		case bidi.R, bidi.AL:
			return true
		case bidi.L:
			return false
		}
	}
	return false
}

func turns(r rune) bool {
	return r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC
}

// Marks that give a line the direction of its text, whatever it begins with.
const (
	toRightMark = "\u200E"
	toLeftMark  = "\u200F"
)

// order puts a line that has text from right to left into the order in which it is seen (Unicode
// Bidirectional Algorithm, rule L2).
func (s *setter) order(l *line) {
	if !l.toLeft && !slices.ContainsFunc(l.pieces, func(p piece) bool { return strings.ContainsFunc(p.text, turns) }) {
		return
	}
	for i := 1; i < len(l.pieces); i++ { // what lies between two pieces is a space
		if before := &l.pieces[i-1]; l.pieces[i].x > before.x+before.width+0.01 {
			before.text += " "
		}
	}
	text := toRightMark
	if l.toLeft {
		text = toLeftMark
	}
	for _, p := range l.pieces {
		text += p.text
	}
	var paragraph bidi.Paragraph
	if _, err := paragraph.SetString(text); err != nil {
		return // as it was written
	}
	order, err := paragraph.Order()
	if err != nil {
		return
	}
	runs := make([]bidi.Run, order.NumRuns())
	for i := range runs {
		runs[i] = order.Run(i)
	}
	var seen []piece
	for _, run := range visual(runs, l.toLeft) {
		seen = append(seen, turned(l, run)...)
	}
	x := 0.0
	for i := range seen {
		seen[i].x, seen[i].width = x, s.faces.Width(seen[i].style, seen[i].size, seen[i].text)
		x += seen[i].width
	}
	l.pieces, l.width = seen, x
}

// visual orders runs as they are seen. In text that is read from the left, runs from the right stay in
// place, and numbers among them belong to them.
func visual(runs []bidi.Run, toLeft bool) []bidi.Run {
	ordered := slices.Clone(runs)
	if toLeft {
		slices.Reverse(ordered)
		return ordered
	}
	for i := 0; i < len(ordered); i++ {
		if ordered[i].Direction() != bidi.RightToLeft {
			continue
		}
		end := i + 1
		for end+1 < len(ordered) && isNumber(ordered[end].String()) && ordered[end+1].Direction() == bidi.RightToLeft {
			end += 2
		}
		slices.Reverse(ordered[i:end])
		i = end - 1
	}
	return ordered
}

func isNumber(text string) bool {
	return !strings.ContainsFunc(text, unicode.IsLetter) && strings.ContainsFunc(text, unicode.IsDigit)
}

// turned returns the pieces of a run of one direction in the order in which they are seen.
func turned(l *line, run bidi.Run) []piece {
	from, last := run.Pos() // in characters, behind the mark
	to := last + 1
	var pieces []piece
	at := 1
	for _, p := range l.pieces {
		letters := []rune(p.text)
		low, high := max(from, at), min(to, at+len(letters))
		if low < high {
			own := piece{manner: p.manner, text: string(letters[low-at : high-at])}
			if run.Direction() == bidi.RightToLeft {
				own.text = bidi.ReverseString(own.text)
				pieces = slices.Insert(pieces, 0, own)
			} else {
				pieces = append(pieces, own)
			}
		}
		at += len(letters)
	}
	return pieces
}
