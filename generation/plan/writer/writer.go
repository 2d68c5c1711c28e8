// Package writer is the offline planner: it writes every section of a business
// plan from the figures of a plan.Model, a market brief and the request, without
// any service. The same input gives the same bytes.
//
// No figure is made here: amounts, shares, counts and months come from the
// model, the brief, the business type or the request, and are written by
// plan.Format in the request's locale. What the user wrote is data: it is
// shortened, escaped and quoted, never interpreted.
//
// Texts live in catalogues, one file a section (en_*.go), and are chosen by the
// section files, which hold no words. Each language is a catalogue (es_*.go) with
// a grammar.
package writer

import (
	"fmt"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/numerals"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/protocol"
)

// Input is everything a text may draw on; nothing else may appear as a figure.
type Input struct {
	Request protocol.Request
	Model   *plan.Model
	Brief   market.Brief
	Seed    uint64 // of the request's fingerprint; chooses among ways to say the same
}

// Planner writes sections. It is immutable and safe for concurrent use.
type Planner struct {
	library  *plan.Library
	english  *language
	spanish  *language
	american *language
	sections map[string]func(*story)
}

// New returns a planner that writes English, and Spanish where a request's
// locale asks for it.
func New(library *plan.Library) *Planner {
	es := spanish()
	return &Planner{library: library, english: english(), spanish: es, american: american(es), sections: map[string]func(*story){
		"executive-summary": (*story).summary,
		"company":           (*story).company,
		"offer":             (*story).offer,
		"market-analysis":   (*story).market,
		"customers":         (*story).customers,
		"competition":       (*story).competition,
		"marketing":         (*story).marketing,
		"operations":        (*story).operations,
		"team":              (*story).team,
		"milestones":        (*story).milestones,
		"financial-plan":    (*story).finances,
		"funding":           (*story).funding,
		"risks":             (*story).risks,
		"legal":             (*story).legal,
		"next-steps":        (*story).nextSteps,
	}}
}

// Section writes one section as Markdown, without its title. An error is a slug
// that protocol.Sections does not list, an input without a model, or a fault of
// the catalogue.
func (p *Planner) Section(in Input, slug string) (markdown string, err error) {
	write, ok := p.sections[slug]
	if !ok {
		return "", fmt.Errorf("writer: no section %q", slug)
	}
	if in.Model == nil || in.Model.Archetype == nil || len(in.Model.Years) < 3 {
		return "", fmt.Errorf("writer: section %s: the model is incomplete", slug)
	}
	s := newStory(p.language(in.Request.Locale), in, slug)
	write(s)
	if s.err != nil {
		return "", fmt.Errorf("writer: section %s: %w", slug, s.err)
	}
	return s.page.String(), nil
}

// language is the one of a locale.
func (p *Planner) language(locale string) *language {
	switch {
	case numerals.American(locale):
		return p.american
	case plan.Language(locale) == plan.Spanish:
		return p.spanish
	}
	return p.english
}
