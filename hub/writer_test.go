package hub_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// bases counts the bases that were put into the log.
func (w *wire) bases() (n int) {
	for _, m := range w.told {
		if m.entries[0].Base {
			n++
		}
	}
	return n
}

// loses takes the last append from the log, as a server does that took over from one which had not passed it on yet.
func (w *wire) loses(t *testing.T) {
	t.Helper()
	w.told = w.told[:len(w.told)-1]
	w.MemoryLog = hub.NewMemoryLog()
	for _, m := range w.told {
		if err := w.MemoryLog.Append(t.Context(), m.id, m.after, slices.Clone(m.entries)); err != nil {
			t.Fatal(err)
		}
	}
}

// claims stores the next attempt, and opens it on an instance.
func (p *pair) claims(at bench, attempt int64) generation.Writer {
	p.t.Helper()
	r := queued("g")
	r.State, r.Attempt = protocol.StateRunning, attempt
	at.db.put(r)
	w := at.open(p.t, claimed(r, attempt))
	p.t.Cleanup(w.Close)
	return w
}

func TestTheNextAttemptGoesOnBehindTheLogOfTheOneBefore(t *testing.T) {
	for name, of := range map[string]func(p *pair) bench{
		"on an instance that has heard nothing of it":   func(p *pair) bench { return bench{hub.New(p.wire, p.there.db, hub.Options{}), p.there.db} },
		"on one that follows it, and has not heard all": func(p *pair) bench { return p.there },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPair(t)
			p.says("1")
			next, before := p.claims(of(p), 2), p.wire.bases()
			write(t, next, started(2), delta("company", "Anew"))
			p.follower.Back()
			if text := p.client.drain().text()["company"]; text != "Anew" || p.client.snapshots > 0 || p.wire.bases() != before {
				t.Errorf("who reads shows %q and was sent the whole state %d times; the log got %d bases, want none", text, p.client.snapshots, p.wire.bases()-before)
			}
		})
	}
}

func TestALogThatLostItsEndGoesOnFromABase(t *testing.T) {
	p := newPair(t)
	p.says("1")
	p.wire.loses(t)
	p.says("2")
	p.follower.Back()
	p.reads("behind what was lost", "012", 1)
	p.grew(p.says("3"))
	p.reads("what follows", "0123", 0)
}

func TestWhoComesTooLateCannotBegin(t *testing.T) {
	p := newPair(t)
	late := bench{hub.New(p.wire, p.here.db, hub.Options{}), p.here.db}
	write(t, p.claims(p.there, 3), started(3), delta("company", "Anew"), done("company"))
	if _, err := late.Open(context.Background(), owner, claimed(queued("g"), 2)); !errors.Is(err, generation.ErrFenced) {
		t.Errorf("attempt 2 begins behind attempt 3: %v", err)
	}
	if _, ok := hub.FoldHere(late.Hub, "g"); ok {
		t.Error("what could not be opened is kept")
	}
}

// Each attempt counts from its own beginning, whatever mark the database has of the one before.
func TestAnAttemptCountsFromItsBeginning(t *testing.T) {
	b := newBench(hub.Options{})
	base := claimed(queued("g"), 2)
	base.Cursor = protocol.Cursor{Attempt: 1, Seq: 70}
	w := b.open(t, base)
	defer w.Close()
	if got, want := w.Next(), (protocol.Cursor{Attempt: 2, Seq: 1}); got != want {
		t.Errorf("its first event is %v, want %v", got, want)
	}
}

// While the log is away, each append asks for it once, however much there is to tell.
func TestALogThatIsAwayIsTriedOnceForEachAppend(t *testing.T) {
	p := newPair(t)
	p.wire.away = true
	write(t, p.writer, delta("company", "1"))
	before := p.wire.tries
	write(t, p.writer, delta("company", "2"), delta("company", "3"))
	if tried := p.wire.tries - before; tried != 1 {
		t.Errorf("it was tried %d times, want once", tried)
	}
}

