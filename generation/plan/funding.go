package plan

// loanShare is the part of the need that a lender takes at most, per cent.
const loanShare = 70

// loanMargins are by how much of the gap, in per cent, a loan is tried: interest
// and repayment make a loan of exactly the gap too small.
var loanMargins = [...]Money{100, 110, 120, 130, 140, 150}

// fund finds the money that keeps the cash above the buffer in every month. The
// need is that of the plan without any funding; without a budget it is assumed
// to be there. What budget and loan leave open is stated as own money that is
// still to be found.
func (e *engine) fund(budget Money, given bool, buffer, step Money) Funding {
	trough := min(0, lowestCash(e.run(0, 0, noShock())).Cash)
	f := Funding{Buffer: buffer, Budget: budget, BudgetGiven: given, Need: (buffer - trough).upTo(step)}
	if !given {
		f.Budget, budget = f.Need, f.Need
	}
	f.Gap = max(0, f.Need-budget)
	if f.Gap > 0 {
		most := f.Need * loanShare / 100 / step * step
		short := Money(0)
		for _, margin := range loanMargins {
			f.Loan = min((f.Gap * margin / 100).upTo(step), most)
			short = max(0, buffer-lowestCash(e.run(budget, f.Loan, noShock())).Cash)
			if short == 0 {
				break
			}
		}
		f.ExtraOwn = short.upTo(step)
	}
	f.Own = f.Budget + f.ExtraOwn
	f.Grace = e.p.Prelaunch + graceAfterLaunch
	if f.Loan > 0 {
		f.Instalments = lastInstalment - f.Grace
		f.Instalment = f.Loan / Money(f.Instalments)
	}
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
