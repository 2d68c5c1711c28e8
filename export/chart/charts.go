package chart

import (
	"fmt"
	"math"

	"github.com/planspark/planspark/export/typeface"
	"github.com/planspark/planspark/export/words"
	"github.com/planspark/planspark/generation/plan"
)

// Set draws the charts of one plan.
type Set struct {
	pen
	figures *plan.Financials
}

// New returns the charts of a plan's figures, labelled in the language of the words and with amounts as
// the format writes them.
func New(faces *typeface.Faces, w *words.Words, format plan.Format, figures *plan.Financials) *Set {
	return &Set{
		pen:     pen{faces: faces, words: w, format: format, major: math.Pow(10, float64(figures.Exponent))},
		figures: figures,
	}
}

// RevenueAndCosts shows both month by month.
func (s *Set) RevenueAndCosts() *Drawing {
	w, series := &s.words.Chart, &s.figures.Series
	revenue, costs := floats(series.Revenue), floats(series.Cogs)
	for i := range costs {
		costs[i] += float64(series.Payroll[i] + series.OpexTotal[i])
	}
	f := s.frame("revenue-costs", w.RevenueAndCosts)
	f.Caption = w.RevenueSays
	f.span(revenue, costs)
	f.rules()
	f.years(len(revenue))
	f.series(costs, Cost, 1.6, 4)
	f.series(revenue, Revenue, 2, 0)
	f.legend(key{text: w.Revenue, ink: Revenue}, key{text: w.Costs, ink: Cost, dash: 4})
	last := len(revenue) - 1
	f.Alt = fmt.Sprintf("%s: %s %s, %s %s (%s).", w.RevenueAndCosts, w.Revenue, s.whole(series.Revenue[last]),
		w.Costs, s.whole(plan.Money(costs[last])), s.format.Month(last+1))
	return f.Drawing
}

// Cash shows the plan's cash between the futures that are likely.
func (s *Set) Cash() *Drawing {
	w, risk := &s.words.Chart, &s.figures.Risk
	cash := floats(s.figures.Series.Cash)
	f := s.frame("cash", w.Cash)
	f.Caption = fmt.Sprintf(w.CashSays, s.format.Count(int64(risk.Paths)))
	keys := []key{{text: w.CashLine, ink: Cash}}
	known := len(risk.CashP10) == len(cash) && len(risk.CashP90) == len(cash)
	f.span(cash)
	if known {
		f.span(floats(risk.CashP10), floats(risk.CashP90))
	}
	f.rules()
	f.x1 = float64(len(cash))
	if known {
		f.band(floats(risk.CashP10), floats(risk.CashP90), CashSoft)
		keys = append(keys, key{text: w.Likely, ink: CashSoft, area: true})
	}
	f.years(len(cash))
	f.line(Axis, 0.8, Point{f.left, f.y(0)}, Point{f.right, f.y(0)})
	f.series(cash, Cash, 2, 0)
	f.legend(keys...)
	f.Alt = s.markLowest(f, cash)
	return f.Drawing
}

// markLowest points at the month with the least cash and returns a sentence on it.
func (s *Set) markLowest(f *frame, cash []float64) string {
	low := 0
	for i, v := range cash {
		if v < cash[low] {
			low = i
		}
	}
	text := fmt.Sprintf(s.words.Chart.Lowest, s.whole(plan.Money(cash[low]))) + ", " + s.format.Month(low+1)
	x, y := f.x(float64(low)+0.5), f.y(cash[low])
	f.add(Dot{Point: Point{x, y}, Radius: 2.8, Fill: Cash})
	wide := f.faces.Width(typeface.SansBold, smallSize, text)
	from := max(f.left+2, min(x-wide/2, f.right-wide))
	base := f.clear(y+12, f.bottom, 4)
	if base > f.bottom-3 { // no room below: above all that the curve does there
		top := y
		for i, v := range cash {
			if at := f.x(float64(i) + 0.5); at > from-6 && at < from+wide+6 {
				top = min(top, f.y(v))
			}
		}
		base = max(f.clear(top-6, f.top+6, -4), f.top+6)
	}
	f.add(Label{Point: Point{from, base}, Text: text, Anchor: Start, Size: smallSize, Bold: true, Ink: Text})
	return s.words.Chart.Cash + ". " + text + "."
}

