package generation

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sync/semaphore"
	"golang.org/x/text/language"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/writer"
	"github.com/planspark/planspark/generation/savings"
	"github.com/planspark/planspark/protocol"
)

// Planner makes everything in a plan but the text of an LLM: the market brief, the figures, and each
// section as the offline planner writes it. The same request, brief and seed give the same plan. Safe
// for concurrent use.
type Planner struct {
	library *plan.Library
	atlas   *market.Atlas
	feed    MarketFeed // nil: the embedded figures
	text    *writer.Planner
	desks   *semaphore.Weighted // for those who compute
}

// NewPlanner loads the embedded archetypes and market data.
func NewPlanner() (*Planner, error) {
	library, err := plan.Load()
	if err != nil {
		return nil, fmt.Errorf("load business types: %w", err)
	}
	atlas, err := market.New()
	if err != nil {
		return nil, fmt.Errorf("load market data: %w", err)
	}
	return &Planner{library: library, atlas: atlas, text: writer.New(library), desks: semaphore.NewWeighted(desks())}, nil
}

// desks is how many compute at a time: half of the processors, so that the other half serves. Nobody is done
// later for it, since more at a time would share them; but whoever else needs a processor for a moment, as the one
// who writes to the database for all, would come behind each of them, at ten milliseconds each.
func desks() int64 { return int64(runtime.GOMAXPROCS(0)+1) / 2 }

// Check says which fields of a request name what is not offered: only tables know that.
func (p *Planner) Check(r protocol.Request) (wrong []protocol.FieldError) {
	refuse := func(field, message string) {
		wrong = append(wrong, protocol.FieldError{Field: field, Message: message})
	}
	if _, ok := p.atlas.Currency(r.Currency); r.Currency != "" && !ok {
		refuse("currency", "This is not a currency code (ISO 4217), such as EUR.")
	}
	if _, ok := p.library.Lookup(r.BusinessType); r.BusinessType != "" && !ok {
		refuse("business_type", "There is no such business type. GET /v1/business-types lists them.")
	}
	if _, err := language.Parse(r.Locale); r.Locale != "" && err != nil {
		refuse("locale", "This is not a language tag (BCP 47), such as pt-PT.")
	}
	return wrong
}

// Complete checks a request, and fills in what it leaves open and every part of the plan must agree on: place,
// language and money of one's own, when the idea shows them, and the currency.
func (p *Planner) Complete(r protocol.Request) (protocol.Request, error) {
	if wrong := p.Check(r); len(wrong) > 0 {
		return r, protocol.Invalid(wrong...)
	}
	if r.Location == "" {
		r.Location = locationIn(p.atlas, r.Idea)
	}
	if r.Locale == "" {
		r.Locale = localeIn(p.atlas, r)
	}
	if r.Currency == "" {
		brief, err := p.Brief(r)
		if err != nil {
			return r, err
		}
		r.Currency = brief.Currency
	}
	if r.Budget == "" {
		r.Budget = ownMoney(r)
	}
	return r, nil
}

// ownMoney is the budget that an idea names, where one may have it.
func ownMoney(r protocol.Request) json.Number {
	value, _ := savings.In(r.Words(), r.Currency)
	if n, err := json.Number(value).Float64(); err != nil || n > protocol.MaxBudget {
		return ""
	}
	return json.Number(value)
}

// BusinessType is the one that the request names, or the one that its idea is about.
func (p *Planner) BusinessType(r protocol.Request) string {
	if r.BusinessType != "" {
		return r.BusinessType
	}
	return p.library.Infer(r.Idea).Slug
}

// Writer is the built-in planner's texts, which know what businesses are called.
func (p *Planner) Writer() *writer.Planner { return p.text }

// Figures are what the model computed on a market brief, and with it everything that a text is written from.
type Figures struct {
	Market     json.RawMessage
	Financials json.RawMessage
	input      writer.Input
}

// Figures computes the model for a request on a market brief. A plan starts with the month behind
// the one in which it was asked for.
func (p *Planner) Figures(ctx context.Context, r protocol.Request, brief market.Brief, seed uint64, asked time.Time) (Figures, error) {
	return p.compute(ctx, r, brief, seed, asked, nil)
}

// model computes when there is a free desk.
func (p *Planner) model(ctx context.Context, in plan.Input) (*plan.Model, error) {
	if err := p.desks.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer p.desks.Release(1)
	return p.library.Compute(ctx, in)
}

// recompute is Figures for a plan that was made, with changed assumptions.
func (p *Planner) recompute(ctx context.Context, r Record, brief market.Brief, changes map[string]int64) (Figures, error) {
	return p.compute(ctx, r.Request, brief, r.Fingerprint.Seed(), r.CreatedAt, changes)
}

func (p *Planner) compute(ctx context.Context, r protocol.Request, brief market.Brief, seed uint64, asked time.Time, changes map[string]int64) (Figures, error) {
	asked = asked.UTC()
	start := time.Date(asked.Year(), asked.Month()+1, 1, 0, 0, 0, 0, time.UTC)
	slug := p.BusinessType(r)
	model, err := p.model(ctx, plan.Input{
		BusinessType: slug, Branch: p.library.Branch(slug, r.Idea), Location: brief.Location, Budget: r.BudgetMinor(brief.MinorExponent),
		TimelineMonths: r.TimelineMonths, Start: start.Format("2006-01"), Seed: seed, Locale: r.Locale, NoDebt: writer.WantsNoDebt(r), Assumptions: changes,
	})
	if err != nil {
		return Figures{}, fmt.Errorf("compute figures: %w", err)
	}
	f := Figures{input: writer.Input{Request: r, Model: model, Brief: brief, Seed: seed}}
	if f.Market, err = json.Marshal(brief); err != nil {
		return f, fmt.Errorf("encode market brief: %w", err)
	}
	if f.Financials, err = json.Marshal(model.Financials()); err != nil {
		return f, fmt.Errorf("encode figures: %w", err)
	}
	return f, nil
}

// Section writes a section offline.
func (p *Planner) Section(f Figures, slug string) (string, error) {
	text, err := p.text.Section(f.input, slug)
	return strings.TrimSpace(text) + "\n", err
}

// BusinessTypes lists all types with their names in the language of the locale.
func (p *Planner) BusinessTypes(locale string) []protocol.BusinessType {
	all := p.library.BusinessTypes(locale)
	out := make([]protocol.BusinessType, len(all))
	for i, t := range all {
		out[i] = protocol.BusinessType(t)
	}
	return out
}

// Currencies lists all currencies by code.
func (p *Planner) Currencies() []protocol.Currency {
	all := p.atlas.Currencies()
	out := make([]protocol.Currency, len(all))
	for i, c := range all {
		out[i] = protocol.Currency{Code: c.Code, Name: c.Name, Symbol: c.Symbol, Exponent: c.MinorExponent}
	}
	return out
}
