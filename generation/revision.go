package generation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/protocol"
)

// Revision is a later version of a finished plan as the database has it.
type Revision struct {
	Number     int    // from 2; 0 until it is kept
	Digest     string // of its changes
	Outline    protocol.Revision
	Financials json.RawMessage // as in plan.json
	Sections   []protocol.Section
	CreatedAt  time.Time // zero until it is kept
}

// Revisions keeps later versions of finished plans. As in Ledger, the owner is checked by the statement
// itself, and somebody else's generation is protocol.NotFound. Safe for concurrent use.
type Revisions interface {
	// AddRevision keeps a revision under the next number. One with the same digest comes back as it was
	// kept, with added false; beyond most revisions, the first one included, it is refused.
	AddRevision(ctx context.Context, owner, id string, r Revision, most int) (kept Revision, added bool, err error)
	// Revision returns one with its figures and sections; protocol.CodeNotFound when there is none.
	Revision(ctx context.Context, owner, id string, number int) (Revision, error)
	// Revisions lists all with their outlines only, oldest first.
	Revisions(ctx context.Context, owner, id string) ([]Revision, error)
}

// LatestRevision asks for the newest version of a plan.
const LatestRevision = -1

// Plan is a version of an owner's finished plan: protocol.FirstRevision as it was made, a later one, or
// LatestRevision. A generation that is not completed has none yet: protocol.CodeNotFound.
func (s *Service) Plan(ctx context.Context, owner, id string, number int) (Plan, error) {
	r, err := s.finished(ctx, owner, id)
	if err != nil {
		return Plan{}, err
	}
	if number == LatestRevision {
		later, err := s.ledger.Revisions(ctx, owner, id)
		if err != nil {
			return Plan{}, err
		}
		number = protocol.FirstRevision + len(later)
	}
	if number == protocol.FirstRevision {
		return s.planner.document(r), nil
	}
	v, err := s.ledger.Revision(ctx, owner, id, number)
	if err != nil {
		return Plan{}, err
	}
	return s.planner.document(v.over(r)), nil
}

// finished loads a generation that is completed.
func (s *Service) finished(ctx context.Context, owner, id string) (Record, error) {
	r, err := s.ledger.Load(ctx, owner, id)
	if err != nil {
		return Record{}, err
	}
	if r.State != protocol.StateCompleted {
		return Record{}, protocol.Problemf(protocol.CodeNotFound, "There is no finished plan: this generation is %s.", r.State)
	}
	return r, nil
}

// over is the record of the plan as it reads in this revision.
func (v Revision) over(r Record) Record {
	r.Revision, r.Financials, r.Sections = v.Number, v.Financials, v.Sections
	r.Source, r.Degraded, r.CreatedAt = v.Outline.Source, v.Outline.Degraded, v.CreatedAt
	return r
}

// told is the revision as its owner is told of it.
func (v Revision) told(id string) protocol.Revision {
	out := v.Outline
	out.Revision, out.CreatedAt = v.Number, protocol.At(v.CreatedAt)
	out.PlanURL = fmt.Sprintf("%s?revision=%d", PlanURL(id), v.Number)
	return out
}

// ListRevisions returns all versions of an owner's finished plan, the first one first.
func (s *Service) ListRevisions(ctx context.Context, owner, id string) ([]protocol.Revision, error) {
	r, err := s.finished(ctx, owner, id)
	if err != nil {
		return nil, err
	}
	later, err := s.ledger.Revisions(ctx, owner, id)
	if err != nil {
		return nil, err
	}
	first, err := firstRevision(r)
	if err != nil {
		return nil, err
	}
	list := []protocol.Revision{first}
	for _, v := range later {
		list = append(list, v.told(id))
	}
	return list, nil
}

// firstRevision is the plan as it was made.
func firstRevision(r Record) (protocol.Revision, error) {
	var f plan.Financials
	if err := json.Unmarshal(r.Financials, &f); err != nil {
		return protocol.Revision{}, fmt.Errorf("read the figures of %s: %T", r.ID, err)
	}
	return protocol.Revision{
		Revision: protocol.FirstRevision, CreatedAt: protocol.At(r.FinishedAt), Changes: []protocol.Change{}, Figures: keyFigures(&f),
		Rewritten: []string{}, Source: r.Source, Degraded: r.Degraded, PlanURL: fmt.Sprintf("%s?revision=%d", PlanURL(r.ID), protocol.FirstRevision),
	}, nil
}

