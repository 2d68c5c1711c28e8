package server

import (
	"context"
	"io"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/limits"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// Generations takes requests, tells what became of them, and ends them; generation.Service is one. Here and in the
// ports below refusals are *protocol.Problem, and methods that take an owner know only what is that owner's; Owner is
// for operators. Safe for concurrent use.
type Generations interface {
	Submit(ctx context.Context, c generation.Caller, r protocol.Request, key *generation.Idempotency) (generation.Receipt, error)
	Quote(ctx context.Context, c generation.Caller, r protocol.Request) (protocol.Quote, error)
	Snapshot(ctx context.Context, owner, id string) (protocol.Snapshot, error)
	List(ctx context.Context, owner, before string, limit int) ([]protocol.Snapshot, error)
	Active(ctx context.Context, owner string) ([]protocol.Snapshot, error)
	Cancel(ctx context.Context, owner, id, by string) (protocol.Snapshot, error)
	Erase(ctx context.Context, owner, id string) error
	Owner(ctx context.Context, id string) (owner string, err error)
}

// Accounts knows what somebody has and had, and erases all of it; generation.Service is one. Safe for concurrent use.
type Accounts interface {
	Usage(ctx context.Context, owner string) (generation.Usage, error)
	Tokens(ctx context.Context, owner string) ([]generation.Spending, error)
	Account(ctx context.Context, owner string) (generation.Account, error)
	Belonging(ctx context.Context, owner, id string) (generation.Belonging, error)
	EraseOwner(ctx context.Context, owner string) error
}

// Plans reads and revises finished plans, and drafts others; generation.Plans is one. Safe for concurrent use.
type Plans interface {
	Plan(ctx context.Context, owner, id string, revision int) (generation.Plan, error)
	Draft(ctx context.Context, owner, id string) (generation.Plan, error)
	Revise(ctx context.Context, owner, id string, e protocol.Edit) (r protocol.Revision, added bool, err error)
	Revisions(ctx context.Context, owner, id string) ([]protocol.Revision, error)
}

// Catalog is what forms offer; generation.Planner is one. Safe for concurrent use.
type Catalog interface {
	BusinessTypes(locale string) []protocol.BusinessType
	Currencies() []protocol.Currency
	Check(r protocol.Request) []protocol.FieldError // which fields name what is not offered
	Reading(r protocol.Request) *protocol.Reading   // how a request is understood; nil when it would be refused
}

// Examples are plans that show what a plan is; generation.Examples is one. Safe for concurrent use.
type Examples interface {
	Example(ctx context.Context, locale string) (generation.Plan, error)
}

// Exporter writes finished plans as files; export.Exporter is one. Safe for concurrent use.
type Exporter interface {
	Write(ctx context.Context, w io.Writer, f protocol.Format, p generation.Plan) error
}

// Watcher gives watches of generations. after nil asks for a snapshot first. wake is called, from any
// goroutine and even before Watch returns, whenever Next may have something; it does not block.
type Watcher interface {
	Watch(ctx context.Context, owner, id string, after *protocol.Cursor, wake func()) (LogWatch, error)
}

// LogWatch is a watch of a generation. Over says whether the client had the end when it began.
type LogWatch interface {
	Watch
	Over() bool
}

// Watch is a cursor into what is told. Next never blocks; ok is false when there is nothing to say now. Next and Close
// are never called at once.
type Watch interface {
	Next() (f hub.Frame, ok bool)
	Close()
}

// HubWatcher makes a Watcher of the hub.
func HubWatcher(h *hub.Hub) Watcher { return hubWatcher{h} }

type hubWatcher struct{ hub *hub.Hub }

func (w hubWatcher) Watch(ctx context.Context, owner, id string, after *protocol.Cursor, wake func()) (LogWatch, error) {
	watch, err := w.hub.Watch(ctx, owner, id, after, wake)
	if err != nil {
		return nil, err // a nil *hub.Watch would be a LogWatch that is not nil
	}
	return watch, nil
}

// Identity is who a token speaks for.
type Identity struct {
	User    string
	Tier    string // "free" or "premium"
	Expires time.Time
	Stale   bool // valid, and old enough to be renewed
	Admin   bool // may operate the service
}

// Auth knows tokens. Check fails for every token that is not valid, for whatever reason, and the
// reason is not told to clients. Issue makes a token for somebody new, where that is possible without
// signing in; Renew the freshest there is for who holds a valid one. Safe for concurrent use.
type Auth interface {
	Check(ctx context.Context, token string) (Identity, error)
	Issue(ctx context.Context, user string) (token string, id Identity, err error)
	Renew(ctx context.Context, token string) (fresh string, id Identity, err error)
}

// Limiter counts what somebody did; limits.Memory is one.
type Limiter interface {
	Take(ctx context.Context, key string, n int) (limits.Decision, error)
}

// Limiters are the rates that the server enforces, keyed by user id or address hash.
type Limiters struct {
	User      Limiter // submissions of a user
	IP        Limiter // submissions of an address
	Guests    Limiter // new guest sessions of an address
	Tickets   Limiter // one-time tickets of a user
	Operators Limiter // wrong admin tokens of an address
}

// Deps is what the server works with. What may be nil says so.
type Deps struct {
	Generations Generations
	Accounts    Accounts
	Plans       Plans
	Catalog     Catalog
	Exporter    Exporter
	Examples    Examples // nil: there are none
	Watcher     Watcher
	Tickets     TicketStore
	Site        Site
	Log         zerolog.Logger
	Now         func() time.Time
	NewID       func() string  // UUIDv7
	Jitter      func() float64 // uniform in [0,1)

	Auth       Auth                            // nil: guest sessions
	Limiters   Limiters                        // nil fields: in memory, at the configured rates
	Ready      func(ctx context.Context) error // whether the database answers; nil: always
	Observer   Observer                        // nil: nobody
	Metrics    Metrics                         // nil: none are served
	Operations Operations                      // nil: none
	Tracer     *tracing.Tracer                 // nil: nothing is traced
}

// Observer hears what becomes of submissions. It neither blocks nor fails.
type Observer interface {
	// Submitted: outcome is that of the receipt, or the code of the refusal; active is how many of the
	// user's are active with it, when it was accepted.
	Submitted(outcome string, active int)
}

// Metrics are what monitoring reads; ops.Metrics is one.
type Metrics interface {
	Write(w io.Writer) (contentType string, err error)
}
