package plan

import "encoding/json"

// Financials is the plan in figures as plan.json holds it (plan-model.md,
// section 5). Amounts are minor units, months count from 1, ratios are decimals;
// what does not exist is null. It marshals to the same bytes for the same input.
type Financials struct {
	Version      string                     `json:"version"`
	BusinessType string                     `json:"business_type"`
	Format       FormatChoice               `json:"format"`
	Currency     string                     `json:"currency"`
	Exponent     int                        `json:"exponent"`
	Start        string                     `json:"start"`
	Months       int                        `json:"months"`
	LaunchMonth  int                        `json:"launch_month"`
	Unit         string                     `json:"unit"` // what is counted: "customer"
	Assumptions  []Assumption               `json:"assumptions,omitempty"`
	Drivers      *Drivers                   `json:"drivers,omitempty"`
	StartupCosts []StartupLine              `json:"startup_costs"`
	Funding      FundingFigures             `json:"funding"`
	Series       Series                     `json:"series"`
	Years        []YearFigures              `json:"years"`
	BreakEven    BreakEvenFigures           `json:"break_even"`
	PaybackMonth *int                       `json:"payback_month"`
	PeakNeed     PeakNeed                   `json:"peak_need"`
	NPV          Money                      `json:"npv"`
	IRR          *float64                   `json:"irr"`
	ROI          float64                    `json:"roi"`
	DSCR         *float64                   `json:"dscr"`
	Scenarios    map[string]ScenarioFigures `json:"scenarios"` // pessimistic, base, optimistic
	Sensitivity  []SensitivityFigures       `json:"sensitivity"`
	Risk         RiskFigures                `json:"risk"`
	Milestones   []Milestone                `json:"milestones"`
}

// FormatChoice is the size that was chosen.
type FormatChoice struct {
	Slug string `json:"slug"`
	Name string `json:"name"`
}

// StartupLine is one line of the start-up spending.
type StartupLine struct {
	Key    string `json:"key"`
	Label  string `json:"label"`
	Kind   string `json:"kind"` // capex, deposit, preopening
	Amount Money  `json:"amount"`
	Life   int    `json:"life_months,omitempty"` // over which it is written off; capex only
}

// FundingFigures say where the money comes from: Need is met by Own and Loan.
type FundingFigures struct {
	Need     Money     `json:"need"`    // with the reserve
	Reserve  Money     `json:"reserve"` // stays in the till at the deepest point
	Budget   Money     `json:"budget"`  // own money that is there
	Gap      Money     `json:"gap"`     // need less budget
	Loan     Money     `json:"loan"`
	ExtraOwn Money     `json:"extra_own"` // own money still to be found, since a loan does not cover all
	Own      Money     `json:"own"`       // budget and extra_own
	Terms    LoanTerms `json:"terms"`
}

// LoanTerms are those of the loan; counts are 0 without one.
type LoanTerms struct {
	RatePPM     int64 `json:"rate_ppm"` // a year
	GraceMonths int   `json:"grace_months"`
	Instalments int   `json:"instalments"`
	Instalment  Money `json:"instalment"` // of the principal, a month
}

// Series are figures month by month, month 1 first. Assets equal Payables,
// TaxPayable, Loan and Equity together in every month.
type Series struct {
	Revenue      []Money            `json:"revenue"`
	Cogs         []Money            `json:"cogs"`
	GrossProfit  []Money            `json:"gross_profit"`
	Payroll      []Money            `json:"payroll"`
	Opex         map[string][]Money `json:"opex,omitempty"` // by line, without payroll
	OpexTotal    []Money            `json:"opex_total"`     // sum of the lines
	EBITDA       []Money            `json:"ebitda"`
	Depreciation []Money            `json:"depreciation"`
	Interest     []Money            `json:"interest"`
	Tax          []Money            `json:"tax"`
	NetProfit    []Money            `json:"net_profit"`
	CashFlow     []Money            `json:"cash_flow"` // change of cash; the money of the first day is not in it
	Cash         []Money            `json:"cash"`
	Receivables  []Money            `json:"receivables"`
	Inventory    []Money            `json:"inventory"`
	FixedAssets  []Money            `json:"fixed_assets"` // with deposits paid
	Assets       []Money            `json:"assets"`
	Payables     []Money            `json:"payables"` // to suppliers, and to customers who paid ahead
	TaxPayable   []Money            `json:"tax_payable"`
	Loan         []Money            `json:"loan"`
	Equity       []Money            `json:"equity"`
	Units        []int64            `json:"units_milli"` // sold in the month, or held at its end; thousandths
}

