package hub

import (
	"context"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// tick lets running generations say how far they are until the context ends.
func (h *Hub) tick(ctx context.Context) error {
	return h.every(ctx, func(t *topic, now time.Time) bool {
		if t.sayProgress(now) {
			t.wake()
		}
		return true
	})
}

// compare holds generations that stand still against the database until the context ends. It keeps no other loop
// waiting, since a database may be silent for as long as it is allowed to; then it is not asked about all in turn.
func (h *Hub) compare(ctx context.Context) error {
	return h.every(ctx, func(t *topic, now time.Time) bool {
		if !t.stands(now) {
			return true
		}
		_, err := h.check(ctx, t) // it logs what matters
		return !protocol.HasCode(err, protocol.CodeUnavailable)
	})
}

// every has do done with each topic at each tick, or with those before the first that it says no to.
func (h *Hub) every(ctx context.Context, do func(*topic, time.Time) bool) error {
	ticker := time.NewTicker(h.opt.Tick)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
		now := time.Now()
		for _, t := range h.all() {
			if !do(t, now) {
				break
			}
		}
	}
}

// stands says whether somebody watches a generation of which nothing was heard for a while.
func (t *topic) stands(now time.Time) bool {
	watched := t.watched()
	t.mu.Lock()
	defer t.mu.Unlock()
	after := t.opt.CheckAfter
	if t.fold.State() == protocol.StateQueued {
		after *= queuedPatience
	}
	return watched && !t.erased && !t.fold.State().Terminal() && now.Sub(t.grewAt) >= after
}

// queuedPatience is how many times longer a generation that waits may stand still: whoever tells its place
// looks after it, and has it looked at when it leaves the queue.
const queuedPatience = 4

// Look compares a generation that has left the queue with its log and with the database.
func (h *Hub) Look(ctx context.Context, id string) {
	if t := h.topic(id); t != nil && t.waits() {
		_, _ = h.check(ctx, t) // it logs what matters
	}
}

// check heals what a crash between a write and its event, or a lost wake-up, has left behind, and
// returns what the database knows.
func (h *Hub) check(ctx context.Context, t *topic) (generation.Record, error) {
	r, err := h.source.Load(ctx, t.owner, t.id)
	if protocol.HasCode(err, protocol.CodeNotFound) {
		h.Forget(t.id)
		return r, err
	}
	if err != nil {
		h.opt.Logger.Warn().Err(err).Str("generation", t.id).Msg("row was not checked; the next look tries again")
		return r, err
	}
	if t.writtenBy() < r.Attempt {
		h.pull(ctx, t)
	}
	if t.heal(r) {
		t.wake()
	}
	return r, nil
}

// heal takes the database's word where the topic is behind it, and says whether that changed anything.
func (t *topic) heal(r generation.Record) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.grewAt = time.Now()
	switch {
	case t.fold.State().Terminal():
		return false
	case r.State.Terminal(), t.behindRow(r):
		t.reset(r.Snapshot(), ofRow)
		return true
	case r.State == protocol.StateQueued && t.fold.State() == protocol.StateRunning && r.Attempt >= t.fold.Cursor().Attempt:
		t.requeue(0) // its place follows with the next look at the queue
	}
	return false
}

// behindRow says whether the database knows what no log has told here: the log is away, or a worker was lost between
// storing a stage and telling it. Who writes that attempt here tells it next. Guarded by mu.
func (t *topic) behindRow(r generation.Record) bool {
	return t.latestWriter() < r.Attempt && t.fold.Cursor().Before(r.Cursor())
}
