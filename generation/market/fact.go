package market

import (
	"math"
	"strconv"
	"strings"
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

// Text is the figure in English with its unit, as the findings quote it:
// "2.2%", "10.7 million", "49,100 USD", "0.87 EUR per USD".
func (f Fact) Text() string {
	switch f.Unit {
	case unitPercent:
		return number(f.Value, 2) + "%"
	case unitPeople:
		return people(f.Value)
	default:
		return number(f.Value, significant(f.Value)) + " " + f.Unit
	}
}

// people is a head count: exact below a million, then with three digits that count.
func people(v float64) string {
	switch {
	case v < 1e6:
		return number(v, 0)
	case v < 1e9:
		return number(v/1e6, places(v/1e6)) + " million"
	}
	return number(v/1e9, 2) + " billion"
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

// number writes v with at most so many decimals, without trailing zeros and
// with commas between thousands.
func number(v float64, decimals int) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		whole += "." + fraction
	}
	if v < 0 && whole != "0" {
		return "-" + whole
	}
	return whole
}
