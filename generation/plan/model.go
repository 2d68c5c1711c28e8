package plan

import "github.com/planspark/planspark/generation/market"

// Version names the rules of the model. It changes whenever the same input
// would give other figures; it belongs to the fingerprint of a request.
const Version = "1"

// Money is an exact amount in minor units of the plan's currency.
type Money int64

// Input is everything that the figures depend on. The zero value of an optional
// field means that it was not given.
type Input struct {
	BusinessType   string          // slug; empty or unknown is Other
	Location       market.Location // indices of the place, and the currency
	Budget         int64           // own money, minor units; 0 is not given
	TimelineMonths int             // 1–60; 0 is 12
	Start          string          // first month, "YYYY-MM"
	Seed           uint64          // of the Monte-Carlo paths

	// Assumptions changes values of the plan by the key of an Assumption, in
	// its unit. Values outside its range are bounded; unknown keys are an error
	// (*UnknownAssumptionError).
	Assumptions map[string]int64
}

// Model is a computed plan. It is read-only and safe to share.
type Model struct {
	Input     Input
	Archetype *Archetype
	Size      BusinessFormat // the format that was chosen

	Currency string // ISO 4217
	Exponent int    // decimal digits of the minor unit
	Start    YearMonth
	Timeline int // months that the request leaves to opening and steady state

	Params      Params
	Funding     Funding
	Metrics     Metrics
	Months      []Month // month 1 first
	Years       []Year  // year 1 first
	Scenarios   Scenarios
	Sensitivity []Sensitivity
	Risk        Risk
	Milestones  []Milestone
	Assumptions []Assumption
}

// Params are an archetype's parameters scaled to place, currency and size.
type Params struct {
	Kind            string // DriverFlow or DriverStock
	Unit            string // "customer", "subscriber"
	Price           Money  // of one unit, first year
	UnitCost        Money  // cost of goods of one unit, first year
	FeesPPM         int64  // share of revenue
	MarketingPPM    int64  // share of revenue
	Marketing       Money  // fixed, a month
	LaunchMarketing int    // months from the opening on in which the fixed part doubles
	GrowthPPM       int64  // of volume, a year
	PriceGrowthPPM  int64  // a year
	CostGrowthPPM   int64  // a year
	Ramp            []int64
	Season          [12]int64 // January first, at this side of the equator

	MatureMilli   int64 // flow: units a month at maturity, thousandths
	CapacityMilli int64 // flow: most units a month; stock: most units held; thousandths
	NewMilli      int64 // stock: won a month at maturity, thousandths
	OpeningMilli  int64 // stock: held on the first day, thousandths
	ChurnPPM      int64 // stock: lost a month
	CAC           Money // stock: marketing to win one

	Startup []StartupCost
	Fixed   []FixedCost
	Staff   []Role

	OncostPPM     int64 // employer's charges on top of wages
	TaxPPM        int64 // on profit
	LoanRatePPM   int64 // a year
	WorkingDays   WorkingDays
	ReserveMonths int
	Prelaunch     int // months of preparation; business begins in month Prelaunch+1
	// Compressed is by how many months a short timeline cut the preparation.
	Compressed int
}

// StartupCost is one line of the start-up spending.
type StartupCost struct {
	Key    string // stable within the plan, e.g. "startup.rent-deposit"
	Item   string
	Kind   string // StartupCapex, StartupDeposit or StartupPreopening
	Life   int    // months; capex only
	Amount Money
}

// FixedCost is one line of monthly cost, at first-year prices.
type FixedCost struct {
	Line   string // "rent", "software"
	From   string // FromPrelaunch or FromLaunch
	Amount Money
	// Premises marks what is paid for the use of rooms or land.
	Premises bool
}

// Role is a kind of post with its hiring steps and wage.
type Role struct {
	Role  string
	Steps []HiringStep
	Wage  Money // gross, of a full post a month, first year, without on-costs
}

