package plan

// usualLoanShare is the part of the need that a lender gives at most, parts per million.
const usualLoanShare = 700_000

// loanMargins are by how much of the gap, in per cent, a loan is tried: interest
// and repayment make a loan of exactly the gap too small.
var loanMargins = [...]Money{100, 110, 120, 130, 140, 150}

// dearer is by how much the money needed may exceed the least possible one, in
// per cent, for the sake of an earlier repayment.
const dearer = 3

// fund finds the money that keeps the cash above the buffer in every month. The
// need is that of the plan without any funding; without a budget it is assumed
// to be there. What budget and loan leave open is stated as own money that is
// still to be found. Of the times that a lender may wait for the first instalment
// it takes the shortest one that does not make the money needed dearer.
func (e *engine) fund(budget Money, given bool, rules Rules, step Money) Funding {
	buffer := e.p.buffer(rules)
	trough := min(0, lowestCash(e.run(0, 0, noShock())).Cash)
	f := Funding{Buffer: buffer, Budget: budget, BudgetGiven: given, Need: (buffer - trough).upTo(step)}
	if !given {
		f.Budget = f.Need
	}
	f.Gap = max(0, f.Need-f.Budget)
	e.grace = e.p.Prelaunch + rules.Grace[0]
	if lendable := f.Gap*100 >= f.Need*Money(rules.LeastLoan) && e.p.LoanSharePPM > 0; f.Gap > 0 && lendable {
		f = e.borrow(f, rules, step)
	} else {
		f.ExtraOwn = f.Gap
	}
	f.Own, f.Grace = f.Budget+f.ExtraOwn, e.grace
	if f.Loan > 0 {
		f.Instalments = lastInstalment - f.Grace
		f.Instalment = f.Loan / Money(f.Instalments)
	}
	return f
}

// borrow tries the times until the first instalment and takes one.
func (e *engine) borrow(f Funding, rules Rules, step Money) Funding {
	offers := make([]Funding, len(rules.Grace))
	least := Money(0)
	for i, months := range rules.Grace {
		e.grace = e.p.Prelaunch + months
		offers[i] = e.offer(f, step)
		if sum := offers[i].Loan + offers[i].ExtraOwn; i == 0 || sum < least {
			least = sum
		}
	}
	for i, months := range rules.Grace {
		if (offers[i].Loan+offers[i].ExtraOwn)*100 <= least*(100+dearer) {
			e.grace = e.p.Prelaunch + months
			return offers[i]
		}
	}
	return f // one of them is the least
}

// offer is the smallest loan that does, or the largest that a lender gives with
// the own money that is missing then.
func (e *engine) offer(f Funding, step Money) Funding {
	most := Money(mulDiv(int64(f.Need), e.p.LoanSharePPM, million)) / step * step
	short := Money(0)
	for _, margin := range loanMargins {
		f.Loan = min((f.Gap * margin / 100).upTo(step), most)
		short = max(0, f.Buffer-lowestCash(e.run(f.Budget, f.Loan, noShock())).Cash)
		if short == 0 {
			break
		}
	}
	f.ExtraOwn = short.upTo(step)
	return f
}

// buffer is what stays in the till at the deepest point.
func (p *Params) buffer(rules Rules) Money {
	month := p.FixedMonth(1)
	if rules.ReserveHalfMonths > 0 {
		return month * Money(rules.ReserveHalfMonths) / 2
	}
	return month * Money(p.ReserveMonths)
}

// lowestCash returns the first month with the least cash.
func lowestCash(rows []Month) *Month {
	lowest := &rows[0]
	for i := range rows {
		if rows[i].Cash < lowest.Cash {
			lowest = &rows[i]
		}
	}
	return lowest
}