// Scenarios shows the cash of the three cases.
func (s *Set) Scenarios() *Drawing {
	w := &s.words.Chart
	f := s.frame("scenarios", w.Scenarios)
	f.Caption, f.Alt = w.ScenariosSays, w.Scenarios+":"
	cases := []struct {
		slug, name string
		ink        Ink
		dash       float64
	}{{"optimistic", w.Optimistic, Brand, 0}, {"base", w.Base, Cash, 0}, {"pessimistic", w.Pessimistic, Bad, 4}}
	for _, c := range cases {
		f.span(floats(s.figures.Scenarios[c.slug].Cash))
	}
	f.rules()
	f.years(len(s.figures.Scenarios["base"].Cash))
	f.line(Axis, 0.8, Point{f.left, f.y(0)}, Point{f.right, f.y(0)})
	keys := make([]key, 0, len(cases))
	for _, c := range cases {
		cash := s.figures.Scenarios[c.slug].Cash
		f.series(floats(cash), c.ink, 1.8, c.dash)
		keys = append(keys, key{text: c.name, ink: c.ink, dash: c.dash})
		if len(cash) > 0 {
			f.Alt += " " + c.name + " " + s.whole(cash[len(cash)-1]) + ";"
		}
	}
	f.legend(keys...)
	return f.Drawing
}

// BreakEven shows revenue and costs of a month by volume; nil when no volume covers the costs.
func (s *Set) BreakEven() *Drawing {
	even := &s.figures.BreakEven
	if even.UnitsPerMonth == nil || even.RevenuePerMonth == nil || *even.UnitsPerMonth <= 0 {
		return nil
	}
	w := &s.words.Chart
	at, revenue := float64(*even.UnitsPerMonth), float64(*even.RevenuePerMonth)
	variable := s.variableShare()
	fixed := revenue * (1 - variable)
	planned := s.plannedUnits()
	f := s.frame("break-even", w.BreakEven)
	f.Caption = fmt.Sprintf(w.BreakEvenSays, s.format.Count(*even.UnitsPerMonth), s.whole(*even.RevenuePerMonth))
	f.Alt = f.Caption
	f.x1 = math.Max(at, planned) * 1.25
	f.bottom -= 10
	top := math.Max(revenue/at*f.x1, fixed+variable*revenue/at*f.x1)
	f.span([]float64{top})
	f.rules()
	step := niceStep(f.x1 / 6)
	for v := 0.0; v <= f.x1; v += step {
		f.label(f.x(v), f.bottom+11, Middle, Quiet, s.format.Units(int64(v*1000)))
	}
	f.label((f.left+f.right)/2, f.bottom+22, Middle, Quiet, fmt.Sprintf(w.UnitsAMonth, s.figures.Unit))
	f.area(RevenueSoft, Point{f.x(at), f.y(revenue)}, Point{f.x(f.x1), f.y(revenue / at * f.x1)}, Point{f.x(f.x1), f.y(fixed + variable*revenue/at*f.x1)})
	f.add(Path{Points: []Point{{f.x(0), f.y(fixed)}, {f.x(f.x1), f.y(fixed + variable*revenue/at*f.x1)}}, Stroke: Cost, Width: 1.6, Dash: 4})
	f.line(Revenue, 2, Point{f.x(0), f.y(0)}, Point{f.x(f.x1), f.y(revenue / at * f.x1)})
	f.line(Axis, 0.8, Point{f.x(at), f.y(revenue)}, Point{f.x(at), f.bottom})
	f.add(Dot{Point: Point{f.x(at), f.y(revenue)}, Radius: 3, Fill: Text})
	f.add(Label{Point: Point{f.x(at) - 7, f.y(revenue) - 6}, Text: w.BreakEven + ": " + s.format.Count(*even.UnitsPerMonth), Anchor: End, Size: smallSize, Bold: true, Ink: Text})
	if planned > 0 {
		f.line(Axis, 0.8, Point{f.x(planned), f.y(revenue / at * planned)}, Point{f.x(planned), f.bottom})
		f.add(Label{Point: Point{f.x(planned) + 4, f.bottom - 5}, Text: fmt.Sprintf(w.Planned, s.format.Units(int64(planned*1000))), Size: smallSize, Ink: Text})
	}
	f.legend(key{text: w.Revenue, ink: Revenue}, key{text: w.Costs, ink: Cost, dash: 4})
	return f.Drawing
}

// variableShare is the part of the revenue that goes with each sale: goods, fees and marketing by share.
func (s *Set) variableShare() float64 {
	year := s.steadyYear()
	share := 0.0
	if year.Revenue > 0 {
		share = float64(year.Cogs) / float64(year.Revenue)
	}
	for _, a := range s.figures.Assumptions {
		if a.Key == "fees" || a.Key == "marketing_share" {
			share += float64(a.Value) / 1e6
		}
	}
	return math.Min(share, 0.99)
}

// plannedUnits is what the second year sells in a month, at the price of the break-even.
func (s *Set) plannedUnits() float64 {
	return float64(s.steadyYear().Revenue) / 12 / (float64(*s.figures.BreakEven.RevenuePerMonth) / float64(*s.figures.BreakEven.UnitsPerMonth))
}

func (s *Set) steadyYear() plan.YearFigures {
	return s.figures.Years[min(1, len(s.figures.Years)-1)]
}

func floats(amounts []plan.Money) []float64 {
	list := make([]float64, len(amounts))
	for i, a := range amounts {
		list[i] = float64(a)
	}
	return list
}
