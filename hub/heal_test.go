package hub_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// alive runs a hub in virtual time while do does.
func alive(t *testing.T, do func(t *testing.T, b bench)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(hub.Options{}, queued("g"))
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- b.Run(ctx) }()
		do(t, b)
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("a hub that was told to end says %v", err)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestTheDatabaseIsAskedAboutWhatIsWatchedAndStandsStill, the less often the less there is to be expected.
func TestTheDatabaseIsAskedAboutWhatIsWatchedAndStandsStill(t *testing.T) {
	for _, row := range []struct {
		name          string
		state         protocol.State
		watched       bool
		least, atMost int // looks in a minute
	}{
		{"runs", protocol.StateRunning, true, 15, 20},
		{"waits", protocol.StateQueued, true, 4, 5},
		{"ended", protocol.StateCompleted, true, 0, 0},
		{"nobody watches", protocol.StateRunning, false, 0, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			alive(t, func(t *testing.T, b bench) {
				r := queued("g")
				w := b.open(t, claimed(r, 1))
				defer w.Close()
				switch row.state {
				case protocol.StateRunning:
					write(t, w, started(1))
				case protocol.StateCompleted:
					write(t, w, started(1), completed(w))
				}
				r.State, r.Attempt = row.state, 1
				b.db.put(r)
				if row.watched {
					b.view(t, "g", nil)
				}
				before := b.db.looks()
				time.Sleep(time.Minute)
				if n := b.db.looks() - before; n < row.least || n > row.atMost {
					t.Errorf("%d looks in a minute, want %d to %d", n, row.least, row.atMost)
				}
			})
		})
	}
}

func TestALookTellsWhatBecameOfAGeneration(t *testing.T) {
	b := newBench(hub.Options{}, queued("ended"), queued("erased"), queued("other"))
	woken := map[string]int{}
	views := map[string]*viewer{}
	for _, id := range []string{"ended", "erased", "other"} {
		views[id] = b.view(t, id, nil).drain()
		views[id].watch.Close()
		w, err := b.Watch(t.Context(), owner, id, &protocol.Cursor{}, func() { woken[id]++ })
		if err != nil {
			t.Fatal(err)
		}
		views[id].watch, views[id].cursor = w, protocol.Cursor{}
	}
	r := queued("ended")
	r.State, r.Attempt, r.Seq = protocol.StateFailed, 1, 3
	b.db.put(r)
	b.db.erase("erased")
	for _, id := range []string{"ended", "erased", "nobody watches this"} {
		b.Look(t.Context(), id)
	}
	if v := views["ended"].drain(); v.fold.State() != protocol.StateFailed || woken["ended"] == 0 {
		t.Errorf("of one that failed it shows %s, woken %d times", v.fold.State(), woken["ended"])
	}
	if !views["erased"].drain().gone || woken["erased"] == 0 {
		t.Errorf("of one that is gone nobody was told, woken %d times", woken["erased"])
	}
	if woken["other"] != 0 {
		t.Error("one that still waits was woken")
	}
	if waiting := b.Waiting(); !slices.Equal(waiting, []string{"other"}) {
		t.Errorf("waiting: %v", waiting)
	}
	loads := b.db.looks()
	if b.Look(t.Context(), "ended"); b.db.looks() != loads {
		t.Error("the database was asked about what is final")
	}
}

// TestWithoutALogFinishedSectionsAreTold: what the database keeps is all that there is.
func TestWithoutALogFinishedSectionsAreTold(t *testing.T) {
	p := newPair(t)
	p.wire.away = true
	r := queued("g")
	r.State, r.Attempt, r.Seq = protocol.StateRunning, 1, p.writer.Mark().Seq
	r.Sections = []protocol.Section{{Section: "company", Title: "Company", Index: indexOf("company"), Text: "whole", Complete: true, Source: protocol.SourceOffline}}
	p.there.db.put(r)
	hub.CheckAll(t.Context(), p.there.Hub)
	p.wakes("a finished section in the database")
	p.reads("a finished section in the database", "whole", 0)
	again := p.client.snapshots
	hub.CheckAll(t.Context(), p.there.Hub)
	if p.client.drain(); p.client.snapshots != again {
		t.Error("what was told was told again")
	}

	p.wire.away = false
	p.follower.Back()
	p.reads("a log that is behind the database", "whole", 1)
	write(t, p.writer, done("company")) // what was stored is told next
	p.says("1")
	p.follower.Back()
	p.reads("the log is back", "01", 1)
}

func TestAGenerationThatWasHandedBackWaitsAgain(t *testing.T) {
	p := newPair(t)
	r := queued("g")
	r.Attempt = 1
	p.there.db.put(r)
	if hub.CheckAll(t.Context(), p.there.Hub); !slices.Equal(p.there.Waiting(), []string{"g"}) {
		t.Errorf("waiting: %v", p.there.Waiting())
	}
	p.there.Place("g", protocol.Queue{Position: 4})
	if p.client.drain(); p.client.messages[len(p.client.messages)-1] != "queue" {
		t.Errorf("the client has %v", p.client.messages)
	}
	next := p.here.open(t, claimed(r, 2))
	defer next.Close()
	write(t, next, started(2))
	p.follower.Back()
	p.client.drain()
	if late := p.there.view(t, "g", nil).drain(); slices.Contains(late.messages, "queue") {
		t.Errorf("who comes behind the start is told a place: %v", late.messages)
	}
}

func TestEndsThatWereWatchedAreCountedOnce(t *testing.T) {
	over := queued("over")
	over.State = protocol.StateCompleted
	b := newBench(hub.Options{}, queued("g"), over, queued("erased"))
	w := b.open(t, claimed(queued("g"), 1))
	defer w.Close()
	write(t, w, started(1))
	first, second := b.view(t, "g", nil).drain(), b.view(t, "g", nil).drain()
	b.view(t, "over", nil).drain()
	gone := b.view(t, "erased", nil).drain()
	b.Forget("erased")
	gone.drain()
	if n := b.Stats().EndsSeen; n != 0 {
		t.Errorf("%d ends were seen of none that ran", n)
	}
	write(t, w, completed(w))
	first.drain()
	second.drain()
	if n := b.Stats().EndsSeen; n != 1 {
		t.Errorf("an end that two have seen counts %d times", n)
	}
}
