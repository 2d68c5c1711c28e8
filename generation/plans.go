package generation

import (
	"context"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/rs/zerolog"

	"github.com/planspark/planspark/protocol"
)

// Plans reads and revises finished plans, and drafts those that are not finished. It changes no generation. Safe for
// concurrent use.
type Plans struct {
	ledger  PlanLedger
	planner *Planner
	drafts  *lru.Cache[string, Plan] // of the offline planner, by generation
	logger  zerolog.Logger
}

// PlanLedger is what plans need of the database. As in Ledger, the owner is checked by the statement itself, and
// somebody else's generation is protocol.NotFound. Safe for concurrent use.
type PlanLedger interface {
	// Load returns a generation with its sections.
	Load(ctx context.Context, owner, id string) (Record, error)
	// AddRevision keeps a revision under the next number. One with the same digest comes back as it was
	// kept, with added false; beyond most revisions, the first one included, it is refused.
	AddRevision(ctx context.Context, owner, id string, r Revision, most int) (kept Revision, added bool, err error)
	// Revision returns one with its figures and sections; protocol.CodeNotFound when there is none.
	Revision(ctx context.Context, owner, id string, number int) (Revision, error)
	// Revisions lists all with their outlines only, oldest first.
	Revisions(ctx context.Context, owner, id string) ([]Revision, error)
}

// draftsKept bounds the drafts in memory: about 150 KB each.
const draftsKept = 64

// NewPlans has plans kept by a ledger, and computed by a planner.
func NewPlans(ledger PlanLedger, planner *Planner, logger zerolog.Logger) (*Plans, error) {
	drafts, err := lru.New[string, Plan](draftsKept)
	if err != nil {
		return nil, err
	}
	return &Plans{ledger: ledger, planner: planner, drafts: drafts, logger: logger}, nil
}

// LatestRevision asks for the newest version of a plan.
const LatestRevision = -1

// Plan is a version of an owner's finished plan: protocol.FirstRevision as it was made, a later one, or
// LatestRevision. A generation that is not completed has none yet: protocol.CodeNotFound.
func (p *Plans) Plan(ctx context.Context, owner, id string, number int) (Plan, error) {
	r, err := p.finished(ctx, owner, id)
	if err != nil {
		return Plan{}, err
	}
	if number == LatestRevision {
		later, err := p.ledger.Revisions(ctx, owner, id)
		if err != nil {
			return Plan{}, err
		}
		number = protocol.FirstRevision + len(later)
	}
	return p.version(ctx, r, number)
}

// version is a finished plan as it reads in a revision.
func (p *Plans) version(ctx context.Context, r Record, number int) (Plan, error) {
	if number == protocol.FirstRevision {
		return p.planner.document(r), nil
	}
	v, err := p.ledger.Revision(ctx, r.Owner, r.ID, number)
	if err != nil {
		return Plan{}, err
	}
	return p.planner.document(v.over(r)), nil
}

// finished loads a generation that is completed.
func (p *Plans) finished(ctx context.Context, owner, id string) (Record, error) {
	r, err := p.ledger.Load(ctx, owner, id)
	if err != nil {
		return Record{}, err
	}
	if r.State != protocol.StateCompleted {
		return Record{}, protocol.Problemf(protocol.CodeNotFound, "There is no finished plan: this generation is %s.", r.State)
	}
	return r, nil
}

// All is an owner's finished plan in all its versions, the first one first.
func (p *Plans) All(ctx context.Context, owner, id string) (first Plan, later []Version, err error) {
	r, err := p.finished(ctx, owner, id)
	if err != nil {
		return Plan{}, nil, err
	}
	kept, err := p.ledger.Revisions(ctx, owner, id)
	if err != nil {
		return Plan{}, nil, err
	}
	for _, v := range kept {
		plan, err := p.version(ctx, r, v.Number)
		if err != nil {
			return Plan{}, nil, err
		}
		later = append(later, Version{Revision: v.told(id), Plan: plan})
	}
	return p.planner.document(r), later, nil
}

// Draft is the offline planner's plan for the same request, at once and whatever its generation does.
func (p *Plans) Draft(ctx context.Context, owner, id string) (Plan, error) {
	r, err := p.ledger.Load(ctx, owner, id)
	if err != nil {
		return Plan{}, err
	}
	if kept, ok := p.drafts.Get(id); ok {
		return kept, nil
	}
	draft, err := p.planner.Draft(ctx, r)
	if err != nil {
		return Plan{}, err
	}
	p.drafts.Add(id, draft)
	return draft, nil
}

// forget drops what is in memory of a generation that is no longer there.
func (p *Plans) forget(id string) { p.drafts.Remove(id) }
