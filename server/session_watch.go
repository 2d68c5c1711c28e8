package server

import (
	"slices"
	"sync"
	"sync/atomic"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// watching is a generation that a session watches.
type watching struct {
	session    *session
	generation string
	due        atomic.Bool // Next may have something

	mu    sync.Mutex // guards watch: Next and Close exclude each other
	watch Watch
}

// wake is called by the hub, with its locks held.
func (w *watching) wake() {
	w.due.Store(true)
	w.session.kick()
}

// next takes one message, and stays due while there may be more.
func (w *watching) next() (hub.Frame, bool) {
	w.due.Store(false)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.watch == nil {
		return hub.Frame{}, false
	}
	f, ok := w.watch.Next()
	if ok {
		w.due.Store(true)
	}
	return f, ok
}

func (w *watching) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.watch != nil {
		w.watch.Close()
		w.watch = nil
	}
}

// begin begins to watch, without hearing of it yet.
func (ss *session) begin(generation string, after *protocol.Cursor) (*watching, error) {
	w := &watching{session: ss, generation: generation}
	ctx, cancel := ss.ask()
	defer cancel()
	owner, err := ss.server.owner(ctx, ss.who, generation)
	if err != nil {
		return nil, err
	}
	watch, err := ss.server.deps.Watcher.Watch(ctx, owner, generation, after, w.wake)
	if err != nil {
		return nil, err
	}
	w.watch = watch
	return w, nil
}

// enlist lets the burst write what a watch has.
func (ss *session) enlist(w *watching) {
	ss.mu.Lock()
	ss.watches = append(ss.watches, w)
	ss.mu.Unlock()
	w.wake()
}

// unfollow ends the watch of a generation, if there is one.
func (ss *session) unfollow(generation string) {
	ss.mu.Lock()
	i := slices.IndexFunc(ss.watches, func(w *watching) bool { return w.generation == generation })
	if i < 0 {
		ss.mu.Unlock()
		return
	}
	w := ss.watches[i]
	ss.watches = slices.Delete(ss.watches, i, i+1)
	ss.mu.Unlock()
	w.close()
}

// drop ends a watch that is done.
func (ss *session) drop(w *watching) {
	ss.mu.Lock()
	ss.watches = slices.DeleteFunc(ss.watches, func(o *watching) bool { return o == w })
	ss.mu.Unlock()
	w.close()
}

// dueWatch is the next one in turn that may have something. None is asked while an answer waits, which may be the one
// that the watch began with: it is said first. Guarded by mu.
func (ss *session) dueWatch() *watching {
	for range ss.watches {
		ss.round++
		if w := ss.watches[ss.round%len(ss.watches)]; w.due.Load() {
			return w
		}
	}
	return nil
}

// mayWatch says whether the session may watch one more generation, beside the one it may have of it.
func (ss *session) mayWatch(generation string) bool {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	n := 0
	for _, w := range ss.watches {
		if w.generation != generation {
			n++
		}
	}
	return n < protocol.MaxWatches
}
