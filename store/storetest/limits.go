package storetest

import (
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

var limitTests = map[string]func(*testing.T, Store){
	"an owner has no more active than allowed, and is told which": func(t *testing.T, s Store) {
		two := Limit(generation.Limits{MaxActive: 2})
		a := accept(t, s, "ann", two)
		b := accept(t, s, "ann", two)
		h := claimOne(t, s, "w1", long) // running counts
		_, err := s.Submit(t.Context(), Submission("ann", two))
		p := refused(t, err, protocol.CodeTooManyActive)
		same(t, "active", p.Active, []string{a, b})
		if p.RetryAfterMS <= 0 || p.Detail == "" {
			t.Errorf("the problem says neither when nor what: %+v", p)
		}
		accept(t, s, "bob", two)
		finish(t, s, h, completed)
		accept(t, s, "ann", two)
	},
	"an address has no more active than allowed, whatever identities it uses": func(t *testing.T, s Store) {
		from := func(address string) Option {
			return func(x *generation.Submission) {
				x.Address, x.Limits = address, generation.Limits{MaxPerAddress: 2}
			}
		}
		a := accept(t, s, "guest-1", from("here"))
		accept(t, s, "guest-2", from("here"))
		_, err := s.Submit(t.Context(), Submission("guest-3", from("here")))
		if p := refused(t, err, protocol.CodeTooManyActive); len(p.Active) > 0 || p.RetryAfterMS <= 0 {
			t.Errorf("the problem is %+v, want no ids of others and a time", p)
		}
		accept(t, s, "guest-3", from("elsewhere"))
		for range 3 {
			accept(t, s, "guest-4", from("")) // an unknown address is not one address
		}
		if err := s.Erase(t.Context(), "guest-1", a); err != nil {
			t.Fatal(err)
		}
		ended := accept(t, s, "guest-5", from("here"))
		cancel(t, s, "guest-5", ended) // what has ended is not active
		accept(t, s, "guest-6", from("here"))
	},
	"a day has no more submissions than allowed, and nothing is given back": func(t *testing.T, s Store) {
		two := Limit(generation.Limits{Daily: 2})
		finish(t, s, started(t, s, "ann", two), completed)
		id := accept(t, s, "ann", two)
		if err := s.Erase(t.Context(), "ann", id); err != nil {
			t.Fatal(err)
		}
		_, err := s.Submit(t.Context(), Submission("ann", two))
		p := refused(t, err, protocol.CodeDailyLimit)
		if wait := time.Duration(p.RetryAfterMS) * time.Millisecond; wait <= 0 || wait > 24*time.Hour {
			t.Errorf("come back in %s, want before the next midnight", wait)
		}
		accept(t, s, "bob", two)
		wantUsage(t, s, "ann", nil, 2)
	},
	"the pool's queue has no more than allowed; express does not wait in it": func(t *testing.T, s Store) {
		two := Limit(generation.Limits{Queue: 2})
		accept(t, s, "ann", two)
		accept(t, s, "bob", two)
		_, err := s.Submit(t.Context(), Submission("eve", two))
		if p := refused(t, err, protocol.CodeQueueFull); p.RetryAfterMS <= 0 {
			t.Error("the problem says not when to come back")
		}
		for range 3 {
			accept(t, s, "eve", two, express)
		}
		claim(t, s, "w1", 1, long)
		accept(t, s, "eve", two)
	},
	"refusals come in order: active, address, day, queue": func(t *testing.T, s Store) {
		all := generation.Limits{MaxActive: 1, MaxPerAddress: 1, Daily: 1, Queue: 1}
		with := func(l generation.Limits) generation.Submission {
			return Submission("ann", Limit(l), func(x *generation.Submission) { x.Address = "here" })
		}
		submit(t, s, with(all))
		steps := []struct {
			limits generation.Limits
			code   protocol.Code
			ids    int
		}{
			{all, protocol.CodeTooManyActive, 1},
			{generation.Limits{MaxPerAddress: 1, Daily: 1, Queue: 1}, protocol.CodeTooManyActive, 1},
			{generation.Limits{Daily: 1, Queue: 1}, protocol.CodeDailyLimit, 0},
			{generation.Limits{Queue: 1}, protocol.CodeQueueFull, 0},
		}
		for _, step := range steps {
			_, err := s.Submit(t.Context(), with(step.limits))
			if p := refused(t, err, step.code); len(p.Active) != step.ids {
				t.Errorf("%s names %q, want %d ids", step.code, p.Active, step.ids)
			}
		}
		submit(t, s, with(generation.Limits{}))
	},
	"a refusal stores nothing": func(t *testing.T, s Store) {
		one := Limit(generation.Limits{MaxActive: 1})
		id := accept(t, s, "ann", one)
		sub := Submission("ann", one, Key("k", 1))
		_, err := s.Submit(t.Context(), sub)
		refused(t, err, protocol.CodeTooManyActive)
		wantUsage(t, s, "ann", []string{id}, 1)
		_, err = s.Load(t.Context(), "ann", sub.ID)
		refused(t, err, protocol.CodeNotFound)
		if _, _, err := s.Cancel(t.Context(), "ann", id, protocol.ByOwner); err != nil {
			t.Fatal(err)
		}
		if r := submit(t, s, sub); r.Outcome != generation.OutcomeAccepted {
			t.Errorf("a key that was refused answers %s when there is room, want accepted", r.Outcome)
		}
	},
}

func express(s *generation.Submission) { s.Lane = generation.LaneExpress }

var idempotencyTests = map[string]func(*testing.T, Store){
	"the same key and payload gives the same answer, with the state of now": func(t *testing.T, s Store) {
		limits := Limit(generation.Limits{MaxActive: 1, Daily: 1})
		id := accept(t, s, "ann", Key("k", 1), limits)
		again := submit(t, s, Submission("ann", Key("k", 1), limits))
		if again.Outcome != generation.OutcomeAccepted || again.Record.ID != id || again.Position != 1 || again.Length != 1 {
			t.Errorf("again: %s, want accepted %s at 1 of 1", describe(again), id)
		}
		finish(t, s, claimOne(t, s, "w1", long), completed)
		done := submit(t, s, Submission("ann", Key("k", 1), limits))
		if done.Outcome != generation.OutcomeAccepted || done.Record.State != protocol.StateCompleted || done.Position != 0 {
			t.Errorf("later: %s in state %s, want accepted and completed", describe(done), done.Record.State)
		}
		wantUsage(t, s, "ann", nil, 1)
	},
	"joined and cached are answers too": func(t *testing.T, s Store) {
		cache := Limit(generation.Limits{CacheTTL: time.Hour})
		id := accept(t, s, "ann", Idea("the same idea"), cache)
		submit(t, s, Submission("ann", Idea("the same idea"), cache, Key("j", 1)))
		finish(t, s, claimOne(t, s, "w1", long), completed)
		submit(t, s, Submission("ann", Idea("the same idea"), cache, Key("c", 1)))
		for key, want := range map[string]generation.Outcome{"j": generation.OutcomeJoined, "c": generation.OutcomeCached} {
			if r := submit(t, s, Submission("ann", Key(key, 1))); r.Outcome != want || r.Record.ID != id {
				t.Errorf("key %s: %s, want %s %s", key, describe(r), want, id)
			}
		}
	},
	"the same key with another payload is refused by name": func(t *testing.T, s Store) {
		accept(t, s, "ann", Key("k", 1))
		_, err := s.Submit(t.Context(), Submission("ann", Key("k", 2)))
		p := refused(t, err, protocol.CodeInvalidRequest)
		if p.Status != 422 || len(p.Errors) != 1 || p.Errors[0].Field != "Idempotency-Key" {
			t.Errorf("the problem is %+v, want 422 for Idempotency-Key", p)
		}
	},
	"a key gives the same answer for a day, and then another, for a day": func(t *testing.T, s Store) {
		answer := func() string {
			t.Helper()
			return submit(t, s, Submission("ann", Key("k", 1))).Record.ID
		}
		first := answer()
		s.Age(t, day-time.Minute)
		if id := answer(); id != first {
			t.Errorf("within a day the answer is %s, want %s", id, first)
		}
		s.Age(t, 2*time.Minute)
		second := answer()
		if second == first {
			t.Error("a day later the answer is still the first")
		}
		s.Age(t, day-time.Minute)
		if id := answer(); id != second {
			t.Errorf("within a day of its second use the answer is %s, want %s", id, second)
		}
	},
	"keys of two owners are two keys": func(t *testing.T, s Store) {
		a := accept(t, s, "ann", Key("k", 1))
		if b := accept(t, s, "bob", Key("k", 2)); a == b {
			t.Error("a key opened somebody else's generation")
		}
	},
	"a key whose generation was erased makes nothing anew": func(t *testing.T, s Store) {
		id := accept(t, s, "ann", Key("k", 1))
		if err := s.Erase(t.Context(), "ann", id); err != nil {
			t.Fatal(err)
		}
		for _, payload := range []byte{1, 2} {
			_, err := s.Submit(t.Context(), Submission("ann", Key("k", payload)))
			refused(t, err, protocol.CodeNotFound)
		}
		wantUsage(t, s, "ann", nil, 1)
	},
}
