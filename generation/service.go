package generation

import (
	"context"
	"slices"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/protocol"
)

// Tiers of users.
const (
	TierFree    = "free"
	TierPremium = "premium"
)

// Caller is the user on whose behalf something is asked for.
type Caller struct {
	User    string
	Tier    string
	Address string // keyed hash of the client's address; empty is not limited
}

// ServiceConfig holds the limits of submissions.
type ServiceConfig struct {
	Limits   Limits
	MaxWait  time.Duration // a longer predicted wait is served by the offline planner at once; 0 never
	Overdue  time.Duration // who has waited for longer likewise, whatever was predicted; 0 never
	Users    func() int    // how many users are there now; nil is one
	Crowded  func() bool   // whether the work that runs waits for a provider; nil never
	Asked    Asked         // is told of each accepted submission; nil is not
	Observer Observer      // nil is nobody
	Signals  Signals       // nil: there is no other instance
	Logger   zerolog.Logger
}

// Asked learns who asked for what. It neither blocks nor fails.
type Asked func(owner string, r protocol.Request)

// The virtual time by which a submission goes ahead of, or behind, others (architecture, the queue).
const (
	premiumHeadStart = 30 * time.Second
	lowHeadStart     = -60 * time.Second
	activePenalty    = 10 * time.Second
)

// Runner is the pool of this instance, as far as the service needs it. Wake makes it look for work, and
// says whether it has room for some.
type Runner interface {
	Wake() (room bool)
	Stop(id string)
}

// Readers is the readers' side of the logs.
type Readers interface {
	Log
	Board
	// Snapshot is the state of an owner's generation, at its latest event when it runs here.
	Snapshot(ctx context.Context, owner, id string) (protocol.Snapshot, error)
}

// Service answers what users ask of generations. Safe for concurrent use; Run owns its goroutine.
type Service struct {
	cfg      ServiceConfig
	ledger   Ledger
	readers  Readers
	runner   Runner
	planner  *Planner
	plans    *Plans
	estimate *Estimator
	standing *standing
	changed  chan struct{} // the queue changed; holds one
}

// NewService wires a service.
func NewService(cfg ServiceConfig, ledger Ledger, readers Readers, runner Runner, planner *Planner, plans *Plans, e *Estimator) *Service {
	cfg.Observer, cfg.Signals = observerOr(cfg.Observer), signalsOr(cfg.Signals)
	return &Service{
		cfg: cfg, ledger: ledger, readers: readers, runner: runner, planner: planner, plans: plans, estimate: e,
		standing: &standing{lines: ledger}, changed: make(chan struct{}, 1),
	}
}

// Snapshot is the state of an owner's generation.
func (s *Service) Snapshot(ctx context.Context, owner, id string) (protocol.Snapshot, error) {
	snap, err := s.readers.Snapshot(ctx, owner, id)
	if err != nil {
		return protocol.Snapshot{}, err
	}
	one := []protocol.Snapshot{snap}
	s.standing.rank(ctx, one)
	return one[0], nil
}

// Owner is whose generation it is; only operators may ask.
func (s *Service) Owner(ctx context.Context, id string) (string, error) {
	return s.ledger.Owner(ctx, id)
}

// List returns an owner's generations, newest first, without text, starting behind the id before.
func (s *Service) List(ctx context.Context, owner, before string, limit int) ([]protocol.Snapshot, error) {
	records, err := s.ledger.List(ctx, owner, before, limit)
	if err != nil {
		return nil, err
	}
	list := withoutText(records)
	for i, r := range records {
		if r.State != protocol.StateRunning {
			continue
		}
		live, err := s.readers.Snapshot(ctx, owner, r.ID) // how far it is, stands in its log
		switch p, _ := protocol.ProblemOf(err); {
		case err == nil:
			list[i] = live.WithoutText()
		case p.Code == protocol.CodeNotFound: // erased meanwhile
			list[i].ID = ""
		default:
			return nil, err
		}
	}
	list = slices.DeleteFunc(list, func(s protocol.Snapshot) bool { return s.ID == "" })
	s.standing.rank(ctx, list)
	return list, nil
}

// Active returns an owner's queued and running generations, oldest first, without text.
func (s *Service) Active(ctx context.Context, owner string) ([]protocol.Snapshot, error) {
	records, err := s.ledger.Active(ctx, owner)
	if err != nil {
		return nil, err
	}
	list := withoutText(records)
	s.standing.rank(ctx, list)
	return list, nil
}

func withoutText(records []Record) []protocol.Snapshot {
	out := make([]protocol.Snapshot, len(records))
	for i, r := range records {
		out[i] = r.Snapshot().WithoutText()
	}
	return out
}

// Cancel ends an owner's generation. One that has ended already stays as it is.
func (s *Service) Cancel(ctx context.Context, owner, id, by string) (protocol.Snapshot, error) {
	r, changed, err := s.ledger.Cancel(ctx, owner, id, by)
	if err != nil || !changed {
		return r.Snapshot(), err
	}
	s.runner.Stop(id)
	s.cfg.Signals.Send(Signal{Kind: SignalStop, Generation: id})
	s.noteChange()
	s.cfg.Observer.Ended(Ended{Generation: r.ID, State: r.State, Source: r.Source, Degraded: r.Degraded, Users: r.Users, Took: ranFor(r)})
	if err := s.tellCancelled(context.WithoutCancel(ctx), r); err != nil {
		s.cfg.Logger.Warn().Err(err).Str("generation", r.ID).Msg("cancellation was not told; readers find it in the database")
	}
	return r.Snapshot(), nil
}

// ranFor is for how long a record was worked on, by the database's clock.
func ranFor(r Record) time.Duration {
	if r.StartedAt.IsZero() {
		return 0
	}
	return r.FinishedAt.Sub(r.StartedAt)
}

// tellCancelled takes the log over and writes its last event. The database has the truth already: a
// reader that misses the event finds it there.
func (s *Service) tellCancelled(ctx context.Context, r Record) error {
	w, err := s.readers.Open(ctx, r.Owner, r.base())
	if err != nil {
		return err
	}
	defer w.Close()
	_, err = w.Append(ctx, protocol.Event{
		Kind: protocol.KindCancelled, At: protocol.At(r.FinishedAt), By: r.CancelledBy,
		Chars: protocol.Ptr(r.Chars), SHA256: r.SHA256,
	})
	return err
}

// Erase deletes an owner's generation; one that is active is cancelled first, so that its watchers
// learn of the end.
func (s *Service) Erase(ctx context.Context, owner, id string) error {
	if _, err := s.Cancel(ctx, owner, id, protocol.ByOwner); err != nil {
		return err
	}
	if err := s.ledger.Erase(ctx, owner, id); err != nil {
		return err
	}
	s.forget(id)
	return nil
}

// noteChange says that places in the queue may have changed. It never blocks.
func (s *Service) noteChange() {
	select {
	case s.changed <- struct{}{}:
	default:
	}
}
