package hub_test

import (
	"context"
	"testing"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// running is a generation that is being written, with a first event.
func running(t *testing.T) (b bench, append func(protocol.Event)) {
	t.Helper()
	b = newBench(hub.Options{}, queued("g"))
	w := b.open(t, claimed(queued("g"), 1))
	t.Cleanup(w.Close)
	append = func(e protocol.Event) { write(t, w, e) }
	append(started(1))
	return b, append
}

// TestAnEventCostsFewAllocations counts what it takes to encode an event, put it into the log and fold it.
func TestAnEventCostsFewAllocations(t *testing.T) {
	_, append := running(t)
	word := delta("company", "word ")
	if n := testing.AllocsPerRun(1000, func() { append(word) }); n > 3 {
		t.Errorf("an event took %v allocations", n)
	}
}

// TestOneMoreWatcherCostsNoAllocation counts what each of many watchers takes to be woken and to get
// the message that they share.
func TestOneMoreWatcherCostsNoAllocation(t *testing.T) {
	b, append := running(t)
	word := delta("company", "word ")
	deliver := func(watchers int) float64 {
		watches := make([]*hub.Watch, watchers)
		woken := 0
		for i := range watches {
			w, err := b.Watch(context.Background(), owner, "g", &protocol.Cursor{}, func() { woken++ })
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			for _, ok := w.Next(); ok; _, ok = w.Next() {
			}
			watches[i] = w
		}
		return testing.AllocsPerRun(100, func() {
			woken = 0
			append(word)
			for _, w := range watches {
				if _, ok := w.Next(); !ok {
					t.Fatal("a watch was told nothing")
				}
			}
			if woken != watchers {
				t.Fatalf("%d of %d watches were woken", woken, watchers)
			}
		})
	}
	if one, many := deliver(1), deliver(101); many > one {
		t.Errorf("a message took %v allocations for one watcher, and %v for 101", one, many)
	}
}
