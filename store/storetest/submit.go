package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

var submitTests = map[string]func(*testing.T, Store){
	"accepted is stored as submitted": func(t *testing.T, s Store) {
		sub := Submission("ann")
		r := submit(t, s, sub)
		got := load(t, s, "ann", sub.ID)
		if r.Outcome != generation.OutcomeAccepted || r.Position != 1 || r.Length != 1 {
			t.Errorf("receipt is %s at %d of %d, want accepted at 1 of 1", r.Outcome, r.Position, r.Length)
		}
		if got.Request != sub.Request || got.Fingerprint != sub.Fingerprint || got.Lane != sub.Lane || got.Owner != "ann" {
			t.Errorf("stored %+v, want what was submitted", got)
		}
		if got.State != protocol.StateQueued || got.Attempt != 0 || got.Seq != 0 || !got.StartedAt.IsZero() || !got.FinishedAt.IsZero() {
			t.Errorf("a new generation is %s at %s, started %s", got.State, got.Cursor(), got.StartedAt)
		}
		if got.CreatedAt.IsZero() || !got.CreatedAt.Equal(r.Record.CreatedAt) || got.CreatedAt.Location() != time.UTC {
			t.Errorf("created at %v, told %v", got.CreatedAt, r.Record.CreatedAt)
		}
	},
	"an identical active request joins, queued or running, and consumes nothing": func(t *testing.T, s Store) {
		limits := Limit(generation.Limits{MaxActive: 1, Daily: 1, Queue: 1})
		id := accept(t, s, "ann", Idea("the same idea"), limits)
		for _, state := range []protocol.State{protocol.StateQueued, protocol.StateRunning} {
			r := submit(t, s, Submission("ann", Idea("the same idea"), limits))
			if r.Outcome != generation.OutcomeJoined || r.Record.ID != id || r.Record.State != state {
				t.Errorf("%s %s in state %s, want joined %s %s", r.Outcome, r.Record.ID, r.Record.State, id, state)
			}
			if want := map[protocol.State]int{protocol.StateQueued: 1}[state]; r.Position != want || r.Length != want {
				t.Errorf("%s at %d of %d, want %d", state, r.Position, r.Length, want)
			}
			claim(t, s, "w1", 1, long)
		}
		wantUsage(t, s, "ann", []string{id}, 1)
	},
	"a completed result answers for its time, and consumes nothing": func(t *testing.T, s Store) {
		limits := Limit(generation.Limits{MaxActive: 1, Daily: 1, Queue: 1, CacheTTL: time.Hour})
		h := started(t, s, "ann", Idea("the same idea"), limits)
		finish(t, s, h, completed)
		r := submit(t, s, Submission("ann", Idea("the same idea"), limits))
		if r.Outcome != generation.OutcomeCached || r.Record.ID != h.ID || r.Position != 0 {
			t.Errorf("%s %s at %d, want cached %s", r.Outcome, r.Record.ID, r.Position, h.ID)
		}
		wantUsage(t, s, "ann", nil, 1)
		off := Submission("ann", Idea("the same idea"))
		if r := submit(t, s, off); r.Outcome != generation.OutcomeAccepted {
			t.Errorf("without a cache the outcome is %s", r.Outcome)
		}
	},
	"a completed result answers no longer than that": func(t *testing.T, s Store) {
		h := started(t, s, "ann", Idea("the same idea"))
		finish(t, s, h, completed)
		s.Age(t, 2*time.Hour)
		for ttl, want := range map[time.Duration]generation.Outcome{time.Hour: generation.OutcomeAccepted, 3 * time.Hour: generation.OutcomeCached} {
			quoted, err := s.Quote(t.Context(), Submission("ann", Idea("the same idea"), Limit(generation.Limits{CacheTTL: ttl})))
			if err != nil || quoted.Outcome != want {
				t.Errorf("of two hours ago, with %s: %s, %v; want %s", ttl, quoted.Outcome, err, want)
			}
		}
	},
	"the newest of several results answers": func(t *testing.T, s Store) {
		var last generation.Held
		for range 3 {
			last = started(t, s, "ann", Idea("the same idea"))
			finish(t, s, last, completed)
			tick(t, s)
		}
		cache := Limit(generation.Limits{CacheTTL: time.Hour})
		if r := submit(t, s, Submission("ann", Idea("the same idea"), cache)); r.Record.ID != last.ID {
			t.Errorf("cached %s, want the last, %s", r.Record.ID, last.ID)
		}
	},
	"degraded, failed and cancelled results answer nobody": func(t *testing.T, s Store) {
		cache := Limit(generation.Limits{CacheTTL: time.Hour})
		degraded := completed
		degraded.Degraded = true
		finish(t, s, started(t, s, "ann", Idea("the same idea"), cache), degraded)
		failed := generation.Result{State: protocol.StateFailed, Seq: 2, Problem: protocol.NewProblem(protocol.CodeInternal, "No.")}
		finish(t, s, started(t, s, "ann", Idea("the same idea"), cache), failed)
		id := accept(t, s, "ann", Idea("the same idea"), cache)
		if _, _, err := s.Cancel(t.Context(), "ann", id, protocol.ByOwner); err != nil {
			t.Fatal(err)
		}
		accept(t, s, "ann", Idea("the same idea"), cache)
	},
	"a submission repeated because its answer was lost is told that it was accepted": func(t *testing.T, s Store) {
		sub := Submission("ann")
		first, again := submit(t, s, sub), submit(t, s, sub)
		if again.Outcome != generation.OutcomeAccepted || again.Record.ID != first.Record.ID || again.Position != 1 {
			t.Errorf("the repetition is %s of %s at %d", again.Outcome, again.Record.ID, again.Position)
		}
		wantUsage(t, s, "ann", []string{sub.ID}, 1)
	},
	"identical requests of two owners share nothing": func(t *testing.T, s Store) {
		cache := Limit(generation.Limits{CacheTTL: time.Hour})
		a := accept(t, s, "ann", Idea("the same idea"), cache)
		b := accept(t, s, "bob", Idea("the same idea"), cache)
		finish(t, s, claimOne(t, s, "w1", long), completed)
		if a == b {
			t.Fatal("two owners were given one generation")
		}
		accept(t, s, "eve", Idea("the same idea"), cache)
	},
	"a fingerprint never opens what belongs to another owner": func(t *testing.T, s Store) {
		a := Submission("ann")
		h := started(t, s, "ann", func(x *generation.Submission) { *x = a })
		forged := Submission("eve", Limit(generation.Limits{CacheTTL: time.Hour}))
		forged.Fingerprint = a.Fingerprint
		finish(t, s, h, completed)
		if r := submit(t, s, forged); r.Outcome != generation.OutcomeAccepted || r.Record.ID == a.ID {
			t.Errorf("%s %s, want one of her own", r.Outcome, r.Record.ID)
		}
	},
	"a quote says what submit then does, and does nothing": func(t *testing.T, s Store) {
		limits := Limit(generation.Limits{MaxActive: 2, Daily: 3, Queue: 9, CacheTTL: time.Hour})
		accept(t, s, "bob")
		subs := []generation.Submission{
			Submission("ann", Idea("one idea"), limits), Submission("ann", Idea("one idea"), limits),
			Submission("ann", Idea("two ideas"), limits, Key("k", 1)), Submission("ann", Idea("two ideas"), limits, Key("k", 1)),
			Submission("ann", Idea("two ideas"), limits, Key("k", 2)), Submission("ann", Idea("three ideas"), limits),
		}
		for i, sub := range subs {
			quoted, refusal := s.Quote(t.Context(), sub)
			again, _ := s.Quote(t.Context(), sub)
			if quoted.Outcome != again.Outcome || quoted.Position != again.Position || quoted.Length != again.Length {
				t.Fatalf("submission %d: quoted %s, then %s", i, describe(quoted), describe(again))
			}
			got, err := s.Submit(t.Context(), sub)
			if (err == nil) != (refusal == nil) || err != nil && err.Error() != refusal.Error() {
				t.Fatalf("submission %d: quoted %v, answered %v", i, refusal, err)
			}
			if describe(quoted) != describe(got) {
				t.Fatalf("submission %d: quoted %s, answered %s", i, describe(quoted), describe(got))
			}
		}
	},
}

func describe(r generation.Receipt) string {
	return fmt.Sprintf("%s %s at %d of %d", r.Outcome, r.Record.ID, r.Position, r.Length)
}

func wantUsage(t testing.TB, s Store, owner string, active []string, today int) {
	t.Helper()
	u, err := s.Usage(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(u.Active, active) || u.Today != today {
		t.Fatalf("%s has %q and used %d, want %q and %d", owner, u.Active, u.Today, active, today)
	}
}

// tick lets the database's clock move on, so that times that follow differ.
func tick(t testing.TB, s Store) {
	t.Helper()
	clock := func() time.Time {
		r, err := s.Quote(t.Context(), Submission("clock"))
		if err != nil {
			t.Fatal(err)
		}
		return r.Record.CreatedAt
	}
	for before, deadline := clock(), time.Now().Add(10*time.Second); !clock().After(before); {
		if time.Now().After(deadline) {
			t.Fatal("the database's clock stands still")
		}
	}
}
