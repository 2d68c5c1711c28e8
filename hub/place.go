package hub

import (
	"time"

	"github.com/planspark/planspark/protocol"
)

// The place in the queue, which is no event.

// waits says whether the generation is queued and somebody watches it.
func (t *topic) waits() bool {
	t.mu.Lock()
	queued := t.fold.State() == protocol.StateQueued && !t.erased
	t.mu.Unlock()
	return queued && t.watched()
}

// place notes the place in the queue and wakes the watches. One that was read before the work began comes too late.
func (t *topic) place(q protocol.Queue) {
	if t.placed(q) {
		t.wake()
	}
}

func (t *topic) placed(q protocol.Queue) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.fold.State() != protocol.StateQueued {
		return false
	}
	t.requeue(q.Position)
	t.grewAt = time.Now() // the database has just confirmed that it waits
	q.Type, q.Generation = protocol.TypeQueue, t.id
	t.queue = volatile{version: t.queue.version + 1, data: encode(q)}
	return true
}

// requeue puts the generation back in line, of which no event tells. Guarded by mu.
func (t *topic) requeue(position int) {
	t.fold.Requeue(position)
	clear(t.frames)
}
