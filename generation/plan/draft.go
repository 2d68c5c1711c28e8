package plan

// draft is a plan whose parameters are being settled and whose months are not
// computed yet.
type draft struct {
	rules     Rules
	archetype *Archetype // in the language of the plan
	words     *words
	place     *place
	start     YearMonth

	timeline      int
	timelineGiven bool
	budget        Money
	budgetGiven   bool
	budgetBounded bool
	noDebt        bool
	sizeNumber    int // from 0, smallest first
	sizeGiven     bool
	size          BusinessFormat

	params  Params
	cogsPPM int64
	drivers Drivers
	knobs   []knob
	wrong   []WrongAssumption // changes that cannot hold
}

// draft settles type, place, budget and size, and the assumptions that the
// input changes.
func (l *Library) draft(rules Rules, in Input) (*draft, error) {
	at, err := newPlace(in.Location)
	if err != nil {
		return nil, err
	}
	start, err := ParseYearMonth(in.Start)
	if err != nil {
		return nil, err
	}
	a, w := l.in(in.Locale, l.find(in.BusinessType, in.Branch))
	if in.Location.Southern && !a.ByCalendar() {
		a = a.southern()
	}
	d := &draft{
		rules: rules, archetype: a, words: w, place: at,
		start: start, timeline: defaultTimeline, noDebt: in.NoDebt,
	}
	if in.TimelineMonths > 0 {
		d.timeline, d.timelineGiven = min(in.TimelineMonths, maxHorizon), true
	}
	if in.Budget > 0 {
		d.budget, d.budgetGiven = min(Money(in.Budget), d.mostBudget()), true
		d.budgetBounded = Money(in.Budget) > d.budget
	}
	d.settleSize() // the ranges of the assumptions hang on it
	return d, d.assume(in.Assumptions)
}

// mostMajor is the largest budget in major units that is computed with.
const mostMajor = 1_000_000_000_000

func (d *draft) mostBudget() Money { return Money(mostMajor * d.place.scale) }

// step is what funding is rounded to: a hundred major units.
func (d *draft) step() Money { return Money(100 * d.place.scale) }
