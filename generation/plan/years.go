package plan

// sumYears adds up the months of each year.
func sumYears(rows []Month) []Year {
	years := make([]Year, 0, len(rows)/12)
	for first := 0; first+12 <= len(rows); first += 12 {
		years = append(years, sumYear(first/12+1, rows[first:first+12]))
	}
	return years
}

func sumYear(number int, rows []Month) Year {
	y := Year{Year: number}
	for i := range rows {
		r := &rows[i]
		y.Revenue += r.Revenue
		y.Cogs += r.Cogs
		y.GrossProfit += r.GrossProfit
		y.Payroll += r.Payroll
		y.Opex += r.Opex
		y.EBITDA += r.EBITDA
		y.Depreciation += r.Depreciation
		y.Interest += r.Interest
		y.Tax += r.Tax
		y.Net += r.Net
		y.CashChange += r.CashChange
		y.Repayment += r.Repayment
		y.SoldMilli += r.UnitsMilli
	}
	last := &rows[len(rows)-1]
	y.Cash, y.HeldMilli, y.Tenths = last.Cash, last.UnitsMilli, last.Tenths
	y.GrossMarginPPM = share(y.GrossProfit, y.Revenue)
	y.EBITDAMarginPPM = share(y.EBITDA, y.Revenue)
	y.NetMarginPPM = share(y.Net, y.Revenue)
	if service := y.Interest + y.Repayment; y.Repayment > 0 {
		y.DSCR = ratio(y.EBITDA-y.Tax, service)
	}
	return y
}

// share returns part of whole in parts per million, 0 of nothing.
func share(part, whole Money) int64 {
	if whole <= 0 {
		return 0
	}
	return mulDiv(int64(part), million, int64(whole))
}

// ratio returns part of whole with two decimals.
func ratio(part, whole Money) *float64 {
	hundredths := float64(mulDiv(int64(part), 100, int64(whole))) / 100
	return &hundredths
}
