package plan

// income fills in a month of the income statement down to operating profit and
// depreciation.
func (e *engine) income(row *Month, m int, s shock) {
	v := &e.volume[m]
	operating := m + 1 - e.p.Prelaunch
	row.Month, row.UnitsMilli, row.NewMilli, row.LostMilli, row.Price = m+1, v.units, v.won, v.lost, v.price
	row.Revenue, row.Cogs = v.revenue, v.cogs
	row.GrossProfit = v.revenue - v.cogs
	row.Preopening = e.preopening[m]
	row.Fees = v.revenue.times(e.p.FeesPPM)
	row.Payroll, row.Tenths = e.payroll(m, s)
	row.Marketing = e.marketing(m, operating, s)
	row.Opex = row.Payroll + e.lines(row.Lines, m, operating, s) + row.Marketing + row.Fees + row.Preopening
	row.EBITDA = row.GrossProfit - row.Opex
	row.Depreciation = e.depreciation[m]
	row.EBIT = row.EBITDA - row.Depreciation
}

// lines writes the fixed costs of a month and returns their sum.
func (e *engine) lines(into []Money, m, operating int, s shock) Money {
	total := Money(0)
	for i := range e.p.Fixed {
		f := &e.p.Fixed[i]
		into[i] = 0
		if operating < 1 && f.From != FromPrelaunch {
			continue
		}
		into[i] = f.Amount.times(e.costGrowth[m/12], s.fixed, s.cost)
		if f.Premises {
			into[i] = into[i].times(s.rent)
		}
		total += into[i]
	}
	return total
}

func (e *engine) payroll(m int, s shock) (pay Money, tenths int) {
	for r := range e.p.Staff {
		posts := e.tenths[r][m]
		if posts == 0 {
			continue
		}
		post := e.p.Staff[r].Wage.times(e.costGrowth[m/12], s.wage, s.cost, e.grossWage)
		pay += Money(roundDiv(int64(post)*int64(posts), 10))
		tenths += posts
	}
	return pay, tenths
}

// marketing is a fixed part from the month before the opening on, doubled
// around it, a share of revenue, and for a stock the cost of those won.
func (e *engine) marketing(m, operating int, s shock) Money {
	spent := Money(0)
	if operating >= 0 {
		spent = e.p.Marketing.times(e.costGrowth[m/12], s.fixed, s.cost)
		if operating < e.p.LaunchMarketing {
			spent *= 2
		}
	}
	spent += e.volume[m].revenue.times(e.p.MarketingPPM)
	if e.p.Kind == DriverStock {
		each := e.p.CAC.times(e.costGrowth[m/12], s.cost)
		spent += Money(mulDiv(e.volume[m].won, int64(each), 1000))
	}
	return spent
}
