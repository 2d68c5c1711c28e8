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

// Revisions lists all versions of an owner's finished plan, the first one first.
func (p *Plans) Revisions(ctx context.Context, owner, id string) ([]protocol.Revision, error) {
	r, err := p.finished(ctx, owner, id)
	if err != nil {
		return nil, err
	}
	later, err := p.ledger.Revisions(ctx, owner, id)
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
func (p *Plans) Revise(ctx context.Context, owner, id string, e protocol.Edit) (out protocol.Revision, added bool, err error) {
	r, err := p.finished(ctx, owner, id)
	if err != nil {
		return out, false, err
	}
	changes, err := p.changes(ctx, owner, id, e)
	if err != nil {
		return out, false, err
	}
	v, err := p.planner.Revise(ctx, r, changes)
	if err != nil {
		return out, false, err
	}
	if len(v.Outline.Changes) == 0 {
		out, err = firstRevision(r)
		return out, false, err
	}
	kept, added, err := p.ledger.AddRevision(ctx, owner, id, v, protocol.MaxRevisions)
	if err != nil {
		return out, false, err
	}
	if added {
		p.logger.Info().Str("generation", id).Int("revision", kept.Number).Int("changes", len(v.Outline.Changes)).Msg("plan revised")
	}
	return kept.told(id), added, nil
}

// changes are those of an edit on top of its base, all against the first revision.
func (p *Plans) changes(ctx context.Context, owner, id string, e protocol.Edit) (map[string]int64, error) {
	changes := map[string]int64{}
	if e.Base != protocol.FirstRevision {
		later, err := p.ledger.Revisions(ctx, owner, id)
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
