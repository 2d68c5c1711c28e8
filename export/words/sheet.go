package words

// Sheet labels the spreadsheet. Names of sheets are at most 31 letters without []:*?/\.
type Sheet struct {
	Summary, Assumptions, Curves, Model, Funding, Income, Cash, Balance string // names of the sheets

	Title, Note                                                                 string // of the summary; note: currency
	AssumptionsNote, CurvesNote, ModelNote, FundingNote                         string
	StatementNote                                                               string // currency
	Assumption, Value, Unit, Exact, Source, Basis, Key                          string
	Range                                                                       string // said when a value is out of range
	RangeTitle                                                                  string
	Given, Market, Sales, Staff, Costs, Startup, Days, Finance, Terms, WhatIf   string // groups of assumptions
	Scaled                                                                      string // what scaled the benchmarks and does not change here
	ScaledNote                                                                  string
	Grace, LastInstalment, TaxAfter, LeastLoan, Step, FirstMonth                string
	Margin                                                                      string // number
	WhatIfNote                                                                  string
	Volume, Price, Cost, Pay, Goods, Rent, Delay, Mode, KeptOwn, KeptLoan       string
	ModeBasis, WhatIfBasis                                                      string
	Ramp, RampMonth, RampShare, Season, SeasonWeight, SeasonUsed, Calendar      string
	Hiring, Role, FromMonth, Planned, Posts, FirstPosts                         string
	Month, Date, Year, MonthOfYear, Operating, Opening                          string
	Time, Factors, VolumeRows, StaffRows, CostRows, StartupRows, ResultRows     string
	MoneyRows, CapitalRows, BalanceRows                                         string
	PriceIndex, CostIndex, VolumeIndex, SeasonRow, RampAt, RampWhole, RampRow   string
	Demand, Units, Before, Lost, Won, Held, UnitPrice, UnitCost                 string
	PostsOf, PostPay, PayOf, Life, SpentOn, WrittenOff                          string // what or who
	Revenue, Cogs, Gross, Payroll, Marketing, Fees, Preopening, Opex, EBITDA    string
	Depreciation, EBIT, Interest, PBT, Tax, Net                                 string
	YearProfit, Losses, YearTax, TaxPaid, Repayment, Loan, CashEnd              string
	Inventory, Purchases, Receivables, Payables, Deferred, BeforeMoney          string
	Capex, Deposits, FixedAssets, DepositAssets, TaxOwed, PaidIn, Retained      string
	Assets, Liabilities, Check                                                  string
	CashStart, ChangeReceivables, ChangeInventory, ChangePayables               string
	ChangeDeferred, ChangeTax, FromOperations, FromInvesting, FromFinancing     string
	CashChange                                                                  string
	FixedCosts, Reserve, Trough, Need, Gap, MostLoan, TrialLoan, Short, Chosen  string
	OwnMoney, StillToFind, Instalment, GraceEnd, Unfunded, Trial                string
	GrossMargin, EBITDAMargin, NetMargin                                        string
	LowestCash, LowestMonth, BreakEvenMonth, BreakEvenFlag, PresentValue, Never string
	AllBalanced                                                                 string
	ChartCash, ChartRevenue                                                     string
	Currency, Share, Months, DaysUnit, PostsUnit, Option, Rate, Ppm             string // units
}
