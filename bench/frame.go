package bench

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Fault is what is wrong with what the service said.
type Fault string

// The faults. Any of them is a broken promise of the protocol.
const (
	FaultChain    Fault = "chain"    // a message does not go on where the watcher stands
	FaultText     Fault = "text"     // two watchers have different texts at one cursor
	FaultChecksum Fault = "checksum" // the text is not the one that the service proves
	FaultCursor   Fault = "cursor"   // a cursor did not grow
	FaultPercent  Fault = "percent"  // progress fell
	FaultForeign  Fault = "foreign"  // of a generation that nobody asked for here, or that has ended
	FaultGarbled  Fault = "garbled"  // cannot be read
	FaultUnended  Fault = "unended"  // an accepted generation whose end a watcher never learned
)

// frame is a message about a generation, read.
type frame struct {
	kind     protocol.MessageType
	fault    Fault
	after    protocol.Cursor // of events
	cursor   protocol.Cursor
	events   []protocol.Event
	snapshot *protocol.Snapshot
	percent  float64
	at       time.Time // of the last event: when the service had it
	from, to *place    // of whoever was given it first: what it leads to
	unproven Fault     // what is wrong with that step
}

func (f *frame) durable() bool {
	return f.kind == protocol.TypeEvents || f.kind == protocol.TypeSnapshot
}

// heard is what becomes of a message.
type heard struct {
	fault   Fault
	durable bool
	ended   protocol.State // terminal; empty while it goes on
	text    bool           // events came
	at      time.Time      // of the last event
	source  string         // of a completed generation: who wrote it
	reduced bool           // the completed plan is degraded
}

// follow is one watcher's place in a generation. It is for one goroutine.
type follow struct {
	tape    *tape
	here    *place // nil: nothing is known yet
	percent float64
	ended   bool
}

// cursor is what the watcher holds.
func (f *follow) cursor() protocol.Cursor {
	if f.here == nil {
		return protocol.Cursor{}
	}
	return f.here.cursor
}

// take holds a message against what is known, and moves on.
func (f *follow) take(raw []byte) heard {
	t := f.tape
	t.mu.Lock()
	defer t.mu.Unlock()
	m := t.frame(raw)
	switch {
	case m.fault != "":
		return heard{fault: m.fault}
	case f.ended && m.durable():
		return heard{fault: FaultForeign}
	case m.kind == protocol.TypeProgress && m.percent < f.percent:
		return heard{fault: FaultPercent}
	case !m.durable():
		f.percent = max(f.percent, m.percent)
		return heard{}
	case m.kind == protocol.TypeEvents && m.after != f.cursor():
		return heard{fault: FaultChain}
	case f.here != nil && !f.here.cursor.Before(m.cursor) && m.kind == protocol.TypeEvents:
		return heard{fault: FaultCursor}
	}
	if m.to == nil || m.kind == protocol.TypeEvents && m.from != f.here {
		m.from = f.here
		m.to, m.unproven = t.step(f.here, m)
	}
	f.here = m.to
	out := heard{fault: m.unproven, durable: true, text: m.kind == protocol.TypeEvents, at: m.at}
	if m.snapshot != nil {
		f.percent = max(f.percent, m.snapshot.Percent)
	}
	if f.here.state.Terminal() {
		f.ended = true
		out.ended = f.here.state
		out.source, out.reduced = m.origin()
	}
	return out
}

// origin is who wrote a plan that ends with the message, and whether it is degraded.
func (f *frame) origin() (source string, degraded bool) {
	if f.snapshot != nil {
		return f.snapshot.Source, f.snapshot.Degraded
	}
	for _, e := range f.events {
		if e.Kind == protocol.KindCompleted {
			return e.Source, e.Degraded != nil && *e.Degraded
		}
	}
	return "", false
}

// frame reads a message, or knows it again. Called with mu held.
func (t *tape) frame(raw []byte) *frame {
	if f := t.frames[string(raw)]; f != nil {
		return f
	}
	f := read(raw, t.generation)
	if !t.shared {
		return f
	}
	if len(t.recent) == framesKept {
		delete(t.frames, t.recent[0])
		t.recent = t.recent[1:]
	}
	key := string(raw)
	t.recent = append(t.recent, key)
	t.frames[key] = f
	return f
}

