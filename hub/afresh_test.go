package hub_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// What somebody is told who holds no cursor, and may have been told anything by another instance.

// stores puts the row of a pair's generation into the database, with "company" finished at a mark.
func (p *pair) stores(state protocol.State) generation.Record {
	r := queued("g")
	r.State, r.Attempt, r.Seq = state, 1, p.writer.Mark().Seq
	r.Sections = []protocol.Section{stored("company", "0")}
	p.here.db.put(r)
	return r
}

func stored(slug, text string) protocol.Section {
	return protocol.Section{Section: slug, Title: slug, Index: indexOf(slug), Text: text, Complete: true, Source: protocol.SourceOffline}
}

// state is what is answered to who asks for it.
func (b bench) state(t *testing.T) protocol.Snapshot {
	t.Helper()
	s, err := b.Snapshot(t.Context(), owner, "g")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWhoAsksIsToldNoLessByAnInstanceThatIsCutOff(t *testing.T) {
	p := newPair(t)
	p.wire.away = true
	p.stores(protocol.StateRunning)
	write(t, p.writer, done("company"))
	other := bench{hub.New(p.wire, p.here.db, hub.Options{}), p.here.db}
	want := p.here.state(t).Percent
	for name, b := range map[string]bench{"that watches": p.there, "that knew nothing": other} {
		if got := b.state(t).Percent; got != want || got == 0 {
			t.Errorf("the instance of the worker says %v, one %s %v", want, name, got)
		}
	}
}

func TestWhoAsksIsAnsweredFromTheLogThatIsFollowed(t *testing.T) {
	p := newPair(t)
	for _, away := range []bool{false, true} {
		p.here.db.away = away
		if s := p.there.state(t); s.State != protocol.StateRunning || len(s.Sections) != 1 || p.wire.reads != 0 {
			t.Errorf("with the database away %t it is said to be %s with %d sections, by %d looks at the log", away, s.State, len(s.Sections), p.wire.reads)
		}
	}
}

func TestAPageThatIsLoadedAgainIsToldNoLess(t *testing.T) {
	p := newPair(t)
	p.wire.away = true
	hub.CheckAll(t.Context(), p.there.Hub)
	p.stores(protocol.StateRunning)
	write(t, p.writer, done("company"))
	want := p.here.view(t, "g", nil).drain().fold.Percent()
	for _, after := range []*protocol.Cursor{nil, {}} {
		if got := p.there.view(t, "g", after).drain().fold.Percent(); got != want || got == 0 {
			t.Errorf("behind %v one instance says %v, the other one %v", after, want, got)
		}
	}
}

// Where it is written nothing is asked: a crowd that watches one generation costs the database nothing.
func TestWhatIsWrittenHereIsNotComparedForEachWatch(t *testing.T) {
	p := newPair(t)
	looks := p.here.db.looks()
	p.here.view(t, "g", nil)
	p.here.view(t, "g", &protocol.Cursor{})
	p.here.state(t)
	if n := p.here.db.looks() - looks; n != 0 {
		t.Errorf("the database was asked %d times", n)
	}
}

// A worker stores and tells a stage, and is lost; the next one has begun and not stored anything yet. Who is cut off
// from the log has the database's word of that attempt too.
func TestTheDatabasesWordOfANewAttemptIsTaken(t *testing.T) {
	p := newPair(t)
	p.wire.away = true
	r := p.stores(protocol.StateRunning)
	hub.CheckAll(t.Context(), p.there.Hub)
	before := p.client.drain().fold.Percent()
	r.Sections = append(r.Sections, stored("offer", "1"))
	r.Attempt, r.Seq = 2, 0
	p.here.db.put(r)
	hub.CheckAll(t.Context(), p.there.Hub)
	if now := p.client.drain().fold.Percent(); now <= before || p.client.text()["offer"] != "1" {
		t.Errorf("%v percent, then %v; the client shows %v", before, now, p.client.text())
	}
}

// A drain comes between storing a stage and telling it.
func TestAStageThatWasStoredAndHandedBackUntoldIsShownWhileItWaits(t *testing.T) {
	p := newPair(t)
	p.stores(protocol.StateQueued)
	p.writer.Close()
	hub.CheckAll(t.Context(), p.there.Hub)
	p.client.drain()
	if s := p.there.state(t); s.State != protocol.StateQueued || s.Percent == 0 || s.Percent != p.client.fold.Percent() {
		t.Errorf("who asks is told %s at %v percent, who watches %v", s.State, s.Percent, p.client.fold.Percent())
	}
}

// Handed back with nothing that was not told: the log has more of the attempt than the database, and it is over.
func TestWhoAsksIsToldThatItWaitsAgain(t *testing.T) {
	p := newPair(t)
	r := queued("g")
	r.Attempt = 1
	p.here.db.put(r)
	if s := p.there.state(t); s.State != protocol.StateQueued {
		t.Errorf("it is said to be %s", s.State)
	}
}

// A worker is paused for longer than its lease. Who watches on its instance follows the next one, before it wakes.
func TestAReplacedWorkerDoesNotHoldUpWhoWatchesBesideIt(t *testing.T) {
	p := newPair(t)
	v := p.here.view(t, "g", nil).drain()
	next := p.claims(p.there, 2)
	write(t, next, started(2), delta("company", "Anew"))
	hub.CheckAll(t.Context(), p.here.Hub)
	if text := v.drain().text()["company"]; text != "Anew" {
		t.Errorf("from the log it shows %q", text)
	}
	p.wire.away = true
	r := queued("g")
	r.State, r.Attempt, r.Seq = protocol.StateRunning, 2, next.Mark().Seq
	r.Sections = []protocol.Section{stored("company", "Anew, and stored")}
	p.here.db.put(r)
	hub.CheckAll(t.Context(), p.here.Hub)
	if text := v.drain().text()["company"]; text != "Anew, and stored" {
		t.Errorf("from the database it shows %q", text)
	}
}

// A client that comes from another instance knows what has not been heard of here yet, and the log has.
func TestWhoKnowsMoreIsMetFromTheLog(t *testing.T) {
	p := newPair(t)
	p.says("1")
	v := p.here.view(t, "g", nil).drain()
	looks := p.here.db.looks()
	at := v.cursor
	v.resume(p.there, "g", &at)
	p.says("2")
	p.follower.Back()
	if text := v.drain().text()["company"]; text != "012" || p.here.db.looks() != looks {
		t.Errorf("it shows %q, and the database was asked %d times", text, p.here.db.looks()-looks)
	}
}

// What a worker told its own instance alone never became part of the log when it is lost. The next one goes on behind the
// log, and who watches there is told that, from its beginning.
func TestWhatWasToldAloneIsForgottenWithItsWorker(t *testing.T) {
	p := newPair(t)
	v := p.here.view(t, "g", nil).drain()
	p.wire.away = true
	write(t, p.writer, protocol.Event{Kind: protocol.KindFallback, From: "groq", To: protocol.SourceOffline})
	if v.drain(); !v.fold.Snapshot().Degraded {
		t.Fatal("what is told alone is not told")
	}
	p.wire.away = false
	next := p.claims(p.there, 2)
	write(t, next, started(2), delta("company", "Anew"))
	hub.CheckAll(t.Context(), p.here.Hub)
	if s := v.drain().fold.Snapshot(); s.Degraded || v.text()["company"] != "Anew" {
		t.Errorf("who watches beside the lost worker is told degraded %t, %v", s.Degraded, v.text())
	}
}

// The state is made once for all who want it, and anew when a place in line changes, of which no event tells.
func TestAStateThatIsSharedIsThatOfNow(t *testing.T) {
	p := newPair(t)
	p.there.view(t, "g", nil).drain()
	r := queued("g")
	r.Attempt = 1
	p.here.db.put(r)
	hub.CheckAll(t.Context(), p.there.Hub)
	if v := p.there.view(t, "g", nil); !v.take() || v.fold.State() != protocol.StateQueued {
		t.Errorf("what waits again is said to be %s", v.fold.State())
	}
	for _, place := range []int{7, 3} {
		p.there.Place("g", protocol.Queue{Position: place})
		if v := p.there.view(t, "g", nil); !v.take() || v.fold.Snapshot().Position != place {
			t.Errorf("in place %d it is said to be in place %d", place, v.fold.Snapshot().Position)
		}
	}
}

// TestWhereItIsWrittenNobodyIsToldLess: other instances read of an event before its writer knows that the log has it.
func TestWhereItIsWrittenNobodyIsToldLess(t *testing.T) {
	asked := map[string]func(t *testing.T, p *pair, told *viewer){
		"behind a cursor": func(t *testing.T, p *pair, told *viewer) {
			if v := p.here.view(t, "g", &told.cursor).drain(); v.snapshots > 0 || v.cursor != told.cursor {
				t.Errorf("who held %s holds %s, after %d snapshots", told.cursor, v.cursor, v.snapshots)
			}
		},
		"for the state": func(t *testing.T, p *pair, told *viewer) {
			if s := p.here.state(t); s.Cursor != told.cursor || s.Percent != told.fold.Percent() {
				t.Errorf("who was told %v%% at %s is told %v%% at %s", told.fold.Percent(), told.cursor, s.Percent, s.Cursor)
			}
		},
		"anew": func(t *testing.T, p *pair, told *viewer) {
			if v := p.here.view(t, "g", nil).drain(); v.cursor != told.cursor {
				t.Errorf("who held %s and begins anew holds %s", told.cursor, v.cursor)
			}
		},
	}
	for how, ask := range asked {
		t.Run(how, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPair(t)
				write(t, p.writer, delta("company", "0"))
				p.wire.late = time.Millisecond
				written := make(chan struct{})
				go func() {
					defer close(written)
					write(t, p.writer, done("company"))
				}()
				defer func() { <-written }()
				synctest.Wait()
				p.follower.Back()
				ask(t, p, p.there.view(t, "g", &protocol.Cursor{}).drain())
			})
		})
	}
}
