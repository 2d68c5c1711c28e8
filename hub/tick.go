package hub

import (
	"context"
	"errors"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// tick lets running generations say how far they are, and compares those that stand still with the
// database, until the context ends.
func (h *Hub) tick(ctx context.Context) error {
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
			if t.sayProgress(now) {
				t.wake()
			}
			if t.stands(now) {
				h.check(ctx, t)
			}
		}
	}
}

// stands says whether somebody watches a generation of which nothing was heard for a while.
func (t *topic) stands(now time.Time) bool {
	t.watchMu.RLock()
	watched := len(t.watches) > 0
	t.watchMu.RUnlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	return watched && !t.erased && !t.fold.State().Terminal() && now.Sub(t.grewAt) >= t.opt.CheckAfter
}

// check heals what a crash between a write and its event, or a lost wake-up, has left behind.
func (h *Hub) check(ctx context.Context, t *topic) {
	r, err := h.source.Load(ctx, t.owner, t.id)
	var p *protocol.Problem
	if errors.As(err, &p) && p.Code == protocol.CodeNotFound {
		h.Forget(t.id)
		return
	}
	if err != nil {
		h.opt.Logger.Warn().Err(err).Str("generation", t.id).Msg("row was not checked; the next look tries again")
		return
	}
	h.pull(ctx, t)
	if t.heal(r) {
		t.wake()
	}
}

// heal takes the database's word where the topic is behind it, and says whether that changed anything.
func (t *topic) heal(r generation.Record) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.grewAt = time.Now()
	switch {
	case t.fold.State().Terminal():
		return false
	case r.State.Terminal():
		t.reset(r.Snapshot())
		t.live = false
		return true
	case r.State == protocol.StateQueued && t.fold.State() == protocol.StateRunning:
		t.fold.Requeue(0) // its place follows with the next look at the queue
		return false
	}
	return false
}
