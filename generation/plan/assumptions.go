package plan

import (
	"fmt"
	"maps"
	"slices"
)

// UnknownAssumptionError is returned for a change to an assumption that the plan
// does not have.
type UnknownAssumptionError struct{ Key string }

func (e *UnknownAssumptionError) Error() string {
	return fmt.Sprintf("the plan has no assumption %q", e.Key)
}

// knob is an assumption with the way to read and to change it in a draft.
type knob struct {
	Assumption
	get func() int64
	set func(int64)
}

// apply changes values by key, bounded to their ranges, and takes the keys that
// it knew out of changes.
func apply(knobs []knob, changes map[string]int64) {
	for i := range knobs {
		k := &knobs[i]
		value, changed := changes[k.Key]
		if !changed {
			continue
		}
		delete(changes, k.Key)
		k.Source = SourceRequest
		if within := min(max(value, k.Min), k.Max); within != value {
			value = within
			k.Basis = "Changed by you; the value given lay outside the range and is bounded."
		} else {
			k.Basis = "Changed by you."
		}
		k.set(value)
	}
}

// assume settles all assumptions: first those that the others are scaled by,
// then the scaled ones.
func (d *draft) assume(changes map[string]int64) error {
	changes = maps.Clone(changes)
	first := slices.Concat(d.requestKnobs(), d.marketKnobs())
	apply(first, changes)
	d.settleSize()
	second := slices.Concat(d.salesKnobs(), d.staffKnobs(), d.costKnobs(), d.financeKnobs())
	apply(second, changes)
	if len(changes) > 0 {
		return &UnknownAssumptionError{Key: slices.Min(slices.Collect(maps.Keys(changes)))}
	}
	d.params.UnitCost = d.params.Price.times(d.cogsPPM)
	d.knobs = slices.Concat(first, second)
	return nil
}

// list returns the assumptions with the values that hold.
func (d *draft) list() []Assumption {
	list := make([]Assumption, len(d.knobs))
	for i, k := range d.knobs {
		list[i] = k.Assumption
		list[i].Value = k.get()
	}
	return list
}

// moneyKnob is an amount that may go up to ten times what it is.
func (d *draft) moneyKnob(key, label, source, basis string, amount *Money) knob {
	value := int64(*amount)
	return knob{
		Assumption: Assumption{
			Key: key, Label: label, Unit: UnitMoney, Source: source, Basis: basis,
			Max: max(10*value, 100*d.place.scale), Step: stepFor(value),
		},
		get: func() int64 { return int64(*amount) },
		set: func(v int64) { *amount = Money(v) },
	}
}

// numberKnob is a whole number with a range of its own.
func numberKnob(key, label, unit, source, basis string, low, high, step int64, number *int64) knob {
	return knob{
		Assumption: Assumption{
			Key: key, Label: label, Unit: unit, Source: source, Basis: basis,
			Min: min(low, *number), Max: max(high, *number), Step: step,
		},
		get: func() int64 { return *number },
		set: func(v int64) { *number = v },
	}
}

// monthsKnob is numberKnob for a count of months.
func monthsKnob(key, label, source, basis string, low, high int, months *int) knob {
	return knob{
		Assumption: Assumption{
			Key: key, Label: label, Unit: UnitMonths, Source: source, Basis: basis,
			Min: int64(min(low, *months)), Max: int64(max(high, *months)), Step: 1,
		},
		get: func() int64 { return int64(*months) },
		set: func(v int64) { *months = int(v) },
	}
}

// stepFor returns a step that changes the third digit of a value.
func stepFor(value int64) int64 {
	step := int64(1)
	for v := value; v >= 1000; v /= 10 {
		step *= 10
	}
	if value >= 100 {
		step *= 5
	}
	return step
}
