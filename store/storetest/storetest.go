// Package storetest is the one suite that every store must pass: what generation.Ledger,
// generation.PlanLedger and generation.Work promise, proven through these interfaces only, so that SQLite and PostgreSQL
// cannot come to differ. Leases that ran out are asked for as such; nothing here waits.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
)

// Store is what the suite needs of a database.
type Store interface {
	generation.Ledger
	generation.PlanLedger
	generation.Work
	generation.Meter
	EraseExpired(ctx context.Context, retention time.Duration, limit int) ([]string, error)
	Sweep(ctx context.Context) error
	Ready(ctx context.Context) error
	ops.Fleet
	ops.Memory
	SweepOperations(ctx context.Context) error
	Instances(ctx context.Context) (int, error)
	Secret(ctx context.Context, name, offer string) (string, error)
	ReplaceSecret(ctx context.Context, name, value, next string) (bool, error)
	KeepTicket(ctx context.Context, name, note string, life time.Duration) error
	TakeTicket(ctx context.Context, name string) (note string, ok bool, err error)
	Reading(ctx context.Context, subject string) (body []byte, age time.Duration, err error)
	KeepReading(ctx context.Context, subject string, body []byte) error
	// Age makes all that is stored older, as if so much time had passed; days by whole ones.
	Age(t testing.TB, by time.Duration)
}

// Run proves the promises on stores that open returns empty; open closes them when the test ends.
func Run(t *testing.T, open func(testing.TB) Store) {
	groups := map[string]map[string]func(*testing.T, Store){
		"submit": submitTests, "limits": limitTests, "idempotency": idempotencyTests, "queue": queueTests,
		"work": workTests, "takeover": takeoverTests, "read": readTests, "race": raceTests, "shared": sharedTests, "operate": operateTests, "revisions": revisionTests, "market": marketTests,
		"tokens": tokenTests, "fleet": fleetTests, "account": accountTests, "sweep": sweepTests,
	}
	for name, tests := range groups {
		t.Run(name, func(t *testing.T) {
			for promise, test := range tests {
				t.Run(promise, func(t *testing.T) { test(t, open(t)) })
			}
		})
	}
	t.Run("model", func(t *testing.T) { testModel(t, open) })
	t.Run("at once", func(t *testing.T) { testAtOnce(t, open) })
}

// NewID makes the id of a generation.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

// Option changes a submission.
type Option func(*generation.Submission)

// Idea sets what the request is about; submissions of one owner and idea are identical.
func Idea(idea string) Option {
	return func(s *generation.Submission) {
		s.Request.Idea = idea
		s.Fingerprint = generation.FingerprintOf(s.Owner, s.Request)
	}
}

// Limit sets the limits.
func Limit(l generation.Limits) Option {
	return func(s *generation.Submission) { s.Limits = l }
}

// Key sets an idempotency key, with a payload that is told by its first byte.
func Key(key string, payload byte) Option {
	return func(s *generation.Submission) {
		s.Idempotency = &generation.Idempotency{Key: key, Payload: [32]byte{payload}}
	}
}

// Submission makes a submission of an idea that nobody had, without limits.
func Submission(owner string, options ...Option) generation.Submission {
	s := generation.Submission{ID: NewID(), Owner: owner, Lane: generation.LanePool, Priority: protocol.PriorityNormal}
	s.Request = protocol.Request{Budget: "12500.50", Currency: "EUR", TimelineMonths: 12, Priority: protocol.PriorityNormal}
	Idea("a bakery, number " + s.ID)(&s)
	for _, o := range options {
		o(&s)
	}
	return s
}

func submit(t testing.TB, s Store, sub generation.Submission) generation.Receipt {
	t.Helper()
	r, err := s.Submit(t.Context(), sub)
	if err != nil {
		t.Fatalf("submit: %v", err)
	}
	return r
}

// accept submits something new and returns its id.
func accept(t testing.TB, s Store, owner string, options ...Option) string {
	t.Helper()
	r := submit(t, s, Submission(owner, options...))
	if r.Outcome != generation.OutcomeAccepted {
		t.Fatalf("outcome is %s, want accepted", r.Outcome)
	}
	return r.Record.ID
}

// long is a lease that does not run out during a test, past one that ran out before it was given.
const (
	long = time.Hour
	past = -time.Hour
)

func claim(t testing.TB, s Store, worker string, slots int, lease time.Duration) []generation.Record {
	t.Helper()
	out, err := s.Claim(t.Context(), generation.ClaimRequest{Worker: worker, Lane: generation.LanePool, Slots: slots, Lease: lease})
	if err != nil {
		t.Fatalf("claim: %v", err)
	}
	return out
}

// claimOne takes the head of the queue.
func claimOne(t testing.TB, s Store, worker string, lease time.Duration) generation.Held {
	t.Helper()
	out := claim(t, s, worker, 1, lease)
	if len(out) != 1 {
		t.Fatalf("claimed %d generations, want 1", len(out))
	}
	return generation.Held{ID: out[0].ID, Attempt: out[0].Attempt}
}

// started submits and claims.
func started(t testing.TB, s Store, owner string, options ...Option) generation.Held {
	t.Helper()
	id := accept(t, s, owner, options...)
	h := claimOne(t, s, "w1", long)
	if h.ID != id {
		t.Fatalf("claimed %s, want %s", h.ID, id)
	}
	return h
}

func section(index int) *protocol.Section {
	info := protocol.Sections()[index-1]
	return &protocol.Section{
		Section: info.Slug, Title: info.Title, Index: index, Complete: true, Source: protocol.SourceOffline,
		Text: fmt.Sprintf("## %s\n\nÄ plan, part %d.\n", info.Title, index),
	}
}

func checkpoint(t testing.TB, s Store, h generation.Held, c generation.Checkpoint) {
	t.Helper()
	if err := s.Checkpoint(t.Context(), h, c); err != nil {
		t.Fatalf("checkpoint: %v", err)
	}
}

// completed is a result that is not degraded.
var completed = generation.Result{State: protocol.StateCompleted, Seq: 9, Source: "gemini", Chars: 3, SHA256: "abc"}

func finish(t testing.TB, s Store, h generation.Held, r generation.Result) time.Time {
	t.Helper()
	at, err := s.Finish(t.Context(), h, r)
	if err != nil {
		t.Fatalf("finish: %v", err)
	}
	return at
}

func tryFinish(t testing.TB, s Store, h generation.Held, r generation.Result) error {
	t.Helper()
	_, err := s.Finish(t.Context(), h, r)
	return err
}

func load(t testing.TB, s Store, owner, id string) generation.Record {
	t.Helper()
	r, err := s.Load(t.Context(), owner, id)
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return r
}

func waiting(t testing.TB, s Store) []string {
	t.Helper()
	line, err := s.Queue(t.Context(), generation.LanePool)
	if err != nil {
		t.Fatalf("queue: %v", err)
	}
	return line.Waiting
}

// refused expects a problem with the code.
func refused(t testing.TB, err error, code protocol.Code) *protocol.Problem {
	t.Helper()
	p, ok := protocol.ProblemOf(err)
	if !ok || p.Code != code {
		t.Fatalf("error is %v, want %s", err, code)
	}
	return p
}

func fenced(t testing.TB, err error) {
	t.Helper()
	if !errors.Is(err, generation.ErrFenced) {
		t.Fatalf("error is %v, want ErrFenced", err)
	}
}

func same(t testing.TB, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Fatalf("%s is %q, want %q", what, got, want)
	}
}
