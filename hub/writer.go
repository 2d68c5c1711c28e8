package hub

import (
	"context"
	"errors"
	"sync"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// writer appends to the log of one generation as one attempt. What it appends it also gives to the
// readers of this instance, even while the log that instances share is away; a base then brings the
// others back in step.
type writer struct {
	hub   *Hub
	topic *topic

	mu      sync.Mutex        // serialises appends: the log has one order
	cursor  protocol.Cursor   // of the entry that was appended last
	next    protocol.Cursor   // of the one to be appended next: behind cursor, and behind every mark
	end     protocol.Cursor   // where the log ends, as this writer knows it: at first, where the attempt before has left it
	base    protocol.Snapshot // from which the first entry goes on
	alone   bool              // the log lacks something that was told here
	entries int               // since the latest base
	closed  bool
	fenced  bool
}

// Open implements generation.Log. The writer must be closed.
func (h *Hub) Open(ctx context.Context, owner string, base protocol.Snapshot) (generation.Writer, error) {
	base.Cursor = protocol.Cursor{Attempt: base.Attempt}
	t := h.topicOf(ctx, owner, base)
	w := &writer{hub: h, topic: t, cursor: base.Cursor, next: base.Cursor.Next(), base: base}
	end, keeps := t.write(base)
	w.end = end
	h.mu.Lock()
	h.writers[w] = struct{}{}
	h.mu.Unlock()
	if keeps {
		return w, nil // readers go on without a break
	}
	if err := w.rebase(ctx); err != nil {
		_ = w.noteFenced(err)
		w.Close()
		return nil, err
	}
	return w, nil
}

// topicOf uses the topic of a generation that is about to be written here. An earlier attempt may have
// written elsewhere: its log is read first, so that this one can go on behind it.
func (h *Hub) topicOf(ctx context.Context, owner string, base protocol.Snapshot) *topic {
	if t := h.use(base.ID); t != nil {
		h.pull(ctx, t)
		return t
	}
	made := newTopic(base.ID, owner, base, &h.opt)
	if base.Attempt > 1 {
		earlier := base
		earlier.Cursor = protocol.Cursor{}
		made.reset(earlier, ofRow) // whatever the log holds lies behind
		if h.pull(ctx, made); made.standing == ofRow {
			made.reset(base, ofRow)
		}
	}
	return h.adopt(made)
}

// Append implements generation.Writer.
func (w *writer) Append(ctx context.Context, events ...protocol.Event) (protocol.Cursor, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.alone {
		if err := w.rebase(ctx); err != nil {
			return w.cursor, w.noteFenced(err)
		}
	}
	entries := w.entriesOf(events)
	err := w.put(ctx, entries)
	if errors.Is(err, ErrNeedsBase) {
		if err = w.rebase(ctx); err == nil {
			err = w.put(ctx, entries)
		}
	}
	if err != nil {
		return w.cursor, w.noteFenced(err)
	}
	end := w.cursor
	if w.entries > w.hub.opt.Compact {
		w.compact(ctx)
	}
	return end, nil
}

// entriesOf encodes events under the next cursors.
func (w *writer) entriesOf(events []protocol.Event) []Entry {
	entries := make([]Entry, len(events))
	at := w.next
	for i := range events {
		entries[i] = Entry{Cursor: at, Data: encodeEvent(&events[i]), event: &events[i]}
		at = at.Next()
	}
	return entries
}

// put appends entries to the log, and gives them to the readers here.
func (w *writer) put(ctx context.Context, entries []Entry) error {
	w.topic.putting()
	defer w.topic.put()
	after := w.end
	if !w.alone || entries[0].Base {
		err := w.hub.log.Append(ctx, w.topic.id, after, entries)
		if err != nil && !errors.Is(err, ErrAway) {
			return err
		}
		w.alone = err != nil
	}
	w.cursor = entries[len(entries)-1].Cursor
	w.end = w.cursor
	if !w.cursor.Before(w.next) {
		w.next = w.cursor.Next()
	}
	w.entries += len(entries)
	if !w.topic.take(after, entries) {
		w.hub.pull(ctx, w.topic)
	}
	w.topic.wrote(w.alone)
	w.topic.wake()
	return nil
}

// rebase puts the whole state where this writer stands into the log, so that it can be folded from there.
func (w *writer) rebase(ctx context.Context) error {
	base, err := w.state()
	if err != nil {
		return err
	}
	return w.putBase(ctx, base, w.cursor)
}

// compact puts the whole state behind what was appended, so that the log can let go of that. When it
// fails it is tried again behind the next event.
func (w *writer) compact(ctx context.Context) {
	base, err := w.state()
	if err != nil || base.State.Terminal() {
		return
	}
	if err := w.putBase(ctx, base, w.next); err != nil {
		w.hub.opt.Logger.Warn().Err(err).Str("generation", w.topic.id).Msg("log was not compacted")
	}
}

// state is what a base of this writer says. When this instance knows of a later attempt, this one was replaced, and the
// state is not its to tell.
func (w *writer) state() (protocol.Snapshot, error) {
	s := w.topic.snapshot()
	switch {
	case s.Attempt > w.base.Attempt:
		return s, generation.ErrFenced
	case w.cursor == w.base.Cursor: // nothing was appended yet: the topic is where the attempt before has left it
		return w.base, nil
	}
	return s, nil
}

func (w *writer) putBase(ctx context.Context, base protocol.Snapshot, at protocol.Cursor) error {
	base.Cursor = at
	err := w.put(ctx, []Entry{{Cursor: at, Base: true, Of: w.cursor, Data: encode(base)}})
	if err == nil {
		w.entries = 0
	}
	return err
}

// catchUp brings a log in step that could not be reached for a while.
func (w *writer) catchUp(ctx context.Context) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed || w.fenced || !w.alone {
		return
	}
	if err := w.noteFenced(w.rebase(ctx)); err != nil {
		w.hub.opt.Logger.Warn().Err(err).Str("generation", w.topic.id).Msg("log was not brought in step; the next event tries again")
	}
}

// noteFenced notes that a successor writes: what this writer told while it was alone never became part of the log.
func (w *writer) noteFenced(err error) error {
	if !errors.Is(err, generation.ErrFenced) || w.fenced {
		return err
	}
	w.fenced = true
	w.hub.unwrite(w)
	return err
}

// Mark implements generation.Writer.
func (w *writer) Mark() protocol.Cursor {
	w.mu.Lock()
	defer w.mu.Unlock()
	mark := w.next
	w.next = mark.Next()
	w.topic.mark(mark)
	return mark
}

// Next implements generation.Writer.
func (w *writer) Next() protocol.Cursor {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.next
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
	if w.topic.ended() && !w.fenced {
		w.hub.end(w.topic.id)
	}
	if !w.fenced {
		w.hub.unwrite(w)
	}
	w.hub.leave(w.topic)
}

// unwrite notes that a writer of this instance has ended; readers here then follow what others append.
func (h *Hub) unwrite(w *writer) {
	h.mu.Lock()
	delete(h.writers, w)
	h.mu.Unlock()
	w.topic.unwrite(w.base.Attempt)
	h.follow(w.topic)
	if !w.topic.ended() && w.topic.watched() {
		ctx, cancel := context.WithTimeout(context.Background(), letGoTimeout)
		defer cancel()
		h.pull(ctx, w.topic) // what others appended meanwhile was not listened to
	}
}
