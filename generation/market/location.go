package market

// Location is a place as the financial model sees it: the currency, and indices
// relative to the United States in parts per million.
type Location struct {
	Country        string `json:"country"` // ISO 3166-1 alpha-2
	City           string `json:"city,omitempty"`
	Currency       string `json:"currency"`         // ISO 4217
	MinorExponent  int    `json:"minor_exponent"`   // decimal digits of the minor unit
	FxPPM          int64  `json:"fx_ppm"`           // currency for one US dollar
	PriceLevelPPM  int64  `json:"price_level_ppm"`  // of the country
	IncomeRatioPPM int64  `json:"income_ratio_ppm"` // GDP per head at purchasing power
	CityPricePPM   int64  `json:"city_price_ppm"`   // on top of the country's
	CityRentPPM    int64  `json:"city_rent_ppm"`    // on top of the country's
	InflationPPM   int64  `json:"inflation_ppm"`    // a year
	OncostPPM      int64  `json:"oncost_ppm"`       // employer's charges on wages
	TaxPPM         int64  `json:"tax_ppm"`          // on profit
	LoanRatePPM    int64  `json:"loan_rate_ppm"`    // a year
	DiscountPPM    int64  `json:"discount_ppm"`     // a year, with the country's risk
	Southern       bool   `json:"southern"`         // seasons are shifted by six months
}
