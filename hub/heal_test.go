package hub_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
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

// lastProgress is the last progress that a client is told, and how many there were.
func (v *viewer) lastProgress() (p protocol.Progress, told int) {
	v.t.Helper()
	for {
		f, ok := v.watch.Next()
		if !ok {
			return p, told
		}
		var m protocol.Progress
		if err := json.Unmarshal(f.Data, &m); err != nil {
			v.t.Fatalf("frame is not JSON: %v", err)
		}
		if m.Type == protocol.TypeProgress {
			p, told = m, told+1
		}
	}
}

func TestProgressTellsThePaceOfThisAttempt(t *testing.T) {
	alive(t, func(t *testing.T, b bench) {
		v := b.view(t, "g", &protocol.Cursor{})
		w := b.open(t, claimed(queued("g"), 1))
		defer w.Close()
		write(t, w, started(1))
		synctest.Wait()
		time.Sleep(2600 * time.Millisecond) // between two ticks
		p, _ := v.lastProgress()
		if p.ETAMS != nil || p.SinceTextMS != nil {
			t.Errorf("before anything was written it knows when it ends, or when text came: %+v", p)
		}
		from := p.Percent
		for i, s := range protocol.WritingOrder()[:6] {
			write(t, w, delta(s.Slug, "text"), done(s.Slug))
			time.Sleep(2 * time.Second)
			p, _ = v.lastProgress() // of the first tick behind the section: the last message was 2 s ago
			if p.SinceTextMS == nil || *p.SinceTextMS != 400 {
				t.Errorf("text came 400 ms before: %+v", p)
			}
			share, elapsed := p.Percent-from, float64(3000+2000*i)
			if share < 5 {
				t.Fatalf("a section is %v percent of the work", share)
			}
			if want := int64(elapsed / share * (100 - p.Percent)); p.ETAMS == nil || *p.ETAMS != want {
				t.Errorf("%v percent took %v ms, so the rest takes %d: %+v", share, elapsed, want, p)
			}
		}
	})
}

// TestFiguresSayNothingOfTheTimeThatTextTakes: they are there in a moment, and are more than a section's share.
func TestFiguresSayNothingOfTheTimeThatTextTakes(t *testing.T) {
	alive(t, func(t *testing.T, b bench) {
		v := b.view(t, "g", &protocol.Cursor{})
		w := b.open(t, claimed(queued("g"), 1))
		defer w.Close()
		write(t, w, started(1), protocol.Event{Kind: protocol.KindMarket, Market: json.RawMessage(`{}`)}, protocol.Event{Kind: protocol.KindFinancials, Financials: json.RawMessage(`{}`)})
		synctest.Wait()
		time.Sleep(2600 * time.Millisecond)
		if p, told := v.lastProgress(); told == 0 || p.Percent < 5 || p.ETAMS != nil {
			t.Errorf("no text was written, and it knows when it ends: %+v, in %d messages", p, told)
		}
		time.Sleep(10 * time.Second)
		write(t, w, delta("company", "text"), done("company"))
		time.Sleep(2 * time.Second)
		if p, told := v.lastProgress(); told == 0 || p.ETAMS == nil || *p.ETAMS < 120_000 {
			t.Errorf("a section took more than ten seconds, and it is to end in %+v, in %d messages", p, told)
		}
	})
}

// TestProgressIsNotOlderThanTheEventsBefore it, however late a client reads.
func TestProgressIsNotOlderThanTheEventsBeforeIt(t *testing.T) {
	alive(t, func(t *testing.T, b bench) {
		v := b.view(t, "g", &protocol.Cursor{})
		w := b.open(t, claimed(queued("g"), 1))
		defer w.Close()
		write(t, w, started(1))
		time.Sleep(1100 * time.Millisecond) // it is made
		for _, s := range protocol.WritingOrder()[:3] {
			write(t, w, delta(s.Slug, "text"), done(s.Slug))
		}
		if p, told := v.lastProgress(); told != 1 || p.Percent < 10 {
			t.Errorf("behind three sections it says %v percent, in %d messages", p.Percent, told)
		}
	})
}

