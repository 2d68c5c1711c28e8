//go:build unix

package process

import (
	"bytes"
	"io"
	"sync"
)

// Lines is where several programs write at once, each with its name before every line.
type Lines struct {
	mu sync.Mutex
	w  io.Writer // guarded by mu
}

// NewLines writes to w, one line at a time.
func NewLines(w io.Writer) *Lines { return &Lines{w: w} }

// lineBytes is the longest line that is held back until it is whole.
const lineBytes = 64 << 10

// Prefixed returns a writer that puts prefix before every line. Of a line that is not whole yet nothing
// is shown.
func (l *Lines) Prefixed(prefix string) io.Writer { return &prefixed{lines: l, prefix: prefix} }

type prefixed struct {
	lines  *Lines
	prefix string

	mu   sync.Mutex
	rest []byte // guarded by mu; the begun line
}

func (p *prefixed) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rest = append(p.rest, b...)
	end := bytes.LastIndexByte(p.rest, '\n') + 1
	if end == 0 && len(p.rest) > lineBytes {
		p.rest, end = append(p.rest, '\n'), len(p.rest)+1
	}
	if end == 0 {
		return len(b), nil
	}
	var out []byte
	for line := range bytes.Lines(p.rest[:end]) {
		out = append(append(out, p.prefix...), line...)
	}
	p.rest = append(p.rest[:0], p.rest[end:]...)
	p.lines.mu.Lock()
	defer p.lines.mu.Unlock()
	if _, err := p.lines.w.Write(out); err != nil {
		return 0, err
	}
	return len(b), nil
}