// Tenths returns the posts in tenths of full time in an operating month, where
// month 1 is the first of business.
func (r Role) Tenths(operating int) int {
	posts := 0
	for _, s := range r.Steps {
		if operating >= s.Month {
			posts = s.Tenths
		}
	}
	return posts
}

// HiringStep sets the posts of a role from an operating month on.
type HiringStep struct {
	Month  int // operating month; 0 and below lie in the preparation
	Tenths int // posts in tenths of full time
}

// Month is one month of the three statements. Stocks are those of its end.
type Month struct {
	Month      int   // 1 is the first
	UnitsMilli int64 // flow: sold; stock: held; thousandths
	NewMilli   int64 // stock: won
	LostMilli  int64 // stock: left
	Tenths     int   // posts in tenths of full time
	Price      Money

	Revenue     Money
	Cogs        Money
	GrossProfit Money
	Payroll     Money   // wages and on-costs
	Lines       []Money // fixed costs, in the order of Params.Fixed
	Marketing   Money
	Fees        Money
	Preopening  Money
	Opex        Money // payroll, lines, marketing, fees and pre-opening together
	EBITDA      Money

	Depreciation Money
	EBIT         Money
	Interest     Money
	PBT          Money // profit before tax
	Tax          Money
	Net          Money

	Purchases  Money // of goods
	TaxPaid    Money
	Capex      Money
	Deposits   Money
	Repayment  Money
	CFO        Money // cash flow from operations
	CFI        Money // from investing
	CFF        Money // from financing, after the money of the first day
	CashChange Money

	Cash          Money
	Receivables   Money
	Inventory     Money
	FixedAssets   Money
	DepositAssets Money
	Payables      Money
	Deferred      Money // paid ahead by customers
	TaxPayable    Money
	Loan          Money
	PaidIn        Money // own money put in
	Retained      Money // profits kept, negative for losses
}

// Assets returns the sum of the asset side.
func (m *Month) Assets() Money {
	return m.Cash + m.Receivables + m.Inventory + m.FixedAssets + m.DepositAssets
}

// Equity returns own money put in plus profits kept.
func (m *Month) Equity() Money { return m.PaidIn + m.Retained }

// Year is the sum of twelve months, with the cash at its end.
type Year struct {
	Year                                              int   // 1 is the first
	Revenue, Cogs, GrossProfit, Payroll, Opex, EBITDA Money // Opex includes Payroll
	Depreciation, Interest, Tax, Net, CashChange      Money
	Repayment                                         Money
	Cash                                              Money
	SoldMilli                                         int64    // flow: units sold in the year
	HeldMilli                                         int64    // stock: units held at its end
	Tenths                                            int      // posts at the end
	GrossMarginPPM, EBITDAMarginPPM, NetMarginPPM     int64    // of revenue; 0 without revenue
	DSCR                                              *float64 // cash before debt service / debt service; nil without one
}

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
	DSCR             *float64 // lowest of the years that repay; nil without a loan
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

// Where an Assumption comes from.
const (
	SourceRequest   = "request"
	SourceBenchmark = "benchmark"
	SourceMarket    = "market"
	SourceEstimate  = "estimate"
)

// Units of an Assumption's value.
const (
	UnitMoney  = "money" // minor units
	UnitPPM    = "ppm"   // parts per million
	UnitMonths = "months"
	UnitDays   = "days"
	UnitMilli  = "milli"  // thousandths of the plan's unit of volume
	UnitTenths = "tenths" // of a full-time post
	UnitChoice = "choice" // number of an option, from 1
)

// Assumption is a value that the figures rest on, and that a user may change.
type Assumption struct {
	Key    string `json:"key"`
	Label  string `json:"label"`
	Value  int64  `json:"value"`
	Unit   string `json:"unit"`
	Source string `json:"source"`
	Basis  string `json:"basis"`
	Min    int64  `json:"min"`
	Max    int64  `json:"max"`
	Step   int64  `json:"step"`
}
