package storetest

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

func account(t testing.TB, s Store, owner string) generation.Account {
	t.Helper()
	a, err := s.Account(t.Context(), owner)
	if err != nil {
		t.Fatalf("account: %v", err)
	}
	return a
}

// eraseOwner erases until nothing is left, and returns the ids of what there was, in order.
func eraseOwner(t testing.TB, s Store, owner string, most int) (erased []string) {
	t.Helper()
	for range 100 {
		some, all, err := s.EraseOwner(t.Context(), owner, most)
		if err != nil || len(some) > most {
			t.Fatalf("erased %d of at most %d, %v", len(some), most, err)
		}
		erased = append(erased, some...)
		if all {
			slices.Sort(erased)
			return erased
		}
	}
	t.Fatal("erasing comes to no end")
	return nil
}

// busy gives an owner something of every kind that does not wait, and returns the ids, oldest first, and
// what is worked on.
func busy(t testing.TB, s Store, owner string) (ids []string, held generation.Held) {
	t.Helper()
	for range 3 {
		ids = append(ids, planned(t, s, owner))
	}
	addRevision(t, s, owner, ids[2], "a")
	held = started(t, s, owner)
	checkpoint(t, s, held, generation.Checkpoint{Seq: 1, Section: section(2)})
	ids = append(ids, held.ID)
	if err := s.Spend(t.Context(), owner, []generation.Spending{spending("gemini", 10, 20)}); err != nil {
		t.Fatal(err)
	}
	return ids, held
}

var accountTests = map[string]func(*testing.T, Store){
	"an account is what is kept of its owner, and of nobody else": func(t *testing.T, s Store) {
		busy(t, s, "ann")
		queued := accept(t, s, "ann", Key("key of ann", 1))
		a := account(t, s, "ann")
		if len(a.Usage) != 1 || a.Usage[0].Accepted != 5 || len(a.Tokens) != 1 || a.Tokens[0].Spending != spending("gemini", 10, 20) {
			t.Errorf("ann's account is %+v", a)
		}
		if day, err := time.Parse(time.DateOnly, a.Usage[0].Day); err != nil || time.Since(day) > 25*time.Hour {
			t.Errorf("the day is %q", a.Usage[0].Day)
		}
		if len(a.Keys) != 1 || a.Keys[0].Key != "key of ann" || a.Keys[0].Generation != queued {
			t.Errorf("ann's keys are %+v", a.Keys)
		}
		if b := account(t, s, "bob"); len(b.Usage)+len(b.Tokens)+len(b.Keys) > 0 {
			t.Errorf("bob, who had nothing, has %+v", b)
		}
	},
	"an account is in the order in which it came about": func(t *testing.T, s Store) {
		for _, key := range []string{"second", "first"} {
			accept(t, s, "ann", Key(key, 1))
			tick(t, s)
		}
		if err := s.Spend(t.Context(), "ann", []generation.Spending{spending("groq", 1, 1), spending("gemini", 1, 1)}); err != nil {
			t.Fatal(err)
		}
		a := account(t, s, "ann")
		if len(a.Keys) != 2 || a.Keys[0].Key != "second" || len(a.Tokens) != 2 || a.Tokens[0].Provider != "gemini" {
			t.Errorf("ann's account is %+v", a)
		}
	},
	"erasing an owner leaves nothing of theirs, and all of others": func(t *testing.T, s Store) {
		theirs, held := busy(t, s, "ann")
		others, _ := busy(t, s, "bob")
		kept := accept(t, s, "bob", Key("key of bob", 1))
		before := account(t, s, "bob")
		theirs = append(theirs, accept(t, s, "ann"))
		same(t, "erased", eraseOwner(t, s, "ann", 2), theirs)
		for _, id := range theirs {
			_, err := s.Load(t.Context(), "ann", id)
			refused(t, err, protocol.CodeNotFound)
		}
		fenced(t, s.Checkpoint(t.Context(), held, generation.Checkpoint{Seq: 2, Section: section(3)}))
		if got := tokens(t, s, "ann"); len(got) > 0 {
			t.Errorf("ann has spent %+v", got)
		}
		if got := list(t, s, "bob", "", 9); len(got) != len(others)+1 {
			t.Errorf("bob has %q left of %q", got, others)
		}
		if got := account(t, s, "bob"); !reflect.DeepEqual(got, before) {
			t.Errorf("bob's account is %+v, before it was %+v", got, before)
		}
		if r := submit(t, s, Submission("bob", Key("key of bob", 1))); r.Record.ID != kept {
			t.Errorf("bob's key gives %s %s, want %s", r.Outcome, r.Record.ID, kept)
		}
		_, err := s.Submit(t.Context(), Submission("bob", Key("key of bob", 2))) // what he sent with it is not forgotten
		refused(t, err, protocol.CodeInvalidRequest)
		if got := revisions(t, s, "bob", others[2]); len(got) != 1 {
			t.Errorf("bob has %d revisions", len(got))
		}
		same(t, "erased again", eraseOwner(t, s, "ann", 2), nil)
	},
	"erasing all does not lift the daily limit, nor repeat what was on its way": func(t *testing.T, s Store) {
		limit := Limit(generation.Limits{Daily: 1})
		accept(t, s, "ann", limit, Key("late", 1))
		eraseOwner(t, s, "ann", 9)
		_, err := s.Submit(t.Context(), Submission("ann", limit))
		refused(t, err, protocol.CodeDailyLimit)
		_, err = s.Submit(t.Context(), Submission("ann", limit, Key("late", 1)))
		refused(t, err, protocol.CodeNotFound)
		if err := s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantUsage(t, s, "ann", nil, 1)
	},
	"erasing an owner forgets their earlier days, and nobody else's": func(t *testing.T, s Store) {
		limit := Limit(generation.Limits{Daily: 1})
		for range 2 {
			s.Age(t, day)
			for _, owner := range []string{"ann", "bob"} { // each day has a limit of its own
				accept(t, s, owner, limit)
			}
		}
		eraseOwner(t, s, "ann", 9)
		for owner, days := range map[string]int{"ann": 1, "bob": 2} {
			if a := account(t, s, owner); len(a.Usage) != days || days == 2 && a.Usage[0].Day >= a.Usage[1].Day {
				t.Errorf("of %s is kept %+v; want %d days, the first first", owner, a.Usage, days)
			}
			if u, err := s.Usage(t.Context(), owner); err != nil || u.Today != 1 {
				t.Errorf("%s has used %d of this day, %v", owner, u.Today, err)
			}
			_, err := s.Submit(t.Context(), Submission(owner, limit))
			refused(t, err, protocol.CodeDailyLimit)
		}
	},
	"of submissions that race with an erasure, those that came before it are gone": func(t *testing.T, s Store) {
		for range 3 {
			together(6, func(i int) bool {
				if i == 0 {
					eraseOwner(t, s, "ann", 2)
					return true
				}
				accept(t, s, "ann")
				return true
			})
		}
		eraseOwner(t, s, "ann", 4)
		same(t, "left", list(t, s, "ann", "", 50), nil)
		wantUsage(t, s, "ann", nil, 15)
	},
}
