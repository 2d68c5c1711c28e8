package xlsx

import (
	"fmt"
	"strings"

	"github.com/planspark/planspark/generation/plan"
)

// setting is an assumption in its row: the value as people write it, and what the model reckons with.
type setting struct {
	assumption plan.Assumption
	input      *cell
	exact      *cell
	divisor    int64 // exact units in one as it is written
	row        int
}

func (s *setting) ref() expr { return s.exact.ref() }

// at is the exact value of an assumption in a formula. Its key is known to exist; see complete.
func (w *workbook) at(key string) expr { return w.set[key].ref() }

// terms are the rules of loans and taxes, and what shakes the plan.
type terms struct {
	grace, last, taxAfter, least, step, firstMonth                        *setting
	margins                                                               []*setting
	volume, price, cost, pay, goods, rent, delay, mode, keptOwn, keptLoan *setting
}

// Columns of the sheet.
const (
	labelColumn = iota + 1
	valueColumn
	unitColumn
	exactColumn
	sourceColumn
	keyColumn
	basisColumn
)

// assume lists the assumptions in their groups.
func (w *workbook) assume() {
	s, words := w.assumptions, w.words
	s.widths = []width{{1, 1, 50}, {2, 2, 18}, {3, 3, 12}, {4, 4, 18}, {5, 5, 16}, {6, 6, 38}, {7, 7, 100}}
	s.freeze = [2]int{1, 4}
	s.cell(1, 1).say(words.Assumptions, title)
	s.cell(2, 1).say(words.AssumptionsNote, remark)
	for i, name := range []string{words.Assumption, words.Value, words.Unit, words.Exact, words.Source, words.Key, words.Basis} {
		how := head
		if i == valueColumn-1 || i == exactColumn-1 {
			how = headed
		}
		s.cell(4, i+1).say(name, how)
	}
	row := 5
	for _, g := range []string{words.Given, words.Market, words.Sales, words.Staff, words.Costs, words.Startup, words.Days, words.Finance} {
		row = w.groupOf(g, row)
	}
	row = w.settleTerms(row)
	w.shake(row)
}

// groupOf writes a group with all of its assumptions and returns the next free row.
func (w *workbook) groupOf(name string, row int) int {
	started := false
	for _, a := range w.figures.Assumptions {
		if w.groupName(a.Key) != name {
			continue
		}
		if !started {
			w.groupHead(row, name)
			started, row = true, row+1
		}
		w.set[a.Key] = w.setting(row, a)
		row++
	}
	if started {
		row++
	}
	return row
}

func (w *workbook) groupHead(row int, name string) {
	for column := labelColumn; column <= basisColumn; column++ {
		w.assumptions.cell(row, column).say("", group)
	}
	w.assumptions.cell(row, labelColumn).say(name, group)
}

// groupName tells where an assumption stands; empty for those that scaled the benchmarks before.
func (w *workbook) groupName(key string) string {
	words := w.words
	family, _, _ := strings.Cut(key, ".")
	switch {
	case key == "budget":
		return words.Given
	case key == "market.inflation" || key == "market.discount":
		return words.Market
	case key == "timeline_months" || key == "format" || family == "market":
		return ""
	case family == "staff" || key == "oncost":
		return words.Staff
	case family == "fixed" || key == "marketing" || key == "launch_marketing_months":
		return words.Costs
	case family == "startup" || key == "prelaunch_months":
		return words.Startup
	case family == "days":
		return words.Days
	case key == "tax" || key == "loan_rate" || key == "loan_share" || key == "reserve_months":
		return words.Finance
	default:
		return words.Sales
	}
}

// setting writes the row of an assumption.
func (w *workbook) setting(row int, a plan.Assumption) *setting {
	s := w.assumptions
	divisor, how, unit := w.unitOf(a)
	set := &setting{assumption: a, divisor: divisor, row: row}
	s.cell(row, labelColumn).say(a.Label, plain)
	set.input = s.cell(row, valueColumn).put(float64(a.Value)/float64(divisor), how.changed()).lock()
	s.cell(row, unitColumn).say(unit, small)
	set.exact = s.cell(row, exactColumn).lock()
	value := set.input.ref()
	if divisor > 1 {
		value = mul(value, num(divisor))
	}
	set.exact.reckon(round(value), exact)
	source := w.plan.Words.Source[a.Source]
	if source == "" {
		source = a.Source
	}
	s.cell(row, sourceColumn).say(source, small)
	s.cell(row, basisColumn).say(a.Basis, small)
	s.cell(row, keyColumn).say(a.Key, small)
	w.follow(set, how)
	w.settings = append(w.settings, set)
	return set
}

// follow lets values that nobody chose hang on what they were taken from.
func (w *workbook) follow(set *setting, how style) {
	a, inflation := set.assumption, w.set["market.inflation"]
	rises := a.Key == "price_growth" || a.Key == "cost_growth"
	if rises && !a.Changed && inflation != nil && inflation.assumption.Value == a.Value {
		set.input.reckon(inflation.input.ref(), how)
	}
}

