package plan

// staffKnobs are wages and posts of each role.
func (d *draft) staffKnobs() []knob {
	var knobs []knob
	for i := range d.params.Staff {
		role := &d.params.Staff[i]
		key := role.Key
		basis := d.reference(d.archetype.Staff[i].USD, IndexWage, "by price level and income")
		wage := d.moneyKnob(key+".wage", d.words.say("%s: gross wage of a full post a month", role.Role), SourceEstimate, basis, &role.Wage)
		posts := d.provenance()
		if i > 0 && d.place.staffing > million && d.archetype.Staff[i].Scales {
			posts += " " + d.words.say("Wages here are low against prices, so that more people do the same work.")
		}
		knobs = append(knobs, wage, d.postsKnob(key, role, posts))
	}
	return knobs
}

// reference says what an amount is made from.
func (d *draft) reference(usd int64, by Index, more string) string {
	w := d.words
	return w.say("%s in the United States, %s, %s.", w.dollars(usd*100), w.say(by.scaled()), w.say(more))
}

// postsKnob sets the posts of the last hiring step; earlier steps keep their
// share of them, in half posts.
func (d *draft) postsKnob(key string, role *Role, basis string) knob {
	planned := append([]HiringStep(nil), role.Steps...)
	last := len(planned) - 1
	final := planned[last].Tenths
	return knob{
		Assumption: Assumption{
			Key: key + ".posts", Label: d.words.say("%s: full posts once all are hired", role.Role), Unit: UnitTenths, Source: SourceEstimate,
			Basis: basis, Max: int64(max(50, 5*final)), Step: 5,
		},
		get: func() int64 { return int64(role.Steps[last].Tenths) },
		set: func(v int64) {
			role.Steps = append([]HiringStep(nil), planned...)
			for i := range role.Steps {
				if final > 0 {
					role.Steps[i].Tenths = int(min(v, roundDiv(mulDiv(int64(planned[i].Tenths), v, int64(final)), 5)*5))
				}
			}
			role.Steps[last].Tenths = int(v)
		},
	}
}

// costKnobs are what opening and running cost, and the days of working capital.
func (d *draft) costKnobs() []knob {
	a, p, w := d.archetype, &d.params, d.words
	var knobs []knob
	for i := range p.Fixed {
		f := &p.Fixed[i]
		knobs = append(knobs, d.moneyKnob(f.Key, w.say("%s a month", upperFirst(f.Line)), SourceEstimate,
			d.reference(a.Fixed[i].USD, a.Fixed[i].Index, "adapted to this size"), &f.Amount))
	}
	knobs = append(knobs,
		d.moneyKnob("marketing", w.say("Marketing a month"), SourceEstimate, d.reference(a.MarketingUSD, IndexLocal, "adapted to this size"), &p.Marketing),
		monthsKnob("launch_marketing_months", w.say("Months of doubled marketing around the opening"), SourceEstimate, w.say("Usual for an opening."), 0, 12, &p.LaunchMarketing),
		monthsKnob("prelaunch_months", w.say("Months of preparation before opening"), SourceEstimate, d.preparationBasis(), 1, 12, &p.Prelaunch),
	)
	for i := range p.Startup {
		s := &p.Startup[i]
		knobs = append(knobs, d.moneyKnob(s.Key, s.Item, SourceEstimate,
			d.reference(a.Startup[i].USD, a.Startup[i].Index, "adapted to this size"), &s.Amount))
	}
	return append(knobs, d.dayKnobs(&p.WorkingDays)...)
}

func (d *draft) preparationBasis() string {
	if d.params.Compressed == 0 {
		return d.provenance()
	}
	return d.words.say("Usually %d; your time leaves less, and each month less makes the fit-out four per cent dearer.",
		d.params.Prelaunch+d.params.Compressed)
}

func (d *draft) dayKnobs(w *WorkingDays) []knob {
	days := func(key, label string, value *int64) knob {
		return numberKnob(key, d.words.say(label), UnitDays, SourceEstimate, d.provenance(), 0, 60, 1, value)
	}
	return []knob{
		days("days.receivable", "Days until customers pay", &w.Receivable),
		days("days.inventory", "Days that goods lie in stock", &w.Inventory),
		days("days.payable", "Days until suppliers are paid", &w.Payable),
		days("days.deferred", "Days that customers pay ahead", &w.Deferred),
	}
}
