package market

import (
	"math"
	"slices"
	"strconv"
	"time"
)

// Sources of a brief.
const (
	SourceLive     = "live"     // figures were read for this brief
	SourceCache    = "cache"    // figures were read earlier and kept
	SourceSnapshot = "snapshot" // figures are the embedded ones
)

// Indicator is a figure of a country that can be read from the World Bank, by its id there.
type Indicator string

// The indicators that a brief makes use of.
const (
	Population   Indicator = "SP.POP.TOTL"
	GDPHead      Indicator = "NY.GDP.PCAP.PP.CD" // dollars at purchasing power
	Inflation    Indicator = "FP.CPI.TOTL.ZG"    // per cent
	PriceLevel   Indicator = "PA.NUS.PPPC.RF"    // against the exchange rate of its year, United States = 1
	OfficialRate Indicator = "PA.NUS.FCRF"       // units of the country's money for a dollar, mean of the year
	Unemployment Indicator = "SL.UEM.TOTL.ZS"    // per cent
)

// Indicators lists them all.
func Indicators() []Indicator {
	return []Indicator{Population, GDPHead, Inflation, PriceLevel, OfficialRate, Unemployment}
}

// Figure is what was read for an indicator.
type Figure struct {
	Value float64 `json:"value"`
	Year  int     `json:"year"` // that it is about
}

// CountryReading is what is known of a country beyond the snapshot.
type CountryReading struct {
	Source  string    // SourceLive or SourceCache
	Read    time.Time // when it was read last
	Figures map[Indicator]Figure
}

// Rate is an exchange rate: units for one US dollar.
type Rate struct {
	PerUSD float64 `json:"per_usd"`
	Date   string  `json:"date"` // YYYY-MM-DD, of the rate
	By     string  `json:"by"`   // who published it, as facts say it
}

// RateReading is what is known of exchange rates beyond the snapshot.
type RateReading struct {
	Source string
	Read   time.Time
	Rates  map[string]Rate // by currency
}

// Readings are figures newer than the embedded ones. The zero value has none. They are believed: whoever
// reads them asks Believes and BelievesRate first.
type Readings struct {
	Countries map[string]CountryReading // by ISO 3166 alpha-2
	Rates     RateReading
}

// Reference is the country that incomes and prices are measured against.
const Reference = "US"

// Country is the country that a brief for the query is about, whose readings it would use beside those of
// the Reference.
func (a *Atlas) Country(q Query) string { return a.Resolve(q).Country }

// Speaks tells whether a language (ISO 639-1) is one of a country's own.
func (a *Atlas) Speaks(code, language string) bool {
	c := a.countries[code]
	return c != nil && slices.Contains(c.languages, language)
}

// CountryName is the English name of a country (ISO 3166 alpha-2), which Resolve finds again; empty for none.
func (a *Atlas) CountryName(code string) string {
	if c := a.countries[code]; c != nil {
		return c.name
	}
	return ""
}

// Believes says whether a figure may be true, measured against the embedded one: wrong units, another
// country or a slip of the source are far off. A figure about an earlier time than the embedded one's is of
// no use either.
func (a *Atlas) Believes(country string, i Indicator, f Figure) bool {
	c, ok := a.countries[country]
	if !ok || math.IsNaN(f.Value) || f.Year > 2100 {
		return false
	}
	e := &c.economy
	near := func(known figure, scale, factor float64, since int) bool {
		if known.estimate {
			factor *= 1.5
		}
		want := float64(known.value) / scale
		return f.Year >= since && f.Value >= want/factor && f.Value <= want*factor
	}
	within := func(known figure, scale, span, low, high float64, since int) bool {
		if known.estimate {
			span *= 2
		}
		return f.Year >= since && f.Value >= low && f.Value <= high && math.Abs(f.Value-float64(known.value)/scale) <= span
	}
	switch i {
	case Population:
		return near(e.population, 1, 1.3, 2023)
	case GDPHead:
		return near(e.gdpHead, 1, 1.8, 2022)
	case PriceLevel:
		return near(e.priceLevel, 1e6, 1.8, 2022)
	case OfficialRate:
		return near(figure{value: a.currencies[a.currencyIndex[c.currency]].FxPPM}, 1e6, maxRateFactor, 2022)
	case Unemployment:
		return within(e.unemployment, 1e4, 12, 0, 60, 2022)
	case Inflation:
		if e.inflation.value >= 150_000 { // where prices run away, the embedded rate says little about the next
			return f.Year >= 2025 && f.Value >= -5 && f.Value <= 2000
		}
		return within(e.inflation, 1e4, 15, -5, 40, 2025)
	}
	return false
}

