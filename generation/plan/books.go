package plan

// books carries the balance sheet from month to month.
type books struct {
	cash, receivables, inventory, payables, deferred, taxPayable Money
	fixedAssets, deposits                                        Money
	debt, paidIn, retained                                       Money

	grace      int   // last month without repayment
	instalment Money // of the principal

	lossesForward  Money // of earlier years
	profitThisYear Money
	taxThisYear    Money
	taxDue         Money // of the year before
	taxDueMonth    int
	purchasesLast  Money
	revenueLast    Money
}

// taxPaidAfter is how many months after a year's end its tax is paid.
const taxPaidAfter = 4

func newBooks(equity, loan Money, grace int) books {
	return books{
		cash: equity + loan, debt: loan, paidIn: equity,
		grace: grace, instalment: loan / Money(lastInstalment-grace),
	}
}

// close takes a month whose operating result is known to its end: interest,
// tax, working capital, cash flow and balance sheet.
func (b *books) close(e *engine, row *Month, m int) {
	row.Interest = Money(mulDiv(int64(b.debt), e.p.LoanRatePPM, 12*million))
	row.PBT = row.EBIT - row.Interest
	row.Tax = b.tax(row.PBT, e.p.TaxPPM, m)
	row.Net = row.PBT - row.Tax

	days := e.p.WorkingDays
	inventory := Money(thirtieth(int64(e.volume[min(m+1, e.horizon-1)].cogs) * days.Inventory))
	row.Purchases = row.Cogs + inventory - b.inventory
	receivables := outstanding(row.Revenue, b.revenueLast, days.Receivable)
	payables := max(0, outstanding(row.Purchases, b.purchasesLast, days.Payable))
	deferred := Money(thirtieth(int64(row.Revenue) * days.Deferred))
	taxPayable := b.settleTax(row, m)

	row.Repayment = b.repayment(m + 1)
	row.Capex, row.Deposits = e.capex[m], e.deposits[m]
	row.CFO = row.Net + row.Depreciation - (receivables - b.receivables) - (inventory - b.inventory) +
		(payables - b.payables) + (deferred - b.deferred) + (taxPayable - b.taxPayable)
	row.CFI = -row.Capex - row.Deposits
	row.CFF = -row.Repayment
	row.CashChange = row.CFO + row.CFI + row.CFF

	b.cash += row.CashChange
	b.receivables, b.inventory, b.payables, b.deferred, b.taxPayable = receivables, inventory, payables, deferred, taxPayable
	b.fixedAssets += row.Capex - row.Depreciation
	b.deposits += row.Deposits
	b.debt -= row.Repayment
	b.retained += row.Net
	b.purchasesLast, b.revenueLast = row.Purchases, row.Revenue
	b.write(row)
}

func (b *books) write(row *Month) {
	row.Cash, row.Receivables, row.Inventory = b.cash, b.receivables, b.inventory
	row.FixedAssets, row.DepositAssets = b.fixedAssets, b.deposits
	row.Payables, row.Deferred, row.TaxPayable = b.payables, b.deferred, b.taxPayable
	row.Loan, row.PaidIn, row.Retained = b.debt, b.paidIn, b.retained
}

// outstanding returns what of a month and the one before is still unpaid after
// a number of days, up to sixty.
func outstanding(this, last Money, days int64) Money {
	sum := Money(thirtieth(int64(this) * min(days, 30)))
	if days > 30 {
		sum += Money(thirtieth(int64(last) * (days - 30)))
	}
	return sum
}

// tax returns the tax of a month: that of the year so far, less what earlier
// months of the year bore. Losses are carried forward without limit.
func (b *books) tax(profit Money, rate int64, m int) Money {
	if m%12 == 0 {
		b.lossesForward = max(0, b.lossesForward-b.profitThisYear)
		b.profitThisYear, b.taxThisYear = 0, 0
	}
	b.profitThisYear += profit
	soFar := max(0, b.profitThisYear-b.lossesForward).times(rate)
	tax := soFar - b.taxThisYear
	b.taxThisYear = soFar
	return tax
}

// settleTax pays the tax of a year some months after its end and returns what
// is owed at the end of the month.
func (b *books) settleTax(row *Month, m int) Money {
	row.TaxPaid = 0
	if m+1 == b.taxDueMonth {
		row.TaxPaid = b.taxDue
	}
	if (m+1)%12 == 0 {
		b.taxDue, b.taxDueMonth = b.taxThisYear, m+1+taxPaidAfter
	}
	return b.taxPayable + row.Tax - row.TaxPaid
}

// repayment returns the principal that is paid back in a month, counted from 1.
func (b *books) repayment(month int) Money {
	switch {
	case month <= b.grace:
		return 0
	case month == lastInstalment:
		return b.debt
	default:
		return min(b.instalment, b.debt)
	}
}
