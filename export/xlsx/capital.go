package xlsx

// capital are the rows of working capital.
type capital struct {
	inventory, purchases, receivables, payables, deferred *line
	before                                                *line // cash of a month before loan and tax
}

// tieUp writes what of the business is paid earlier or later than it is earned.
func (w *workbook) tieUp() {
	m, words, k, v, c := &w.months, w.words, &w.capital, &w.sales, &w.costs
	currency := w.figures.Currency
	m.part(words.CapitalRows)
	last := num(int64(w.figures.Months))
	k.inventory = m.line(words.Inventory, currency).each(integer, func(i int) expr {
		next := m.cell(v.cogs.cells[i].row, v.cogs.cells[i].column+1).ref() // goods are bought a month ahead
		return round(div(mul(when(equal(m.month.in(i), last), v.cogs.in(i), next), w.at("days.inventory")), num(30)))
	})
	k.purchases = m.line(words.Purchases, currency).each(integer, func(i int) expr {
		return sub(add(v.cogs.in(i), k.inventory.in(i)), k.inventory.in(i-1))
	})
	k.receivables = m.line(words.Receivables, currency).each(integer, func(i int) expr {
		return outstanding(v.revenue, i, w.at("days.receivable"))
	})
	k.payables = m.line(words.Payables, currency).each(integer, func(i int) expr {
		return most(num(0), outstanding(k.purchases, i, w.at("days.payable")))
	})
	k.deferred = m.line(words.Deferred, currency).each(integer, func(i int) expr {
		return round(div(mul(v.revenue.in(i), w.at("days.deferred")), num(30)))
	})
	k.before = m.line(words.BeforeMoney, currency).each(integer, func(i int) expr {
		tied := add(change(k.receivables, i), change(k.inventory, i))
		had := add(change(k.payables, i), change(k.deferred, i))
		return sub(add(c.ebit.in(i), c.depreciation.in(i), had), tied, c.capex.in(i), c.deposits.in(i))
	})
}

// change is by how much a line grew in a month.
func change(l *line, month int) expr { return sub(l.in(month), l.in(month-1)) }

// outstanding is what of a month and the one before is unpaid after up to sixty days.
func outstanding(l *line, month int, days expr) expr {
	this := round(div(mul(l.in(month), least(days, num(30))), num(30)))
	before := round(div(mul(l.in(month-1), sub(days, num(30))), num(30)))
	return add(this, when(above(days, num(30)), before, num(0)))
}
