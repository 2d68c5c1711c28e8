package hub_test

import (
	"strings"
	"testing"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// TestAMessageIsNoLargerThanItsBound, but for what stands around the events and the one that passes it.
func TestAMessageIsNoLargerThanItsBound(t *testing.T) {
	const bound, text = 2000, 100
	for name, sections := range map[string][]string{"joined": {"company"}, "side by side": {"company", "market-analysis"}} {
		b := newBench(hub.Options{FrameBytes: bound}, queued("g"))
		w := b.open(t, claimed(queued("g"), 1))
		write(t, w, started(1))
		v := b.view(t, "g", nil).drain()
		for i := range 100 {
			write(t, w, delta(sections[i%len(sections)], strings.Repeat("x", text)))
		}
		messages, chars := 0, 0
		for {
			f, ok := v.watch.Next()
			if !ok {
				break
			}
			messages++
			chars += strings.Count(string(f.Data), "x")
			if len(f.Data) > bound+3*text+200 {
				t.Errorf("%s: a message of %d bytes", name, len(f.Data))
			}
		}
		if chars < 100*text || messages < 100*text/bound || messages > 20 {
			t.Errorf("%s: %d messages with %d characters", name, messages, chars)
		}
		w.Close()
	}
}

func TestWatchersThatAskForTheStateShareIt(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	w := b.open(t, claimed(queued("g"), 1))
	defer w.Close()
	write(t, w, started(1), delta("company", "Hello"))
	one, _ := b.view(t, "g", nil).watch.Next()
	two, _ := b.view(t, "g", nil).watch.Next()
	if &one.Data[0] != &two.Data[0] {
		t.Error("the state was encoded twice")
	}
}

func TestWhatIsErasedCannotBeWatchedWhileItIsStillTold(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	v := b.view(t, "g", nil) // has not heard of it yet
	b.db.erase("g")
	b.Forget("g")
	if _, err := b.Watch(t.Context(), owner, "g", &protocol.Cursor{}, func() {}); err == nil {
		t.Error("an erased generation can be watched")
	}
	if v.drain(); !v.gone {
		t.Error("the client was not told")
	}
}

func TestOnlyWhatWaitsIsToldItsPlace(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"), queued("waits"), queued("unwatched"))
	b.view(t, "waits", nil)
	b.view(t, "g", nil)
	w := b.open(t, claimed(queued("g"), 1))
	defer w.Close()
	write(t, w, started(1))
	if got := b.Waiting(); len(got) != 1 || got[0] != "waits" {
		t.Errorf("waiting: %v", got)
	}
}

func TestAPlaceWakesWhoWatchesAndStandsInTheState(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	woken := 0
	watch, err := b.Watch(t.Context(), owner, "g", nil, func() { woken++ })
	must(t, err)
	defer watch.Close()
	b.Place("g", protocol.Queue{Position: 7, Length: 9})
	if woken != 1 {
		t.Errorf("woken %d times", woken)
	}
	if s := b.view(t, "g", nil).drain().fold.Snapshot(); s.Position != 7 {
		t.Errorf("the state says place %d", s.Position)
	}
}
