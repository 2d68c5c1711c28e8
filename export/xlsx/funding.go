package xlsx

import (
	"fmt"

	"github.com/planspark/planspark/generation/plan"
)

// raised is the money that the plan takes, and where it comes from.
type raised struct {
	fixedCosts, reserve, trough, need, budget, gap, mostLoan *cell
	loan, extra, own, instalment, graceEnd, npv              *cell
	project                                                  finance // without any funding
	books                                                    books
}

// raise writes the sheet of funding: what the plan needs without any, and the first loan that is enough.
func (w *workbook) raise() {
	s, words, r := w.funding, w.words, &w.raised
	s.widths = w.model.widths
	s.freeze = [2]int{3, 4}
	s.cell(1, 1).say(words.Funding, title)
	s.cell(2, 1).say(words.FundingNote, remark)
	s.cell(firstTime, rowLabel).say(words.Date, head)
	s.cell(firstTime, opening).say(words.Opening, headed)
	w.dates(s, firstTime, opening+1)

	list := &rows{sheet: s, next: firstTime, months: w.figures.Months}
	list.part(words.Funding)
	value := func(label string) *cell {
		s.cell(list.next, rowLabel).say(label, plain)
		s.cell(list.next, rowUnit).say(w.figures.Currency, small)
		c := s.cell(list.next, opening).lock()
		list.next++
		return c
	}
	r.fixedCosts, r.reserve, r.trough, r.need = value(words.FixedCosts), value(words.Reserve), value(words.Trough), value(words.Need)
	r.budget, r.gap, r.mostLoan = value(words.OwnMoney), value(words.Gap), value(words.MostLoan)
	r.graceEnd = value(words.GraceEnd)
	trials := make([]trial, len(w.terms.margins))
	for i := range trials {
		trials[i].amount = value(words.TrialLoan + " " + fmt.Sprint(i+1))
		trials[i].short = value(words.Short)
	}
	chosen := value(words.Chosen)
	r.loan, r.extra, r.own, r.instalment = value(words.Loan), value(words.StillToFind), value(words.OwnMoney), value(words.Instalment)

	r.graceEnd.reckon(add(w.at("prelaunch_months"), w.terms.grace.ref()), integer)
	list.part(words.Unfunded)
	r.project = w.carry(list, loan{own: num(0), amount: num(0), graceEnd: r.graceEnd.ref(), instalment: num(0)})
	for i := range trials {
		list.part(fmt.Sprintf(words.Trial, i+1))
		t := &trials[i]
		f := w.carry(list, loan{own: r.budget.ref(), amount: t.amount.ref(), graceEnd: r.graceEnd.ref(), instalment: w.instalment(t.amount)})
		t.cash = f.cash
	}
	w.judge(trials, chosen)
}

// trial is a loan that is tried.
type trial struct {
	amount, short *cell
	cash          *line
}

// instalment is what is paid back in a month of a loan.
func (w *workbook) instalment(amount *cell) expr {
	return whole(div(amount.ref(), sub(w.terms.last.ref(), w.raised.graceEnd.ref())))
}

// judge works out need and gap, and takes the first loan with which the cash never falls below the
// reserve, or the last one and own money for what it leaves open.
func (w *workbook) judge(trials []trial, chosen *cell) {
	r, t := &w.raised, &w.terms
	step := t.step.ref()
	upwards := func(e expr) expr { return mul(whole(div(add(e, sub(step, num(1))), step)), step) }
	r.fixedCosts.reckon(w.fixedMonth(), integer)
	r.reserve.reckon(mul(r.fixedCosts.ref(), w.at("reserve_months")), integer)
	r.trough.reckon(least(num(0), lowest(r.project.cash.all())), integer)
	r.need.reckon(upwards(sub(r.reserve.ref(), r.trough.ref())), integer.strong())
	r.budget.reckon(w.at("budget"), integer)
	r.gap.reckon(most(num(0), sub(r.need.ref(), r.budget.ref())), integer)
	r.mostLoan.reckon(mul(whole(div(w.share(r.need.ref(), w.at("loan_share")), step)), step), integer)
	for i := range trials {
		tried := whole(div(mul(r.gap.ref(), div(t.margins[i].ref(), num(10_000))), num(100)))
		trials[i].amount.reckon(least(upwards(tried), r.mostLoan.ref()), integer)
		trials[i].short.reckon(most(num(0), sub(r.reserve.ref(), lowest(trials[i].cash.all()))), integer)
	}
	number, amount, short := num(int64(len(trials))), trials[len(trials)-1].amount.ref(), trials[len(trials)-1].short.ref()
	for i := len(trials) - 2; i >= 0; i-- {
		number = when(equal(trials[i].short.ref(), num(0)), num(int64(i+1)), number)
	}
	chosen.reckon(number, integer)
	for i := len(trials) - 2; i >= 0; i-- {
		this := equal(chosen.ref(), num(int64(i+1)))
		amount, short = when(this, trials[i].amount.ref(), amount), when(this, trials[i].short.ref(), short)
	}
	kept := equal(t.mode.ref(), num(2))
	small := above(w.share(r.need.ref(), t.least.ref()), r.gap.ref()) // nobody lends so little
	debtFree := equal(w.at("loan_share"), num(0))
	borrow := func(loan, without expr) expr { return when(small, without, when(debtFree, without, loan)) }
	r.loan.reckon(when(kept, t.keptLoan.ref(), borrow(amount, num(0))), integer.strong())
	r.extra.reckon(borrow(upwards(short), r.gap.ref()), integer)
	r.own.reckon(when(kept, t.keptOwn.ref(), add(r.budget.ref(), r.extra.ref())), integer.strong())
	r.instalment.reckon(w.instalment(r.loan), integer)
	w.assumeBudget()
}

// assumeBudget lets a budget that nobody gave be what the plan needs.
func (w *workbook) assumeBudget() {
	set := w.set["budget"]
	if set.assumption.Source != plan.SourceEstimate || set.assumption.Changed {
		return
	}
	set.input.reckon(div(w.raised.need.ref(), num(w.scale)), money(w.figures.Exponent))
}

// fixedMonth is the fixed costs of the first month of business, at first-year prices.
func (w *workbook) fixedMonth() expr {
	sum := w.at("marketing")
	for _, f := range w.drivers.Fixed {
		sum = add(sum, w.at(f.Key))
	}
	for r, role := range w.drivers.Staff {
		post := w.share(w.at(role.Key+".wage"), add(num(million), w.at("oncost")))
		sum = add(sum, round(div(mul(post, w.trade.first[r].ref()), num(10))))
	}
	return sum
}
