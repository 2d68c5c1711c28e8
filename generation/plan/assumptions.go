package plan

import (
	"maps"
	"slices"
	"strings"
)

// AssumptionsError names the changes to assumptions with which no plan can be computed, one entry a
// key, in order of key.
type AssumptionsError struct{ Wrong []WrongAssumption }

// WrongAssumption is a change that cannot hold.
type WrongAssumption struct {
	Key        string
	Fault      Fault
	Assumption Assumption // as it is without the change; empty when unknown
	Others     []string   // labels of the assumptions that it contradicts, for FaultContradiction
}

// Fault says why a change cannot hold.
type Fault string

// The faults of a change.
const (
	FaultUnknown       Fault = "unknown"       // the plan has no such assumption
	FaultRange         Fault = "range"         // outside Min to Max
	FaultContradiction Fault = "contradiction" // cannot be true together with Others
)

func (e *AssumptionsError) Error() string {
	keys := make([]string, len(e.Wrong))
	for i, w := range e.Wrong {
		keys[i] = w.Key + " (" + string(w.Fault) + ")"
	}
	return "assumptions that cannot hold: " + strings.Join(keys, ", ")
}

// knob is an assumption with the way to read and to change it in a draft.
type knob struct {
	Assumption
	open bool // nothing was given: any value is a change, also the one that it has
	get  func() int64
	set  func(int64)
}

// apply changes values by key, notes those outside their ranges, and takes the keys that it knew out of
// changes. A value that holds already is no change.
func (d *draft) apply(knobs []knob, changes map[string]int64) {
	for i := range knobs {
		k := &knobs[i]
		value, changed := changes[k.Key]
		delete(changes, k.Key)
		switch {
		case !changed || value == k.get() && !k.open:
		case value < k.Min || value > k.Max:
			d.refuse(WrongAssumption{Key: k.Key, Fault: FaultRange, Assumption: k.Assumption})
		default:
			k.Source, k.Basis, k.Changed = SourceRequest, d.words.say("Changed by you."), true
			k.set(value)
		}
	}
}

func (d *draft) refuse(w WrongAssumption) { d.wrong = append(d.wrong, w) }

// assume settles all assumptions in the order in which they hang on each other: what the request and the
// place say, the size that these allow, and what is scaled by all of them.
func (d *draft) assume(changes map[string]int64) error {
	changes = maps.Clone(changes)
	request, place := d.requestKnobs(), d.marketKnobs()
	d.apply(request, changes)
	d.apply(place, changes)
	d.settleSize()
	size := []knob{d.sizeKnob()}
	d.apply(size, changes)
	d.settleSize()
	d.drivers = d.planned()
	scaled := slices.Concat(d.salesKnobs(), d.staffKnobs(), d.costKnobs(), d.financeKnobs())
	d.apply(scaled, changes)
	for key := range changes {
		d.refuse(WrongAssumption{Key: key, Fault: FaultUnknown})
	}
	d.params.UnitCost = d.params.Price.times(d.cogsPPM)
	d.knobs = slices.Concat(request, size, place, scaled)
	d.contradictions()
	if len(d.wrong) > 0 {
		slices.SortFunc(d.wrong, func(x, y WrongAssumption) int { return strings.Compare(x.Key, y.Key) })
		return &AssumptionsError{Wrong: d.wrong}
	}
	return nil
}

// contradictions notes changes that cannot be true together with each other or with what was left as it is.
func (d *draft) contradictions() {
	p := &d.params
	if p.Kind == DriverFlow {
		d.contradict(p.MatureMilli > p.CapacityMilli, "units", "capacity")
	} else {
		d.contradict(p.OpeningMilli > p.CapacityMilli, "opening_units", "capacity")
	}
	d.contradict(p.Prelaunch > d.timeline, "prelaunch_months", "timeline_months")
	d.contradict(d.cogsPPM+p.FeesPPM+p.MarketingPPM >= million, "cogs_share", "fees", "marketing_share")
}

// contradict refuses those of some assumptions that were changed, when they cannot hold together.
func (d *draft) contradict(wrong bool, keys ...string) {
	if !wrong {
		return
	}
	for _, k := range d.knobs {
		if !k.Changed || !slices.Contains(keys, k.Key) {
			continue
		}
		w := WrongAssumption{Key: k.Key, Fault: FaultContradiction, Assumption: k.Assumption}
		for _, other := range d.knobs {
			if other.Key != k.Key && slices.Contains(keys, other.Key) {
				w.Others = append(w.Others, other.Label)
			}
		}
		d.refuse(w)
	}
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
