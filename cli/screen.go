package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"
)

// screen shows where a generation stands, on standard error: as one line that is kept up to date on a
// terminal, as a few plain lines elsewhere. It is for one goroutine.
type screen struct {
	env   *Env
	quiet bool   // says nothing of its own accord
	shown string // the status line that is on the terminal now

	kind string    // of the last plain line
	last time.Time // when it was printed
}

// sparse is the least time between two plain lines about the same state.
const sparse = 5 * time.Second

// status says where the generation stands. kind changes when something other than a number does.
func (s *screen) status(kind, text string) {
	if s.quiet {
		return
	}
	text = strings.ReplaceAll(printable(text), "\n", " ")
	if width := s.env.ErrWidth(); width > 0 {
		text = runewidth.Truncate(text, width-1, "…")
		if text != s.shown {
			fmt.Fprint(s.env.Stderr, "\r\x1b[K", text)
			s.shown = text
		}
		return
	}
	now := s.env.Now()
	if kind == s.kind && now.Sub(s.last) < sparse {
		return
	}
	s.kind, s.last = kind, now
	fmt.Fprintln(s.env.Stderr, text)
}

// clear takes the status line away, so that something else can be printed.
func (s *screen) clear() {
	if s.shown != "" {
		fmt.Fprint(s.env.Stderr, "\r\x1b[K")
		s.shown = ""
	}
}

// note prints a line for the person.
func (s *screen) note(format string, args ...any) {
	s.clear()
	fmt.Fprintln(s.env.Stderr, printable(fmt.Sprintf(format, args...)))
}

// print puts a line of the plan on standard output.
func (s *screen) print(line string) {
	s.clear()
	fmt.Fprintln(s.env.Stdout, line)
}

// bar draws a share of 100.
func bar(percent float64) string {
	const cells = 20
	full := min(cells, max(0, int(percent/100*cells)))
	return "[" + strings.Repeat("#", full) + strings.Repeat("-", cells-full) + "]"
}
