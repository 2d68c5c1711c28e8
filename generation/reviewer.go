package generation

import (
	"github.com/planspark/planspark/generation/plan/check"
	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/prompt"
	"github.com/planspark/planspark/generation/provider/review"
)

// reviewer puts the questions for the sections of one plan, and holds the answers against its figures.
type reviewer struct {
	figures Figures
	rules   review.Rules
}

// newReviewer gathers the figures that the texts may state.
func newReviewer(f Figures) *reviewer {
	in := f.input
	return &reviewer{figures: f, rules: review.Rules{
		Language: prompt.Language(in.Request), Figures: check.NewSource(in.Model, in.Brief, in.Request),
	}}
}

func (r *reviewer) order(t Task) provider.Order {
	in := r.figures.input
	asked := prompt.Section(prompt.Input{
		Request: in.Request, Model: in.Model, Brief: in.Brief, Seed: in.Seed, Written: t.Written,
	}, t.Section)
	return provider.Order{
		Prompt: asked, Expect: prompt.Expect, Left: t.Left,
		Filter: func() provider.Filter { return review.NewFilter(t.Section.Title) },
		Review: r.rules.Faults,
		Repair: func(text string, faults []string) provider.Prompt { return prompt.Repair(asked, text, faults) },
	}
}
