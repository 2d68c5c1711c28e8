package generation

import (
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/protocol"
)

// Reading is how a request is understood: what business, where, in which currency. It is what the plan will be
// about, told before it is made, so that who is misunderstood can say so. Nil for a request that would be refused.
func (p *Planner) Reading(r protocol.Request) *protocol.Reading {
	r, err := p.Complete(r)
	if err != nil {
		return nil
	}
	brief, err := p.Brief(r)
	if err != nil {
		return nil
	}
	slug, next := r.BusinessType, ""
	if slug == "" {
		guess := p.library.Infer(r.Idea)
		slug, next = guess.Slug, guess.RunnerUp
	}
	out := &protocol.Reading{
		BusinessType: slug, Business: p.business(r, slug), Country: brief.Country, Place: brief.CountryName, Currency: brief.Currency, Budget: r.Budget,
	}
	if brief.City != "" && brief.City != brief.CountryName { // Singapore
		out.Place = brief.City + ", " + brief.CountryName
	}
	if next != "" {
		out.Instead = &protocol.BusinessType{Slug: next, Name: p.business(r, next)}
	}
	return out
}

// business is what a business is called by its idea.
func (p *Planner) business(r protocol.Request, slug string) string {
	if name := p.text.Name(r.Locale, slug, r.Idea); name != "" {
		return name
	}
	return p.library.About(r.Locale, slug, r.Idea).NameIn(plan.Language(r.Locale))
}
