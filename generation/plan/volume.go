package plan

// sell fills in units, revenue and cost of goods of all months; they come first
// because stock is bought one month ahead.
func (e *engine) sell(s shock) {
	held := int64(0)
	wanted := &e.wanted[s.delay]
	for m := range e.horizon {
		v, y := &e.volume[m], &e.years[m/12]
		*v = volume{price: y.price}
		operating := m + 1 - e.p.Prelaunch
		if operating < 1 {
			continue
		}
		demand := perMillion(wanted[m], s.volume)
		if e.p.Kind == DriverFlow {
			v.units = min(demand, e.p.CapacityMilli)
		} else {
			if operating == 1 {
				held = min(perMillion(e.p.OpeningMilli, s.volume), e.p.CapacityMilli)
			}
			v.lost = perMillion(held, e.p.ChurnPPM)
			held -= v.lost
			v.won = min(demand, e.p.CapacityMilli-held)
			held += v.won
			v.units = held
		}
		v.revenue = Money(perThousand(v.units, int64(y.price)))
		v.cogs = Money(perThousand(v.units, int64(y.unitCost)))
	}
}

// mostDelay is by how many months a shock may delay the ramp.
const mostDelay = 3

// demand is what would be sold (flow) or won (stock) without a capacity, in
// thousandths. ramped is the month of the ramp. When a shock delays it, the months
// before bring half of its first step.
func (e *engine) demand(m, ramped int) int64 {
	share := e.p.Ramp[0] / 2
	if ramped >= 1 {
		share = e.p.Ramp[min(ramped, len(e.p.Ramp))-1]
	}
	mature := e.p.MatureMilli
	if e.p.Kind == DriverStock {
		mature = e.p.NewMilli
	}
	season := e.p.Season[(int(e.start)-1+m)%12]
	return ppm(mature, share, season, e.volumeGrowth[m/12])
}
