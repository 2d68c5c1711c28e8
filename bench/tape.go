package bench

import (
	"bytes"
	"sync"
	"unicode/utf8"

	"github.com/planspark/planspark/protocol"
)

// tape is what is known of one generation from all who watch it: its texts, and how far each of them
// reached at each cursor that somebody has held. Every message is held against it, so whoever comes to a
// cursor by other messages than the first one did (a slow reader's, a snapshot's) is compared with it byte
// for byte. A message that many get is read and compared once.
type tape struct {
	generation string
	shared     bool // many watch: keep messages, to know them again

	mu      sync.Mutex
	frames  map[string]*frame // guarded by mu; by their bytes
	recent  []string          // guarded by mu; keys of frames, the oldest first
	strands []*strand         // guarded by mu
	places  map[protocol.Cursor]*place
	known   []protocol.Cursor // guarded by mu; keys of places, the oldest first
}

// Bounds of what a tape keeps: messages to know again, and cursors to compare at. Who is further behind
// is compared when it has caught up.
const (
	framesKept = 64
	placesKept = 1024
)

// strand is the text of one section. Texts that were voided are kept: some watcher may be still there.
type strand struct {
	section string
	index   int // in the document
	texts   [][]byte
}

// place is how far the text reaches at a cursor. It does not change.
type place struct {
	cursor protocol.Cursor
	parts  []part
	state  protocol.State
}

// part is how much of a strand there is at a place.
type part struct {
	strand   *strand
	text     int // which of the strand's texts
	length   int // of it, in bytes
	complete bool
}

func newTape(generation string, shared bool) *tape {
	return &tape{generation: generation, shared: shared, frames: map[string]*frame{}, places: map[protocol.Cursor]*place{}}
}

// bytes is the text of a part.
func (p part) bytes() []byte {
	if p.length == 0 {
		return nil
	}
	return p.strand.texts[p.text][:p.length]
}

// put notes that text stands behind the part, and returns the longer part. Where another text stood there
// it goes on as one of its own: whether that may be, shows at the next cursor that both hold.
func (p part) put(text []byte) part {
	if p.length == 0 {
		return p.strand.find(text)
	}
	known := p.strand.texts[p.text]
	seen := min(len(known)-p.length, len(text))
	if string(known[p.length:p.length+seen]) != string(text[:seen]) {
		p.strand.texts = append(p.strand.texts, bytes.Clone(p.bytes()))
		p.text, seen = len(p.strand.texts)-1, 0
		known = p.strand.texts[p.text]
	}
	p.strand.texts[p.text] = append(known, text[seen:]...)
	p.length += len(text)
	return p
}

// find is the part that holds a text: of the newest text that goes together with it.
func (s *strand) find(text []byte) part {
	for i := len(s.texts) - 1; i >= 0; i-- {
		known := s.texts[i]
		n := min(len(known), len(text))
		if string(known[:n]) == string(text[:n]) {
			s.texts[i] = append(known, text[n:]...)
			return part{strand: s, text: i, length: len(text)}
		}
	}
	s.texts = append(s.texts, bytes.Clone(text))
	return part{strand: s, text: len(s.texts) - 1, length: len(text)}
}

// same says whether two parts hold the same text.
func (p part) same(o part) bool {
	if p.complete != o.complete || p.length != o.length {
		return false
	}
	return p.text == o.text || bytes.Equal(p.bytes(), o.bytes())
}

// strand returns the strand of a section. Called with mu held.
func (t *tape) strand(section string) *strand {
	for _, s := range t.strands {
		if s.section == section {
			return s
		}
	}
	s := &strand{section: section}
	t.strands = append(t.strands, s)
	return s
}

// settle returns the one place that there is at a cursor, and whether p is like it.
func (t *tape) settle(p *place) (*place, bool) {
	if known := t.places[p.cursor]; known != nil {
		return known, known.same(p)
	}
	if len(t.known) == placesKept {
		delete(t.places, t.known[0])
		t.known = t.known[1:]
	}
	t.known = append(t.known, p.cursor)
	t.places[p.cursor] = p
	return p, true
}

// same says whether two places hold the same text in the same state. Sections without text count as
// those that are not there.
func (p *place) same(o *place) bool {
	return p.state == o.state && p.within(o) && o.within(p)
}

func (p *place) within(o *place) bool {
	for _, a := range p.parts {
		b, ok := o.part(a.strand)
		if (ok || a.length > 0 || a.complete) && !(ok && a.same(b)) {
			return false
		}
	}
	return true
}

func (p *place) part(s *strand) (part, bool) {
	for _, x := range p.parts {
		if x.strand == s {
			return x, true
		}
	}
	return part{}, false
}

// sections is the text at the place as a snapshot has it: complete sections in the order of the document.
func (p *place) sections() []protocol.Section {
	var out []protocol.Section
	for _, x := range p.parts {
		if !x.complete {
			continue
		}
		at := len(out)
		for at > 0 && out[at-1].Index > x.strand.index {
			at--
		}
		out = append(out, protocol.Section{})
		copy(out[at+1:], out[at:])
		out[at] = protocol.Section{Section: x.strand.section, Index: x.strand.index, Text: string(x.bytes()), Complete: true}
	}
	return out
}

// proven says whether the text at the place is the one that the service has the checksum of.
func (p *place) proven(chars *int, sha string) bool {
	if sha == "" && p.state != protocol.StateCompleted {
		return true // there is nothing to prove
	}
	n, sum := protocol.Checksum(p.sections())
	return sum == sha && chars != nil && *chars == n
}

// chars counts the characters of a part.
func (p part) chars() int { return utf8.RuneCount(p.bytes()) }
