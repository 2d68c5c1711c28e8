package market

// Brief makes the market brief for a query from the embedded figures. It is
// deterministic and always succeeds, except with [ErrUnknownCurrency] when the
// query names a currency that does not exist.
func (a *Atlas) Brief(q Query) (Brief, error) { return a.BriefFrom(q, Readings{}) }

// BriefFrom is Brief with figures that are newer than the embedded ones.
func (a *Atlas) BriefFrom(q Query, r Readings) (Brief, error) {
	p := a.Resolve(q)
	t := a.tongue(q.Locale)
	c := *a.countries[p.Country]
	c.economy = a.economyNow(&c, r)
	currency, err := a.planCurrency(q.Currency, &c, r.Rates)
	if err != nil {
		return Brief{}, err
	}
	c.name, p.City = t.country(&c), t.city(p)
	return a.brief(t, q, r, p, &c, currency), nil
}

// brief puts together what was found.
func (a *Atlas) brief(t *tongue, q Query, r Readings, p Place, c *country, currency Currency) Brief {
	loc, bounded := a.location(t, c, p, currency, r)
	b := Brief{
		Country: c.code, CountryName: c.name, City: p.City, CityPopulation: p.CityPopulation,
		Population: c.economy.population.value,
		Currency:   currency.Code, MinorExponent: currency.MinorExponent, Symbol: currency.Symbol,
		Location: loc,
		Facts:    a.facts(t, c, p, currency, loc, r),
		Demand:   demand(t, c, p, loc, reachOf(q.BusinessType)),
	}
	b.Source, b.Date = provenance(c, currency, r)
	b.Assumed = assumptions(t, q, b, c, p, bounded)
	b.Findings = findings(t, b, c)
	return b
}

// location is the model's input for a place, and sentences on what was bounded.
func (a *Atlas) location(t *tongue, c *country, p Place, currency Currency, r Readings) (Location, []string) {
	e := &c.economy
	price, rent := cityFactors(c, p)
	l := Location{
		Country: c.code, City: p.City, Currency: currency.Code, MinorExponent: currency.MinorExponent,
		FxPPM: currency.FxPPM, PriceLevelPPM: max(minPricePPM, e.priceLevel.value),
		CityPricePPM: price, CityRentPPM: rent, OncostPPM: e.oncost.value, TaxPPM: e.profitTax.value,
		DiscountPPM: min(maxDiscountPPM, e.discount.value), Southern: p.Southern,
	}
	var said []string
	bound := func(v, low, high int64, what string) int64 {
		if v < low || v > high {
			said = append(said, t.say(what, t.named(c.name)))
		}
		return min(max(v, low), high)
	}
	l.IncomeRatioPPM = bound(a.incomeRatio(c, r), minIncomePPM, maxIncomePPM, "The figure for income in %s is extreme; the model uses a bounded value.")
	l.InflationPPM = bound(e.inflation.value, minInflationPPM, maxInflationPPM, "The figure for inflation in %s is extreme; the model uses a bounded value.")
	rate := e.loanRate.value
	if fall := e.inflation.value - l.InflationPPM; fall > 0 {
		rate = max(l.InflationPPM+leastRealPPM, rate-fall)
		said = append(said, t.say("The loan rate is lowered by as much as inflation, so that a loan stays as dear as it really is."))
	}
	l.LoanRatePPM = bound(rate, minLoanPPM, maxLoanPPM, "The figure for loan rates in %s is extreme; the model uses a bounded value.")
	return l, said
}

// leastRealPPM is by how much a loan rate exceeds inflation, at least.
const leastRealPPM = 20_000

// cityFactors are prices and rents of a place against its country's, in parts
// per million. They are estimates by size: villages are cheaper, large cities
// and capitals dearer, rents much more than prices. A city in which half of
// the country lives is what the country's figures already describe.
func cityFactors(c *country, p Place) (price, rent int64) {
	switch n := p.CityPopulation; {
	case p.Rural:
		return 900_000, 800_000
	case p.City == "":
		return 1_000_000, 1_000_000
	case n*2 >= c.economy.population.value:
		return 1_000_000, 1_100_000
	case n >= 5_000_000:
		return 1_080_000, 1_400_000
	case n >= 1_000_000 || p.Capital && n >= 100_000:
		return 1_050_000, 1_250_000
	case n >= 250_000 || p.Capital:
		return 1_020_000, 1_120_000
	case n >= 50_000:
		return 1_000_000, 1_000_000
	}
	return 950_000, 850_000
}

// Catchments assumed where no city's population is known.
const (
	villageCatchment = 8_000
	townCatchment    = 50_000
	minPeople        = 500
)

// reachOf is how far a type of business sells.
func reachOf(businessType string) Reach {
	switch businessType {
	case "ecommerce", "saas", "mobile-app", "manufacturing":
		return ReachCountry
	}
	return ReachPlace
}

func demand(t *tongue, c *country, p Place, loc Location, reach Reach) Demand {
	e := &c.economy
	d := Demand{
		Reach: reach, SpendPPM: loc.IncomeRatioPPM * loc.PriceLevelPPM / 1_000_000,
		GrowthPPM: e.growth.value, JoblessPPM: e.unemployment.value,
	}
	assumed := func(people int64, what string) {
		d.People, d.Assumed, d.Basis = min(people, e.population.value), true, what
	}
	switch {
	case reach == ReachCountry:
		d.People, d.Basis = e.population.value, t.say("The whole population of %s, since the offer is sold across the country.", t.named(c.name))
	case p.Rural:
		assumed(villageCatchment, t.say("A village and its surroundings, assumed."))
	case p.City == "" || p.CityPopulation == 0:
		assumed(townCatchment, t.say("A town of ordinary size, assumed because no city was recognised."))
	default:
		d.People, d.Basis = p.CityPopulation, t.say("The population of %s (GeoNames).", p.City)
	}
	if d.People < minPeople {
		d.People, d.Assumed, d.Basis = minPeople, true, t.say("Hardly anybody lives there; a catchment of the smallest size is assumed.")
	}
	return d
}

// assumptions are sentences on everything that the request did not say.
func assumptions(t *tongue, q Query, b Brief, c *country, p Place, bounded []string) []string {
	var out []string
	if p.Assumed {
		out = append(out, p.Reason)
	}
	switch {
	case p.Rural && p.City != "":
		out = append(out, t.say("Prices and rents are those of a small place near %s, below the country’s average.", p.City))
	case p.Rural:
		out = append(out, t.say("Prices and rents are those of a small place, below the country’s average."))
	case p.City == "":
		out = append(out, t.say("No city was recognised: prices and rents are the average of %s.", t.named(c.name)))
	}
	switch {
	case q.Currency == "":
		out = append(out, t.say("No currency was given: amounts are in %s, the currency of %s.", b.Currency, t.named(c.name)))
	case b.Currency != c.currency:
		out = append(out, t.say("Amounts are in %s, converted at the rate of the brief; %s pays in %s.", b.Currency, t.named(c.name), c.currency))
	}
	return append(out, bounded...)
}
