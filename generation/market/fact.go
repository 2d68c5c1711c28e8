package market

import (
	"math"

	"github.com/planspark/planspark/generation/numerals"
)

// Units of facts. A unit that is none of these follows the number after a blank.
const (
	unitPercent = "%"
	unitPeople  = "people"
	unitUSD     = "USD"
)

// Fact is one dated figure of the brief with its source.
type Fact struct {
	Key      string  `json:"key"`
	Label    string  `json:"label"`
	Value    float64 `json:"value"` // for display only, never for money arithmetic
	Unit     string  `json:"unit"`
	Year     int     `json:"year"`
	Source   string  `json:"source"`
	Estimate bool    `json:"estimate"` // not a published figure for this country
}

// Text is the figure in English with its unit: "2.2%", "10.7 million", "49,100 USD", "0.87 EUR per USD".
func (f Fact) Text() string { return f.TextIn("en") }

// TextIn is Text for a locale, as the findings of a brief for it quote the figure: "10,7 millones".
func (f Fact) TextIn(locale string) string {
	t := tongue{style: numerals.For(locale)}
	if isSpanish(locale) {
		t.texts, t.spanish = spanishUnits(), true
	}
	return f.textIn(&t)
}

func (f Fact) textIn(t *tongue) string {
	switch f.Unit {
	case unitPercent:
		return t.style.Percent(int64(math.Round(f.Value*100)), 2)
	case unitPeople:
		return t.people(f.Value)
	default:
		return t.number(f.Value, significant(f.Value)) + " " + f.Unit
	}
}

// places keeps three digits that count.
func places(v float64) int {
	switch {
	case v < 10:
		return 2
	case v < 100:
		return 1
	}
	return 0
}

// significant is the number of decimals of a rate or an amount.
func significant(v float64) int {
	switch {
	case v < 1:
		return 4
	case v < 100:
		return 2
	}
	return 0
}
