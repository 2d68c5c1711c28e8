package hub

import (
	"context"

	"github.com/planspark/planspark/protocol"
)

// follower brings the topics of this instance to what other instances append.
type follower struct {
	hub *Hub
	ctx context.Context // of Hub.Run, within which the calls come
}

// Grew implements Follower. What is written here is known without being told.
func (f *follower) Grew(id string, after protocol.Cursor, entries []Entry) {
	t := f.hub.topic(id)
	if t == nil || t.written() {
		return
	}
	if len(entries) > 0 && t.take(after, entries) {
		t.wake()
		return
	}
	f.hub.pull(f.ctx, t)
}

// Back implements Follower: writers of this instance bring their logs in step, readers look for what
// they have missed.
func (f *follower) Back() {
	f.hub.mu.Lock()
	writers := make([]*writer, 0, len(f.hub.writers))
	for w := range f.hub.writers {
		writers = append(writers, w)
	}
	f.hub.mu.Unlock()
	for _, w := range writers {
		w.catchUp(f.ctx)
	}
	for _, t := range f.hub.all() {
		if !t.written() {
			f.hub.pull(f.ctx, t)
		}
	}
}
