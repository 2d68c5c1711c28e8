package xlsx

import (
	"fmt"

	"github.com/planspark/planspark/generation/plan"
)

// costs are the rows from payroll to operating profit.
type costs struct {
	payroll, marketing, fees, preopening *line
	lines                                []*line
	opex, ebitda, depreciation, ebit     *line
	capex, deposits                      *line
	breakEven                            *line
}

// spend writes what staff, running the business and opening it cost.
func (w *workbook) spend() {
	w.staff()
	w.running()
	w.startup()
	m, words, c, v := &w.months, w.words, &w.costs, &w.sales
	currency := w.figures.Currency
	m.part(words.ResultRows)
	c.opex = m.line(words.Opex, currency).each(integer, func(i int) expr {
		all := []expr{c.marketing.in(i), c.fees.in(i), c.preopening.in(i)}
		for _, l := range c.lines {
			all = append(all, l.in(i))
		}
		return add(c.payroll.in(i), all...)
	})
	c.ebitda = m.line(words.EBITDA, currency).each(integer.strong(), func(i int) expr { return sub(v.grossProfit.in(i), c.opex.in(i)) })
	c.ebit = m.line(words.EBIT, currency).each(integer, func(i int) expr { return sub(c.ebitda.in(i), c.depreciation.in(i)) })
	c.breakEven = m.line(words.BreakEvenFlag, "")
	c.breakEven.each(unlessZero, func(i int) expr {
		three := span{cells: c.ebitda.cells[i:min(i+3, len(c.ebitda.cells))]}
		now := both(from(m.operating.in(i), num(1)), both(from(c.ebitda.in(i), num(0)), from(total(three), num(0))))
		if i > 1 { // the first month in which it holds, and no other
			now = both(now, equal(total(span{cells: c.breakEven.cells[1:i]}), num(0)))
		}
		return when(now, m.month.in(i), num(0))
	})
}

// staff writes posts and pay of each role.
func (w *workbook) staff() {
	m, words, t := &w.months, w.words, &w.terms
	m.part(words.StaffRows)
	gross := add(num(million), w.at("oncost"))
	pays := make([]*line, 0, len(w.drivers.Staff))
	for r, role := range w.drivers.Staff {
		posts := m.line(fmt.Sprintf(words.PostsOf, role.Role), "1/10").each(integer, func(i int) expr { return postsAt(w.trade.steps[r], m.operating.in(i)) })
		pay := m.line(fmt.Sprintf(words.PostPay, role.Role), w.figures.Currency).each(integer, func(i int) expr {
			return w.share(w.at(role.Key+".wage"), w.sales.costIndex.in(i), t.pay.ref(), t.cost.ref(), gross)
		})
		pays = append(pays, m.line(fmt.Sprintf(words.PayOf, role.Role), w.figures.Currency).each(integer, func(i int) expr {
			return round(div(mul(pay.in(i), posts.in(i)), num(10)))
		}))
	}
	w.costs.payroll = m.line(words.Payroll, w.figures.Currency).each(integer.strong(), func(i int) expr {
		all := make([]expr, len(pays))
		for k, p := range pays {
			all[k] = p.in(i)
		}
		return add(all[0], all[1:]...)
	})
}

// running writes the fixed lines, marketing and fees.
func (w *workbook) running() {
	m, words, c, v, t := &w.months, w.words, &w.costs, &w.sales, &w.terms
	m.part(words.CostRows)
	for _, f := range w.drivers.Fixed {
		c.lines = append(c.lines, m.line(w.set[f.Key].assumption.Label, w.figures.Currency).each(integer, func(i int) expr {
			factors := []expr{v.costIndex.in(i), t.cost.ref()}
			if f.Premises {
				factors = append(factors, t.rent.ref())
			}
			amount := w.share(w.at(f.Key), factors...)
			if f.From == plan.FromPrelaunch {
				return amount
			}
			return w.inBusiness(i, amount)
		}))
	}
	c.marketing = m.line(words.Marketing, w.figures.Currency).each(integer, func(i int) expr {
		fixed := w.share(w.at("marketing"), v.costIndex.in(i), t.cost.ref())
		launch := below(m.operating.in(i), w.at("launch_marketing_months"))
		fixed = when(from(m.operating.in(i), num(0)), mul(fixed, when(launch, num(2), num(1))), num(0))
		spent := add(fixed, w.share(v.revenue.in(i), w.at("marketing_share")))
		if w.drivers.Kind == plan.DriverStock {
			each := w.share(w.at("acquisition_cost"), v.costIndex.in(i), t.cost.ref())
			spent = add(spent, w.part(v.won.in(i), each, 1000))
		}
		return spent
	})
	c.fees = m.line(words.Fees, w.figures.Currency).each(integer, func(i int) expr { return w.share(v.revenue.in(i), w.at("fees")) })
}

// startup spreads the start-up spending over the preparation, and writes off what lasts.
func (w *workbook) startup() {
	m, words, c := &w.months, w.words, &w.costs
	m.part(words.StartupRows)
	currency := w.figures.Currency
	var before, lasting, written, deposits []*line
	for _, item := range w.figures.StartupCosts {
		amount := w.at(item.Key)
		spent := m.line(fmt.Sprintf(words.SpentOn, item.Label), currency)
		switch item.Kind {
		case plan.StartupDeposit:
			deposits = append(deposits, spent.each(integer, func(i int) expr { return when(equal(m.month.in(i), num(1)), amount, num(0)) }))
			continue
		case plan.StartupPreopening:
			before = append(before, w.spread(spent, amount))
			continue
		}
		lasting = append(lasting, w.spread(spent, amount))
		written = append(written, w.writeOff(item, amount))
	}
	sum := func(label string, parts []*line) *line {
		return m.line(label, currency).each(integer, func(i int) expr {
			all := num(0)
			for k, p := range parts {
				if k == 0 {
					all = p.in(i)
					continue
				}
				all = add(all, p.in(i))
			}
			return all
		})
	}
	c.preopening, c.capex, c.deposits, c.depreciation = sum(words.Preopening, before), sum(words.Capex, lasting), sum(words.Deposits, deposits), sum(words.Depreciation, written)
}

// spread lays equal parts into the months of the preparation, and what is left into the last one.
func (w *workbook) spread(l *line, amount expr) *line {
	months := w.at("prelaunch_months")
	return l.each(integer, func(i int) expr { return equalParts(w.months.month.in(i), amount, months) })
}

// equalParts is the part of an amount that a month bears, of so many from the first on.
func equalParts(month, amount, months expr) expr {
	part := whole(div(amount, months))
	last := when(equal(month, months), sub(amount, mul(part, months)), num(0))
	return when(both(from(month, num(1)), upTo(month, months)), add(part, last), num(0))
}

// writeOff lays equal parts over the life of a thing, from the opening on.
func (w *workbook) writeOff(item plan.StartupLine, amount expr) *line {
	m := &w.months
	l := m.line(fmt.Sprintf(w.words.WrittenOff, item.Label), w.figures.Currency)
	row := l.cells[0].row
	m.cell(row, rowUnit).say(w.words.Life, small)
	life := m.cell(row, 3).put(float64(max(1, item.Life)), integer.changed()).lock()
	return l.each(integer, func(i int) expr { return equalParts(m.operating.in(i), amount, life.ref()) })
}
