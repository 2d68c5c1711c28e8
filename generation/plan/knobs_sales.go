package plan

import (
	"math"
	"slices"
)

// salesKnobs are price, volume and what varies with them.
func (d *draft) salesKnobs() []knob {
	p, w := &d.params, d.words
	knobs := []knob{d.priceKnob()}
	knobs = append(knobs, d.volumeKnobs()...)
	knobs = append(knobs, d.rampKnob())
	if slices.Min(p.Season[:]) != slices.Max(p.Season[:]) { // an even year has no strength to change
		knobs = append(knobs, d.seasonKnob())
	}
	return append(knobs,
		numberKnob("growth", w.say("Growth of volume a year"), UnitPPM, SourceEstimate, d.provenance(), -200_000, 500_000, 5_000, &p.GrowthPPM),
		numberKnob("price_growth", w.say("Rise of prices a year"), UnitPPM, SourceMarket, w.say("Inflation of the country."), -30_000, 400_000, 1_000, &p.PriceGrowthPPM),
		numberKnob("cost_growth", w.say("Rise of costs a year"), UnitPPM, SourceMarket, w.say("Inflation of the country."), -30_000, 400_000, 1_000, &p.CostGrowthPPM),
		d.cogsKnob(),
		numberKnob("fees", w.say("Payment and platform fees, share of revenue"), UnitPPM, SourceEstimate, d.provenance(), 0, 300_000, 1_000, &p.FeesPPM),
		numberKnob("marketing_share", w.say("Marketing, share of revenue"), UnitPPM, SourceEstimate, d.provenance(), 0, 300_000, 1_000, &p.MarketingPPM),
	)
}

func (d *draft) priceKnob() knob {
	a, w := d.archetype, d.words
	end := func(usd float64) string { return w.dollars(int64(math.Round(usd * 100))) }
	k := d.moneyKnob("price", w.say("Price per %s", a.Driver.Unit), SourceEstimate,
		w.say("%s in the United States (usual band %s to %s), %s and rounded.",
			w.dollars(a.PriceUSDCents), end(a.PriceBandUSD[0]), end(a.PriceBandUSD[1]), w.say(a.PriceIndex.scaled())), &d.params.Price)
	k.Min = max(1, int64(d.params.Price)/10)
	return k
}

func (d *draft) cogsKnob() knob {
	a, w := d.archetype, d.words
	usual := w.say("Usual gross margin: %s to %s.", w.percent(a.Benchmarks.GrossMargin[0]), w.percent(a.Benchmarks.GrossMargin[1]))
	k := numberKnob("cogs_share", w.say("Cost of goods, share of the price"), UnitPPM, SourceBenchmark,
		w.say(a.Benchmarks.Source)+". "+usual, 0, 900_000, 5_000, &d.cogsPPM)
	if a.Benchmarks.Estimate {
		k.Source, k.Basis = SourceEstimate, d.provenance()+" "+usual
	}
	return k
}

func (d *draft) volumeKnobs() []knob {
	a, p, w := d.archetype, &d.params, d.words
	basis := w.say("%s, × %s for this size.", upperFirst(a.Driver.How), w.percent(roundDiv(d.size.ScalePPM, 10_000)))
	volume := func(key, label string, value *int64) knob {
		k := numberKnob(key, label, UnitMilli, SourceEstimate, basis, 0, 5**value, stepFor(*value), value)
		k.Step = max(k.Step, 100)
		return k
	}
	units := a.Driver.Units
	capacity := volume("capacity", w.say("Capacity: %s a month", units), &p.CapacityMilli)
	if p.Kind == DriverFlow {
		return []knob{volume("units", w.say("%s a month at maturity", upperFirst(units)), &p.MatureMilli), capacity}
	}
	capacity.Label = w.say("Capacity: %s at a time", units)
	opening := volume("opening_units", w.say("%s on the first day", upperFirst(units)), &p.OpeningMilli)
	opening.Max = max(opening.Max, p.NewMilli)
	return []knob{
		volume("new_units", w.say("New %s a month at full pace", units), &p.NewMilli), opening, capacity,
		numberKnob("churn", w.say("Share of %s that leaves each month", units), UnitPPM, SourceEstimate, basis, 0, 500_000, 1_000, &p.ChurnPPM),
		d.moneyKnob("acquisition_cost", w.say("Marketing to win one %s", a.Driver.Unit), SourceEstimate, d.provenance(), &p.CAC),
	}
}

// rampKnob stretches or shortens the way to maturity.
func (d *draft) rampKnob() knob {
	p := &d.params
	curve := p.Ramp
	return knob{
		Assumption: Assumption{
			Key: "ramp_months", Label: d.words.say("Months from opening to maturity"), Unit: UnitMonths, Source: SourceEstimate,
			Basis: d.provenance(), Min: 1, Max: 36, Step: 1,
		},
		get: func() int64 { return int64(len(p.Ramp)) },
		set: func(v int64) { p.Ramp = stretch(curve, int(v)) },
	}
}

// stretch lays a curve over another number of months, by linear interpolation.
// A longer curve is nowhere above a shorter one.
func stretch(curve []int64, months int) []int64 {
	n := int64(len(curve))
	to := int64(months)
	stretched := make([]int64, months)
	for i := range stretched {
		at := (int64(i) + 1) * n // in units of 1/to months of the old curve, which begins at 0 in month 0
		whole := at / to
		low := int64(0)
		if whole > 0 {
			low = curve[whole-1]
		}
		high := curve[min(whole, n-1)]
		stretched[i] = low + mulDiv(high-low, at%to, to)
	}
	return stretched
}

// seasonKnob makes the year flatter or steeper.
func (d *draft) seasonKnob() knob {
	p := &d.params
	weights := p.Season
	strength := int64(million)
	return knob{
		Assumption: Assumption{
			Key: "season_strength", Label: d.words.say("Strength of the seasons"), Unit: UnitPPM, Source: SourceEstimate,
			Basis: d.words.say("The trade’s usual year, shifted by six months south of the equator; 0 is an even year."),
			Max:   2 * million, Step: 50_000,
		},
		get: func() int64 { return strength },
		set: func(v int64) {
			strength = v
			for i, w := range weights {
				p.Season[i] = max(0, million+ppm(w-million, v))
			}
		},
	}
}

// provenance says where a type's parameters come from.
func (d *draft) provenance() string { return upperFirst(d.words.say(d.archetype.Provenance)) + "." }

// scaled says in English words what an amount of the reference was scaled by.
func (x Index) scaled() string {
	switch x {
	case IndexBlend:
		return "scaled half by the country’s price level"
	case IndexLocal:
		return "scaled by the place’s price level"
	case IndexRent:
		return "scaled by the place’s rents"
	case IndexWage:
		return "scaled by the place’s wages"
	default:
		return "the same everywhere"
	}
}
