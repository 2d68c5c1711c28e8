package generation

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/planspark/planspark/protocol"
)

// ErrFenced says that a write came from a worker whose attempt is not, or no longer, the current one.
var ErrFenced = errors.New("generation is no longer held by this attempt")

// Submission is a request on its way into the queue, with the limits that apply to it.
type Submission struct {
	ID          string // UUIDv7, new
	Owner       string
	Request     protocol.Request
	Fingerprint Fingerprint
	Lane        Lane
	HeadStart   time.Duration // virtual time ahead of others; negative for low priority
	Penalty     time.Duration // virtual time behind for each active generation of the owner
	Priority    string        // class of the queue, for operators: PriorityHigh, or the request's
	Users       int           // that are there now, with this one
	Foretold    time.Duration // the wait that is to be expected; negative without evidence
	Address     string        // keyed hash of the client's address; empty is not limited
	Trace       string        // traceparent of its submission; empty without one
	Idempotency *Idempotency  // nil without a key
	Limits      Limits
}

// Idempotency names a submission, so that sending it again gives the same answer for 24 hours.
type Idempotency struct {
	Key     string
	Payload [32]byte // hash of the payload; another one under the same key is refused
}

// Limits bound what a submission may take; 0 is off.
type Limits struct {
	MaxActive     int // queued and running generations of the owner
	MaxPerAddress int // the same of the address
	Daily         int // accepted submissions of the owner on one UTC day
	Queue         int // queued generations of everybody
	CacheTTL      time.Duration
}

// Outcome says what became of a submission.
type Outcome string

const (
	OutcomeAccepted Outcome = "accepted" // a new generation is in the queue
	OutcomeJoined   Outcome = "joined"   // an identical one of the owner is active
	OutcomeCached   Outcome = "cached"   // an identical one of the owner was finished a moment ago
)

// Receipt answers a submission that was not refused. Position and Length are the place in the lane
// and the length of it, counted when the submission was stored; 0 when it does not wait.
type Receipt struct {
	Outcome  Outcome
	Record   Record // without sections
	Position int
	Length   int
	Active   int // of the owner, with this one; accepted ones only
}

// Ledger is what the service needs of the database. Every method that reads or changes a generation
// for a user takes the owner, and the statement itself checks it; somebody else's generation is
// protocol.NotFound. Refusals are *protocol.Problem; a database that cannot be reached is
// protocol.CodeUnavailable. Safe for concurrent use.
type Ledger interface {
	Lines
	Accounts

	// Submit stores the submission, or finds the generation that answers it, or refuses it
	// (too_many_active with the ids, daily_limit, queue_full, invalid_request for a reused
	// idempotency key), in one transaction under the owner's lock.
	Submit(ctx context.Context, s Submission) (Receipt, error)
	// Quote says what Submit would do, and does nothing.
	Quote(ctx context.Context, s Submission) (Receipt, error)
	// Owner returns whose generation it is, for operators.
	Owner(ctx context.Context, id string) (string, error)
	// List returns generations in outline, newest first, starting behind the id before: brief and figures are {} when
	// there are some, and finished sections, of those that are not completed, come without text.
	List(ctx context.Context, owner, before string, limit int) ([]Record, error)
	// Active returns queued and running generations likewise, oldest first.
	Active(ctx context.Context, owner string) ([]Record, error)
	// Cancel ends an active generation under a new attempt, so that its worker is fenced, and
	// returns it with its sections. One that is already terminal comes back as it is, with changed false.
	Cancel(ctx context.Context, owner, id, by string) (r Record, changed bool, err error)
	// Erase deletes a generation and all that belongs to it; a running one's worker is fenced.
	Erase(ctx context.Context, owner, id string) error
	// Shed moves to the express lane, of the first in the pool's line and most at the most, those that nobody has
	// begun and that have waited for longer than overdue, and says how many these are.
	Shed(ctx context.Context, overdue time.Duration, most int) (moved int, err error)
	// Durations returns for how long the generations of the pool that were completed last ran, by whichever
	// instance, the latest first.
	Durations(ctx context.Context, limit int) ([]time.Duration, error)
}

// ClaimRequest asks for work.
type ClaimRequest struct {
	Worker string // instance id
	Lane   Lane
	Slots  int
	Lease  time.Duration
}

// Work is what the pool needs of the database. Writes of a worker carry its attempt and fail with
// ErrFenced when it is not the current one. Safe for concurrent use.
type Work interface {
	// Claim takes up to Slots generations, queued or with a lease that ran out, oldest queue key
	// first, under a new attempt, with their finished sections.
	Claim(ctx context.Context, c ClaimRequest) ([]Record, error)
	// Renew extends the leases of what the worker holds and its own heartbeat, and returns those of
	// held that it no longer has.
	Renew(ctx context.Context, b Beat) (lost []Held, err error)
	// Checkpoint stores what is finished so far.
	Checkpoint(ctx context.Context, h Held, c Checkpoint) error
	// Finish makes the generation terminal, and says since when it is. The same result again has the same time.
	Finish(ctx context.Context, h Held, r Result) (at time.Time, err error)
	// Release puts the generation back into the queue, at its old place.
	Release(ctx context.Context, h Held) error
	// Leave removes the worker: it takes no more work.
	Leave(ctx context.Context, worker string) error
}

// Beat is a heartbeat of a worker.
type Beat struct {
	Worker string
	Slots  int // of the pool lane
	Lease  time.Duration
	Held   []Held
}

// Checkpoint is progress that survives the worker. What is nil or empty is left as it is.
type Checkpoint struct {
	Seq        int64 // of a mark in the log, behind the events that led here
	Market     json.RawMessage
	Financials json.RawMessage
	Section    *protocol.Section
	Degraded   bool // true marks the generation; false leaves it
}

// Result is how a generation ended.
type Result struct {
	State    protocol.State // completed or failed
	Seq      int64          // of the terminal event
	Source   string
	Degraded bool
	Problem  *protocol.Problem
	Chars    int
	SHA256   string
}

// Log is the worker's side of the event logs.
type Log interface {
	// Open returns the writer of an attempt. base is the state from which the log can be folded when
	// readers have nothing before; its attempt is the writer's.
	Open(ctx context.Context, owner string, base protocol.Snapshot) (Writer, error)
}

// Writer appends to the log of one generation, as one attempt. Safe for concurrent use.
type Writer interface {
	// Append adds events in one step; ErrFenced when a later attempt has written.
	Append(ctx context.Context, events ...protocol.Event) (protocol.Cursor, error)
	// Mark returns a cursor behind all that was appended and before all that will be, at which nothing lies. Who
	// knows the generation as it is in the database is there: the log has more, and cannot be read on from there.
	Mark() protocol.Cursor
	// Next is the cursor that the next event will have.
	Next() protocol.Cursor
	// Checksum is that of the sections that are complete.
	Checksum() (chars int, sha256 string)
	// Close ends the writing. It may be called more than once.
	Close()
}

// Board is where waiting watchers learn their place.
type Board interface {
	// Waiting lists the queued generations that somebody on this instance watches.
	Waiting() []string
	// Place tells the watchers of a generation where it stands.
	Place(id string, q protocol.Queue)
	// Look has the watchers of a generation that left the queue learn what became of it.
	Look(ctx context.Context, id string)
	// Forget ends the log of an erased generation.
	Forget(id string)
}