// TestProgressOfATickThatReadItsClockBefore: a tick reads its clock once for all, and a quick author is far ahead of it
// when its turn comes.
func TestProgressOfATickThatReadItsClockBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(hub.Options{}, queued("g"))
		v := b.view(t, "g", &protocol.Cursor{})
		w := b.open(t, claimed(queued("g"), 1))
		defer w.Close()
		now := time.Now()
		time.Sleep(7 * time.Millisecond)
		write(t, w, started(1), delta("company", "text"), done("company"))
		hub.SayProgress(b.Hub, "g", now)
		if p, told := v.lastProgress(); told == 0 || p.ETAMS == nil || *p.ETAMS != 0 || p.SinceTextMS == nil || *p.SinceTextMS != 0 {
			t.Errorf("a section that was written in no time: %+v", p)
		}
	})
}

// TestThePaceOfAnEarlierAttemptIsForgotten, also where its text is kept.
func TestThePaceOfAnEarlierAttemptIsForgotten(t *testing.T) {
	alive(t, func(t *testing.T, b bench) {
		v := b.view(t, "g", &protocol.Cursor{})
		w := b.open(t, claimed(queued("g"), 1))
		write(t, w, started(1))
		for _, s := range protocol.WritingOrder()[:3] {
			time.Sleep(time.Minute)
			write(t, w, delta(s.Slug, "text"), done(s.Slug))
		}
		time.Sleep(1100 * time.Millisecond)
		if p, _ := v.lastProgress(); p.ETAMS == nil || *p.ETAMS < 600_000 {
			t.Errorf("a minute a section, and it is to end in %+v", p)
		}
		r := queued("g")
		s, err := b.Snapshot(t.Context(), owner, "g")
		must(t, err)
		r.Sections = s.Sections
		next := b.open(t, claimed(r, 2))
		defer next.Close()
		w.Close()
		write(t, next, started(2, slugs(r.Sections)...))
		time.Sleep(6 * time.Second)
		if p, told := v.lastProgress(); told == 0 || p.ETAMS != nil {
			t.Errorf("a worker that has done nothing is to end: %+v, in %d messages", p, told)
		}
	})
}

