package market

// Keys of the facts of a brief.
const (
	FactPopulation     = "population"
	FactCityPopulation = "city_population"
	FactCityShare      = "city_share"
	FactGDPHead        = "gdp_per_head"
	FactIncome         = "income_ratio"
	FactPriceLevel     = "price_level"
	FactInflation      = "inflation"
	FactUnemployment   = "unemployment"
	FactGrowth         = "growth"
	FactFx             = "fx"
	FactFxLocal        = "fx_local" // of the country's own currency, when the plan has another
	FactVAT            = "vat"
	FactProfitTax      = "profit_tax"
	FactOncost         = "oncost"
	FactLoanRate       = "loan_rate"
	FactDiscount       = "discount"
	FactCityPrice      = "city_price"
	FactCityRent       = "city_rent"
)

// gazetteerYear is the year of the GeoNames extract behind the gazetteer.
const gazetteerYear = 2019

// column describes a figure of the snapshot as a fact.
type column struct {
	key, label, unit string
	scale            float64 // figure.value / scale is what is shown
	year             int
	source           string
}

// describe returns the facts' words and the figures of one country, in the order in which they are shown.
func (e *economy) describe() []struct {
	column
	figure
} {
	type row = struct {
		column
		figure
	}
	return []row{
		{column{FactPopulation, "Population", unitPeople, 1, 2024, "after World Bank SP.POP.TOTL, rounded"}, e.population},
		{column{FactGDPHead, "GDP per head at purchasing power", unitUSD, 1, 2024, "after World Bank NY.GDP.PCAP.PP.CD, rounded"}, e.gdpHead},
		{column{FactPriceLevel, "Price level (United States = 100%)", unitPercent, 1e4, 2025, "after World Bank PA.NUS.PPPC.RF at exchange rates of 2025, rounded"}, e.priceLevel},
		{column{FactInflation, "Consumer price inflation", unitPercent, 1e4, 2025, "after IMF World Economic Outlook PCPIPCH, rounded"}, e.inflation},
		{column{FactUnemployment, "Unemployment", unitPercent, 1e4, 2024, "after World Bank SL.UEM.TOTL.ZS, rounded"}, e.unemployment},
		{column{FactGrowth, "Growth of the economy", unitPercent, 1e4, 2025, "after IMF World Economic Outlook NGDP_RPCH, rounded"}, e.growth},
		{column{FactVAT, "Standard VAT or sales tax", unitPercent, 1e4, 2025, "statutory rate"}, e.vat},
		{column{FactProfitTax, "Tax on profit", unitPercent, 1e4, 2025, "statutory rate for companies"}, e.profitTax},
		{column{FactOncost, "Employer contributions on pay", unitPercent, 1e4, 2025, "statutory rates, main schemes"}, e.oncost},
		{column{FactLoanRate, "Loan rate for a small business", unitPercent, 1e4, 2025, "after central-bank statistics of new business loans, rounded"}, e.loanRate},
		{column{FactDiscount, "Discount rate for a small business", unitPercent, 1e4, 2025, "by convention: 12% for a well-rated country plus a premium for country risk"}, e.discount},
	}
}

// sourceOf says where a figure comes from, honestly.
func (e *economy) sourceOf(t *tongue, c column, f figure) string {
	switch {
	case f.source != "":
		return t.say(f.source)
	case f.group:
		return t.say("estimate: typical of %s", t.say(e.group))
	case f.estimate:
		return t.say("estimate, %s", t.say(c.source))
	}
	return t.say(c.source)
}

// facts are all figures of a brief, those of the place behind the country's.
func (a *Atlas) facts(t *tongue, c *country, p Place, currency Currency, loc Location, r Readings) []Fact {
	var out []Fact
	for _, d := range c.economy.describe() {
		year := d.column.year
		if d.figure.year > 0 {
			year = d.figure.year
		}
		out = append(out, Fact{
			Key: d.key, Label: t.say(d.label), Value: float64(d.value) / d.scale, Unit: d.unit,
			Year: year, Source: c.economy.sourceOf(t, d.column, d.figure), Estimate: d.estimate,
		})
	}
	income := Fact{
		Key: FactIncome, Label: t.say("GDP per head against the United States"), Value: float64(a.incomeRatio(c, r)) / 1e4,
		Unit: unitPercent, Year: 2024, Source: t.say("computed from GDP per head at purchasing power"), Estimate: c.economy.gdpHead.estimate,
	}
	if read := c.economy.gdpHead.year; read > 0 {
		income.Year = read
	}
	out = append(out, income, fxFact(t, FactFx, "Exchange rate", currency))
	if own := a.currencyNow(c.currency, r.Rates); own.Code != currency.Code {
		out = append(out, fxFact(t, FactFxLocal, "Exchange rate of the country’s own currency", own))
	}
	return append(out, placeFacts(t, c, p, loc)...)
}

func fxFact(t *tongue, key, label string, c Currency) Fact {
	f := Fact{
		Key: key, Label: t.say(label), Value: float64(c.FxPPM) / 1e6, Unit: t.say("%s per USD", c.Code),
		Year: 2025, Source: t.say("market or official rate of autumn 2025, rounded"), Estimate: true,
	}
	switch {
	case c.rate.By != "":
		f.Source, f.Year, f.Estimate = t.say(c.rate.By)+", "+t.date(c.rate.Date), yearOf(c.rate.Date), false
	case c.Pegged:
		f.Source, f.Estimate = t.say("official parity or band, rounded"), false
	}
	return f
}

func placeFacts(t *tongue, c *country, p Place, loc Location) []Fact {
	var out []Fact
	if p.City != "" && p.CityPopulation > 0 {
		people := Fact{
			Key: FactCityPopulation, Label: t.say("People in %s", p.City), Value: float64(p.CityPopulation), Unit: unitPeople,
			Year: gazetteerYear, Source: t.say("GeoNames (CC BY 4.0), rounded"),
		}
		if p.builtUp {
			people.Source, people.Estimate = t.say("estimate for the built-up area, since GeoNames counts a small core only"), true
		}
		out = append(out, people)
		if share, ok := cityShare(c, p); ok {
			out = append(out, Fact{
				Key: FactCityShare, Label: t.say("%s’s share of the country’s people", p.City), Value: share, Unit: unitPercent,
				Year: 2024, Source: t.say("computed from the two populations"), Estimate: true,
			})
		}
	}
	if loc.CityPricePPM != 1_000_000 || loc.CityRentPPM != 1_000_000 {
		basis := t.say("estimate by size of the place, capitals not below a large city")
		out = append(out,
			Fact{Key: FactCityPrice, Label: t.say("Local prices against the country’s"), Value: float64(loc.CityPricePPM) / 1e4, Unit: unitPercent, Year: 2025, Source: basis, Estimate: true},
			Fact{Key: FactCityRent, Label: t.say("Local rents against the country’s"), Value: float64(loc.CityRentPPM) / 1e4, Unit: unitPercent, Year: 2025, Source: basis, Estimate: true})
	}
	return out
}

// cityShare is the city's share of the country's people in per cent, to one
// decimal; absent where the two figures' years make it meaningless.
func cityShare(c *country, p Place) (float64, bool) {
	population := c.economy.population.value
	if population <= 0 || p.CityPopulation > population {
		return 0, false
	}
	tenths := (p.CityPopulation*2000 + population) / (2 * population)
	return float64(tenths) / 10, tenths > 0
}
