package cli

import (
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/planspark/planspark/protocol"
)

// prose prints a plan on a terminal while it is written: one section after the other, in the order of
// the document as far as they are there, and within a section as the text comes. Sections are written
// side by side, the summary that stands first even last; one that has begun is finished before the
// next one is shown.
type prose struct {
	lines   lineWriter
	done    map[string]bool // sections that were shown whole
	current string          // the section that is being shown; empty for none
	shown   string          // its text that was shown
}

func newProse(print func(string), width func() int) *prose {
	return &prose{lines: lineWriter{print: print, width: width}, done: map[string]bool{}}
}

// advance shows what has come since the last call.
func (p *prose) advance(sections []protocol.Section) {
	for {
		s, ok := p.next(sections)
		if !ok {
			return
		}
		if !strings.HasPrefix(s.Text, p.shown) {
			p.lines.write("\n\n(This section is written anew.)\n\n")
			p.shown = ""
		}
		p.lines.write(s.Text[len(p.shown):])
		p.shown = s.Text
		if !s.Complete {
			return
		}
		p.close()
	}
}

// next is the section to show, begun now if none is.
func (p *prose) next(sections []protocol.Section) (protocol.Section, bool) {
	for _, s := range sections {
		if p.current == s.Section {
			return s, true
		}
	}
	if p.current != "" {
		p.lines.write("\n\n(This section was not finished.)")
		p.close()
	}
	for _, s := range sections {
		if !p.done[s.Section] && (s.Text != "" || s.Complete) {
			p.current = s.Section
			p.lines.write("## " + printableLine(s.Title) + "\n\n")
			return s, true
		}
	}
	return protocol.Section{}, false
}

func (p *prose) close() {
	p.lines.write("\n\n")
	p.done[p.current] = true
	p.current, p.shown = "", ""
}

// lineWriter prints whole lines, wrapped at words, so that a status line can stand below them.
type lineWriter struct {
	print func(string)
	width func() int
	rest  string // the line that is not whole yet
	blank bool   // the last line was empty
	begun bool
}

// readable is the widest line that is read with ease.
const readable = 100

func (l *lineWriter) write(text string) {
	l.rest += printable(text)
	for {
		line, rest, whole := strings.Cut(l.rest, "\n")
		for {
			head, tail, ok := l.wrap(line)
			if !ok {
				break
			}
			l.emit(head)
			line = tail
		}
		if !whole {
			l.rest = line
			return
		}
		l.emit(line)
		l.rest = rest
	}
}

// wrap cuts a line that is too long behind its last word that fits. Rows of tables stay as they are.
func (l *lineWriter) wrap(line string) (head, tail string, ok bool) {
	width := min(l.width()-1, readable)
	if width < 20 || strings.HasPrefix(line, "|") || runewidth.StringWidth(line) <= width {
		return "", line, false
	}
	fits := runewidth.Truncate(line, width+1, "")
	cut := strings.LastIndexByte(fits, ' ')
	if cut <= 0 {
		if cut = strings.IndexByte(line, ' '); cut <= 0 {
			return "", line, false
		}
	}
	return line[:cut], strings.TrimLeft(line[cut:], " "), true
}

// emit prints one line; of several empty ones the first.
func (l *lineWriter) emit(line string) {
	line = strings.TrimRight(line, " \t")
	if line == "" && (l.blank || !l.begun) {
		return
	}
	l.blank, l.begun = line == "", true
	l.print(line)
}
