package xlsx

import "github.com/planspark/planspark/generation/plan"

// sales are the rows from volume to gross profit.
type sales struct {
	priceIndex, costIndex, volumeIndex     *line
	units, won, revenue, cogs, grossProfit *line
}

// sell writes volume, prices, revenue and cost of sales.
func (w *workbook) sell() {
	m, words, v := &w.months, w.words, &w.sales
	m.part(words.Factors)
	v.priceIndex, v.costIndex, v.volumeIndex = w.index(words.PriceIndex, "price_growth"), w.index(words.CostIndex, "cost_growth"), w.index(words.VolumeIndex, "growth")
	m.part(words.VolumeRows)
	demand := w.demand()
	if w.drivers.Kind == plan.DriverStock {
		w.hold(demand)
	} else {
		v.units = m.line(words.Units, "1/1000").each(integer, func(i int) expr {
			return w.inBusiness(i, least(demand.in(i), w.at("capacity")))
		})
	}
	price := m.line(words.UnitPrice, w.figures.Currency).each(integer, func(i int) expr {
		return w.share(w.at("price"), v.priceIndex.in(i), w.terms.price.ref())
	})
	unitCost := m.line(words.UnitCost, w.figures.Currency).each(integer, func(i int) expr {
		return w.share(w.at("price"), w.at("cogs_share"), v.costIndex.in(i), w.terms.goods.ref(), w.terms.cost.ref())
	})
	v.revenue = m.line(words.Revenue, w.figures.Currency).each(integer, func(i int) expr { return w.part(v.units.in(i), price.in(i), 1000) })
	v.cogs = m.line(words.Cogs, w.figures.Currency).each(integer, func(i int) expr { return w.part(v.units.in(i), unitCost.in(i), 1000) })
	v.grossProfit = m.line(words.Gross, w.figures.Currency).each(integer.strong(), func(i int) expr { return sub(v.revenue.in(i), v.cogs.in(i)) })
}

// inBusiness is 0 before the opening.
func (w *workbook) inBusiness(month int, e expr) expr {
	return when(below(w.months.operating.in(month), num(1)), num(0), e)
}

// index grows with each year, from a million.
func (w *workbook) index(label, growth string) *line {
	m := &w.months
	l := m.line(label, w.words.Ppm)
	return l.each(integer, func(i int) expr {
		next := round(div(mul(l.in(i-1), add(num(million), w.at(growth))), num(million)))
		return when(equal(m.ofYear.in(i), num(1)), when(equal(m.year.in(i), num(1)), num(million), next), l.in(i-1))
	})
}

// demand is what would be sold or won without a capacity.
func (w *workbook) demand() *line {
	m, words := &w.months, w.words
	ramp, length := w.trade.ramp, int64(len(w.trade.ramp.cells))
	over := w.at("ramp_months")
	season := m.line(words.SeasonRow, words.Ppm).each(integer, func(i int) expr { return item(w.trade.season, m.calendar.in(i)) })
	at := m.line(words.RampAt, "").each(integer, func(i int) expr {
		return most(num(1), least(sub(m.operating.in(i), w.terms.delay.ref()), over))
	})
	// The ramp is laid over another number of months by linear interpolation: the month at lies this many
	// whole months along the trade's own ramp.
	along := m.line(words.RampWhole, "").each(integer, func(i int) expr { return whole(div(mul(at.in(i), num(length)), over)) })
	share := m.line(words.RampRow, words.Ppm).each(integer, func(i int) expr {
		low := when(above(along.in(i), num(0)), item(ramp, along.in(i)), num(0))
		high := item(ramp, add(least(along.in(i), num(length-1)), num(1)))
		rest := sub(mul(at.in(i), num(length)), mul(along.in(i), over))
		laid := add(low, round(div(mul(sub(high, low), rest), over)))
		late := below(sub(m.operating.in(i), w.terms.delay.ref()), num(1))
		return w.inBusiness(i, when(late, whole(div(laid, num(2))), laid))
	})
	mature := "units"
	if w.drivers.Kind == plan.DriverStock {
		mature = "new_units"
	}
	return m.line(words.Demand, "1/1000").each(integer, func(i int) expr {
		return w.share(w.at(mature), share.in(i), season.in(i), w.sales.volumeIndex.in(i), w.terms.volume.ref())
	})
}

// hold writes the stock of customers: those held before, left, won, and held after.
func (w *workbook) hold(demand *line) {
	m, words, v := &w.months, w.words, &w.sales
	before, lost := m.line(words.Before, "1/1000"), m.line(words.Lost, "1/1000")
	v.won, v.units = m.line(words.Won, "1/1000"), m.line(words.Held, "1/1000")
	before.each(integer, func(i int) expr {
		start := least(w.share(w.at("opening_units"), w.terms.volume.ref()), w.at("capacity"))
		return when(equal(m.operating.in(i), num(1)), start, v.units.in(i-1))
	})
	lost.each(integer, func(i int) expr { return w.inBusiness(i, w.share(before.in(i), w.at("churn"))) })
	v.won.each(integer, func(i int) expr {
		return w.inBusiness(i, least(demand.in(i), sub(w.at("capacity"), sub(before.in(i), lost.in(i)))))
	})
	v.units.each(integer, func(i int) expr { return w.inBusiness(i, add(sub(before.in(i), lost.in(i)), v.won.in(i))) })
}
