package xlsx

// finance are the rows of loan, tax and cash under one funding.
type finance struct {
	interest, pbt, profit, losses, owed, taxPaid, repayment, loan, cash *line
}

// loan is the money of the first day and the terms under which it is paid back.
type loan struct{ own, amount, graceEnd, instalment expr }

// carry writes the rows of a funding: interest, tax with losses carried forward, repayment and cash.
func (w *workbook) carry(r *rows, l loan) finance {
	m, words, t := &w.months, w.words, &w.terms
	currency := w.figures.Currency
	f := finance{
		loan: r.line(words.Loan, currency), repayment: r.line(words.Repayment, currency), interest: r.line(words.Interest, currency),
		pbt: r.line(words.PBT, currency), profit: r.line(words.YearProfit, currency), losses: r.line(words.Losses, currency),
		owed: r.line(words.YearTax, currency), taxPaid: r.line(words.TaxPaid, currency), cash: r.line(words.CashEnd, currency),
	}
	newYear := func(i int) expr { return equal(m.ofYear.in(i), num(1)) }
	f.loan.begin(l.amount, integer).each(integer, func(i int) expr { return sub(f.loan.in(i-1), f.repayment.in(i)) })
	f.repayment.each(integer, func(i int) expr {
		later := when(equal(m.month.in(i), t.last.ref()), f.loan.in(i-1), least(l.instalment, f.loan.in(i-1)))
		return when(upTo(m.month.in(i), l.graceEnd), num(0), later)
	})
	f.interest.each(integer, func(i int) expr { return w.part(f.loan.in(i-1), w.at("loan_rate"), 12*million) })
	f.pbt.each(integer, func(i int) expr { return sub(w.costs.ebit.in(i), f.interest.in(i)) })
	f.profit.each(integer, func(i int) expr { return add(when(newYear(i), num(0), f.profit.in(i-1)), f.pbt.in(i)) })
	f.losses.each(integer, func(i int) expr {
		return when(newYear(i), most(num(0), sub(f.losses.in(i-1), f.profit.in(i-1))), f.losses.in(i-1))
	})
	f.owed.each(integer, func(i int) expr {
		return w.share(most(num(0), sub(f.profit.in(i), f.losses.in(i))), w.at("tax"))
	})
	f.taxPaid.each(integer, func(i int) expr { // the tax of a year, some months after its end
		then := add(sub(m.month.in(i), t.taxAfter.ref()), num(1))
		return when(equal(m.ofYear.in(i), t.taxAfter.ref()), item(span{cells: f.owed.cells}, then), num(0))
	})
	f.cash.begin(add(l.own, l.amount), integer).each(integer.strong(), func(i int) expr {
		return sub(add(f.cash.in(i-1), w.capital.before.in(i)), f.interest.in(i), f.taxPaid.in(i), f.repayment.in(i))
	})
	return f
}

// finish writes the chosen funding into the model, and the balance that follows.
func (w *workbook) finish() {
	m := &w.months
	m.part(w.words.MoneyRows)
	w.money = w.carry(m.rows, loan{own: w.raised.own.ref(), amount: w.raised.loan.ref(), graceEnd: w.raised.graceEnd.ref(), instalment: w.raised.instalment.ref()})
	w.weigh()
}

// books are the rows of the balance that nothing else holds.
type books struct{ tax, net, taxOwed, fixedAssets, deposits, retained, difference *line }

// weigh writes the balance. That it balances is checked in every month.
func (w *workbook) weigh() {
	m, words, f, c, k := &w.months, w.words, &w.money, &w.costs, &w.capital
	currency := w.figures.Currency
	b := &w.raised.books
	m.part(words.BalanceRows)
	b.tax = m.line(words.Tax, currency).each(integer, func(i int) expr {
		return sub(f.owed.in(i), when(equal(m.ofYear.in(i), num(1)), num(0), f.owed.in(i-1)))
	})
	b.net = m.line(words.Net, currency).each(integer.strong(), func(i int) expr { return sub(f.pbt.in(i), b.tax.in(i)) })
	b.taxOwed, b.fixedAssets, b.deposits, b.retained = m.line(words.TaxOwed, currency), m.line(words.FixedAssets, currency), m.line(words.DepositAssets, currency), m.line(words.Retained, currency)
	b.taxOwed.each(integer, func(i int) expr { return sub(add(b.taxOwed.in(i-1), b.tax.in(i)), f.taxPaid.in(i)) })
	b.fixedAssets.each(integer, func(i int) expr { return sub(add(b.fixedAssets.in(i-1), c.capex.in(i)), c.depreciation.in(i)) })
	b.deposits.each(integer, func(i int) expr { return add(b.deposits.in(i-1), c.deposits.in(i)) })
	b.retained.each(integer, func(i int) expr { return add(b.retained.in(i-1), b.net.in(i)) })
	b.difference = m.line(words.Check, currency)
	balance := func(i int) expr {
		assets := add(f.cash.in(i), k.receivables.in(i), k.inventory.in(i), b.fixedAssets.in(i), b.deposits.in(i))
		return sub(assets, k.payables.in(i), k.deferred.in(i), b.taxOwed.in(i), f.loan.in(i), w.raised.own.ref(), b.retained.in(i))
	}
	b.difference.begin(balance(0), integer.faint()).each(integer.faint(), balance)
}
