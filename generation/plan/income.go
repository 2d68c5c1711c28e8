package plan

// priceYear works out what a year's units, posts and costs cost under a shock.
func (e *engine) priceYear(number int, s shock) {
	p, y := e.p, &e.years[number]
	growth := e.costGrowth[number]
	y.price = p.Price.times(e.priceGrowth[number], s.price)
	y.unitCost = p.UnitCost.times(growth, s.unitCost, s.cost)
	y.marketing = p.Marketing.times(growth, s.fixed, s.cost)
	y.cac = p.CAC.times(growth, s.cost)
	for r := range p.Staff {
		y.posts[r] = p.Staff[r].Wage.times(growth, s.wage, s.cost, e.grossWage)
	}
	y.running, y.preparing = 0, 0
	for i := range p.Fixed {
		f := &p.Fixed[i]
		y.lines[i] = f.Amount.times(growth, s.fixed, s.cost)
		if f.Premises {
			y.lines[i] = y.lines[i].times(s.rent)
		}
		y.running += y.lines[i]
		if f.From == FromPrelaunch {
			y.preparing += y.lines[i]
		}
	}
}

// income fills in a month of the income statement down to operating profit and
// depreciation.
func (e *engine) income(row *Month, m int) {
	v := &e.volume[m]
	operating := m + 1 - e.p.Prelaunch
	row.Month, row.UnitsMilli, row.NewMilli, row.LostMilli, row.Price = m+1, v.units, v.won, v.lost, v.price
	row.Revenue, row.Cogs = v.revenue, v.cogs
	row.GrossProfit = v.revenue - v.cogs
	row.Preopening = e.preopening[m]
	row.Fees = v.revenue.times(e.p.FeesPPM)
	row.Payroll, row.Tenths = e.payroll(m)
	row.Marketing = e.marketing(m, operating)
	row.Opex = row.Payroll + e.lines(row.Lines, m, operating) + row.Marketing + row.Fees + row.Preopening
	row.EBITDA = row.GrossProfit - row.Opex
	row.Depreciation = e.depreciation[m]
	row.EBIT = row.EBITDA - row.Depreciation
}

// lines writes the fixed costs of a month and returns their sum.
func (e *engine) lines(into []Money, m, operating int) Money {
	y := &e.years[m/12]
	copy(into, y.lines)
	if operating >= 1 {
		return y.running
	}
	for i := range into {
		if e.p.Fixed[i].From != FromPrelaunch {
			into[i] = 0
		}
	}
	return y.preparing
}

func (e *engine) payroll(m int) (pay Money, tenths int) {
	for r, post := range e.years[m/12].posts {
		posts := e.tenths[r][m]
		pay += Money(roundDiv(int64(post)*int64(posts), 10))
		tenths += posts
	}
	return pay, tenths
}

// marketing is a fixed part from the month before the opening on, doubled
// around it, a share of revenue, and for a stock the cost of those won.
func (e *engine) marketing(m, operating int) Money {
	y, v := &e.years[m/12], &e.volume[m]
	spent := Money(0)
	if operating >= 0 {
		spent = y.marketing
		if operating < e.p.LaunchMarketing {
			spent *= 2
		}
	}
	spent += v.revenue.times(e.p.MarketingPPM)
	if e.p.Kind == DriverStock {
		spent += Money(perThousand(int64(y.cac), v.won))
	}
	return spent
}