// YearFigures are the totals of a year. Opex is without payroll, as in Series.
type YearFigures struct {
	Year         int      `json:"year"`
	Revenue      Money    `json:"revenue"`
	Cogs         Money    `json:"cogs"`
	GrossProfit  Money    `json:"gross_profit"`
	Payroll      Money    `json:"payroll"`
	Opex         Money    `json:"opex"`
	EBITDA       Money    `json:"ebitda"`
	Depreciation Money    `json:"depreciation"`
	Interest     Money    `json:"interest"`
	Tax          Money    `json:"tax"`
	NetProfit    Money    `json:"net_profit"`
	CashFlow     Money    `json:"cash_flow"`
	Cash         Money    `json:"cash"` // at the end
	GrossMargin  *float64 `json:"gross_margin"`
	EBITDAMargin *float64 `json:"ebitda_margin"`
	NetMargin    *float64 `json:"net_margin"`
	DSCR         *float64 `json:"dscr"`
}

// BreakEvenFigures say from when on, and at what volume, business pays for
// itself before depreciation, interest and tax.
type BreakEvenFigures struct {
	Month           *int   `json:"month"`
	UnitsPerMonth   *int64 `json:"units_per_month"`
	RevenuePerMonth *Money `json:"revenue_per_month"`
}

// PeakNeed is the most money that the plan takes, with its reserve.
type PeakNeed struct {
	Amount         Money `json:"amount"`
	WithoutReserve Money `json:"without_reserve"`
	Month          int   `json:"month"`
}

// ScenarioFigures are the years and the cash of a scenario.
type ScenarioFigures struct {
	Years           []YearFigures `json:"years"`
	Cash            []Money       `json:"cash"`
	LowestCash      Money         `json:"lowest_cash"`
	LowestCashMonth int           `json:"lowest_cash_month"`
	BreakEvenMonth  *int          `json:"break_even_month"`
}

// SensitivityFigures are the profit of year 2 when one driver changes by 10 or
// 20 per cent, and in Cash the same for the cash at its end.
type SensitivityFigures struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	Changes
	Cash Changes `json:"cash"`
}

// Changes are a figure at five values of a driver.
type Changes struct {
	Minus20 Money `json:"minus20"`
	Minus10 Money `json:"minus10"`
	Base    Money `json:"base"`
	Plus10  Money `json:"plus10"`
	Plus20  Money `json:"plus20"`
}

// RiskFigures are shares of the simulated futures in which cash was below zero
// by a month, and percentiles of cash month by month.
type RiskFigures struct {
	Paths     int     `json:"paths"`
	CashOut12 float64 `json:"cash_out_12"`
	CashOut24 float64 `json:"cash_out_24"`
	CashOut36 float64 `json:"cash_out_36"`
	CashP10   []Money `json:"cash_p10"`
	CashP50   []Money `json:"cash_p50"`
	CashP90   []Money `json:"cash_p90"`
}

// Summary returns the figures for the `financials` event: without assumptions and
// drivers, and without the cost lines month by month.
func (f *Financials) Summary() *Financials {
	s := *f
	s.Assumptions, s.Drivers, s.Series.Opex = nil, nil, nil
	return &s
}

// JSON returns the figures as plan.json holds them.
func (f *Financials) JSON() (json.RawMessage, error) { return json.Marshal(f) }
