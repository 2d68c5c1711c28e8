package writer

import (
	"math"
	"strconv"

	"github.com/planspark/planspark/generation/plan"
)

const million = 1_000_000

// whole writes an amount without its minor units, as bank plans do; small
// amounts keep them.
func (s *story) whole(amount plan.Money) string {
	unit := s.unit()
	if size := max(amount, -amount); size < 100*unit {
		return s.f.Money(amount)
	}
	return s.f.Money(roundTo(amount, unit))
}

// unit is one major unit of the plan's currency.
func (s *story) unit() plan.Money {
	unit := plan.Money(1)
	for range s.m.Exponent {
		unit *= 10
	}
	return unit
}

// size writes an amount without its sign, for sentences that say loss or
// shortfall.
func (s *story) size(amount plan.Money) string { return s.whole(max(amount, -amount)) }

func roundTo(amount, unit plan.Money) plan.Money {
	half := unit / 2
	if amount < 0 {
		return -((-amount + half) / unit * unit)
	}
	return (amount + half) / unit * unit
}

// rounded is an amount in whole units, for tables whose lines have to add up.
func (s *story) rounded(amount plan.Money) plan.Money { return roundTo(amount, s.unit()) }

// cell writes an amount of a table in whole units.
func (s *story) cell(amount plan.Money) string { return s.f.Money(s.rounded(amount)) }

// share returns a part of an amount, half away from zero.
func share(amount plan.Money, ppm int64) plan.Money {
	whole, rest := amount/million, amount%million
	part := rest * plan.Money(ppm)
	half := plan.Money(million / 2)
	if part < 0 {
		half = -half
	}
	return whole*plan.Money(ppm) + (part+half)/million
}

// split divides an amount by shares in parts per million so that the parts add
// up; the first part takes the remainder.
func split(amount plan.Money, unit plan.Money, shares []int64) []plan.Money {
	parts := make([]plan.Money, len(shares))
	rest := amount
	for i, ppm := range shares {
		parts[i] = roundTo(share(amount, ppm), unit)
		rest -= parts[i]
	}
	parts[0] += rest
	return parts
}

// ratioPPM returns part of whole in parts per million, 0 of nothing.
func ratioPPM(part, whole plan.Money) int64 {
	if whole <= 0 {
		return 0
	}
	return int64(math.Round(float64(part) / float64(whole) * million))
}

// months writes a count of months: "1 month", "12 months".
func (s *story) months(n int) string { return s.count(int64(n), "months") }

// count writes a number with its noun, for which the catalogue has a form of one
// and a form of many.
func (s *story) count(n int64, noun string) string {
	if n == 1 {
		return s.f.Count(n) + " " + s.word(noun+".one")
	}
	return s.f.Count(n) + " " + s.word(noun+".many")
}

// volume writes thousandths of a unit with the unit's name.
func (s *story) volume(milli int64) string {
	number := s.f.Units(milli)
	if number == "1" {
		return number + " " + s.m.Params.Unit
	}
	return number + " " + s.m.Params.Units
}

// month writes a month of the plan with its number: "April 2027 (month 5)".
func (s *story) month(i int) string {
	return s.say("month.numbered", "month", s.f.Month(i), "n", strconv.Itoa(i))
}

// year returns the i-th year, from 1; the last one when there are fewer.
func (s *story) year(i int) plan.Year { return s.m.Years[min(i, len(s.m.Years))-1] }

// mature is the volume a month at maturity: sold for a flow, held at the end of
// the third year for a stock.
func (s *story) mature() int64 {
	if s.stock() {
		return s.year(3).HeldMilli
	}
	return s.m.Params.MatureMilli
}

func (s *story) stock() bool { return s.m.Params.Kind == plan.DriverStock }

// atUSPrice turns a price of the archetype, in dollars of the reference country,
// into this plan's prices, by the ratio of the two central prices.
func (s *story) atUSPrice(usd float64) plan.Money {
	exact := usd * 100 / float64(s.a.PriceUSDCents) * float64(s.m.Params.Price)
	step := plan.Money(1)
	for n := plan.Money(exact); n >= 1000; n /= 10 {
		step *= 10
	}
	if exact >= 100 {
		step *= 5
	}
	return max(step, roundTo(plan.Money(exact), step))
}
