package plan

// sell fills in units, revenue and cost of goods of all months; they come first
// because stock is bought one month ahead.
func (e *engine) sell(s shock) {
	held := int64(0)
	for m := range e.horizon {
		v := &e.volume[m]
		*v = volume{price: e.p.Price.times(e.priceGrowth[m/12], s.price)}
		operating := m + 1 - e.p.Prelaunch
		if operating < 1 {
			continue
		}
		demand := e.demand(m, operating-s.delay, s)
		if e.p.Kind == DriverFlow {
			v.units = min(demand, e.p.CapacityMilli)
		} else {
			if operating == 1 {
				held = min(ppm(e.p.OpeningMilli, s.volume), e.p.CapacityMilli)
			}
			v.lost = ppm(held, e.p.ChurnPPM)
			held -= v.lost
			v.won = min(demand, e.p.CapacityMilli-held)
			held += v.won
			v.units = held
		}
		unitCost := e.p.UnitCost.times(e.costGrowth[m/12], s.unitCost, s.cost)
		v.revenue = Money(mulDiv(v.units, int64(v.price), 1000))
		v.cogs = Money(mulDiv(v.units, int64(unitCost), 1000))
	}
}

// demand is what would be sold (flow) or won (stock) without a capacity, in
// thousandths. The ramp runs late when a shock delays it: the months before
// bring half of its first step.
func (e *engine) demand(m, ramped int, s shock) int64 {
	share := e.p.Ramp[0] / 2
	if ramped >= 1 {
		share = e.p.Ramp[min(ramped, len(e.p.Ramp))-1]
	}
	mature := e.p.MatureMilli
	if e.p.Kind == DriverStock {
		mature = e.p.NewMilli
	}
	season := e.p.Season[(int(e.start)-1+m)%12]
	return ppm(mature, share, season, e.volumeGrowth[m/12], s.volume)
}
