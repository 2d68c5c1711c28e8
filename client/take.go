package client

import (
	"encoding/json"

	"github.com/planspark/planspark/protocol"
)

// verdict is what became of a message, and what the session is to do about it.
type verdict int

const (
	ignored     verdict = iota // it is old, or answers a watch that was asked for anew
	tookState                  // volatile
	tookDurable                // the chain has grown
	brokenChain                // something is missing: watch again
	tooSlow                    // the consumer's buffer is full: let go
	hopeless                   // it does not chain however often it is asked for: connect anew
)

// take puts a message into the buffer if it goes on where this watch stands. It is called by the
// connection's reader and never waits for the consumer.
func (w *Watch) take(t protocol.MessageType, raw []byte) verdict {
	u, err := decodeUpdate(t, raw)
	if err != nil {
		return hopeless
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ended || w.lagging || w.err != nil {
		return ignored
	}
	if !u.Durable() {
		w.replace(u)
		w.notify()
		return tookState
	}
	if v := w.chains(u); v != tookDurable {
		return v
	}
	if w.durable > 0 && (w.durable >= w.session.client.cfg.Buffer || w.bytes+len(raw) > maxBuffered) {
		w.lagging, w.pending = true, ""
		return tooSlow
	}
	w.push(u)
	w.cursor, w.ended = u.Cursor, u.Terminal()
	w.pending, w.broken = "", 0
	w.retry.reset()
	w.notify()
	return tookDurable
}

// chains decides on a durable update. A snapshot is the whole state, so it always fits, unless it is
// an old one that crossed our new watch.
func (w *Watch) chains(u Update) verdict {
	waiting := w.pending != ""
	if u.Snapshot != nil {
		if waiting && u.Cursor.Before(w.cursor) {
			return ignored
		}
		return tookDurable
	}
	switch {
	case u.After == w.cursor:
		return tookDurable
	case waiting, !w.cursor.Before(u.Cursor):
		return ignored
	}
	w.broken++
	if w.broken > maxBreaks {
		w.broken = 0
		return hopeless
	}
	return brokenChain
}

// replace puts a volatile update behind the rest and drops the one of its kind before it: they are
// whole values, of which the latest wins.
func (w *Watch) replace(u Update) {
	for i, b := range w.buffer {
		if !b.Durable() && (b.Queue != nil) == (u.Queue != nil) {
			w.bytes -= len(b.Raw)
			w.buffer = append(w.buffer[:i], w.buffer[i+1:]...)
			break
		}
	}
	w.buffer = append(w.buffer, u)
	w.bytes += len(u.Raw)
}

func (w *Watch) push(u Update) {
	w.buffer = append(w.buffer, u)
	w.bytes += len(u.Raw)
	w.durable++
}

// decodeUpdate reads a message of a watch.
func decodeUpdate(t protocol.MessageType, raw []byte) (Update, error) {
	u := Update{Type: t, Raw: raw}
	switch t {
	case protocol.TypeQueue:
		u.Queue = new(protocol.Queue)
		return u, json.Unmarshal(raw, u.Queue)
	case protocol.TypeProgress:
		u.Progress = new(protocol.Progress)
		return u, json.Unmarshal(raw, u.Progress)
	case protocol.TypeSnapshot:
		var m protocol.SnapshotMessage
		err := json.Unmarshal(raw, &m)
		m.Snapshot.Cursor = m.Cursor
		u.Cursor, u.Snapshot = m.Cursor, &m.Snapshot
		return u, err
	}
	var m protocol.EventsMessage
	if err := json.Unmarshal(raw, &m); err != nil {
		return u, err
	}
	u.After, u.Cursor, u.Events = m.After, m.Cursor, make([]protocol.Event, len(m.Events))
	for i, e := range m.Events {
		if err := json.Unmarshal(e, &u.Events[i]); err != nil {
			return u, err
		}
	}
	return u, nil
}
