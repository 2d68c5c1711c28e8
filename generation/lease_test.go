package generation_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// beatWork notes the heartbeats, and answers them with more lost leases than there are.
type beatWork struct {
	generation.Work
	lost func(generation.Beat) []generation.Held

	mu     sync.Mutex
	latest generation.Beat // guarded by mu
}

func (b *beatWork) Renew(ctx context.Context, beat generation.Beat) ([]generation.Held, error) {
	b.mu.Lock()
	b.latest = beat
	b.mu.Unlock()
	lost, err := b.Work.Renew(ctx, beat)
	if b.lost != nil {
		lost = append(lost, b.lost(beat)...)
	}
	return lost, err
}

func (b *beatWork) beat() generation.Beat {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.latest
}

func beating(c *generation.PoolConfig) { c.Lease, c.Pace = 9*time.Second, 2_000 }

// An answer to a heartbeat may be late: what it says of work that has ended, or that this worker took up
// again since, concerns nobody.
func TestALeaseThatWasLostBeforeCostsNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		var answered atomic.Int64
		w.poolOn(&beatWork{Work: w.store, lost: func(b generation.Beat) []generation.Held {
			old := []generation.Held{{ID: "one that has ended", Attempt: 1}}
			for _, h := range b.Held {
				answered.Add(1)
				old = append(old, generation.Held{ID: h.ID, Attempt: h.Attempt - 1})
			}
			return old
		}}, "one", beating)
		id := w.submit("ada", cafe)
		w.follow("ada", id)
		if r := w.load("ada", id); r.State != protocol.StateCompleted || r.Attempt != 1 || answered.Load() == 0 {
			t.Errorf("it is %s in attempt %d, behind %d late answers", r.State, r.Attempt, answered.Load())
		}
	})
}

// A pool that stops counts for nobody who waits, while what it has comes to its end.
func TestAPoolThatStopsOffersNoSlots(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		work := &beatWork{Work: endlessWork{w.store}}
		w.inLane("ada", generation.LanePool)
		stop := w.poolOn(work, "one", beating)
		pool := (*w.pools.list)[0]
		time.Sleep(5 * time.Second)
		if b := work.beat(); b.Slots != 4 || len(b.Held) != 1 || !pool.Wake() {
			t.Errorf("while it runs: %d slots, %d held", b.Slots, len(b.Held))
		}
		told := time.Now()
		go stop()
		time.Sleep(4 * time.Second)
		if b := work.beat(); b.Slots != 0 || len(b.Held) != 1 {
			t.Errorf("the heartbeat says %d slots, %d held; want 0 and 1", b.Slots, len(b.Held))
		}
		if s := pool.Stats(); s != (generation.PoolStats{Running: 1}) || pool.Wake() {
			t.Errorf("it has room: %+v", s)
		}
		if stop(); time.Since(told).Round(time.Second) != 5*time.Second {
			t.Errorf("work that does not end was waited for %v, want the 5 s of a drain", time.Since(told))
		}
	})
}

// lostWork loses every lease: no heartbeat arrives, and no attempt gets an answer to a checkpoint.
type lostWork struct {
	generation.Work
	ended chan error // why the first attempt ended
}

func (lostWork) Renew(context.Context, generation.Beat) ([]generation.Held, error) {
	return nil, errNoRoute
}

func (l lostWork) Checkpoint(ctx context.Context, h generation.Held, _ generation.Checkpoint) error {
	<-ctx.Done()
	if h.Attempt == 1 {
		l.ended <- context.Cause(ctx)
	}
	return ctx.Err()
}

// Where a lease ran out unnoticed, the instance itself may be the next to take the work up: its first worker
// ends, and takes nothing of the second's with it.
func TestAnInstanceThatTakesItsOwnWorkUpAgainEndsItsFirstWorker(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		work := lostWork{w.store, make(chan error, 1)}
		w.poolOn(work, "one", func(c *generation.PoolConfig) { c.Lease, c.Timeout = 200*time.Millisecond, time.Hour })
		id := w.submit("ada", cafe)
		if err := <-work.ended; !errors.Is(err, generation.ErrLeaseLost) {
			t.Errorf("the first worker ended for %v", err)
		}
		synctest.Wait()
		if r, s := w.load("ada", id), (*w.pools.list)[0].Stats(); r.Attempt < 2 || s.Running != 1 {
			t.Errorf("it is in attempt %d, in the hands of %d workers", r.Attempt, s.Running)
		}
	})
}
