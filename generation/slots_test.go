package generation_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store/storetest"
)

// inLane puts a generation into a lane, past the service, so that nobody wakes a pool.
func (w *world) inLane(user string, lane generation.Lane) string {
	w.t.Helper()
	sub := storetest.Submission(user)
	sub.Request, sub.Lane = cafe, lane
	receipt, err := w.store.Submit(w.ctx, sub)
	if err != nil {
		w.t.Fatal(err)
	}
	return receipt.Record.ID
}

// begun is how many of these are, or were, in the hands of a worker.
func (w *world) begun(ids map[string]string) (n int) {
	for user, id := range ids {
		if w.load(user, id).Attempt > 0 {
			n++
		}
	}
	return n
}

// endlessWork lets no generation come to its end.
type endlessWork struct{ generation.Work }

func (endlessWork) Checkpoint(ctx context.Context, _ generation.Held, _ generation.Checkpoint) error {
	<-ctx.Done()
	return ctx.Err()
}

// busy starts a pool with one slot a lane, which what it begins keeps.
func (w *world) busy() {
	w.poolOn(endlessWork{w.store}, "one", func(c *generation.PoolConfig) { c.Slots, c.ExpressSlots, c.Timeout = 1, 1, time.Hour })
	time.Sleep(5 * time.Second)
}

// Each lane has slots of its own: a pool that is full keeps nobody from the express lane, nor the reverse.
func TestALaneThatIsFullLeavesTheOtherItsSlots(t *testing.T) {
	for full, other := range map[generation.Lane]generation.Lane{
		generation.LanePool: generation.LaneExpress, generation.LaneExpress: generation.LanePool,
	} {
		t.Run(string(full), func(t *testing.T) {
			inBubble(t, func(t *testing.T, w *world) {
				crowd := map[string]string{"ada": w.inLane("ada", full), "eve": w.inLane("eve", full)}
				w.busy()
				late := w.inLane("zoe", other)
				time.Sleep(5 * time.Second)
				if n := w.begun(crowd); n != 1 {
					t.Errorf("%d of the full lane run on its one slot", n)
				}
				if w.load("zoe", late).State != protocol.StateRunning {
					t.Error("who came to the other lane waits, though its slot is free")
				}
			})
		})
	}
}

// More slots are used at once, not when the pool looks for work the next time.
func TestMoreSlotsAreUsedAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		ids := map[string]string{"ada": w.inLane("ada", generation.LanePool), "eve": w.inLane("eve", generation.LanePool), "zoe": w.inLane("zoe", generation.LanePool)}
		w.busy()
		pool := (*w.pools.list)[0]
		for slots := 1; slots <= 4; slots++ {
			pool.Resize(slots)
			synctest.Wait() // no time passes
			if n := w.begun(ids); n != min(slots, len(ids)) {
				t.Errorf("%d run on %d slots", n, slots)
			}
			if room := pool.Wake(); room != (slots > len(ids)) {
				t.Errorf("with %d slots for %d it says that it has room: %v", slots, len(ids), room)
			}
		}
	})
}

// heardSignals counts what other instances are told.
type heardSignals struct{ work atomic.Int64 }

func (h *heardSignals) Send(s generation.Signal) {
	if s.Kind == generation.SignalWork {
		h.work.Add(1)
	}
}

// Who waits for a slot gets it when it is free, not when the pool looks for work the next time; and where all
// slots were taken there may be more to do than this instance can: others are told.
func TestAFreeSlotIsTakenAtOnceAndOthersHearOfACrowd(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		first, second := w.inLane("ada", generation.LanePool), w.inLane("eve", generation.LanePool)
		var heard heardSignals
		w.pool("one", func(c *generation.PoolConfig) { c.Slots, c.Signals = 1, &heard })
		w.follow("ada", first)
		synctest.Wait() // no time passes
		if w.load("eve", second).Attempt != 1 {
			t.Error("the second waits although the slot is free")
		}
		w.follow("eve", second)
		time.Sleep(5 * time.Second)
		if n := heard.work.Load(); n != 2 {
			t.Errorf("others heard %d times that there may be work, want once for each time that the only slot was taken", n)
		}
	})
}
