package prompt

import (
	"strconv"
	"strings"

	"github.com/planspark/planspark/generation/plan"
)

// figures are those that a section may state, as they are to be written.
func figures(in Input, slug string) list {
	w := &teller{m: in.Model, f: in.Model.Figures(Language(in.Request))}
	w.basics()
	if tell, ok := w.of(slug); ok {
		tell()
	}
	return w.list
}

// teller writes figures of a model.
type teller struct {
	m    *plan.Model
	f    plan.Format
	list list
}

func (w *teller) of(slug string) (func(), bool) {
	tell, ok := map[string]func(){
		"executive-summary": w.summary,
		"company":           w.startup,
		"offer":             w.prices,
		"customers":         w.prices,
		"competition":       w.prices,
		"market-analysis":   w.volume,
		"marketing":         w.marketing,
		"operations":        w.operations,
		"team":              w.team,
		"milestones":        w.milestones,
		"financial-plan":    w.statements,
		"funding":           w.funding,
		"risks":             w.risks,
		"next-steps":        w.milestones,
	}[slug]
	return tell, ok
}

func (w *teller) say(name, value string) { w.list = append(w.list, item{name, value}) }

func (w *teller) money(name string, amount plan.Money) { w.say(name, w.amount(amount)) }

// amount writes an amount in whole units of the currency; small ones keep their decimals.
func (w *teller) amount(amount plan.Money) string {
	unit := plan.Money(1)
	for range w.m.Exponent {
		unit *= 10
	}
	if max(amount, -amount) < 100*unit {
		return w.f.Money(amount)
	}
	half := unit / 2
	if amount < 0 {
		half = -half
	}
	return w.f.Money((amount + half) / unit * unit)
}

func (w *teller) month(name string, month int) {
	if month > 0 {
		w.say(name, w.f.Month(month))
	}
}

// basics stand in every prompt, so that no section contradicts another.
func (w *teller) basics() {
	m := w.m
	w.say("start of the plan", w.f.Month(1))
	w.month("opening", m.Metrics.LaunchMonth)
	w.money("average price", m.Params.Price)
	w.money("cost of opening, total", m.Params.StartupTotal())
	w.money("money needed, with reserve", m.Funding.Need)
	w.money("own money", m.Funding.Budget)
	if m.Funding.Gap > 0 {
		w.money("gap", m.Funding.Gap)
	}
	if m.Funding.Loan > 0 {
		w.money("loan", m.Funding.Loan)
	}
	if m.Funding.ExtraOwn > 0 {
		w.money("further own money needed", m.Funding.ExtraOwn)
	}
	w.years(func(name string, y *plan.Year) {
		w.money(name+", revenue", y.Revenue)
		w.money(name+", profit after tax", y.Net)
	})
	if m.Metrics.BreakEvenMonth > 0 {
		w.month("costs are covered from", m.Metrics.BreakEvenMonth)
	} else {
		w.say("costs are covered from", "never within the plan")
	}
}

// shownYears is how many years the texts go through.
const shownYears = 3

func (w *teller) years(tell func(name string, y *plan.Year)) {
	for i := range min(shownYears, len(w.m.Years)) {
		tell("year "+strconv.Itoa(i+1), &w.m.Years[i])
	}
}

func (w *teller) summary() {
	w.years(func(name string, y *plan.Year) { w.money(name+", cash at the end", y.Cash) })
	w.money("lowest cash", w.m.Metrics.LowestCash)
	w.month("month of the lowest cash", w.m.Metrics.LowestCashMonth)
	w.say("chance of running out of cash within three years", w.f.Percent(w.m.Risk.CashOut36))
}

func (w *teller) startup() {
	for _, s := range w.m.Params.Startup {
		w.money("cost of opening: "+lower(s.Item), s.Amount)
	}
}

func (w *teller) prices() {
	p := &w.m.Params
	w.money("direct cost of one "+p.Unit, p.UnitCost)
	w.money("left of one "+p.Unit, p.Price-p.UnitCost)
	w.say("gross margin in year 2", w.f.Percent(w.year(2).GrossMarginPPM))
	for _, s := range w.m.Archetype.Streams {
		w.say("share of revenue: "+lower(s.Name), w.f.Percent(s.SharePPM))
	}
	w.volume()
}

func (w *teller) year(i int) *plan.Year { return &w.m.Years[min(i, len(w.m.Years))-1] }

func (w *teller) volume() {
	p := &w.m.Params
	if p.Kind == plan.DriverStock {
		w.say(p.Units+" won in a month at maturity", w.f.Units(p.NewMilli))
		w.years(func(name string, y *plan.Year) { w.say(name+", "+p.Units+" at the end", w.f.Units(y.HeldMilli)) })
		w.say("lost in a month", w.f.Percent(p.ChurnPPM))
		return
	}
	w.say(p.Units+" a month at maturity", w.f.Units(p.MatureMilli))
	w.say("most "+p.Units+" a month", w.f.Units(p.CapacityMilli))
}

