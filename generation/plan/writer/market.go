package writer

import (
	"strconv"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
)

// market tells how large the market within reach is, and what changes in it.
func (s *story) market() {
	b := s.in.Brief
	s.paragraph(s.marketSize(), s.reachNeeded())
	s.paragraph(s.incomeLevel(), s.workAndGrowth())
	s.title("market.facts")
	s.table(s.header("figure", ">value", "year", "source", "reading"), s.factRows())
	s.paragraph(s.say("market.source", "date", b.DateIn(s.in.Request.Locale), "snapshot", s.word("source."+sourceKey(b.Source))), s.say("market.count"))
	s.title("market.trends")
	s.list([]string{s.t.trends[0], s.t.trends[1]})
	s.paragraph(s.say("market.trends"), s.emphasis(2))
	if len(b.Assumed) > 0 {
		s.paragraph(s.say("market.assumed", "assumed", lowerFirst(tidy(b.Assumed[s.dice.choose("assumed", len(b.Assumed))]))))
	}
}

func sourceKey(source string) string {
	switch source {
	case "live", "cache":
		return source
	}
	return "snapshot"
}

func (s *story) marketSize() string {
	d := s.in.Brief.Demand
	slots := []string{"people", s.f.Count(d.People)}
	switch {
	case d.Reach == market.ReachCountry:
		return s.say("market.size.country", slots...)
	case d.Assumed || s.in.Brief.City == "":
		return s.say("market.size.assumed", slots...)
	}
	return s.say("market.size.city", slots...)
}

// reachNeeded sets the planned volume against the people within reach.
func (s *story) reachNeeded() string {
	d := s.in.Brief.Demand
	if d.People <= 0 {
		return ""
	}
	per := s.mature() * 1000 / d.People // thousandths of a unit for each thousand people
	base, n := "1,000", int64(1000)
	for per < 500 && n < 1_000_000 {
		n *= 10
		per = s.mature() * n / d.People
	}
	base = s.f.Count(n)
	return s.say("market.need", "per", s.f.Units(per), "base", base)
}

func (s *story) incomeLevel() string {
	b := s.in.Brief
	gdp, ok := b.Fact(market.FactGDPHead)
	if !ok {
		return ""
	}
	slots := []string{"gdp", gdp.TextIn(s.in.Request.Locale), "income", s.published(market.FactIncome, b.Location.IncomeRatioPPM), "prices", s.published(market.FactPriceLevel, b.Location.PriceLevelPPM)}
	if b.Country == "US" {
		return s.say("market.income.us", slots...)
	}
	switch r := b.Location.IncomeRatioPPM; {
	case r >= 800_000:
		return s.say("market.income.high", slots...)
	case r >= 300_000:
		return s.say("market.income.middle", slots...)
	}
	return s.say("market.income.low", slots...)
}

// published is a share as the brief's facts have it. What the model reckons with is
// bounded, and would contradict the table where a country is extreme.
func (s *story) published(key string, reckoned int64) string {
	if f, ok := s.in.Brief.Fact(key); ok {
		return f.TextIn(s.in.Request.Locale)
	}
	return s.f.Percent(reckoned)
}

func (s *story) workAndGrowth() string {
	d := s.in.Brief.Demand
	slots := []string{"growth", s.f.Percent(d.GrowthPPM), "jobless", s.f.Percent(d.JoblessPPM), "inflation", s.published(market.FactInflation, s.in.Brief.Location.InflationPPM), "own", s.f.Percent(s.m.Params.GrowthPPM)}
	if d.GrowthPPM < 0 {
		slots[1] = s.f.Percent(-d.GrowthPPM)
		return s.say("market.shrinking", slots...)
	}
	return s.say("market.growth", slots...)
}

// factRows are the figures of the brief, each with what it means here.
func (s *story) factRows() [][]string {
	var rows [][]string
	for _, key := range []string{market.FactPopulation, market.FactCityPopulation, market.FactGDPHead, market.FactGrowth, market.FactInflation, market.FactUnemployment, market.FactPriceLevel, market.FactVAT} {
		f, ok := s.in.Brief.Fact(key)
		if !ok {
			continue
		}
		rows = append(rows, []string{tidy(f.Label), f.TextIn(s.in.Request.Locale), strconv.Itoa(f.Year), tidy(f.Source), s.say("market.reading." + key)})
	}
	return append(rows, []string{s.say("market.row.demand"), s.volume(s.mature()), strconv.Itoa(s.m.Start.Year), s.word("source.model"), s.demandValue()})
}

func (s *story) demandValue() string {
	p := &s.m.Params
	units := plan.Money(s.mature())
	monthly := units/1000*p.Price + units%1000*p.Price/1000
	return s.say("market.reading.demand", "monthly", s.whole(monthly))
}
