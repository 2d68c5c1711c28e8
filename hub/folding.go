package hub

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/planspark/planspark/protocol"
)

// How what is appended to a log gets into the topic: read, or given by who appended it.

// advance folds what read returns behind the topic's cursor, and says whether there was anything.
func (t *topic) advance(read func(protocol.Cursor) ([]Entry, error)) (grew bool, err error) {
	t.reading.Lock()
	defer t.reading.Unlock()
	t.mu.Lock()
	after := t.fold.Cursor()
	if t.standing != ofLog {
		after = protocol.Cursor{} // from its base: what is known here has no place in the log
	}
	t.mu.Unlock()
	entries, err := read(after)
	if err != nil || len(entries) == 0 {
		return false, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.outdated(entries) {
		return false, nil
	}
	return true, t.foldIn(entries)
}

// outdated says whether the database knows more than entries do: the log was cut short, or its end has
// been stored and is final. Guarded by mu.
func (t *topic) outdated(entries []Entry) bool {
	end := entries[len(entries)-1].Cursor
	return t.fold.State().Terminal() || t.standing != ofLog && end.Before(t.fold.Cursor())
}

// take folds entries that were appended behind after, and says whether the topic is then where they end;
// when it is not, it has to be read from the log.
func (t *topic) take(after protocol.Cursor, entries []Entry) bool {
	t.reading.Lock()
	defer t.reading.Unlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	at, here := t.fold.Cursor(), false
	if t.standing != ofRow {
		here = at == after
		for len(entries) > 0 && !at.Before(entries[0].Cursor) {
			here = at == entries[0].Cursor
			entries = entries[1:]
		}
	}
	if len(entries) == 0 || t.outdated(entries) {
		return true // all of it is known
	}
	if !entries[0].Base && !here {
		return false
	}
	return t.foldIn(entries) == nil
}

// foldIn folds entries. Guarded by mu.
func (t *topic) foldIn(entries []Entry) error {
	defer clear(t.frames)
	defer t.trim()
	t.grewAt = time.Now()
	for _, e := range entries {
		if err := t.apply(e); err != nil {
			return err
		}
	}
	return nil
}

func (t *topic) apply(e Entry) error {
	if e.Base {
		return t.applyBase(e)
	}
	if t.standing == ofRow {
		return nil // nothing to fold it onto; the next look reads from the base
	}
	ev, err := e.decode()
	if err != nil {
		return err
	}
	t.fold.Apply(e.Cursor, ev)
	it := item{cursor: e.Cursor, data: e.Data, at: ev.At}
	if ev.Kind == protocol.KindDelta {
		it.section, it.text = ev.Section, ev.Text
	}
	t.push(it)
	t.progress.note(ev, t.fold)
	if ev.Kind == protocol.KindStarted {
		t.queue = volatile{version: t.queue.version} // it waits no longer
	}
	return nil
}

// applyBase starts from a base, or passes over one that says what is known already.
func (t *topic) applyBase(e Entry) error {
	if t.standing != ofRow && t.fold.Cursor() == e.Of {
		t.fold.Apply(e.Cursor, protocol.Event{})
		t.push(item{cursor: e.Cursor})
		return nil
	}
	var base protocol.Snapshot
	if err := json.Unmarshal(e.Data, &base); err != nil {
		return fmt.Errorf("decode base %s: %w", e.Cursor, err)
	}
	base.Cursor = e.Cursor
	t.reset(base, ofLog)
	return nil
}