// A base that makes up for an absence stands where the log was left, and what follows still lies behind every mark.
func TestWhatFollowsAnAbsenceLiesBehindItsMarks(t *testing.T) {
	p := newPair(t)
	p.wire.away = true
	write(t, p.writer, delta("company", "1"))
	mark := p.writer.Mark()
	p.wire.away = false
	hub.FollowerOf(t.Context(), p.here.Hub).Back()
	at, err := p.writer.Append(t.Context(), delta("company", "2"))
	if err != nil || !mark.Before(at) {
		t.Errorf("what follows mark %v is at %v, %v", mark, at, err)
	}
}

func TestALogIsCompactedNowAndThenAndNotBehindTheEnd(t *testing.T) {
	log := &wire{MemoryLog: hub.NewMemoryLog()}
	h := hub.New(log, &database{}, hub.Options{Compact: 10})
	w, err := h.Open(t.Context(), owner, claimed(queued("g"), 1))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	writes := func(n int) {
		for range n {
			write(t, w, delta("company", "word "))
		}
	}
	writes(100)
	if n := log.bases(); n < 9 || n > 11 {
		t.Errorf("100 events had %d bases put between them, want one behind each ten", n)
	}
	for n := log.bases(); log.bases() == n; {
		writes(1)
	}
	log.refuses = 1
	before := log.bases()
	writes(12)
	if n := log.bases() - before; n != 1 {
		t.Errorf("behind one that was refused %d came with the next event, want one", n)
	}
	writes(10)
	before = log.bases()
	write(t, w, protocol.Event{Kind: protocol.KindCancelled})
	if n := log.bases() - before; n != 0 {
		t.Errorf("behind the end %d bases were put", n)
	}
}

// Readers beside a worker that is lost are brought to what its successor has told meanwhile, and hear what it tells next.
func TestWhoReadsBesideALostWorkerFollowsItsSuccessor(t *testing.T) {
	for name, lost := range map[string]func(t *testing.T, w generation.Writer){
		"which ends": func(_ *testing.T, w generation.Writer) { w.Close() },
		"which learns that it was replaced": func(t *testing.T, w generation.Writer) {
			for range 2 {
				if _, err := w.Append(t.Context(), delta("company", "GHOST")); !errors.Is(err, generation.ErrFenced) {
					t.Errorf("it is told %v", err)
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPair(t)
			v := p.here.view(t, "g", nil).drain()
			next := p.claims(p.there, 2)
			write(t, next, started(2), delta("company", "Anew"))
			if lost(t, p.writer); v.drain().text()["company"] != "Anew" {
				t.Errorf("at first it shows %q", v.text()["company"])
			}
			if n := len(slices.DeleteFunc(slices.Clone(p.wire.subscribed), func(id string) bool { return id != "g" })); n != 2 {
				t.Errorf("the log is followed by %d instances, want both", n)
			}
			write(t, next, delta("company", " and on"))
			m := p.wire.told[len(p.wire.told)-1]
			p.wire.reads = 0
			hub.FollowerOf(t.Context(), p.here.Hub).Grew(m.id, m.after, m.entries)
			if v.drain().text()["company"] != "Anew and on" || p.wire.reads != 0 {
				t.Errorf("then it shows %q, and the log was read %d times", v.text()["company"], p.wire.reads)
			}
			write(t, next, protocol.Event{Kind: protocol.KindCancelled})
			p.follower.Back()
			hub.FollowerOf(t.Context(), p.here.Hub).Back()
			if v.drain(); v.terminals != 1 {
				t.Errorf("it learns of %d ends", v.terminals)
			}
			if p.writer.Close(); len(p.wire.ended) != 0 {
				t.Error("who was replaced ended the log of its successor")
			}
			if _, ok := hub.FoldHere(p.here.Hub, "g"); ok {
				t.Error("it is kept where nobody reads or writes it")
			}
		})
	}
}
