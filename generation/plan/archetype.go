package plan

import "github.com/planspark/planspark/generation/numerals"

// Other is the slug of the business type that fits when no other does.
const Other = "other"

// Kinds of a Driver.
const (
	// DriverFlow counts units sold in a month: customers, orders, hours, nights.
	DriverFlow = "flow"
	// DriverStock counts units held at the end of a month: subscribers, members.
	DriverStock = "stock"
)

// Archetype is one of the business types of archetypes.json: benchmarks at the
// United States price level of the library's reference year, and facts for the
// texts. It is read-only. Library.Lookup gives it in English, a Model has it in
// the language of the plan.
type Archetype struct {
	Slug     string              `json:"slug"`
	Branch   string              `json:"-"`     // a trade within the type; empty for the one that the type has in mind
	Way      string              `json:"-"`     // how a branch meets its buyers; empty at a fixed place
	Calendar bool                `json:"-"`     // of a branch: its months stay south of the equator
	Called   string              `json:"-"`     // the branch's name in its language
	Trade    *Trade              `json:"-"`     // what texts say of a branch
	Name     map[string]string   `json:"name"`  // by language: en, pt, es, fr, de
	NAICS    string              `json:"naics"` // North American industry code
	Keywords map[string]Keywords `json:"keywords"`

	Driver        Driver     `json:"driver"`
	PriceUSDCents int64      `json:"price_usd_cents"`
	PriceBandUSD  [2]float64 `json:"price_band_usd"` // lowest and highest usual price, dollars
	CogsPPM       int64      `json:"cogs_ppm"`       // share of the price
	PriceIndex    Index      `json:"price_index"`
	FeesPPM       int64      `json:"fees_ppm"`      // payment and platform fees, share of revenue
	MarketingPPM  int64      `json:"marketing_ppm"` // on top of the fixed amount, share of revenue
	MarketingUSD  int64      `json:"marketing_usd"` // a month
	Ramp          []int64    `json:"ramp"`          // share of maturity by operating month; the last one stays
	Season        [12]int64  `json:"season"`        // January first, northern hemisphere, mean of one million
	GrowthPPM     int64      `json:"growth_ppm"`    // of volume, a year
	Prelaunch     int        `json:"prelaunch_months"`

	Formats       []BusinessFormat `json:"formats"`
	Startup       []StartupItem    `json:"startup"`
	Fixed         []FixedLine      `json:"fixed"`
	Staff         []StaffLine      `json:"staff"`
	WorkingDays   WorkingDays      `json:"wc"`
	ReserveMonths int              `json:"reserve_months"`
	TaxExempt     bool             `json:"tax_exempt,omitempty"`

	Benchmarks Benchmarks `json:"benchmarks"`
	Provenance string     `json:"parameters_provenance"`
	Streams    []Stream   `json:"streams"`
	Facts      Facts      `json:"facts"`
}

// NameIn returns the type's name in the language of a BCP 47 tag, else English; that of a branch is in the
// language of the Archetype.
func (a *Archetype) NameIn(locale string) string {
	if a.Called != "" {
		return a.Called
	}
	if name, ok := a.Name[numerals.Language(locale)]; ok {
		return name
	}
	return a.Name["en"]
}

// Keywords are words and phrases of an idea that speak for a type.
type Keywords struct {
	Strong []string `json:"strong"`
	Weak   []string `json:"weak"`
}

// Index names what an amount scales with from place to place.
type Index string

// The indices of plan-model.md, section 2.
const (
	IndexWorld Index = "world" // the same everywhere: software, imported machines
	IndexBlend Index = "blend" // half world, half local price level
	IndexLocal Index = "local" // the price level of the city
	IndexRent  Index = "rent"  // the rent level of the city
	IndexWage  Index = "wage"  // what people earn there
)

