package market

// findings are three to six sentences, each built from facts of this place.
// Every figure in them is the Text of a fact.
func findings(b Brief, c *country) []string {
	t := make(map[string]string, len(b.Facts))
	for _, f := range b.Facts {
		t[f.Key] = f.Text()
	}
	out := []string{sizeFinding(b, t), incomeFinding(b, c, t), priceFinding(b, c, t), labourFinding(c, t), moneyFinding(b, c, t)}
	if last := outlookFinding(b, c, t); last != "" {
		out = append(out, last)
	}
	return out
}

func sizeFinding(b Brief, t map[string]string) string {
	switch {
	case b.City != "" && t[FactCityShare] != "":
		return b.City + " has about " + t[FactCityPopulation] + " people, " + t[FactCityShare] + " of the " +
			t[FactPopulation] + " who live in " + b.CountryName + "."
	case b.City != "" && t[FactCityPopulation] != "":
		return b.City + " has about " + t[FactCityPopulation] + " people."
	}
	return b.CountryName + " has about " + t[FactPopulation] + " people; how many of them are within reach depends on the exact place."
}

func incomeFinding(b Brief, c *country, t map[string]string) string {
	s := "GDP per head is " + t[FactGDPHead] + " at purchasing power, " + t[FactIncome] + " of the level in the United States, and prices stand at " +
		t[FactPriceLevel] + " of it: "
	switch ratio := b.Location.IncomeRatioPPM; {
	case c.code == "US":
		return "GDP per head is " + t[FactGDPHead] + ", among the highest of the large economies: customers pay for convenience and quality, and expect both."
	case ratio >= 800_000:
		return s + "customers can pay for quality, and labour is the cost to watch."
	case ratio >= 400_000:
		return s + "customers compare prices, so an offer in two price steps reaches more of them."
	case ratio >= 150_000:
		return s + "an affordable entry price matters, beside a better offer for the growing middle class."
	}
	return s + "most customers buy small quantities often, so low prices and small portions decide."
}

func priceFinding(b Brief, c *country, t map[string]string) string {
	s := "Consumer prices change by " + t[FactInflation] + " a year: "
	switch rate := c.economy.inflation.value; {
	case rate >= 100_000:
		s += "prices need a review every month or two, and stock keeps its value better than cash"
	case rate >= 50_000:
		s += "review the price list twice a year, and agree costs for short periods"
	case rate >= 15_000:
		s += "one price review a year keeps pace"
	default:
		s += "there is little room to raise prices, so margins must come from the offer and from buying well"
	}
	if t[FactCityRent] == "" {
		return s + "."
	}
	place := b.City
	if place == "" || b.Location.CityRentPPM < 1_000_000 {
		place = "a small place like this"
	}
	s += "; in " + place + " rents are estimated at " + t[FactCityRent] + " of the country's average"
	if b.Location.CityPricePPM == 1_000_000 {
		return s + "."
	}
	return s + " and prices at " + t[FactCityPrice] + "."
}

// poorGDPHead is the GDP per head (USD, purchasing power) below which few can
// afford to be counted as unemployed.
const poorGDPHead = 12_000

func labourFinding(c *country, t map[string]string) string {
	s := "Unemployment is " + t[FactUnemployment] + ", "
	switch rate := c.economy.unemployment.value; {
	case rate >= 100_000:
		s += "so staff can be found, while many households watch what they spend"
	case rate >= 50_000:
		s += "so most posts can be filled within weeks"
	case c.economy.gdpHead.value < poorGDPHead:
		s += "a figure that hides much occasional work, so steady posts are sought after"
	default:
		s += "so good staff is scarce and has to be won"
	}
	if c.economy.oncost.value == 0 {
		return s + "; employers pay no general contributions on top of gross pay."
	}
	return s + "; employers pay about " + t[FactOncost] + " on top of gross pay."
}

func moneyFinding(b Brief, c *country, t map[string]string) string {
	s := "Profit is taxed at " + t[FactProfitTax]
	if c.economy.profitTax.value == 0 {
		s = "The profit of a local company is generally not taxed"
	}
	if c.economy.vat.value == 0 {
		s += ", there is no general sales tax"
	} else {
		s += ", the standard VAT or sales tax is " + t[FactVAT]
	}
	s += ", and a small business borrows at about " + t[FactLoanRate] + " a year"
	if c.economy.loanRate.value >= 150_000 {
		return s + ": own money and suppliers' credit come before a loan."
	}
	if rate := t[FactFxLocal]; rate != "" {
		return s + "; customers pay in " + c.currency + ", at " + rate + "."
	}
	return s + "."
}

func outlookFinding(b Brief, c *country, t map[string]string) string {
	switch growth := c.economy.growth.value; {
	case growth < 0:
		return "The economy of " + b.CountryName + " is shrinking (" + t[FactGrowth] + " a year): customers have to be won from others."
	case growth >= 45_000:
		return "The economy of " + b.CountryName + " grows fast, by " + t[FactGrowth] + " a year: demand rises by itself, and so does competition."
	case growth < 10_000:
		return "The economy hardly grows (" + t[FactGrowth] + " a year): growth has to come from a better offer."
	}
	return "The economy grows by " + t[FactGrowth] + " a year, which supports a steady build-up."
}
