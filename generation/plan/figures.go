package plan

import "strings"

// Financials returns the model's figures in the shape of plan.json.
func (m *Model) Financials() *Financials {
	f := &Financials{
		Version: Version, BusinessType: m.Archetype.Slug, Format: FormatChoice{Slug: m.Size.Slug, Name: m.Size.Name},
		Currency: m.Currency, Exponent: m.Exponent, Start: m.Start.String(), Months: len(m.Months),
		LaunchMonth: m.Metrics.LaunchMonth, Unit: m.Params.Unit,
		Assumptions: m.Assumptions, Drivers: &m.Drivers, StartupCosts: m.startupLines(), Funding: m.fundingFigures(), Series: m.series(),
		Years:        yearFigures(m.Years),
		BreakEven:    BreakEvenFigures{Month: known(m.Metrics.BreakEvenMonth), UnitsPerMonth: known(m.Metrics.BreakEvenUnits), RevenuePerMonth: known(m.Metrics.BreakEvenRevenue)},
		PaybackMonth: known(m.Metrics.PaybackMonth),
		PeakNeed:     PeakNeed{Amount: m.Funding.Need, WithoutReserve: m.Metrics.Trough, Month: m.Metrics.TroughMonth},
		NPV:          m.Metrics.NPV, IRR: m.Metrics.IRR, ROI: decimal(m.Metrics.ROIPPM), DSCR: m.Metrics.DSCR,
		Scenarios:  map[string]ScenarioFigures{},
		Risk:       m.riskFigures(),
		Milestones: m.Milestones,
	}
	for _, s := range []*Scenario{&m.Scenarios.Pessimistic, &m.Scenarios.Base, &m.Scenarios.Optimistic} {
		f.Scenarios[s.Slug] = ScenarioFigures{
			Years: yearFigures(s.Years), Cash: s.Cash, LowestCash: s.LowestCash, LowestCashMonth: s.LowestCashMonth,
			BreakEvenMonth: known(s.BreakEvenMonth),
		}
	}
	for _, s := range m.Sensitivity {
		f.Sensitivity = append(f.Sensitivity, sensitivityFigures(s))
	}
	return f
}

// known returns nil for 0, which stands for never.
func known[N int | int64 | Money](n N) *N {
	if n == 0 {
		return nil
	}
	return &n
}

// decimal writes parts per million with four decimals.
func decimal(ppm int64) float64 { return float64(roundDiv(ppm, 100)) / 10_000 }

func (m *Model) startupLines() []StartupLine {
	lines := make([]StartupLine, len(m.Params.Startup))
	for i, s := range m.Params.Startup {
		lines[i] = StartupLine{Key: s.Key, Label: s.Item, Kind: s.Kind, Amount: s.Amount, Life: s.Life}
	}
	return lines
}

func (m *Model) fundingFigures() FundingFigures {
	f := &m.Funding
	return FundingFigures{
		Need: f.Need, Reserve: f.Buffer, Budget: f.Budget, Gap: f.Gap, Loan: f.Loan, ExtraOwn: f.ExtraOwn, Own: f.Own,
		Terms: LoanTerms{RatePPM: m.Params.LoanRatePPM, GraceMonths: f.Grace, Instalments: f.Instalments, Instalment: f.Instalment},
	}
}

func (m *Model) series() Series {
	n := len(m.Months)
	pick := func(of func(*Month) Money) []Money {
		list := make([]Money, n)
		for i := range list {
			list[i] = of(&m.Months[i])
		}
		return list
	}
	s := Series{
		Revenue:      pick(func(r *Month) Money { return r.Revenue }),
		Cogs:         pick(func(r *Month) Money { return r.Cogs }),
		GrossProfit:  pick(func(r *Month) Money { return r.GrossProfit }),
		Payroll:      pick(func(r *Month) Money { return r.Payroll }),
		OpexTotal:    pick(func(r *Month) Money { return r.Opex - r.Payroll }),
		EBITDA:       pick(func(r *Month) Money { return r.EBITDA }),
		Depreciation: pick(func(r *Month) Money { return r.Depreciation }),
		Interest:     pick(func(r *Month) Money { return r.Interest }),
		Tax:          pick(func(r *Month) Money { return r.Tax }),
		NetProfit:    pick(func(r *Month) Money { return r.Net }),
		CashFlow:     pick(func(r *Month) Money { return r.CashChange }),
		Cash:         pick(func(r *Month) Money { return r.Cash }),
		Receivables:  pick(func(r *Month) Money { return r.Receivables }),
		Inventory:    pick(func(r *Month) Money { return r.Inventory }),
		FixedAssets:  pick(func(r *Month) Money { return r.FixedAssets + r.DepositAssets }),
		Assets:       pick((*Month).Assets),
		Payables:     pick(func(r *Month) Money { return r.Payables + r.Deferred }),
		TaxPayable:   pick(func(r *Month) Money { return r.TaxPayable }),
		Loan:         pick(func(r *Month) Money { return r.Loan }),
		Equity:       pick((*Month).Equity),
		Units:        make([]int64, n),
		Opex: map[string][]Money{
			"marketing":  pick(func(r *Month) Money { return r.Marketing }),
			"fees":       pick(func(r *Month) Money { return r.Fees }),
			"preopening": pick(func(r *Month) Money { return r.Preopening }),
		},
	}
	for line, fixed := range m.Params.Fixed {
		s.Opex[strings.TrimPrefix(fixed.Key, "fixed.")] = pick(func(r *Month) Money { return r.Lines[line] })
	}
	for i := range s.Units {
		s.Units[i] = m.Months[i].UnitsMilli
	}
	return s
}

func yearFigures(years []Year) []YearFigures {
	list := make([]YearFigures, len(years))
	for i, y := range years {
		list[i] = YearFigures{
			Year: y.Year, Revenue: y.Revenue, Cogs: y.Cogs, GrossProfit: y.GrossProfit, Payroll: y.Payroll, Opex: y.Opex - y.Payroll,
			EBITDA: y.EBITDA, Depreciation: y.Depreciation, Interest: y.Interest, Tax: y.Tax, NetProfit: y.Net,
			CashFlow: y.CashChange, Cash: y.Cash, DSCR: y.DSCR,
		}
		if y.Revenue > 0 {
			gross, ebitda, net := decimal(y.GrossMarginPPM), decimal(y.EBITDAMarginPPM), decimal(y.NetMarginPPM)
			list[i].GrossMargin, list[i].EBITDAMargin, list[i].NetMargin = &gross, &ebitda, &net
		}
	}
	return list
}

func sensitivityFigures(s Sensitivity) SensitivityFigures {
	of := func(pick func(Effect) Money) Changes {
		return Changes{Minus20: pick(s.Minus20), Minus10: pick(s.Minus10), Base: pick(s.Base), Plus10: pick(s.Plus10), Plus20: pick(s.Plus20)}
	}
	return SensitivityFigures{
		Key: s.Key, Label: s.Label,
		Changes: of(func(e Effect) Money { return e.Profit }),
		Cash:    of(func(e Effect) Money { return e.Cash }),
	}
}

func (m *Model) riskFigures() RiskFigures {
	r := &m.Risk
	return RiskFigures{
		Paths: r.Paths, CashOut12: decimal(r.CashOut12), CashOut24: decimal(r.CashOut24), CashOut36: decimal(r.CashOut36),
		CashP10: r.P10, CashP50: r.P50, CashP90: r.P90,
	}
}
