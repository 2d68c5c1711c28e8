package plan

// marketKnobs are the factors of the place. Those of the first group scale all
// benchmarks from the reference country to this one.
func (d *draft) marketKnobs() []knob {
	at, w := &d.place.Location, d.words
	ratio := func(key, label, basis string, value *int64) knob {
		return numberKnob(key, w.say(label), UnitPPM, SourceMarket, w.say(basis), *value/2, *value*2, stepFor(*value), value)
	}
	knobs := []knob{
		ratio("market.fx", w.say("%s for one US dollar", at.Currency), "Exchange rate of the market brief; brings the benchmarks into this currency.", &at.FxPPM),
		ratio("market.price_level", "Price level against the United States", "Purchasing-power parity over exchange rate, market brief.", &at.PriceLevelPPM),
		ratio("market.income", "Income per head against the United States", "GDP per head at purchasing power, market brief; wages follow its square root.", &at.IncomeRatioPPM),
		ratio("market.city_prices", "City’s prices against the country", "Size of the city, market brief.", &at.CityPricePPM),
		ratio("market.city_rents", "City’s rents against the country", "Size of the city, market brief.", &at.CityRentPPM),
		numberKnob("market.inflation", w.say("Inflation a year"), UnitPPM, SourceMarket, w.say("Latest yearly rate of the market brief; prices and costs follow it unless changed."),
			-30_000, 400_000, 1_000, &at.InflationPPM),
		ratio("market.discount", "Discount rate a year", "What money should earn at this country’s risk, market brief.", &at.DiscountPPM),
	}
	for i := range knobs {
		if d.place.bounded[knobs[i].Key] {
			knobs[i].Basis += " " + w.say("The figure found lies outside what the model can stand; the nearest value inside is used.")
		}
	}
	return knobs
}

// financeKnobs are rates and reserves.
func (d *draft) financeKnobs() []knob {
	p, w := &d.params, d.words
	rate := func(key, label, source, basis string, value *int64) knob {
		return numberKnob(key, w.say(label), UnitPPM, source, w.say(basis), 0, 600_000, 2_500, value)
	}
	tax := rate("tax", "Tax on profit", SourceMarket, "Corporate tax rate of the country; losses are carried forward.", &p.TaxPPM)
	if d.archetype.TaxExempt {
		tax.Source, tax.Basis = SourceEstimate, w.say("Organisations of this kind are usually exempt; check it.")
	}
	share := numberKnob("loan_share", w.say("Most that a lender gives, share of the need"), UnitPPM, SourceEstimate,
		w.say("Usual for a young business; the rest is own money."), 0, 900_000, 50_000, &p.LoanSharePPM)
	if d.noDebt {
		share.Source, share.Basis = SourceRequest, w.say("Your request wants no debt.")
	}
	return []knob{
		rate("oncost", "Employer’s charges on wages", SourceMarket, "Usual rate of the country.", &p.OncostPPM),
		tax,
		rate("loan_rate", "Interest on a loan, a year", SourceMarket, "Lending rate for small firms in the country.", &p.LoanRatePPM),
		share,
		monthsKnob("reserve_months", w.say("Reserve in months of fixed cost"), SourceEstimate, w.say("What lenders to this trade usually ask for."), 0, 12, &p.ReserveMonths),
	}
}
