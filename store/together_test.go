//go:build unix

package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store/pgtest"
)

// onBoth runs a test on an SQLite store and on a PostgreSQL store.
func onBoth(t *testing.T, test func(t *testing.T, s *Store)) {
	t.Run("sqlite", func(t *testing.T) { test(t, openInternal(t)) })
	t.Run("postgres", func(t *testing.T) {
		s, err := Open(t.Context(), pgtest.Start(t).URL("postgres"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		test(t, s)
	})
}

func request(owner, id string) generation.Submission {
	r := protocol.Request{Idea: "a bakery for " + id, Currency: "EUR", TimelineMonths: 12}
	return generation.Submission{
		ID: id, Owner: owner, Lane: generation.LanePool, Request: r, Fingerprint: generation.FingerprintOf(owner, r),
		Limits: generation.Limits{MaxActive: 2},
	}
}

// submitTogether submits all in one transaction, and says what became of each.
func submitTogether(t *testing.T, s *Store, subs ...generation.Submission) (answers []string) {
	t.Helper()
	receipts := make([]generation.Receipt, len(subs))
	var writers []func(context.Context) error
	for i, sub := range subs {
		writers = append(writers, func(ctx context.Context) (err error) {
			receipts[i], err = s.Submit(ctx, sub)
			return err
		})
	}
	for i, err := range crowd(s.submits, writers...) {
		p, refused := protocol.ProblemOf(err)
		switch r := receipts[i]; {
		case err == nil:
			answers = append(answers, fmt.Sprintf("%s %s at %d of %d", r.Outcome, r.Record.ID, r.Position, r.Length))
			if r.Record.CreatedAt.IsZero() {
				t.Errorf("%s was made at no time", r.Record.ID)
			}
		case refused:
			answers = append(answers, string(p.Code))
		default:
			answers = append(answers, "error")
		}
	}
	return answers
}

func wantAnswers(t *testing.T, got []string, want ...string) {
	t.Helper()
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("number %d is told %q, want %q", i, got[i], want[i])
		}
	}
}

// TestSubmissionsInOneTransactionAreDecidedOneBehindTheOther: each finds those before it, and what is refused or
// cannot be stored takes nothing from the others.
func TestSubmissionsInOneTransactionAreDecidedOneBehindTheOther(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		keyed := request("bob", "d")
		keyed.Idempotency = &generation.Idempotency{Key: "k", Payload: [32]byte{1}}
		again, other := keyed, keyed
		again.ID = "e"
		other.ID, other.Idempotency = "f", &generation.Idempotency{Key: "k", Payload: [32]byte{2}}
		twin := request("ann", "a")
		twin.ID = "c"
		late := request("eve", "h")
		late.Penalty, late.HeadStart = time.Hour, -2*time.Hour
		wantAnswers(t, submitTogether(t, s, request("ann", "a"), request("ann", "b"), twin, request("ann", "x"), keyed, again, other, late, request("eve", "g")),
			"accepted a at 1 of 5", "accepted b at 2 of 5", "joined a at 1 of 5", "too_many_active",
			"accepted d at 3 of 5", "accepted d at 3 of 5", "invalid_request", "accepted h at 5 of 5", "accepted g at 4 of 5")
		stolen := request("mal", "a")                                                 // an id that somebody has: the one who cannot be stored
		got := submitTogether(t, s, request("joe", "i"), stolen, request("kim", "j")) // the others follow each on its own
		if !strings.HasPrefix(got[0], "accepted i") || got[1] != "error" || !strings.HasPrefix(got[2], "accepted j") {
			t.Errorf("told %q", got)
		}
		for owner, want := range map[string]int{"ann": 2, "bob": 1, "eve": 2, "mal": 0, "joe": 1, "kim": 1} {
			if u, err := s.Usage(t.Context(), owner); err != nil || len(u.Active) != want || u.Today != want {
				t.Errorf("%s has %q and used %d (%v), want %d", owner, u.Active, u.Today, err, want)
			}
		}
	})
}

// TestResultsInOneStatementAreFencedEachOnItsOwn: a worker that was replaced, one that says it twice, and one that
// contradicts itself take nothing from the others.
func TestResultsInOneStatementAreFencedEachOnItsOwn(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for _, id := range []string{"a", "b", "c"} {
			if _, err := s.Submit(t.Context(), request(id, id)); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := s.Claim(t.Context(), generation.ClaimRequest{Worker: "w", Lane: generation.LanePool, Slots: 3, Lease: time.Hour}); err != nil || len(got) != 3 {
			t.Fatalf("claimed %d, %v", len(got), err)
		}
		end := func(id string, attempt int64, state protocol.State) func(context.Context) error {
			return func(ctx context.Context) error {
				_, err := s.Finish(ctx, generation.Held{ID: id, Attempt: attempt}, generation.Result{State: state, Seq: 1})
				return err
			}
		}
		errs := crowd(s.finishes, end("a", 1, protocol.StateCompleted), end("b", 7, protocol.StateCompleted), end("nobody", 1, protocol.StateFailed),
			end("a", 1, protocol.StateCompleted), end("a", 1, protocol.StateFailed), end("c", 1, protocol.StateFailed))
		for i, fenced := range []bool{false, true, true, false, true, false} {
			if errors.Is(errs[i], generation.ErrFenced) != fenced || !fenced && errs[i] != nil {
				t.Errorf("number %d is told %v, fenced should be %v", i, errs[i], fenced)
			}
		}
		for id, want := range map[string]protocol.State{"a": protocol.StateCompleted, "b": protocol.StateRunning, "c": protocol.StateFailed} {
			if r, err := s.Load(t.Context(), id, id); err != nil || r.State != want {
				t.Errorf("%s is %s (%v), want %s", id, r.State, err, want)
			}
		}
	})
}

// TestNobodyWaitsForTheLockOfAnother: who comes with one whose user another instance has in hand is answered.
func TestNobodyWaitsForTheLockOfAnother(t *testing.T) {
	s, err := Open(t.Context(), pgtest.Start(t).URL("postgres"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	inHand, letGo := make(chan struct{}), make(chan struct{})
	ended := make(chan error, 2)
	go func() {
		ended <- s.write(t.Context(), "hold a user", func(c conn) error {
			err := c.hold(t.Context(), lockUser, "ann")
			close(inHand)
			<-letGo
			return err
		})
	}()
	<-inHand
	answered := make(chan struct{})
	errs := crowd(s.submits, func(ctx context.Context) error {
		go func() {
			<-answered // or the test would end only with the lock's time
			close(letGo)
		}()
		_, err := s.Submit(ctx, request("ann", "a"))
		return err
	}, func(ctx context.Context) error {
		_, err := s.Submit(ctx, request("bob", "b"))
		close(answered)
		return err
	})
	if err := errors.Join(append(errs, <-ended)...); err != nil {
		t.Error(err)
	}
}
