package storetest

import (
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
)

// day is what a sweep counts in. What is kept for many is tried a day and more off the end: midnight may come.
const day = 24 * time.Hour

// sweep removes what is outdated, as the service does all the time.
func sweep(t testing.TB, s Store) {
	t.Helper()
	if err := s.Sweep(t.Context()); err != nil {
		t.Fatalf("sweep: %v", err)
	}
	if err := s.SweepOperations(t.Context()); err != nil {
		t.Fatalf("sweep operations: %v", err)
	}
}

// sweepTests are how long something is kept, and that it is for no longer.
var sweepTests = map[string]func(*testing.T, Store){
	"buckets are kept by their number": func(t *testing.T, s Store) {
		now := beat(t, s, ops.Beat{Instance: "i-1"}).Now
		old, young := now.Add(-3*time.Hour).Truncate(time.Minute), now.Add(-2*time.Hour).Truncate(time.Minute)
		beat(t, s, ops.Beat{Instance: "i-1", Buckets: []ops.Bucket{
			{Width: time.Minute, Began: old}, {Width: time.Minute, Began: young}, {Width: 10 * time.Minute, Began: old.Truncate(10 * time.Minute)},
		}})
		sweep(t, s)
		narrow, err := s.Buckets(t.Context(), time.Minute, 5*time.Hour)
		if err != nil || len(narrow) != 1 || !narrow[0].Began.Equal(young) {
			t.Errorf("narrow buckets: %+v, %v", narrow, err)
		}
		if wide, err := s.Buckets(t.Context(), 10*time.Minute, 5*time.Hour); err != nil || len(wide) != 1 {
			t.Errorf("wide buckets: %+v, %v", wide, err)
		}
	},
	"an instance is forgotten ten minutes after its last beat": func(t *testing.T, s Store) {
		beat(t, s, ops.Beat{Instance: "i-1"})
		s.Age(t, 9*time.Minute)
		beat(t, s, ops.Beat{Instance: "i-2"})
		sweep(t, s)
		if l := look(t, s); len(l.Instances) != 2 {
			t.Errorf("of two instances %+v are left", l.Instances)
		}
		s.Age(t, 2*time.Minute)
		sweep(t, s)
		if l := look(t, s); len(l.Instances) != 1 || l.Instances[0].ID != "i-2" {
			t.Errorf("when one was silent for eleven minutes: %+v", l.Instances)
		}
	},
	"a command waits for five minutes": func(t *testing.T, s Store) {
		for _, wait := range []struct {
			minutes time.Duration
			heard   int
		}{{4, 1}, {6, 0}} {
			beat(t, s, ops.Beat{Instance: "i-1"})
			if err := s.Ask(t.Context(), "i-1", ops.Command{Action: ops.ActionDrain}); err != nil {
				t.Fatal(err)
			}
			s.Age(t, wait.minutes*time.Minute)
			sweep(t, s)
			if h := beat(t, s, ops.Beat{Instance: "i-1"}); len(h.Commands) != wait.heard {
				t.Errorf("after %d minutes it hears %v", wait.minutes, h.Commands)
			}
		}
	},
	"what operators did and how days were is kept for 400 days": func(t *testing.T, s Store) {
		beat(t, s, ops.Beat{Instance: "i-1", Day: map[string]int64{"accepted": 1}})
		if err := s.Record(t.Context(), protocol.AuditRecord{Actor: "eve", Action: ops.ActionDrain}); err != nil {
			t.Fatal(err)
		}
		kept := func(when string, want int) {
			t.Helper()
			sweep(t, s)
			days, err := s.Days(t.Context(), 1000)
			if err != nil || len(days) != want {
				t.Errorf("%s there are the days %v, %v", when, days, err)
			}
			if done, err := s.Actions(t.Context(), 9); err != nil || len(done) != want {
				t.Errorf("%s operators did %v, %v", when, done, err)
			}
		}
		keptFor400Days(t, s, kept)
	},
	"usage and tokens are kept for 400 days": func(t *testing.T, s Store) {
		accept(t, s, "ann")
		spend(t, s, "ann")
		kept := func(when string, want int) {
			t.Helper()
			sweep(t, s)
			if a := account(t, s, "ann"); len(a.Usage) != want || len(a.Tokens) != want {
				t.Errorf("%s the account is %+v", when, a)
			}
		}
		keptFor400Days(t, s, kept)
	},
	"an idempotency key is kept for a day": func(t *testing.T, s Store) {
		accept(t, s, "ann", Key("k", 1))
		kept := func(when string, want int) {
			t.Helper()
			sweep(t, s)
			if a := account(t, s, "ann"); len(a.Keys) != want {
				t.Errorf("%s the keys are %+v", when, a.Keys)
			}
		}
		s.Age(t, 23*time.Hour)
		kept("after 23 hours", 1)
		s.Age(t, 2*time.Hour)
		kept("after 25 hours", 0)
	},
	"a ticket that nobody used is forgotten when its life is over": func(t *testing.T, s Store) {
		keepTicket(t, s, "ticket", "for ann", time.Minute)
		s.Age(t, 2*time.Minute)
		sweep(t, s)
		keepTicket(t, s, "ticket", "for bob", time.Minute) // there is none of this name
		sweep(t, s)
		if note, ok, err := s.TakeTicket(t.Context(), "ticket"); !ok || note != "for bob" || err != nil {
			t.Errorf("it admits %q: %v, %v", note, ok, err)
		}
	},
	"a worker is kept while it may come back": func(t *testing.T, s Store) {
		if _, err := s.Renew(t.Context(), generation.Beat{Worker: "w1", Slots: 2, Lease: time.Minute}); err != nil {
			t.Fatal(err)
		}
		s.Age(t, 2*time.Minute)
		sweep(t, s)
		if n, err := s.Instances(t.Context()); n != 1 || err != nil {
			t.Errorf("within three leases %d are alive, %v", n, err)
		}
	},
	"what remains of who erased everything goes when the day is over, and nobody else's": func(t *testing.T, s Store) {
		for _, owner := range []string{"ann", "bob"} {
			accept(t, s, owner)
			spend(t, s, owner)
		}
		eraseOwner(t, s, "ann", 9)
		spend(t, s, "ann") // a worker that was at it tells what it used
		kept := func(when, owner string, days, tokens int) {
			t.Helper()
			if a := account(t, s, owner); len(a.Usage) != days || len(a.Tokens) != tokens {
				t.Errorf("%s the account of %s is %+v, want %d days and %d of tokens", when, owner, a, days, tokens)
			}
		}
		sweep(t, s)
		kept("on that day", "ann", 1, 1)
		s.Age(t, day)
		back := accept(t, s, "ann") // who comes back is a user as any other
		spend(t, s, "ann")
		sweep(t, s)
		kept("a day later", "ann", 1, 1)
		wantUsage(t, s, "ann", []string{back}, 1)
		kept("a day later", "bob", 1, 1)
		s.Age(t, day)
		sweep(t, s)
		kept("two days later", "ann", 1, 1)
	},
}

func spend(t testing.TB, s Store, owner string) {
	t.Helper()
	if err := s.Spend(t.Context(), owner, []generation.Spending{spending("gemini", 3, 2)}); err != nil {
		t.Fatalf("spend: %v", err)
	}
}

// keptFor400Days holds how much is kept as time goes by.
func keptFor400Days(t *testing.T, s Store, kept func(when string, want int)) {
	t.Helper()
	kept("at first", 1)
	s.Age(t, 399*day)
	kept("after 399 days", 1)
	s.Age(t, 3*day)
	kept("after 402 days", 0)
}
