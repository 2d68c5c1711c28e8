package hub

import (
	"context"
	"sync"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// writer appends to the log of one generation as one attempt.
type writer struct {
	hub   *Hub
	topic *topic

	mu      sync.Mutex // serialises appends: the log has one order
	cursor  protocol.Cursor
	entries int // since the latest base
	closed  bool
}

// Open implements generation.Log. The writer must be closed.
func (h *Hub) Open(ctx context.Context, owner string, base protocol.Snapshot) (generation.Writer, error) {
	t := h.join(owner, base)
	w := &writer{hub: h, topic: t, cursor: protocol.Cursor{Attempt: base.Attempt}}
	if t.keeps(base) {
		return w, nil // readers go on without a break
	}
	base.Cursor = w.cursor
	if err := h.log.Append(ctx, base.ID, []Entry{{Cursor: base.Cursor, Base: true, Data: encode(base)}}); err != nil {
		h.leave(t)
		return nil, err
	}
	h.pull(ctx, t)
	return w, nil
}

// keeps says whether the topic follows the log and has the same finished sections as the database, so
// that a new attempt can go on behind it.
func (t *topic) keeps(base protocol.Snapshot) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.live {
		return false
	}
	return protocol.SameText(t.fold.Snapshot().Sections, base.Sections)
}

// Append implements generation.Writer.
func (w *writer) Append(ctx context.Context, events ...protocol.Event) (protocol.Cursor, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	entries := make([]Entry, len(events))
	next := w.cursor
	for i, ev := range events {
		next = next.Next()
		entries[i] = Entry{Cursor: next, Data: encode(ev), event: &events[i]}
	}
	if err := w.put(ctx, entries, next); err != nil {
		return w.cursor, err
	}
	if w.entries > w.hub.opt.Compact {
		w.compact(ctx)
	}
	return next, nil
}

func (w *writer) put(ctx context.Context, entries []Entry, end protocol.Cursor) error {
	if err := w.hub.log.Append(ctx, w.topic.id, entries); err != nil {
		return err
	}
	w.cursor = end
	w.entries += len(entries)
	w.hub.pull(ctx, w.topic)
	return nil
}

// compact puts a base behind what was appended, so that the log can let go of it. One that fails is
// tried again behind the next event.
func (w *writer) compact(ctx context.Context) {
	base, live := w.topic.liveSnapshot()
	if !live || base.State.Terminal() {
		return
	}
	base.Cursor = w.cursor.Next()
	if err := w.put(ctx, []Entry{{Cursor: base.Cursor, Base: true, Data: encode(base)}}, base.Cursor); err != nil {
		w.hub.opt.Logger.Warn().Err(err).Str("generation", w.topic.id).Msg("log was not compacted")
		return
	}
	w.entries = 0
}

// Cursor implements generation.Writer.
func (w *writer) Cursor() protocol.Cursor {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cursor
}

// Checksum implements generation.Writer.
func (w *writer) Checksum() (chars int, sha256 string) {
	w.topic.mu.Lock()
	defer w.topic.mu.Unlock()
	return w.topic.fold.Checksum()
}

// Close implements generation.Writer.
func (w *writer) Close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return
	}
	w.closed = true
	if w.topic.ended() {
		w.hub.drop(w.topic.id)
	}
	w.hub.leave(w.topic)
}

func (t *topic) ended() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.fold.State().Terminal()
}
