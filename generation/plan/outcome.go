package plan

// Funding is where the money comes from.
type Funding struct {
	Need   Money // peak need with the buffer, rounded up
	Buffer Money // kept as a reserve, part of Need
	Budget Money // own money that was given, or assumed
	// BudgetGiven is false when no budget came with the request.
	BudgetGiven bool
	Gap         Money // Need less Budget, not below zero
	Loan        Money
	ExtraOwn    Money // own money needed beyond the budget, since a loan does not cover all
	Own         Money // Budget + ExtraOwn

	Grace       int   // months without repayment
	Instalments int   // number of monthly repayments
	Instalment  Money // of the principal, a month; the last one takes the remainder
}

// Metrics are what the plan comes to. Months count from 1; 0 is never.
type Metrics struct {
	LaunchMonth      int   // first month of business
	BreakEvenMonth   int   // first of three months with an operating profit
	BreakEvenUnits   int64 // units a month that cover the fixed costs; 0 when no volume does
	BreakEvenRevenue Money // the same as revenue a month
	ReferenceMonth   int   // whose cost structure the two above are from
	PaybackMonth     int   // when the project has returned its money
	Trough           Money // deepest point of the project's cash without any funding, as an amount ≥ 0
	TroughMonth      int
	LowestCash       Money
	LowestCashMonth  int
	RunwayNoSales    int      // months of fixed cost that the cash at opening covers
	ROIPPM           int64    // profit of all months to Funding.Need
	NPV              Money    // of the project's cash, without a value beyond the plan
	NPVWithExit      Money    // with twice the last year's EBITDA at the end
	IRR, IRRWithExit *float64 // a year; nil when it does not exist
	DSCR             *float64 // lowest of the years that repay in every month; nil without a loan
}

// Scenario is the plan under other circumstances, with the same funding.
type Scenario struct {
	Slug            string // pessimistic, base, optimistic
	VolumePPM       int64
	PricePPM        int64
	CostPPM         int64
	RampDelay       int // months
	Years           []Year
	Cash            []Money // at the end of each month
	LowestCash      Money
	LowestCashMonth int
	BreakEvenMonth  int // 0 is never
}

// Scenarios are the three that every plan has.
type Scenarios struct {
	Pessimistic, Base, Optimistic Scenario
}

// Effect is what a change comes to at the end of the second year.
type Effect struct {
	Profit Money // of year 2
	Cash   Money // at its end
}

// Sensitivity is the effect of one driver being lower or higher.
type Sensitivity struct {
	Key                              string // price, volume, cogs, payroll, rent
	Label                            string
	Base                             Effect
	Minus20, Minus10, Plus10, Plus20 Effect
}

// Risk is what a simulation of many futures says.
type Risk struct {
	Paths                           int
	CashOut12, CashOut24, CashOut36 int64   // chance that cash was below zero by then, ppm
	P10, P50, P90                   []Money // percentiles of cash, month by month
}

// Milestone is a step on the way. Months count from 1; DependsOn are indices
// into the same list.
type Milestone struct {
	Key        string `json:"key"`   // what kind of step: "open", "hire"
	Title      string `json:"title"` // English
	StartMonth int    `json:"start_month"`
	EndMonth   int    `json:"end_month"`
	DependsOn  []int  `json:"depends_on"`
}