// maxRateFactor is by how much an exchange rate may have moved since the snapshot.
const maxRateFactor = 4

// BelievesRate says the same of an exchange rate.
func (a *Atlas) BelievesRate(currency string, perUSD float64) bool {
	i, ok := a.currencyIndex[currency]
	if !ok || !(perUSD > 0) {
		return false
	}
	known := float64(a.currencies[i].FxPPM) / 1e6
	factor := float64(maxRateFactor)
	if a.currencies[i].Pegged {
		factor = 1.3
	}
	return perUSD >= known/factor && perUSD <= known*factor
}

// currencyNow is a currency at the latest rate that is known.
func (a *Atlas) currencyNow(code string, r RateReading) Currency {
	c := a.currencies[a.currencyIndex[code]]
	if rate, ok := r.Rates[code]; ok {
		c.FxPPM, c.rate = max(1, int64(math.Round(rate.PerUSD*1e6))), rate
	}
	return c
}

// economyNow is a country's economy with what is known beyond the snapshot.
func (a *Atlas) economyNow(c *country, r Readings) economy {
	e := c.economy
	reading := r.Countries[c.code]
	take := func(into *figure, i Indicator, scale float64) {
		if f, ok := reading.Figures[i]; ok {
			*into = figure{value: int64(math.Round(f.Value * scale)), year: f.Year, source: "World Bank " + string(i)}
		}
	}
	take(&e.population, Population, 1)
	take(&e.gdpHead, GDPHead, 1)
	take(&e.inflation, Inflation, 1e4)
	take(&e.unemployment, Unemployment, 1e4)
	e.priceLevel = a.priceLevelNow(c, reading, r.Rates)
	return e
}

// priceLevelNow moves the price level to the exchange rate of today: what changes overnight is the rate, not
// what things cost where they are sold.
func (a *Atlas) priceLevelNow(c *country, reading CountryReading, rates RateReading) figure {
	now, then := a.currencyNow(c.currency, rates), a.currencies[a.currencyIndex[c.currency]]
	known := c.economy.priceLevel
	level, read := reading.Figures[PriceLevel]
	rate, rated := reading.Figures[OfficialRate]
	switch {
	case read && rated && rate.Year == level.Year:
		return figure{
			value: int64(math.Round(level.Value * rate.Value / (float64(now.FxPPM) / 1e6) * 1e6)), year: level.Year,
			source: "World Bank PA.NUS.PPPC.RF at the exchange rate of the brief",
		}
	case now.rate.By != "":
		known.value = int64(math.Round(float64(known.value) * float64(then.FxPPM) / float64(now.FxPPM)))
	}
	return known
}

// provenance says where the figures of a brief come from, by the weakest of those that it depends on, and
// when they were read.
func provenance(c *country, currency Currency, r Readings) (source, date string) {
	type part struct {
		source string
		read   time.Time
	}
	parts := []part{{r.Countries[c.code].Source, r.Countries[c.code].Read}}
	if currency.Code != "USD" || c.currency != "USD" {
		parts = append(parts, part{r.Rates.Source, r.Rates.Read})
	}
	source, oldest := SourceLive, time.Time{}
	for _, p := range parts {
		if p.source == "" {
			return SourceSnapshot, SnapshotDate
		}
		if p.source == SourceCache {
			source = SourceCache
		}
		if oldest.IsZero() || p.read.Before(oldest) {
			oldest = p.read
		}
	}
	return source, oldest.UTC().Format(time.DateOnly)
}

// yearOf is the year of a date, YYYY-MM-DD; 0 of what is none.
func yearOf(date string) int {
	year, err := strconv.Atoi(date[:min(4, len(date))])
	if err != nil {
		return 0
	}
	return year
}
