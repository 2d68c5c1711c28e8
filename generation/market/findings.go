package market

// finder writes the findings of a brief. Every figure in them is the text of a fact.
type finder struct {
	*tongue
	b    Brief
	c    *country
	fact map[string]string // by key
}

// findings are three to six sentences, each built from facts of this place.
func findings(t *tongue, b Brief, c *country) []string {
	f := &finder{tongue: t, b: b, c: c, fact: make(map[string]string, len(b.Facts))}
	for i := range b.Facts {
		f.fact[b.Facts[i].Key] = b.Facts[i].textIn(t)
	}
	out := []string{f.size(), f.income(), f.prices(), f.labour(), f.money()}
	if last := f.outlook(); last != "" {
		out = append(out, last)
	}
	return out
}

func (f *finder) size() string {
	city, people := f.b.City, f.fact[FactPopulation]
	switch {
	case city != "" && f.fact[FactCityShare] != "":
		return f.say("%s has about %s people, %s of the %s who live in %s.", city, f.fact[FactCityPopulation], f.fact[FactCityShare], people, f.named(f.b.CountryName))
	case city != "" && f.fact[FactCityPopulation] != "":
		return f.say("%s has about %s people.", city, f.fact[FactCityPopulation])
	}
	return f.sentence("%s has about %s people; how many of them are within reach depends on the exact place.", f.named(f.b.CountryName), people)
}

func (f *finder) income() string {
	head := f.fact[FactGDPHead]
	if f.c.code == Reference {
		return f.say("GDP per head is %s, among the highest of the large economies: customers pay for convenience and quality, and expect both.", head)
	}
	advice := "most customers buy small quantities often, so low prices and small portions decide."
	switch ratio := f.b.Location.IncomeRatioPPM; {
	case ratio >= 800_000:
		advice = "customers can pay for quality, and labour is the cost to watch."
	case ratio >= 400_000:
		advice = "customers compare prices, so an offer in two price steps reaches more of them."
	case ratio >= 150_000:
		advice = "an affordable entry price matters, beside a better offer for the growing middle class."
	}
	return f.say("GDP per head is %s at purchasing power, %s of the level in the United States, and prices stand at %s of it: %s",
		head, f.fact[FactIncome], f.fact[FactPriceLevel], f.say(advice))
}

func (f *finder) prices() string {
	advice := "there is little room to raise prices, so margins must come from the offer and from buying well"
	switch rate := f.c.economy.inflation.value; {
	case rate >= 100_000:
		advice = "prices need a review every month or two, and stock keeps its value better than cash"
	case rate >= 50_000:
		advice = "review the price list twice a year, and agree costs for short periods"
	case rate >= 15_000:
		advice = "one price review a year keeps pace"
	}
	said := f.say("Consumer prices change by %s a year: %s", f.fact[FactInflation], f.say(advice))
	if f.fact[FactCityRent] == "" {
		return said + "."
	}
	place := f.b.City
	if place == "" || f.b.Location.CityRentPPM < 1_000_000 {
		place = f.say("a small place like this")
	}
	said += f.say("; in %s rents are estimated at %s of the country’s average", place, f.fact[FactCityRent])
	if f.b.Location.CityPricePPM == 1_000_000 {
		return said + "."
	}
	return said + f.say(" and prices at %s.", f.fact[FactCityPrice])
}

// poorGDPHead is the GDP per head (USD, purchasing power) below which few can
// afford to be counted as unemployed.
const poorGDPHead = 12_000

func (f *finder) labour() string {
	advice := "so good staff is scarce and has to be won"
	switch rate := f.c.economy.unemployment.value; {
	case rate >= 100_000:
		advice = "so staff can be found, while many households watch what they spend"
	case rate >= 50_000:
		advice = "so most posts can be filled within weeks"
	case f.c.economy.gdpHead.value < poorGDPHead:
		advice = "a figure that hides much occasional work, so steady posts are sought after"
	}
	said := f.say("Unemployment is %s, %s", f.fact[FactUnemployment], f.say(advice))
	if f.c.economy.oncost.value == 0 {
		return said + f.say("; employers pay no general contributions on top of gross pay.")
	}
	return said + f.say("; employers pay about %s on top of gross pay.", f.fact[FactOncost])
}

func (f *finder) money() string {
	said := f.say("Profit is taxed at %s", f.fact[FactProfitTax])
	if f.c.economy.profitTax.value == 0 {
		said = f.say("The profit of a local company is generally not taxed")
	}
	if f.c.economy.vat.value == 0 {
		said += f.say(", there is no general sales tax")
	} else {
		said += f.say(", the standard VAT or sales tax is %s", f.fact[FactVAT])
	}
	said += f.say(", and a small business borrows at about %s a year", f.fact[FactLoanRate])
	if f.c.economy.loanRate.value >= 150_000 {
		return said + f.say(": own money and suppliers’ credit come before a loan.")
	}
	if rate := f.fact[FactFxLocal]; rate != "" {
		return said + f.say("; customers pay in %s, at %s.", f.c.currency, rate)
	}
	return said + "."
}

func (f *finder) outlook() string {
	growth := f.fact[FactGrowth]
	switch rate := f.c.economy.growth.value; {
	case rate < 0:
		return f.say("The economy of %s is shrinking (%s a year): customers have to be won from others.", f.named(f.b.CountryName), growth)
	case rate >= 45_000:
		return f.say("The economy of %s grows fast, by %s a year: demand rises by itself, and so does competition.", f.named(f.b.CountryName), growth)
	case rate < 10_000:
		return f.say("The economy hardly grows (%s a year): growth has to come from a better offer.", growth)
	}
	return f.say("The economy grows by %s a year, which supports a steady build-up.", growth)
}