// Revise recomputes an owner's finished plan with changed assumptions and keeps it as a new revision.
// Identical assumptions are one revision, and those of the first one are that: added is false then. What
// cannot hold is refused by assumption.
func (s *Service) Revise(ctx context.Context, owner, id string, e protocol.Edit) (out protocol.Revision, added bool, err error) {
	r, err := s.finished(ctx, owner, id)
	if err != nil {
		return out, false, err
	}
	changes, err := s.changes(ctx, owner, id, e)
	if err != nil {
		return out, false, err
	}
	v, err := s.planner.Revise(ctx, r, changes)
	if err != nil {
		return out, false, err
	}
	if len(v.Outline.Changes) == 0 {
		out, err = firstRevision(r)
		return out, false, err
	}
	kept, added, err := s.ledger.AddRevision(ctx, owner, id, v, protocol.MaxRevisions)
	if err != nil {
		return out, false, err
	}
	if added {
		s.cfg.Logger.Info().Str("generation", id).Int("revision", kept.Number).Int("changes", len(v.Outline.Changes)).Msg("plan revised")
	}
	return kept.told(id), added, nil
}

// changes are those of an edit on top of its base, all against the first revision.
func (s *Service) changes(ctx context.Context, owner, id string, e protocol.Edit) (map[string]int64, error) {
	changes := map[string]int64{}
	if e.Base != protocol.FirstRevision {
		later, err := s.ledger.Revisions(ctx, owner, id)
		if err != nil {
			return nil, err
		}
		i := e.Base - protocol.FirstRevision - 1
		if i >= len(later) {
			return nil, protocol.Invalid(protocol.FieldError{Field: "base", Message: fmt.Sprintf("This plan has revisions 1 to %d.", len(later)+1)})
		}
		for _, c := range later[i].Outline.Changes {
			changes[c.Key] = c.After
		}
	}
	for key, value := range e.Assumptions {
		changes[key] = value
	}
	return changes, nil
}

// Revise computes a finished plan anew with changed assumptions. Its brief, start and seed stay, so that
// nothing but the changes makes a difference.
func (p *Planner) Revise(ctx context.Context, r Record, changes map[string]int64) (Revision, error) {
	brief, err := p.KnownBrief(ctx, r)
	if err != nil {
		return Revision{}, err
	}
	f, err := p.recompute(ctx, r, brief, changes)
	if wrong := new(plan.AssumptionsError); errors.As(err, &wrong) {
		return Revision{}, refusedAssumptions(wrong, brief.Currency)
	}
	if err != nil {
		return Revision{}, err
	}
	v := Revision{Financials: f.Financials}
	if v.Outline.Changes, err = changed(r, f.input.Model); err != nil || len(v.Outline.Changes) == 0 {
		return v, err
	}
	v.Digest = digest(v.Outline.Changes)
	v.Outline.Figures = keyFigures(f.input.Model.Financials())
	return v, p.rewrite(ctx, r, brief, f, &v)
}

// changed lists the assumptions that were changed, with what they were in the plan as it was made.
func changed(r Record, m *plan.Model) ([]protocol.Change, error) {
	var first struct {
		Assumptions []plan.Assumption `json:"assumptions"`
	}
	if err := json.Unmarshal(r.Financials, &first); err != nil {
		return nil, fmt.Errorf("read the figures of %s: %T", r.ID, err)
	}
	before := map[string]int64{}
	for _, a := range first.Assumptions {
		before[a.Key] = a.Value
	}
	changes := []protocol.Change{}
	for _, a := range m.Assumptions {
		if a.Changed {
			changes = append(changes, protocol.Change{Key: a.Key, Label: a.Label, Unit: a.Unit, Before: before[a.Key], After: a.Value})
		}
	}
	return changes, nil
}

func digest(changes []protocol.Change) string {
	h := sha256.New()
	for _, c := range changes {
		fmt.Fprintf(h, "%s=%d\n", c.Key, c.After)
	}
	return hex.EncodeToString(h.Sum(nil))
}