func (w *teller) marketing() {
	p := &w.m.Params
	w.money("marketing, fixed, a month", p.Marketing)
	if p.MarketingPPM > 0 {
		w.say("marketing, share of revenue on top", w.f.Percent(p.MarketingPPM))
	}
	if p.CAC > 0 {
		w.money("cost of winning one "+p.Unit, p.CAC)
	}
	for first := range min(shownYears, len(w.m.Years)) {
		sum := plan.Money(0)
		for _, month := range w.m.Months[12*first : 12*first+12] {
			sum += month.Marketing
		}
		w.money("year "+strconv.Itoa(first+1)+", marketing", sum)
	}
	w.volume()
}

func (w *teller) operations() {
	w.volume()
	for _, f := range w.m.Params.Fixed {
		w.money("a month: "+lower(f.Line), f.Amount)
	}
	w.startup()
}

func (w *teller) team() {
	for _, r := range w.m.Params.Staff {
		for _, s := range r.Steps {
			w.say("posts from business month "+strconv.Itoa(max(1, s.Month))+": "+lower(r.Role), w.f.Posts(s.Tenths))
		}
		w.money("gross pay of a full post a month: "+lower(r.Role), r.Wage)
	}
	w.years(func(name string, y *plan.Year) {
		w.money(name+", payroll with charges", y.Payroll)
		w.say(name+", posts at the end", w.f.Posts(y.Tenths))
	})
}

func (w *teller) milestones() {
	for _, m := range w.m.Milestones {
		when := w.f.Month(m.StartMonth)
		if m.EndMonth > m.StartMonth {
			when += " – " + w.f.Month(m.EndMonth)
		}
		w.say(lower(m.Title), when)
	}
}

func (w *teller) statements() {
	w.years(func(name string, y *plan.Year) {
		w.money(name+", cost of goods", y.Cogs)
		w.money(name+", payroll", y.Payroll)
		w.money(name+", other operating costs", y.Opex-y.Payroll)
		w.money(name+", operating profit before depreciation", y.EBITDA)
		w.money(name+", depreciation", y.Depreciation)
		w.money(name+", interest", y.Interest)
		w.money(name+", tax", y.Tax)
		w.money(name+", change of cash", y.CashChange)
		w.money(name+", cash at the end", y.Cash)
		last := &w.m.Months[12*y.Year-1]
		w.money(name+", assets at the end", last.Assets())
		w.money(name+", loan at the end", last.Loan)
		w.money(name+", equity at the end", last.Equity())
		w.say(name+", gross margin", w.f.Percent(y.GrossMarginPPM))
	})
	if w.m.Metrics.BreakEvenUnits > 0 {
		w.say(w.m.Params.Units+" a month that cover the costs", w.f.Count(w.m.Metrics.BreakEvenUnits))
		w.money("revenue a month that covers the costs", w.m.Metrics.BreakEvenRevenue)
	}
	w.month("money is back by", w.m.Metrics.PaybackMonth)
}

func (w *teller) funding() {
	f := &w.m.Funding
	w.money("reserve, part of the need", f.Buffer)
	w.month("month of the deepest need", w.m.Metrics.TroughMonth)
	if f.Loan > 0 {
		w.say("interest of the loan a year", w.f.Percent(w.m.Params.LoanRatePPM))
		w.say("months without repayment", strconv.Itoa(f.Grace))
		w.say("monthly instalments", strconv.Itoa(f.Instalments))
		w.money("one instalment", f.Instalment)
	}
	w.startup()
}

func (w *teller) risks() {
	w.money("lowest cash", w.m.Metrics.LowestCash)
	for _, c := range []struct {
		name string
		ppm  int64
	}{{"first year", w.m.Risk.CashOut12}, {"first two years", w.m.Risk.CashOut24}, {"first three years", w.m.Risk.CashOut36}} {
		w.say("chance of running out of cash in the "+c.name, w.f.Percent(c.ppm))
	}
	for _, s := range w.m.Sensitivity {
		w.money("profit of year 2 with "+lower(s.Label)+" a tenth lower", s.Minus10.Profit)
		w.money("profit of year 2 with "+lower(s.Label)+" a tenth higher", s.Plus10.Profit)
	}
}

// lower begins a label in lower case, as it stands within a name.
func lower(s string) string {
	if len(s) > 1 && strings.ToUpper(s[:2]) == s[:2] {
		return s // an abbreviation
	}
	return strings.ToLower(s[:min(1, len(s))]) + s[min(1, len(s)):]
}
