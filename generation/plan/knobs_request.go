package plan

import "strconv"

// requestKnobs are what the request says or leaves open.
func (d *draft) requestKnobs() []knob {
	w := d.words
	timeline := monthsKnob("timeline_months", w.say("Months to get going"), SourceRequest,
		w.say("From your request."), 1, maxHorizon, &d.timeline)
	if !d.timelineGiven {
		timeline.Source, timeline.Basis = SourceEstimate, w.say("No time was given; a year is usual.")
	}
	return []knob{d.budgetKnob(), timeline}
}

func (d *draft) budgetKnob() knob {
	w := d.words
	k := knob{
		Assumption: Assumption{
			Key: "budget", Label: w.say("Own money at the start"), Unit: UnitMoney, Source: SourceRequest, Basis: w.say("From your request."),
			Max: int64(d.mostBudget()), Step: int64(d.step()),
		},
		open: !d.budgetGiven,
		get:  func() int64 { return int64(d.budget) },
		set:  func(v int64) { d.budget, d.budgetGiven = Money(v), true },
	}
	switch {
	case d.budgetBounded:
		k.Basis = w.say("From your request, bounded to what the model can stand.")
	case !d.budgetGiven:
		k.Source = SourceEstimate
		k.Basis = w.say("No budget was given; this is what the plan needs at its deepest point, with its reserve.")
	}
	return k
}

func (d *draft) sizeKnob() knob {
	sizes := sizesOf(d.archetype)
	basis := d.words.say("The standard size, since no budget was given.")
	if d.budgetGiven {
		basis = d.words.say("The largest size that your money carries; where that would not earn its costs, the next one that your money and a loan carry.")
	}
	k := knob{
		Assumption: Assumption{
			Key: "format", Label: d.words.say("Size"), Unit: UnitChoice, Source: SourceEstimate,
			Min: 1, Max: int64(len(sizes)), Step: 1,
		},
		get: func() int64 { return int64(d.sizeNumber + 1) },
		set: func(v int64) { d.sizeNumber, d.sizeGiven = int(v-1), true },
	}
	for i, s := range sizes {
		basis += " " + strconv.Itoa(i+1) + ": " + s.Name + "."
	}
	k.Basis = basis
	return k
}

// settleSize takes the size that was chosen, or the largest that the budget
// carries, or the standard one when there is no budget; then it scales the
// parameters.
func (d *draft) settleSize() {
	d.place.settle(d.rules)
	switch {
	case d.sizeGiven:
	case d.budgetGiven:
		d.sizeNumber = d.chooseSize()
	default:
		d.sizeNumber = 1
	}
	d.size = sizesOf(d.archetype)[d.sizeNumber]
	d.params = d.sizedTo(d.size)
	d.cogsPPM = d.archetype.CogsPPM
}
