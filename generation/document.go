package generation

import (
	"context"
	"encoding/json"

	"github.com/planspark/planspark/protocol"
)

// Plan is a finished plan, or a draft of one, as plan.json has it.
type Plan struct {
	ID           string           `json:"id"`
	Draft        bool             `json:"draft,omitempty"`
	Revision     int              `json:"revision,omitempty"` // counted from protocol.FirstRevision; none of a draft
	Request      protocol.Request `json:"request"`
	BusinessType string           `json:"business_type"`
	Currency     string           `json:"currency"`
	Source       string           `json:"source"`
	Degraded     bool             `json:"degraded"`
	Sections     []PlanSection    `json:"sections"`
	Milestones   json.RawMessage  `json:"milestones,omitempty"` // as in financials
	Market       json.RawMessage  `json:"market"`
	Financials   json.RawMessage  `json:"financials"`
	CreatedAt    protocol.Time    `json:"created_at"`
}

// PlanSection is a section of a finished plan.
type PlanSection struct {
	Section  string `json:"section"`
	Title    string `json:"title"`
	Markdown string `json:"markdown"`
	Source   string `json:"source"`
}

// document puts a record together to a plan.
func (p *Planner) document(r Record) Plan {
	plan := Plan{
		ID: r.ID, Revision: max(protocol.FirstRevision, r.Revision), Request: r.Request, BusinessType: p.BusinessType(r.Request), Currency: r.Request.Currency,
		Source: r.Source, Degraded: r.Degraded, Market: r.Market, Financials: r.Financials,
		Milestones: milestonesOf(r.Financials), CreatedAt: protocol.At(r.CreatedAt),
	}
	for _, s := range r.Snapshot().Sections {
		plan.Sections = append(plan.Sections, PlanSection{Section: s.Section, Title: s.Title, Markdown: s.Text, Source: s.Source})
	}
	return plan
}

func milestonesOf(financials json.RawMessage) json.RawMessage {
	var f struct {
		Milestones json.RawMessage `json:"milestones"`
	}
	if json.Unmarshal(financials, &f) != nil {
		return nil
	}
	return f.Milestones
}

// Draft writes a whole plan offline.
func (p *Planner) Draft(ctx context.Context, r Record) (Plan, error) {
	brief, err := p.KnownBrief(ctx, r)
	if err != nil {
		return Plan{}, err
	}
	f, err := p.Figures(ctx, r.Request, brief, r.Fingerprint.Seed(), r.CreatedAt)
	if err != nil {
		return Plan{}, err
	}
	r.Market, r.Financials, r.Source, r.Sections = f.Market, f.Financials, protocol.SourceOffline, nil
	for _, info := range protocol.SectionsIn(r.Request.Locale) {
		text, err := p.Section(f, info.Slug)
		if err != nil {
			return Plan{}, err
		}
		r.Sections = append(r.Sections, protocol.Section{
			Section: info.Slug, Title: info.Title, Index: info.Index, Text: text, Complete: true, Source: protocol.SourceOffline,
		})
	}
	plan := p.document(r)
	plan.Draft, plan.Revision, plan.Degraded = true, 0, false
	return plan, nil
}
