package generation

import (
	"context"

	"github.com/planspark/planspark/protocol"
)

// Account is what is kept of an owner beside their generations.
type Account struct {
	Usage  []DayUsage  `json:"usage"`
	Tokens []DayTokens `json:"tokens"`
	Keys   []KeptKey   `json:"idempotency_keys"`
}

// DayUsage counts accepted submissions of a UTC day.
type DayUsage struct {
	Day      string `json:"day"` // 2006-01-02
	Accepted int    `json:"accepted"`
}

// DayTokens is what language models took on a UTC day.
type DayTokens struct {
	Day string `json:"day"`
	Spending
}

// KeptKey is an idempotency key that the owner sent.
type KeptKey struct {
	Key        string        `json:"key"`
	Generation string        `json:"generation"` // it may be erased
	CreatedAt  protocol.Time `json:"created_at"`
}

// Usage is what an owner has and had.
type Usage struct {
	Active []string // ids of queued and running generations, oldest first
	Today  int      // accepted submissions of this UTC day
}

// Accounts is what the database knows of owners themselves. Safe for concurrent use.
type Accounts interface {
	// Usage counts what the owner has and had.
	Usage(ctx context.Context, owner string) (Usage, error)
	// Tokens lists what the owner has spent on language models on this UTC day, by provider.
	Tokens(ctx context.Context, owner string) ([]Spending, error)
	// Account returns what is kept of the owner.
	Account(ctx context.Context, owner string) (Account, error)
	// EraseOwner deletes up to most generations of the owner, and once none is left, with all true, everything
	// else that is theirs. What was accepted today still counts until the day is over.
	EraseOwner(ctx context.Context, owner string, most int) (erased []string, all bool, err error)
}

// Belonging is one generation with all that belongs to it.
type Belonging struct {
	protocol.Snapshot           // without text when there is a plan
	Plan              *Plan     `json:"plan,omitempty"` // as it was made
	Revisions         []Version `json:"revisions,omitempty"`
}

// Version is a later revision of a plan.
type Version struct {
	protocol.Revision
	Plan Plan `json:"plan"`
}

// Usage counts what an owner has and had today.
func (s *Service) Usage(ctx context.Context, owner string) (Usage, error) {
	return s.ledger.Usage(ctx, owner)
}

// Tokens lists what an owner has spent on language models today, by provider.
func (s *Service) Tokens(ctx context.Context, owner string) ([]Spending, error) {
	return s.ledger.Tokens(ctx, owner)
}

// Account is what is kept of an owner beside their generations.
func (s *Service) Account(ctx context.Context, owner string) (Account, error) {
	return s.ledger.Account(ctx, owner)
}

// Belonging is an owner's generation with all that belongs to it.
func (s *Service) Belonging(ctx context.Context, owner, id string) (Belonging, error) {
	snapshot, err := s.Snapshot(ctx, owner, id)
	if err != nil || snapshot.State != protocol.StateCompleted {
		return Belonging{Snapshot: snapshot}, err
	}
	plan, later, err := s.plans.All(ctx, owner, id)
	if err != nil {
		return Belonging{}, err
	}
	return Belonging{Snapshot: snapshot.WithoutText(), Plan: &plan, Revisions: later}, nil
}

// eraseAtOnce bounds how many generations one transaction erases, so that it never holds up others.
const eraseAtOnce = 100

// EraseOwner deletes everything that is an owner's. What is active is cancelled first, so that its watchers
// learn of the end. Asked again behind an error, it goes on where it was.
func (s *Service) EraseOwner(ctx context.Context, owner string) error {
	usage, err := s.ledger.Usage(ctx, owner)
	if err != nil {
		return err
	}
	for _, id := range usage.Active {
		if _, err := s.Cancel(ctx, owner, id, protocol.ByOwner); err != nil && !protocol.HasCode(err, protocol.CodeNotFound) {
			return err
		}
	}
	for {
		erased, all, err := s.ledger.EraseOwner(ctx, owner, eraseAtOnce)
		if err != nil {
			return err
		}
		for _, id := range erased {
			s.forget(id)
		}
		if all {
			return nil
		}
	}
}

// forget drops what is in memory of a generation that is no longer there.
func (s *Service) forget(id string) {
	s.runner.Stop(id)
	s.plans.forget(id)
	s.readers.Forget(id)
	s.cfg.Signals.Send(Signal{Kind: SignalErased, Generation: id})
}
