// Package market turns where and in what currency a business is planned into a
// market brief: the country's figures with their dates and sources, the local
// factors of the financial model, and findings in plain English.
//
// Figures come from a snapshot that is embedded in the binary and dated
// [SnapshotDate], and from newer [Readings] where the caller has some; the
// package opens no file and no connection, starts no goroutine, and gives the
// same answer to the same question. Package live reads. How the embedded
// figures came about is told in data/README.md.
package market

// SnapshotDate is the date of the embedded figures, YYYY-MM-DD. Each [Fact]
// says its own year besides.
const SnapshotDate = "2025-10-31"

// Location holds the inputs of the financial model for one place. The fields
// named PPM are parts per million.
type Location struct {
	Country       string `json:"country"` // ISO 3166 alpha-2
	City          string `json:"city,omitempty"`
	Currency      string `json:"currency"`       // ISO 4217, the plan's own
	MinorExponent int    `json:"minor_exponent"` // decimals of Currency, 0 to 4

	FxPPM          int64 `json:"fx_ppm"`           // units of Currency for one US dollar
	PriceLevelPPM  int64 `json:"price_level_ppm"`  // prices at market exchange rates, United States = 1
	IncomeRatioPPM int64 `json:"income_ratio_ppm"` // GDP per head at purchasing power, United States = 1, bounded
	CityPricePPM   int64 `json:"city_price_ppm"`   // prices in the place against the country's
	CityRentPPM    int64 `json:"city_rent_ppm"`    // rents in the place against the country's
	InflationPPM   int64 `json:"inflation_ppm"`    // a year, bounded
	OncostPPM      int64 `json:"oncost_ppm"`       // employer contributions on gross pay
	TaxPPM         int64 `json:"tax_ppm"`          // tax on profit
	LoanRatePPM    int64 `json:"loan_rate_ppm"`    // a year, for a small business
	DiscountPPM    int64 `json:"discount_ppm"`     // a year, for a small business's cash flows
	Southern       bool  `json:"southern"`         // the seasons are those south of the equator
}

// Reach says how far a business's customers come from.
type Reach string

// The reaches a brief knows.
const (
	ReachPlace   Reach = "place"   // the city or the catchment around the business
	ReachCountry Reach = "country" // the whole country: sold online or shipped
)

// Demand holds the inputs of the demand proxy: people within reach, and how
// their income and prices compare.
type Demand struct {
	Reach      Reach  `json:"reach"`
	People     int64  `json:"people"`      // within reach, never below 500
	Basis      string `json:"basis"`       // one sentence: where People comes from
	Assumed    bool   `json:"assumed"`     // People is an assumption, not a census figure
	SpendPPM   int64  `json:"spend_ppm"`   // spending power per head at market rates, United States = 1
	GrowthPPM  int64  `json:"growth_ppm"`  // real growth of the economy a year; may be negative
	JoblessPPM int64  `json:"jobless_ppm"` // unemployment
}

// Brief is the market brief that a plan is built on (the contract's event
// "market"). It is a value: callers may keep and change it.
type Brief struct {
	Source         string   `json:"source"` // live, cache or snapshot
	Date           string   `json:"date"`   // YYYY-MM-DD on which the figures were read, or that of the snapshot
	Country        string   `json:"country"`
	CountryName    string   `json:"country_name"`
	City           string   `json:"city,omitempty"`
	CityPopulation int64    `json:"city_population,omitempty"`
	Population     int64    `json:"population"`
	Currency       string   `json:"currency"`
	MinorExponent  int      `json:"minor_exponent"`
	Symbol         string   `json:"symbol"`
	Location       Location `json:"location"`
	Facts          []Fact   `json:"facts"`
	Demand         Demand   `json:"demand"`
	Assumed        []string `json:"assumed,omitempty"` // sentences: what the request did not say, or what was bounded
	Findings       []string `json:"findings"`          // three to six sentences; every figure is a Fact's Text
}

// Fact returns the fact with this key.
func (b Brief) Fact(key string) (Fact, bool) {
	for _, f := range b.Facts {
		if f.Key == key {
			return f, true
		}
	}
	return Fact{}, false
}

// Query is what a brief is made for. Every field may be empty.
type Query struct {
	Location     string // free text, as the user wrote it
	Currency     string // ISO 4217; any case
	Locale       string // BCP 47
	BusinessType string // slug; decides only how far customers come from
}
