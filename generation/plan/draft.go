package plan

import (
	"math"
)

// draft is a plan whose parameters are settled and whose months are not
// computed yet.
type draft struct {
	rules       Rules
	archetype   *Archetype
	place       *place
	start       YearMonth
	timeline    int
	sizeNumber  int // from 0, smallest first
	size        BusinessFormat
	budget      Money
	budgetGiven bool
	params      Params
	assumptions []Assumption
}

// draft settles type, place, size and budget, then the assumptions that the
// input changes.
func (l *Library) draft(rules Rules, in Input) (*draft, error) {
	at, err := newPlace(in.Location, rules)
	if err != nil {
		return nil, err
	}
	start, err := ParseYearMonth(in.Start)
	if err != nil {
		return nil, err
	}
	a, ok := l.Lookup(in.BusinessType)
	if !ok {
		a, _ = l.Lookup(Other)
	}
	d := &draft{rules: rules, archetype: a, place: at, start: start}
	d.timeline = timelineOf(in.TimelineMonths)
	d.budget, d.budgetGiven = d.boundBudget(in.Budget), in.Budget > 0
	d.settleSize()
	return d, nil
}

func timelineOf(months int) int {
	if months <= 0 {
		return defaultTimeline
	}
	return min(months, maxHorizon)
}

// settleSize takes the largest size that the budget carries, or the standard
// one and the money that it takes when no budget was given.
func (d *draft) settleSize() {
	d.sizeNumber = 1
	if d.budgetGiven {
		d.sizeNumber = chooseSize(d.archetype, d.place, d.budget, d.timeline)
	}
	d.applySize()
	if !d.budgetGiven {
		d.budget = d.params.roughNeed().upTo(d.step())
	}
}

func (d *draft) applySize() {
	d.size = sizesOf(d.archetype)[d.sizeNumber]
	d.params = scaleTo(d.archetype, d.place, d.size)
	d.params.compress(d.timeline)
}

// mostMajor is the largest budget in major units that is computed with.
const mostMajor = 1_000_000_000_000

func (d *draft) boundBudget(minor int64) Money {
	most := Money(mulDiv(mostMajor, d.place.scale, 1))
	return min(max(0, Money(min(minor, math.MaxInt64))), most)
}

// step is what funding is rounded to: a hundred major units.
func (d *draft) step() Money { return Money(100 * d.place.scale) }
