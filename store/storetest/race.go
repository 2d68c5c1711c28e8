package storetest

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

func contextOf(t testing.TB) (context.Context, context.CancelFunc) {
	return context.WithCancel(t.Context())
}

// together runs n functions at once and returns what they returned.
func together[T any](n int, fn func(i int) T) []T {
	out := make([]T, n)
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		all.Go(func() {
			<-start
			out[i] = fn(i)
		})
	}
	close(start)
	all.Wait()
	return out
}

var raceTests = map[string]func(*testing.T, Store){
	"limits hold however many submit at once": func(t *testing.T, s Store) {
		limits := Limit(generation.Limits{MaxActive: 2, Daily: 5})
		for range 3 {
			errs := together(20, func(int) error {
				_, err := s.Submit(t.Context(), Submission("ann", limits))
				return err
			})
			for _, err := range errs {
				if p, ok := protocol.ProblemOf(err); err != nil && (!ok || p.Code != protocol.CodeTooManyActive && p.Code != protocol.CodeDailyLimit) {
					t.Fatalf("refused with %v", err)
				}
			}
			u, err := s.Usage(t.Context(), "ann")
			if err != nil || len(u.Active) > 2 || u.Today > 5 {
				t.Fatalf("%d active, %d today, %v", len(u.Active), u.Today, err)
			}
			for _, id := range u.Active {
				cancel(t, s, "ann", id)
			}
		}
		wantUsage(t, s, "ann", nil, 5)
	},
	"the queue and an address take no more than their limits however many submit at once": func(t *testing.T, s Store) {
		limits := Limit(generation.Limits{Queue: 7, MaxPerAddress: 3})
		accepted := func(address func(i int) string) int {
			n := 0
			for _, err := range together(24, func(i int) error {
				_, err := s.Submit(t.Context(), Submission(NewID(), limits, func(x *generation.Submission) { x.Address = address(i) }))
				return err
			}) {
				if p, ok := protocol.ProblemOf(err); err == nil {
					n++
				} else if !ok || p.Code != protocol.CodeTooManyActive && p.Code != protocol.CodeQueueFull {
					t.Errorf("refused with %v", err)
				}
			}
			return n
		}
		if n := accepted(func(int) string { return "one" }); n != 3 {
			t.Errorf("%d were accepted from one address, want 3", n)
		}
		if n := accepted(func(i int) string { return NewID() }); n != 4 {
			t.Errorf("%d were accepted into the 4 free places of the queue", n)
		}
	},
	"identical submissions at once make one generation": func(t *testing.T, s Store) {
		receipts := together(20, func(int) generation.Receipt {
			r, err := s.Submit(t.Context(), Submission("ann", Idea("the same idea")))
			if err != nil {
				t.Error(err)
			}
			return r
		})
		outcomes, made := map[generation.Outcome]int{}, map[string]bool{}
		for _, r := range receipts {
			outcomes[r.Outcome]++
			made[r.Record.ID] = true
		}
		if len(made) != 1 || outcomes[generation.OutcomeAccepted] != 1 || outcomes[generation.OutcomeJoined] != 19 {
			t.Errorf("%d generations, outcomes %v", len(made), outcomes)
		}
		wantUsage(t, s, "ann", []string{receipts[0].Record.ID}, 1)
	},
	"one key at once makes one generation": func(t *testing.T, s Store) {
		made := map[string]bool{}
		for _, r := range together(20, func(int) generation.Receipt {
			r, err := s.Submit(t.Context(), Submission("ann", Key("k", 1)))
			if err != nil {
				t.Error(err)
			}
			return r
		}) {
			made[r.Record.ID] = true
		}
		if len(made) != 1 {
			t.Errorf("%d generations for one key", len(made))
		}
	},
	"no attempt has two holders": func(t *testing.T, s Store) {
		const jobs = 60
		for range jobs {
			accept(t, s, "ann")
		}
		for _, lease := range []generation.ClaimRequest{{Lease: past}, {Lease: long}} { // fresh, then lost to all
			holders := map[generation.Held]int{}
			for _, got := range together(6, func(i int) []generation.Record {
				var all []generation.Record
				for range 4 {
					all = append(all, claim(t, s, string(rune('a'+i)), 5, lease.Lease)...)
				}
				return all
			}) {
				for _, r := range got {
					holders[generation.Held{ID: r.ID, Attempt: r.Attempt}]++
				}
			}
			for h, n := range holders {
				if n != 1 {
					t.Errorf("%v was claimed %d times", h, n)
				}
			}
		}
	},
	"of cancel and finish exactly one wins": func(t *testing.T, s Store) {
		for range 10 {
			h := started(t, s, "ann")
			wins := together(3, func(i int) bool {
				switch i {
				case 0:
					_, changed, err := s.Cancel(t.Context(), "ann", h.ID, protocol.ByOwner)
					return err == nil && changed
				case 1:
					err := tryFinish(t, s, h, completed)
					if err != nil && !errors.Is(err, generation.ErrFenced) {
						t.Error(err)
					}
					return err == nil
				default:
					_, err := s.Active(t.Context(), "ann")
					if err != nil {
						t.Error(err)
					}
					return false
				}
			})
			r := load(t, s, "ann", h.ID)
			if wins[0] == wins[1] || wins[0] != (r.State == protocol.StateCancelled) {
				t.Fatalf("cancel won %v, finish won %v, and it is %s", wins[0], wins[1], r.State)
			}
		}
	},
	"the length that is told stays that of the queue": func(t *testing.T, s Store) {
		together(8, func(i int) error {
			worker := string(rune('a' + i))
			for n := range 6 {
				owner := NewID()
				id := accept(t, s, owner)
				for _, r := range claim(t, s, worker, n%3, long) {
					h := generation.Held{ID: r.ID, Attempt: r.Attempt}
					if i%2 == 0 { // erased or cancelled meanwhile
						if err := s.Release(t.Context(), h); err != nil && !errors.Is(err, generation.ErrFenced) {
							t.Error(err)
						}
					}
				}
				var err error
				if n%2 == 0 {
					_, _, err = s.Cancel(t.Context(), owner, id, protocol.ByOwner)
				} else if i%3 == 0 {
					err = s.Erase(t.Context(), owner, id)
				}
				if err != nil {
					t.Error(err)
				}
			}
			return nil
		})
		line := waiting(t, s)
		if r := submit(t, s, Submission(NewID())); r.Length != len(line)+1 || r.Position != len(line)+1 {
			t.Errorf("told %d of %d behind %d that wait", r.Position, r.Length, len(line))
		}
	},
	"erase while it is written leaves no section behind": func(t *testing.T, s Store) {
		for range 10 {
			h := started(t, s, "ann")
			together(2, func(i int) error {
				if i == 0 {
					return s.Erase(t.Context(), "ann", h.ID)
				}
				err := s.Checkpoint(t.Context(), h, generation.Checkpoint{Seq: 1, Section: section(2)})
				if err != nil && !errors.Is(err, generation.ErrFenced) {
					t.Error(err)
				}
				return err
			})
			_, err := s.Load(t.Context(), "ann", h.ID)
			refused(t, err, protocol.CodeNotFound)
		}
	},
}
