package generation

import (
	"context"
	"fmt"
	"slices"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/check"
	"github.com/planspark/planspark/protocol"
)

// results are the sections that report what the figures come to: any change makes them say something else,
// if only in words.
var results = []string{protocol.ExecutiveSummary, "milestones", "financial-plan", "funding", "risks"}

// rewrite makes the texts of a revision follow its figures. What the offline planner wrote it writes anew;
// what an LLM wrote is kept while everything that it states still holds, and is the offline planner's
// otherwise.
func (p *Planner) rewrite(ctx context.Context, r Record, brief market.Brief, now Figures, v *Revision) error {
	var judge *judge
	v.Outline.Source, v.Outline.Degraded, v.Outline.Rewritten = protocol.SourceOffline, r.Degraded, []string{}
	for _, s := range r.Snapshot().Sections {
		keep := false
		if s.Source != protocol.SourceOffline {
			if judge == nil {
				before, err := p.recompute(ctx, r, brief, nil)
				if err != nil {
					return err
				}
				judge = newJudge(r, brief, before, now)
			}
			keep = judge.holds(s)
		}
		if keep {
			v.Outline.Source = r.Source
		} else if err := p.writeAnew(now, &s, v); err != nil {
			return err
		}
		v.Sections = append(v.Sections, s)
	}
	return nil
}

// writeAnew lets the offline planner write a section of a revision.
func (p *Planner) writeAnew(f Figures, s *protocol.Section, v *Revision) error {
	text, err := p.Section(f, s.Section)
	if err != nil {
		return fmt.Errorf("section %s: %w", s.Section, err)
	}
	if text != s.Text {
		v.Outline.Rewritten = append(v.Outline.Rewritten, s.Section)
	}
	v.Outline.Degraded = v.Outline.Degraded || s.Source != protocol.SourceOffline
	s.Text, s.Source = text, protocol.SourceOffline
	return nil
}

// judge tells whether texts that were written for one version of a plan still hold in another.
type judge struct {
	moved       bool // the calendar of the plan is another: months are told by name, so nothing holds
	before, now *check.Version
}

func newJudge(r Record, brief market.Brief, before, now Figures) *judge {
	was, is := before.input.Model, now.input.Model
	return &judge{
		moved:  was.Metrics.LaunchMonth != is.Metrics.LaunchMonth || was.Timeline != is.Timeline,
		before: check.NewVersion(was, brief, r.Request), now: check.NewVersion(is, brief, r.Request),
	}
}

func (j *judge) holds(s protocol.Section) bool {
	return !j.moved && !slices.Contains(results, s.Section) && len(j.before.Outdated(j.now, s.Text)) == 0
}

// keyFigures are those by which versions are compared.
func keyFigures(f *plan.Financials) protocol.KeyFigures {
	k := protocol.KeyFigures{
		Currency: f.Currency, Exponent: f.Exponent, Start: f.Start,
		Need: int64(f.Funding.Need), Gap: int64(f.Funding.Gap), Loan: int64(f.Funding.Loan),
		BreakEvenMonth: f.BreakEven.Month, PaybackMonth: f.PaybackMonth, CashOut36: f.Risk.CashOut36,
	}
	for _, line := range f.StartupCosts {
		k.StartupTotal += int64(line.Amount)
	}
	for _, y := range f.Years {
		k.Revenue = append(k.Revenue, int64(y.Revenue))
		k.NetProfit = append(k.NetProfit, int64(y.NetProfit))
	}
	for i, cash := range f.Series.Cash {
		if i == 0 || int64(cash) < k.LowestCash {
			k.LowestCash, k.LowestCashMonth = int64(cash), i+1
		}
	}
	return k
}

// refusedAssumptions says by field which changes cannot hold, and what could.
func refusedAssumptions(e *plan.AssumptionsError, currency string) *protocol.Problem {
	var wrong []protocol.FieldError
	for _, w := range e.Wrong {
		message := "This plan has no such assumption; plan.json lists them under financials.assumptions."
		switch w.Fault {
		case plan.FaultRange:
			message = fmt.Sprintf("A whole number from %d to %d, in %s.", w.Assumption.Min, w.Assumption.Max, unitInWords(w.Assumption.Unit, currency))
		case plan.FaultContradiction:
			message = "This cannot hold together with “" + w.Others[0] + "”"
			for _, other := range w.Others[1:] {
				message += " and “" + other + "”"
			}
			message += "; change them so that they agree."
		}
		wrong = append(wrong, protocol.FieldError{Field: protocol.AssumptionField(w.Key), Message: message})
	}
	return protocol.Invalid(wrong...)
}

// unitInWords says what a unit of an assumption's value is.
func unitInWords(unit, currency string) string {
	switch unit {
	case plan.UnitMoney:
		return "minor units of " + currency
	case plan.UnitPPM:
		return "parts per million"
	case plan.UnitMilli:
		return "thousandths"
	case plan.UnitTenths:
		return "tenths of a full post"
	case plan.UnitChoice:
		return "the number of a choice"
	}
	return unit
}
