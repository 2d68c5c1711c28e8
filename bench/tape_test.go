package bench

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/protocol"
)

const generation = "g"

// logged is an event at its cursor.
type logged struct {
	cursor protocol.Cursor
	event  protocol.Event
}

// story is a log as a service could write it, with its terminal event.
func story(draw func(n int) int) []logged {
	var log []logged
	at := protocol.Cursor{Attempt: 1}
	fold := protocol.NewFold(protocol.Snapshot{ID: generation})
	add := func(e protocol.Event) {
		at = at.Next()
		fold.Apply(at, e)
		log = append(log, logged{at, e})
	}
	add(protocol.Event{Kind: protocol.KindStarted, Attempt: 1})
	sections := protocol.Sections()[:3]
	for i, s := range sections {
		for range 1 + draw(4) {
			switch draw(12) {
			case 0:
				add(protocol.Event{Kind: protocol.KindSectionReset, Section: s.Slug})
			case 1: // the worker is lost: a new attempt goes on with what is complete
				at = protocol.Cursor{Attempt: at.Attempt + 1}
				kept := []string{}
				for _, done := range sections[:i] {
					kept = append(kept, done.Slug)
				}
				add(protocol.Event{Kind: protocol.KindStarted, Attempt: at.Attempt, ResumedSections: kept})
			}
			add(protocol.Event{Kind: protocol.KindDelta, Section: s.Slug, Text: strings.Repeat(string(rune('a'+draw(26))), 1+draw(5))})
		}
		add(protocol.Event{Kind: protocol.KindSection, Section: s.Slug, Title: s.Title, Index: s.Index})
	}
	chars, sha := fold.Checksum()
	add(protocol.Event{Kind: protocol.KindCompleted, Degraded: new(bool), Source: "offline", Chars: &chars, SHA256: sha})
	return log
}

// message is what brings a watcher from one place in the log to another, neighbouring deltas as one.
func message(log []logged, from, to int) []byte {
	m := protocol.EventsMessage{Type: protocol.TypeEvents, Generation: generation, Cursor: log[to-1].cursor}
	if from > 0 {
		m.After = log[from-1].cursor
	}
	for i := from; i < to; i++ {
		e := log[i].event
		for e.Kind == protocol.KindDelta && i+1 < to && log[i+1].event.Kind == protocol.KindDelta && log[i+1].event.Section == e.Section {
			i++
			e.Text += log[i].event.Text
		}
		m.Events = append(m.Events, encoded(e))
	}
	return encoded(m)
}

// snapshot is the whole state at a place in the log.
func snapshot(log []logged, at int) []byte {
	fold := protocol.NewFold(protocol.Snapshot{ID: generation})
	for _, l := range log[:at] {
		fold.Apply(l.cursor, l.event)
	}
	s := fold.Snapshot()
	return encoded(protocol.SnapshotMessage{Type: protocol.TypeSnapshot, Generation: generation, Cursor: s.Cursor, Snapshot: s})
}

func encoded(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return raw
}

// Whoever reads the log, in whatever steps and with whatever snapshots, is found to have the proven text.
func TestWhatAServicePromisesIsNoViolation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") }
		log := story(draw)
		tape := newTape(generation, draw(2) == 0)
		at := make([]int, 1+draw(4)) // where each watcher stands
		watchers := make([]*follow, len(at))
		for i := range watchers {
			watchers[i] = &follow{tape: tape}
		}
		for open := len(at); open > 0; {
			i := draw(len(at))
			if at[i] == len(log) {
				i = 0
				for at[i] == len(log) {
					i++
				}
			}
			to := at[i] + 1 + draw(len(log)-at[i])
			raw := message(log, at[i], to)
			if draw(5) == 0 {
				raw = snapshot(log, to)
			}
			h := watchers[i].take(raw)
			if h.fault != "" {
				t.Fatalf("watcher %d, from %d to %d of %d: %s", i, at[i], to, len(log), h.fault)
			}
			at[i] = to
			if to == len(log) {
				open--
				if h.ended != protocol.StateCompleted {
					t.Fatalf("the end was heard as %q", h.ended)
				}
			}
		}
	})
}

// One character more, less or other, for one of two watchers, does not go unseen.
func TestOneWrongCharacterIsAViolation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") }
		log := story(func(n int) int { return max(2, draw(n)) % n }) // without resets, which would make up for it
		lie := make([]logged, len(log))
		copy(lie, log)
		i := draw(len(lie))
		for lie[i].event.Kind != protocol.KindDelta {
			i = (i + 1) % len(lie)
		}
		lie[i].event.Text = []string{"", lie[i].event.Text + "!", "é" + lie[i].event.Text[1:]}[draw(3)]
		tape := newTape(generation, true)
		honest, deceived := &follow{tape: tape}, &follow{tape: tape}
		order := []func() heard{
			func() heard { return honest.take(message(log, 0, len(log))) },
			func() heard { return deceived.take(message(lie, 0, len(lie))) },
		}
		first := draw(2)
		a, b := order[first](), order[1-first]()
		if a.fault == "" && b.fault == "" {
			t.Fatalf("%q for %q was not noticed", lie[i].event.Text, log[i].event.Text)
		}
	})
}