// unitOf says by what the exact value is divided to be written, how, and in what.
func (w *workbook) unitOf(a plan.Assumption) (divisor int64, how style, unit string) {
	words := w.words
	switch a.Unit {
	case plan.UnitMoney:
		return w.scale, money(w.figures.Exponent), w.figures.Currency
	case plan.UnitPPM:
		if a.Key == "market.fx" {
			return million, style{format: "0.000000"}, words.Rate
		}
		return million, style{format: "0.00##%"}, words.Share
	case plan.UnitMilli:
		return 1000, style{format: "#,##0.###"}, w.figures.Unit
	case plan.UnitTenths:
		return 10, style{format: "0.0"}, words.PostsUnit
	case plan.UnitMonths:
		return 1, integer, words.Months
	case plan.UnitDays:
		return 1, integer, words.DaysUnit
	default:
		return 1, integer, words.Option
	}
}

// settleTerms writes the terms of loan and tax, and what is fixed in this workbook.
func (w *workbook) settleTerms(row int) int {
	words, t := w.words, &w.terms
	w.groupHead(row, words.Terms)
	row++
	term := func(key, label, unit string, value, low, high int64) *setting {
		set := w.setting(row, plan.Assumption{Key: key, Label: label, Unit: unit, Value: value, Min: low, Max: high, Source: plan.SourceEstimate})
		row++
		return set
	}
	given := &w.drivers.Terms
	t.grace = term("terms.grace_after_opening", words.Grace, plan.UnitMonths, int64(given.GraceAfterOpening), 0, 24)
	t.last = term("terms.last_instalment", words.LastInstalment, plan.UnitMonths, int64(given.LastInstalment), 48, int64(w.figures.Months))
	t.taxAfter = term("terms.tax_paid_after", words.TaxAfter, plan.UnitMonths, int64(given.TaxPaidAfter), 1, 11)
	t.least = term("terms.least_loan", words.LeastLoan, plan.UnitPPM, int64(given.LeastLoan)*10_000, 0, million)
	t.step = term("terms.step", words.Step, plan.UnitMoney, int64(given.Step), 1, 1000*int64(given.Step))
	for i, m := range given.LoanMargins {
		t.margins = append(t.margins, term(fmt.Sprintf("terms.margin_%d", i+1), fmt.Sprintf(words.Margin, i+1), plan.UnitPPM, int64(m)*10_000, 0, 3*million))
	}
	row++
	w.groupHead(row, words.Scaled)
	w.assumptions.cell(row, basisColumn).say(words.ScaledNote, group)
	row++
	for _, a := range w.figures.Assumptions {
		if w.groupName(a.Key) == "" {
			w.fixed(row, a)
			row++
		}
	}
	t.firstMonth = w.setting(row, plan.Assumption{Key: "start.month", Label: words.FirstMonth, Unit: plan.UnitMonths, Value: int64(w.start().Month), Min: 1, Max: 12, Source: plan.SourceRequest})
	t.firstMonth.input.style = integer.faint()
	return row + 2
}

// start is the first month; the builder of documents has read it before.
func (w *workbook) start() plan.YearMonth {
	start, err := plan.ParseYearMonth(w.figures.Start)
	if err != nil {
		return plan.YearMonth{Year: 2000, Month: 1}
	}
	return start
}

// fixed writes an assumption that the workbook does not reckon with.
func (w *workbook) fixed(row int, a plan.Assumption) {
	set := w.setting(row, a)
	set.input.style.ink, set.input.style.fill = inkQuiet, ""
	w.settings = w.settings[:len(w.settings)-1] // nothing to bound
	*set.exact = cell{home: w.assumptions, row: row, column: exactColumn}
}

// shake writes the factors that scenarios differ in.
func (w *workbook) shake(row int) {
	words, t := w.words, &w.terms
	w.groupHead(row, words.WhatIf)
	w.assumptions.cell(row, basisColumn).say(words.WhatIfNote, group)
	row++
	factor := func(key, label, unit, basis string, value, low, high int64) *setting {
		set := w.setting(row, plan.Assumption{Key: key, Label: label, Unit: unit, Value: value, Min: low, Max: high, Basis: basis})
		row++
		return set
	}
	share := func(key, label string) *setting {
		return factor("whatif."+key, label, plan.UnitPPM, words.WhatIfBasis, million, 0, 3*million)
	}
	t.volume, t.price, t.cost = share("volume", words.Volume), share("price", words.Price), share("cost", words.Cost)
	t.pay, t.goods, t.rent = share("payroll", words.Pay), share("cogs", words.Goods), share("rent", words.Rent)
	t.delay = factor("whatif.delay", words.Delay, plan.UnitMonths, "", 0, 0, 12)
	t.mode = factor("whatif.funding", words.Mode, plan.UnitChoice, words.ModeBasis, 1, 1, 2)
	most := 100 * int64(max(w.figures.Funding.Own, w.figures.Funding.Loan, w.drivers.Terms.Step))
	t.keptOwn = factor("whatif.own", words.KeptOwn, plan.UnitMoney, "", int64(w.figures.Funding.Own), 0, most)
	t.keptLoan = factor("whatif.loan", words.KeptLoan, plan.UnitMoney, "", int64(w.figures.Funding.Loan), 0, most)
}
