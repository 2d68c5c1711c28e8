package hub

import (
	"context"

	"github.com/planspark/planspark/protocol"
)

// Frame is one message for a watcher. Data is a whole protocol message as JSON, shared and read-only.
type Frame struct {
	Data     []byte
	Cursor   protocol.Cursor // what the client holds after this message; unchanged by a volatile one
	Durable  bool            // an events or snapshot message
	Terminal bool            // the client now knows the terminal state, and the watch is done

	snapshot bool // it is the whole state
	joined   int  // events that are part of others
}

// Watch is a cursor into the log of one generation. Next and Close must not be called at once by two
// goroutines; the hub itself may wake it at any time.
type Watch struct {
	hub   *Hub
	topic *topic
	wake  func()

	cursor   protocol.Cursor
	snapshot bool // the whole state is due first
	resumes  bool // it goes on behind a cursor, and has not heard of it yet
	over     bool // the client had the end when the watch began
	queued   int64
	progress int64
	closed   bool
}

// Watch begins to watch a generation behind the cursor after; nil asks for a snapshot first. It fails
// with protocol.NotFound when the owner has no such generation. wake is called, from any goroutine,
// whenever Next may have something: it must not block, nor call the hub. Call Next right behind Watch.
func (h *Hub) Watch(ctx context.Context, owner, id string, after *protocol.Cursor, wake func()) (*Watch, error) {
	t, err := h.find(ctx, owner, id, after == nil || beginning(*after))
	if err != nil {
		return nil, err
	}
	w := &Watch{hub: h, topic: t, wake: wake, snapshot: after == nil}
	if after != nil {
		w.cursor, w.resumes = *after, !beginning(*after)
		h.meet(ctx, w)
	}
	t.watchMu.Lock()
	t.watches[w] = struct{}{}
	t.watchMu.Unlock()
	h.counts.watches.Add(1)
	h.follow(t)
	return w, nil
}

// meet prepares the watch of a client that holds a cursor. One who knows more than this instance comes
// from another one: it looks what there is. Nobody can know of an attempt that the database does not know.
func (h *Hub) meet(ctx context.Context, w *Watch) {
	t := w.topic
	switch elsewhere := t.writtenBy() < w.cursor.Attempt; {
	case !t.behind(w.cursor):
	case !elsewhere:
		t.settle(ctx)
	default:
		if h.pull(ctx, t); t.behind(w.cursor) {
			r, err := h.check(ctx, t)
			w.snapshot = err == nil && w.cursor.Attempt > r.Attempt
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.fold.State().Terminal() && !w.cursor.Before(t.fold.Cursor()) {
		w.snapshot = true // it may hold everything, but asked: the final state answers
		w.over = w.cursor == t.fold.Cursor()
	}
}

// find uses the topic of an owner's generation; one that is not known here is read from the database. Who holds no
// cursor may have been told anything by another instance: what is known here and not written here is compared.
func (h *Hub) find(ctx context.Context, owner, id string, fresh bool) (*topic, error) {
	if t := h.use(id); t != nil {
		if t.owner == owner {
			switch {
			case fresh && t.written():
				t.settle(ctx)
			case fresh:
				_, _ = h.check(ctx, t) // it logs what matters
			}
			return t, nil
		}
		h.leave(t)
	}
	r, err := h.source.Load(ctx, owner, id)
	if err != nil {
		return nil, err
	}
	t := h.join(owner, r.Snapshot())
	h.pull(ctx, t)
	return t, nil
}

// Next returns the next message for this watcher; ok is false when there is nothing to say now, and
// wake will tell when there is. It never blocks.
func (w *Watch) Next() (f Frame, ok bool) {
	if w.closed {
		return Frame{}, false
	}
	f, spared, ok := w.next()
	if ok {
		w.hub.counts.note(w, f, spared)
	}
	if f.Terminal {
		w.Close()
	}
	return f, ok
}

// next is the next message; spared is how many values it took the place of.
func (w *Watch) next() (f Frame, spared int64, ok bool) {
	t := w.topic
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.erased {
		return Frame{Data: erasedFrame(t.id), Cursor: w.cursor, Terminal: true}, 0, true
	}
	if w.snapshot || w.cursor != t.fold.Cursor() {
		if f, ok := w.durable(); ok {
			w.cursor, w.snapshot = f.Cursor, false
			return f, 0, true
		}
	}
	if w.ahead() {
		return Frame{}, 0, false // what is known here is of before what the client has seen
	}
	if v := t.queue; v.version > w.queued && v.data != nil {
		spared, w.queued = missed(w.queued, v.version), v.version
		return Frame{Data: v.data, Cursor: w.cursor}, spared, true
	}
	if v, ok := t.unseenProgress(w.progress); ok {
		spared, w.progress = missed(w.progress, v.version), v.version
		return Frame{Data: v.data, Cursor: w.cursor}, spared, true
	}
	return Frame{}, 0, false
}

// missed is how many values lie between the one that was seen and the one that is shown; who has seen
// none has missed none.
func missed(seen, shown int64) int64 {
	if seen == 0 {
		return 0
	}
	return shown - seen - 1
}

// durable brings the watch to the end of the log. Called with topic.mu held.
func (w *Watch) durable() (Frame, bool) {
	t := w.topic
	first, ok := t.reach(w.cursor)
	switch {
	case !w.snapshot && ok && first == len(t.tail):
		return Frame{}, false // at the end, under another name of the beginning
	case !w.snapshot && ok:
		return t.eventsFrame(w.cursor, first), true
	case !w.snapshot && w.ahead():
		return Frame{}, false
	}
	return t.snapshotFrame(), true
}

// ahead says whether the client knows more than this instance: its worker died with the end of its log, the log
// cannot be reached from here, who writes here was replaced and does not know yet or has not said anything yet, or
// the client has from the database what is about to be told here. It is told nothing old; what comes next lies
// behind its cursor.
func (w *Watch) ahead() bool {
	t := w.topic
	at, writes := t.fold.Cursor(), t.latestWriter()
	elsewhere := writes < w.cursor.Attempt || at.Attempt < writes || !t.marked.Before(w.cursor)
	return elsewhere && !t.fold.State().Terminal() && at.Before(w.cursor)
}

// Over says whether the client had the end when the watch began. Who asks all the same gets the final state.
func (w *Watch) Over() bool { return w.over }

// Close ends the watch. It may be called more than once.
func (w *Watch) Close() {
	if w.closed {
		return
	}
	w.closed = true
	w.topic.watchMu.Lock()
	delete(w.topic.watches, w)
	w.topic.watchMu.Unlock()
	w.hub.counts.watches.Add(-1)
	w.hub.leave(w.topic)
}