// Driver is what the volume of a type is made of. UnitsMonth and CapacityMonth
// belong to a flow; NewMonth to Opening belong to a stock.
type Driver struct {
	Kind  string `json:"kind"`
	Unit  string `json:"unit"` // singular: "customer", "billable hour"
	Units string `json:"-"`    // plural
	How   string `json:"how"`  // how the volume comes about, in words

	UnitsMonth    int64 `json:"units_month,omitempty"` // at maturity
	CapacityMonth int64 `json:"capacity_month,omitempty"`

	NewMonth    int64 `json:"new_month,omitempty"` // at maturity
	ChurnPPM    int64 `json:"churn_ppm,omitempty"` // a month
	Capacity    int64 `json:"capacity,omitempty"`
	CACUSDCents int64 `json:"cac_usd_cents,omitempty"` // to win one
	Opening     int64 `json:"opening,omitempty"`       // held on the first day
}

// BusinessFormat is a size in which a type is usually started.
type BusinessFormat struct {
	Slug     string `json:"slug"` // lean, standard, large
	Name     string `json:"name"`
	ScalePPM int64  `json:"scale_ppm"`
}

// Kinds of a StartupItem.
const (
	StartupCapex      = "capex"      // becomes a fixed asset, written off over Life
	StartupDeposit    = "deposit"    // comes back some day, stays on the balance sheet
	StartupPreopening = "preopening" // an expense of the preparation
)

// StartupItem is money spent once before opening.
type StartupItem struct {
	Key   string `json:"-"` // the same in every language: "rent_deposit"
	Item  string `json:"item"`
	Kind  string `json:"kind"`
	USD   int64  `json:"usd"`
	Index Index  `json:"index"`
	Life  int    `json:"life,omitempty"` // months; capex only
}

// From when a FixedLine is due.
const (
	FromPrelaunch = "prelaunch" // from the first month of the preparation
	FromLaunch    = "launch"    // from the first month of business
)

// FixedLine is a cost of every month that does not follow the volume.
type FixedLine struct {
	Key   string `json:"-"` // the same in every language: "rent"
	Line  string `json:"line"`
	USD   int64  `json:"usd"` // a month
	Index Index  `json:"index"`
	From  string `json:"from"`
}

// StaffLine is a role with its hiring steps.
type StaffLine struct {
	Key    string   `json:"-"` // the same in every language: "barista"
	Role   string   `json:"role"`
	USD    int64    `json:"usd"`    // gross wage of a full post, a month
	Scales bool     `json:"scales"` // posts follow the format's size
	Steps  [][2]int `json:"steps"`  // {operating month, posts in tenths}; months up to 0 lie before opening
}

// WorkingDays are the days that money is tied up or had in advance.
type WorkingDays struct {
	Receivable int64 `json:"dso"`      // customers pay after
	Inventory  int64 `json:"dio"`      // goods lie for
	Payable    int64 `json:"dpo"`      // suppliers are paid after
	Deferred   int64 `json:"deferred"` // customers pay ahead by
}

// Benchmarks are usual shares of revenue in per cent, {low, high}.
type Benchmarks struct {
	GrossMargin  [2]int64 `json:"gross_margin"`
	EBITDAMargin [2]int64 `json:"ebitda_margin"`
	LabourShare  [2]int64 `json:"labour_share"`
	RentShare    [2]int64 `json:"rent_share"`
	Source       string   `json:"source"`
	Year         string   `json:"year"`
	Estimate     bool     `json:"estimate"`
}

// Stream is a part of the revenue.
type Stream struct {
	Name     string `json:"name"`
	SharePPM int64  `json:"share_ppm"`
}

// Facts are what the texts are written from, in the language of the Archetype.
type Facts struct {
	Segments        []string `json:"segments"`
	Channels        []string `json:"channels"`
	Competitors     []string `json:"competitors"`
	Differentiators []string `json:"differentiators"`
	Risks           []Hazard `json:"risks"`
	KPIs            []string `json:"kpis"`
	Licences        []string `json:"licences"`
	Operations      []string `json:"operations"`
	Suppliers       []string `json:"suppliers"`
}

// Hazard is something that goes wrong in a trade, and what to do about it.
type Hazard struct {
	Key        string `json:"-"` // the risk in English, by which it can be judged
	Risk       string `json:"risk"`
	Mitigation string `json:"mitigation"`
}