// TestWatchersHearHowFarItIsWhileTextFlows: the time that is left is in these messages only, and whoever reads the
// text as it comes has always seen the latest of it. Percent counts what no loss of a worker takes back.
func TestWatchersHearHowFarItIsWhileTextFlows(t *testing.T) {
	alive(t, func(t *testing.T, b bench) {
		v := b.view(t, "g", &protocol.Cursor{})
		w := b.open(t, claimed(queued("g"), 1))
		defer w.Close()
		write(t, w, started(1))
		var said []time.Time
		for range 300 { // half a minute; no tick falls together with another, as no real one does
			time.Sleep(101 * time.Millisecond)
			write(t, w, delta("company", "more"))
			p, told := v.lastProgress()
			if told == 0 {
				continue
			}
			said = append(said, time.Now())
			if p.Percent != 0 {
				t.Errorf("nothing is stored, and it says %v percent", p.Percent)
			}
		}
		for i := 1; i < len(said); i++ {
			if gap := said[i].Sub(said[i-1]); gap < 1800*time.Millisecond || gap > 3*time.Second {
				t.Errorf("%v between two messages", gap)
			}
		}
		if len(said) < 12 {
			t.Errorf("in half a minute of text it said %d times how far it is", len(said))
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestASilentDatabaseSilencesNoProgress: while it keeps whoever compares a row waiting, watchers hear every five seconds
// of what stands still, of each generation.
func TestASilentDatabaseSilencesNoProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ids := []string{"f", "g"}
		b := newBench(hub.Options{}, queued("f"), queued("g"))
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- b.Run(ctx) }()
		views := map[string]*viewer{}
		for _, id := range ids {
			views[id] = b.view(t, id, &protocol.Cursor{})
			w := b.open(t, claimed(queued(id), 1))
			defer w.Close()
			write(t, w, started(1), delta("company", "one"))
		}
		b.db.keepWaiting(10 * time.Second)
		for second := range 12 {
			time.Sleep(5*time.Second + time.Millisecond)
			for _, id := range ids {
				if _, told := views[id].lastProgress(); told == 0 {
					t.Errorf("nothing was heard of %s for five seconds, after %d", id, 5*second)
				}
			}
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// TestWhatStandsStillIsSaidEveryFiveSeconds at the latest, also where ticks are a little early or late.
func TestWhatStandsStillIsSaidEveryFiveSecondsAndNotMuchMoreOften(t *testing.T) {
	alive(t, func(t *testing.T, b bench) {
		r := queued("g")
		v := b.view(t, "g", &protocol.Cursor{})
		w := b.open(t, claimed(r, 1))
		defer w.Close()
		write(t, w, started(1), delta("company", "one"))
		r.State, r.Attempt = protocol.StateRunning, 1
		b.db.put(r)
		woken := 0
		v.watch.Close()
		watch, err := b.Watch(t.Context(), owner, "g", nil, func() { woken++ })
		if err != nil {
			t.Fatal(err)
		}
		v.watch = watch
		time.Sleep(1100 * time.Millisecond) // between two ticks
		v.drain()
		told := 0
		woken = 0
		last := time.Now()
		for range 60 { // half a minute, read at each tick
			time.Sleep(500 * time.Millisecond)
			if _, n := v.lastProgress(); n > 0 {
				told += n
				if gap := time.Since(last); gap >= 5*time.Second {
					t.Errorf("nothing was heard for %v: a tick that comes a little early makes it half a second more", gap)
				}
				last = time.Now()
			}
		}
		if told != 6 || woken != 6 {
			t.Errorf("in thirty seconds it was told %d times, and its session woken %d times", told, woken)
		}
		write(t, w, completed(w))
		v.drain()
		if time.Sleep(20 * time.Second); v.take() {
			t.Errorf("behind the end it says %s", v.messages[len(v.messages)-1])
		}
	})
}

func TestPercentIsThatOfTheNextWorkerWhenOneIsLost(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	w := b.open(t, claimed(queued("g"), 1))
	write(t, w, started(1))
	for _, s := range protocol.WritingOrder()[:3] {
		write(t, w, delta(s.Slug, "whole"), done(s.Slug))
	}
	v := b.view(t, "g", nil).drain()
	kept := queued("g")
	kept.Sections = v.fold.Snapshot().Sections
	write(t, w, delta("company", strings.Repeat("lost with its worker", 50)))
	was := v.drain().fold.Percent()
	next := b.open(t, claimed(kept, 2))
	defer next.Close()
	write(t, next, started(2, slugs(kept.Sections)...))
	w.Close()
	if now := v.drain().fold.Percent(); was == 0 || now != was {
		t.Errorf("percent went from %v to %v", was, now)
	}
}

// A worker is lost between storing the figures and telling them. Whoever has that from the database keeps it.
func TestPercentIsThatOfTheNextWorkerWhenOneIsLostBeforeItTells(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	w := b.open(t, claimed(queued("g"), 1))
	write(t, w, started(1))
	stored := queued("g")
	stored.Financials = json.RawMessage(`{"currency":"EUR"}`)
	w.Close()
	v := b.view(t, "g", nil)
	v.rise(claimed(stored, 1).Percent)
	next := b.open(t, claimed(stored, 2))
	defer next.Close()
	write(t, next, started(2))
	if v.drain(); v.percent == 0 {
		t.Error("stored figures count nothing")
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
