package xlsx

import (
	"errors"
	"fmt"

	"github.com/planspark/planspark/export/words"
	"github.com/planspark/planspark/generation/plan"
)

// ErrOldPlan is returned for a plan whose figures do not say what they follow from: it was made by a
// version that did not note it.
var ErrOldPlan = errors.New("the plan does not say what its figures follow from")

// Plan is what a workbook is made of.
type Plan struct {
	Figures   *plan.Financials
	Words     *words.Words
	Quotation string // of the idea
	Made      int64  // Unix seconds
	Author    string
	Language  string
}

// workbook is a book whose parts know each other.
type workbook struct {
	book
	plan    Plan
	figures *plan.Financials
	drivers *plan.Drivers
	words   *words.Sheet
	scale   int64 // minor units in a major one
	// vast is set for amounts whose products with shares do not fit into the 53 bits that a spreadsheet
	// reckons with exactly. They are then reckoned in two parts.
	vast bool

	summary, assumptions, curves, model, funding *sheet
	set                                          map[string]*setting // by key of the assumption
	settings                                     []*setting          // all, from top to bottom
	terms                                        terms
	trade                                        trade
	months                                       months
	sales                                        sales
	costs                                        costs
	capital                                      capital
	money                                        finance
	raised                                       raised
}

// build makes all sheets. An error is a plan that lacks something.
func build(p Plan) (*workbook, error) {
	f := p.Figures
	if f.Drivers == nil || len(f.Assumptions) == 0 {
		return nil, ErrOldPlan
	}
	w := &workbook{plan: p, figures: f, drivers: f.Drivers, words: &p.Words.Sheet, scale: 1, set: map[string]*setting{}}
	for range f.Exponent {
		w.scale *= 10
	}
	w.vast = isVast(f)
	s := w.words
	w.summary = w.sheet(s.Summary)
	w.assumptions, w.curves, w.model, w.funding = w.sheet(s.Assumptions), w.sheet(s.Curves), w.sheet(s.Model), w.sheet(s.Funding)
	w.assume()
	if err := w.complete(); err != nil {
		return nil, err
	}
	w.sketchTrade()
	w.calendar()
	w.sell()
	w.spend()
	w.tieUp()
	w.raise()
	w.finish()
	income, cash := w.income(), w.cashFlow()
	balance := w.balance()
	w.summarise(income, cash, balance)
	return w, nil
}

// complete reports the first assumption that the formulas need and the plan lacks.
func (w *workbook) complete() error {
	need := []string{
		"budget", "market.inflation", "market.discount", "price", "ramp_months", "growth", "price_growth", "cost_growth",
		"cogs_share", "fees", "marketing_share", "capacity", "marketing", "launch_marketing_months", "prelaunch_months",
		"days.receivable", "days.inventory", "days.payable", "days.deferred", "oncost", "tax", "loan_rate", "loan_share", "reserve_months",
	}
	if w.drivers.Kind == plan.DriverStock {
		need = append(need, "new_units", "opening_units", "churn", "acquisition_cost")
	} else {
		need = append(need, "units")
	}
	for _, f := range w.drivers.Fixed {
		need = append(need, f.Key)
	}
	for _, r := range w.drivers.Staff {
		need = append(need, r.Key+".wage", r.Key+".posts")
		if len(r.Steps) == 0 {
			return fmt.Errorf("role %s is never hired: %w", r.Key, ErrOldPlan)
		}
	}
	for _, s := range w.figures.StartupCosts {
		need = append(need, s.Key)
	}
	for _, key := range need {
		if w.set[key] == nil {
			return fmt.Errorf("assumption %s is missing: %w", key, ErrOldPlan)
		}
	}
	if len(w.drivers.Ramp) == 0 || len(w.drivers.Terms.LoanMargins) == 0 || w.figures.Months < 12 {
		return ErrOldPlan
	}
	return nil
}

// isVast reports amounts above a five-hundredth of those whose product with a million is exact.
func isVast(f *plan.Financials) bool {
	const most = 1 << 52 / 1_000_000 / 500
	largest := max(f.Funding.Need, f.Funding.Own, f.Funding.Loan)
	for _, series := range [][]plan.Money{f.Series.Revenue, f.Series.Payroll, f.Series.Assets} {
		for _, v := range series {
			largest = max(largest, v)
		}
	}
	for _, a := range f.Assumptions {
		if a.Unit == plan.UnitMoney && a.Key != "budget" {
			largest = max(largest, plan.Money(a.Value))
		}
	}
	return largest > most
}

// part is a·b/d, rounded. Only a may be large, and it is not negative.
func (w *workbook) part(a, b expr, d int64) expr {
	if !w.vast {
		return round(div(mul(a, b), num(d)))
	}
	times := whole(div(a, num(d)))
	return add(mul(b, times), round(div(mul(b, sub(a, mul(times, num(d)))), num(d))))
}

const million = 1_000_000

// share applies factors in parts per million, and rounds each time.
func (w *workbook) share(a expr, factors ...expr) expr {
	for _, f := range factors {
		a = w.part(a, f, million)
	}
	return a
}
