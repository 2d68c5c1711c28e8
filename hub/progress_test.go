package hub_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

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
