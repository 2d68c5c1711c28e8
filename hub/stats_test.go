package hub_test

import (
	"testing"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

func TestStatsCountWatchesMessagesAndResumes(t *testing.T) {
	b := newBench(hub.Options{TailBytes: 2000}, queued("g"), queued("waits"))
	w := b.open(t, claimed(queued("g"), 1))
	defer w.Close()
	v := b.view(t, "g", &protocol.Cursor{})
	write(t, w, started(1))
	v.drain()
	write(t, w, delta("company", "a"), delta("company", "b"), delta("company", "c"))
	v.drain()
	held := v.cursor
	if s := b.Stats(); s.Watches != 1 || s.Messages != 2 || s.Conflated != 2 || s.ResumedByCursor+s.ResumedBySnapshot != 0 {
		t.Errorf("after three deltas in one message: %+v", s)
	}
	v.watch.Close()
	v.watch.Close()

	write(t, w, delta("company", "d"))
	v.resume(b, "g", &held)
	v.drain()
	write(t, w, delta("company", "e")) // which is no resume
	v.drain()
	held = v.cursor
	if s := b.Stats(); s.Watches != 1 || s.ResumedByCursor != 1 || s.ResumedBySnapshot != 0 {
		t.Errorf("after a resume: %+v", s)
	}
	for range 100 {
		write(t, w, delta("company", "a text that is long enough to push out what came before"))
	}
	v.watch.Close()
	v.resume(b, "g", &held)
	v.drain()
	if s := b.Stats(); s.Watches != 1 || s.ResumedByCursor != 1 || s.ResumedBySnapshot != 1 {
		t.Errorf("after a resume from too far back: %+v", s)
	}
	v.watch.Close()

	fresh := b.view(t, "waits", nil)
	b.Place("waits", protocol.Queue{Position: 3})
	fresh.drain()
	before := b.Stats().Conflated
	for i := range 4 {
		b.Place("waits", protocol.Queue{Position: 2, Length: i})
	}
	fresh.drain()
	if s := b.Stats(); s.Conflated != before+3 || s.ResumedByCursor != 1 || s.ResumedBySnapshot != 1 {
		t.Errorf("after three places that nobody saw: %+v", s)
	}
	fresh.watch.Close()
	if n := b.Stats().Watches; n != 0 {
		t.Errorf("%d watches are left", n)
	}
}