func TestEachFaultIsNamed(t *testing.T) {
	plain := story(func(n int) int { return n / 2 })
	end := len(plain)
	forged := append([]logged(nil), plain...)
	forged[end-1].event.SHA256 = strings.Repeat("0", 64)
	progress := func(percent float64) []byte {
		return encoded(protocol.Progress{Type: protocol.TypeProgress, Generation: generation, Percent: percent})
	}
	for _, c := range []struct {
		name  string
		given [][]byte // the last of which is at fault
		want  Fault
	}{
		{"a gap in the chain", [][]byte{message(plain, 0, 2), message(plain, 3, 5)}, FaultChain},
		{"the same again", [][]byte{message(plain, 0, 2), message(plain, 0, 2)}, FaultChain},
		{"a checksum of another text", [][]byte{message(forged, 0, end)}, FaultChecksum},
		{"a snapshot with a checksum of another text", [][]byte{snapshot(forged, end)}, FaultChecksum},
		{"progress that falls", [][]byte{progress(40), progress(39.9)}, FaultPercent},
		{"progress below a snapshot", [][]byte{snapshot(plain, end-1), progress(0)}, FaultPercent},
		{"text behind the end", [][]byte{message(plain, 0, end), snapshot(plain, end)}, FaultForeign},
		{"another generation", [][]byte{encoded(protocol.Queue{Type: protocol.TypeQueue, Generation: "other"})}, FaultForeign},
		{"no JSON", [][]byte{[]byte(`{"type":"events"`)}, FaultGarbled},
		{"a cursor that stands still", [][]byte{message(plain, 0, 2), encoded(protocol.EventsMessage{
			Type: protocol.TypeEvents, Generation: generation, After: plain[1].cursor, Cursor: plain[1].cursor,
		})}, FaultCursor},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &follow{tape: newTape(generation, true)}
			for i, raw := range c.given {
				h := f.take(raw)
				if last := i == len(c.given)-1; last && h.fault != c.want || !last && h.fault != "" {
					t.Fatalf("message %d: fault %q", i, h.fault)
				}
			}
		})
	}
}

// Percent is a promise over all attempts: it counts what no killed worker takes along.
func TestProgressGoesOnWithTheNextAttempt(t *testing.T) {
	first, second := protocol.Cursor{Attempt: 1, Seq: 1}, protocol.Cursor{Attempt: 2, Seq: 1}
	started := func(after, at protocol.Cursor) []byte {
		return message([]logged{{cursor: after}, {cursor: at, event: protocol.Event{Kind: protocol.KindStarted, Attempt: at.Attempt}}}, 1, 2)
	}
	progress := func(percent float64) []byte {
		return encoded(protocol.Progress{Type: protocol.TypeProgress, Generation: generation, Percent: percent})
	}
	f := &follow{tape: newTape(generation, true)}
	for i, given := range []struct {
		raw  []byte
		want Fault
	}{
		{started(protocol.Cursor{}, first), ""}, {progress(40), ""}, {started(first, second), ""}, {progress(40), ""}, {progress(39), FaultPercent},
	} {
		if h := f.take(given.raw); h.fault != given.want {
			t.Errorf("message %d: fault %q, want %q", i, h.fault, given.want)
		}
	}
}

// A watcher more costs no reading: what many get alike is known again.
func TestOneMoreWatcherReadsNothingTwice(t *testing.T) {
	log := story(func(n int) int { return n / 2 })
	tape := newTape(generation, true)
	raw := message(log, 0, 4)
	(&follow{tape: tape}).take(raw)
	watchers := make([]follow, 200)
	next := 0
	if n := testing.AllocsPerRun(len(watchers)-1, func() {
		watchers[next].tape = tape
		if h := watchers[next].take(raw); h.fault != "" {
			t.Error(h.fault)
		}
		next++
	}); n > 0 {
		t.Errorf("it took %v allocations", n)
	}
}

func BenchmarkTake(b *testing.B) {
	log := story(func(n int) int { return n / 2 })
	raw := message(log, 0, len(log))
	for _, shared := range []bool{true, false} {
		b.Run(fmt.Sprintf("shared=%v", shared), func(b *testing.B) {
			tape := newTape(generation, shared)
			for b.Loop() {
				f := follow{tape: tape}
				f.take(raw)
			}
		})
	}
}
