package plan

import "github.com/planspark/planspark/generation/market"

// Version names the rules of the model. It changes whenever the same input
// would give other figures; it belongs to the fingerprint of a request.
const Version = "2"

// Money is an exact amount in minor units of the plan's currency.
type Money int64

// Input is everything that the figures depend on. The zero value of an optional
// field means that it was not given.
type Input struct {
	BusinessType   string          // slug; empty or unknown is Other
	Branch         string          // of the type, as Library.Branch returns it; empty or unknown is none
	Location       market.Location // indices of the place, and the currency
	Budget         int64           // own money, minor units; 0 is not given
	TimelineMonths int             // 1–60; 0 is 12
	Start          string          // first month, "YYYY-MM"
	Seed           uint64          // of the Monte-Carlo paths
	NoDebt         bool            // the request wants no loan
	Locale         string          // BCP 47, of all labels; English where plans are not written in its language

	// Assumptions changes values of the plan by the key of an Assumption, in
	// its unit. Unknown keys, values outside of a range and contradictions are
	// an error (*AssumptionsError).
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
	Drivers     Drivers
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
	Units           string // the same for many
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
	LoanSharePPM  int64 // of the need, that a lender gives at most
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
	Key    string // of its assumption: "fixed.rent"
	Line   string // "rent", "software"
	From   string // FromPrelaunch or FromLaunch
	Amount Money
	// Premises marks what is paid for the use of rooms or land.
	Premises bool
}

// Role is a kind of post with its hiring steps and wage.
type Role struct {
	Key   string // that the keys of its assumptions begin with: "staff.barista"
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
	Month  int `json:"month"`  // operating month; 0 and below lie in the preparation
	Tenths int `json:"tenths"` // posts in tenths of full time
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
	// Changed tells that the value came through Input.Assumptions.
	Changed bool `json:"changed,omitempty"`
}
