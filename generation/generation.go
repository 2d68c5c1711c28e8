// Package generation is the domain: what a generation is, how one is submitted, queued, claimed,
// written and finished, and who may have how many. Service answers requests; Pool does the work; Plans
// knows what became of it.
//
// It knows no session, no HTTP and no SQL. Interfaces to what it needs are declared here and
// implemented elsewhere: the stores by package store, the log by package hub, the text by
// generation/plan/writer. The goroutines are those of Pool.Run, Service.Run and Predictor.Run,
// which return when their context ends and everything they started has ended.
package generation

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/protocol"
)

// Lane is the line in which a generation waits.
type Lane string

const (
	// LanePool is the ordinary queue: fair, with positions, served by the generator pool.
	LanePool Lane = "pool"
	// LaneExpress is for requests that would wait longer than --max-wait: the offline planner serves
	// them at once, beside the pool, and they are marked degraded.
	LaneExpress Lane = "express"
)

// Record is a generation as the database has it.
type Record struct {
	ID          string // UUIDv7
	Owner       string // user id
	Request     protocol.Request
	State       protocol.State
	Attempt     int64 // 0 until claimed for the first time
	Seq         int64 // of the last event of Attempt that the database knows of
	Worker      string
	Lane        Lane
	Fingerprint Fingerprint
	Market      json.RawMessage // the brief; nil until checkpointed
	Financials  json.RawMessage // as in plan.json; nil until checkpointed
	Source      string
	Degraded    bool
	Problem     *protocol.Problem
	CancelledBy string
	Chars       int    // of the kept text; terminal states only
	SHA256      string // likewise
	CreatedAt   time.Time
	StartedAt   time.Time     // zero until claimed for the first time
	FinishedAt  time.Time     // zero until terminal
	Users       int           // that were there when it was submitted
	Foretold    time.Duration // the wait that was foretold then; negative without a forecast
	Trace       string        // where it stands in the trace of its submission, as a traceparent; empty without one
	Sections    []protocol.Section
	Revision    int // that it reads as; 0 is the plan as it was made
}

// Held is a generation in the hands of a worker: the attempt is the fencing token, without which
// nothing can be written.
type Held struct {
	ID      string
	Attempt int64
}

// Fingerprint identifies a request of one owner: identical requests share a generation. The owner
// is inside, so nothing is ever shared between users.
type Fingerprint [sha256.Size]byte

// PlannerVersion is part of every fingerprint: a plan made by another version is not the same plan.
const PlannerVersion = "2/" + plan.Version

// FingerprintOf hashes owner, canonical request and planner version.
func FingerprintOf(owner string, r protocol.Request) Fingerprint {
	r.Priority = "" // the same plan, sooner or later
	canonical, err := json.Marshal([]any{owner, PlannerVersion, r})
	if err != nil {
		panic("generation: a request of plain values did not encode: " + err.Error())
	}
	return sha256.Sum256(canonical)
}

// String returns the fingerprint in hex.
func (f Fingerprint) String() string { return hex.EncodeToString(f[:]) }

// Seed is the number from which everything that varies between plans is drawn.
func (f Fingerprint) Seed() uint64 {
	var n uint64
	for _, b := range f[:8] {
		n = n<<8 | uint64(b)
	}
	return n
}

// Cursor is the place in the log up to which the database knows the generation.
func (r Record) Cursor() protocol.Cursor {
	return protocol.Cursor{Attempt: r.Attempt, Seq: r.Seq}
}

// Snapshot is the state that the database knows. Between checkpoints a running generation's log is
// ahead of it.
func (r Record) Snapshot() protocol.Snapshot {
	s := protocol.Snapshot{
		ID: r.ID, State: r.State, Attempt: r.Attempt, Cursor: r.Cursor(), Request: r.Request, Stage: r.stage(),
		Stages: protocol.StagesIn(r.Request.Locale), Market: r.Market, Financials: summaryOf(r.Financials), Sections: r.Sections,
		Degraded: r.Degraded, Source: r.Source, Problem: r.Problem, By: r.CancelledBy,
		CreatedAt: protocol.At(r.CreatedAt), StartedAt: protocol.At(r.StartedAt), FinishedAt: protocol.At(r.FinishedAt),
	}
	if r.State.Terminal() {
		s.Chars, s.SHA256 = protocol.Ptr(r.Chars), r.SHA256
	}
	if r.State == protocol.StateCompleted {
		s.DurationMS = protocol.Ptr(r.FinishedAt.Sub(r.StartedAt).Milliseconds())
		s.QueueMS = protocol.Ptr(r.StartedAt.Sub(r.CreatedAt).Milliseconds())
		s.PlanURL = PlanURL(r.ID)
	}
	return protocol.NewFold(s).Snapshot()
}

// stage is the one at which it stands, or stood when it ended: the first that is not stored. Of sections that are
// written side by side, others may have begun.
func (r Record) stage() string {
	switch {
	case r.StartedAt.IsZero():
		return ""
	case r.State == protocol.StateCompleted:
		return protocol.StageAssemble
	case len(r.Financials) == 0:
		return protocol.StageMarket
	}
	for _, s := range protocol.WritingOrder() {
		if !slices.ContainsFunc(r.Sections, func(done protocol.Section) bool { return done.Section == s.Slug }) {
			return s.Slug
		}
	}
	return protocol.StageAssemble
}

// base is the state from which the log of this attempt can be folded.
func (r Record) base() protocol.Snapshot {
	s := r
	s.State, s.Seq, s.Problem, s.CancelledBy, s.FinishedAt = protocol.StateQueued, 0, nil, "", time.Time{}
	return s.Snapshot()
}

// PlanURL is the path of a finished plan.
func PlanURL(id string) string { return "/v1/generations/" + id + "/plan.json" }