// read decodes a message about a generation.
func read(raw []byte, generation string) *frame {
	var m struct {
		Type       protocol.MessageType `json:"type"`
		Generation string               `json:"generation"`
		After      protocol.Cursor      `json:"after"`
		Cursor     protocol.Cursor      `json:"cursor"`
		Events     []protocol.Event     `json:"events"`
		Snapshot   *protocol.Snapshot   `json:"snapshot"`
		Percent    float64              `json:"percent"`
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return &frame{fault: FaultGarbled}
	}
	f := &frame{kind: m.Type, after: m.After, cursor: m.Cursor, events: m.Events, snapshot: m.Snapshot, percent: m.Percent}
	if m.Generation != generation {
		f.fault = FaultForeign
	}
	if m.Type == protocol.TypeSnapshot && m.Snapshot == nil {
		f.fault = FaultGarbled
	}
	if n := len(m.Events); n > 0 {
		f.at = m.Events[n-1].At.Time
	}
	return f
}

// step is where a message leads from a place, nil being the beginning. Called with mu held.
func (t *tape) step(from *place, m *frame) (*place, Fault) {
	next := &place{cursor: m.cursor, state: protocol.StateRunning} // or queued again, which no event says
	fault := Fault("")
	if m.snapshot != nil {
		fault = t.adopt(next, m.snapshot)
	} else {
		if from != nil {
			next.state, next.parts = from.state, slices.Clone(from.parts)
		}
		for _, e := range m.events {
			if bad := t.apply(next, e); bad != "" {
				fault = bad
			}
		}
	}
	settled, same := t.settle(next)
	if !same && fault == "" {
		fault = FaultText
	}
	return settled, fault
}

// adopt takes over the state of a snapshot.
func (t *tape) adopt(p *place, s *protocol.Snapshot) (fault Fault) {
	p.state = s.State
	if !s.State.Terminal() {
		p.state = protocol.StateRunning
	}
	for _, sec := range s.Sections {
		st := t.strand(sec.Section)
		st.index = sec.Index
		held := st.find([]byte(sec.Text))
		held.complete = sec.Complete
		p.parts = append(p.parts, held)
	}
	if s.State.Terminal() && !p.proven(s.Chars, s.SHA256) {
		return FaultChecksum
	}
	return ""
}

// apply does what an event does to the text.
func (t *tape) apply(p *place, e protocol.Event) Fault {
	switch e.Kind {
	case protocol.KindStarted:
		p.state = protocol.StateRunning
		for i, x := range p.parts {
			if !slices.Contains(e.ResumedSections, x.strand.section) {
				p.parts[i] = part{strand: x.strand}
			}
		}
	case protocol.KindDelta:
		x := t.part(p, e.Section)
		*x = x.put([]byte(e.Text))
	case protocol.KindSection:
		x := t.part(p, e.Section)
		x.strand.index, x.complete = e.Index, true
		if e.Chars != nil && *e.Chars != x.chars() {
			return FaultChecksum
		}
	case protocol.KindSectionReset:
		x := t.part(p, e.Section)
		*x = part{strand: x.strand}
	case protocol.KindCompleted, protocol.KindFailed, protocol.KindCancelled:
		return p.end(e)
	}
	return ""
}

// end keeps what is complete, and proves it.
func (p *place) end(e protocol.Event) Fault {
	switch e.Kind {
	case protocol.KindCompleted:
		p.state = protocol.StateCompleted
	case protocol.KindFailed:
		p.state = protocol.StateFailed
	default:
		p.state = protocol.StateCancelled
	}
	p.parts = slices.DeleteFunc(p.parts, func(x part) bool { return !x.complete })
	if !p.proven(e.Chars, e.SHA256) {
		return FaultChecksum
	}
	return ""
}

// part is the one of a section at a place, which is made when it is not there.
func (t *tape) part(p *place, section string) *part {
	s := t.strand(section)
	for i := range p.parts {
		if p.parts[i].strand == s {
			return &p.parts[i]
		}
	}
	p.parts = append(p.parts, part{strand: s})
	return &p.parts[len(p.parts)-1]
}
