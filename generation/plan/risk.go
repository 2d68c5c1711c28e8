package plan

import "context"

// splitMix is Steele, Lea and Flood's SplitMix64: small, fast and the same on
// every machine.
type splitMix struct{ state uint64 }

func (g *splitMix) next() uint64 {
	g.state += 0x9E3779B97F4A7C15
	z := g.state
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB
	return z ^ (z >> 31)
}

// triangular draws from centre ± width, most likely the centre: the sum of two
// equal distributions.
func (g *splitMix) triangular(centre, width int64) int64 {
	span := uint64(width) + 1
	return centre - width + int64(g.next()%span) + int64(g.next()%span)
}

// future draws one path; the order of the draws is part of the result.
func (s *Spread) future(g *splitMix) shock {
	drawn := noShock()
	drawn.volume = g.triangular(s.VolumeCentre, s.VolumeWidth)
	drawn.price = g.triangular(s.PriceCentre, s.PriceWidth)
	drawn.cost = g.triangular(s.CostCentre, s.CostWidth)
	drawn.delay = int(g.next() % (s.DelayMonths + 1))
	return drawn
}

// simulate runs many futures with the funding of the base. It gives up between
// two paths when the context ends.
func (e *engine) simulate(ctx context.Context, f Funding, s Spread, seed uint64) (Risk, error) {
	g := splitMix{state: seed}
	cash := make([]Money, e.horizon*s.Paths) // month by month, for the percentiles
	var outBy [maxHorizon]int64              // paths whose cash was first below zero in this month
	for path := range s.Paths {
		if path%64 == 0 && ctx.Err() != nil {
			return Risk{}, context.Cause(ctx)
		}
		rows := e.run(f.Own, f.Loan, s.future(&g))
		solvent := true
		for m := range rows {
			cash[m*s.Paths+path] = rows[m].Cash
			if solvent && rows[m].Cash < 0 {
				solvent = false
				outBy[m]++
			}
		}
	}
	return s.summarise(cash, outBy[:e.horizon]), nil
}

func (s *Spread) summarise(cash []Money, outBy []int64) Risk {
	r := Risk{Paths: s.Paths}
	out := int64(0)
	for m := range outBy {
		out += outBy[m]
		chance := roundDiv(out*million, int64(s.Paths))
		switch m + 1 {
		case 12:
			r.CashOut12 = chance
		case 24:
			r.CashOut24 = chance
		case 36:
			r.CashOut36 = chance
		}
		month := cash[m*s.Paths : (m+1)*s.Paths]
		middle := s.Paths / 2
		r.P50 = append(r.P50, ranked(month, middle)) // and all lower ones lie before it
		r.P10 = append(r.P10, ranked(month[:middle], s.Paths/10))
		r.P90 = append(r.P90, ranked(month[middle:], 9*s.Paths/10-middle))
	}
	return r
}

// ranked returns what stands at place k of the sorted list, and leaves what is lower before it (Hoare's
// selection): sorting thousands of futures for three of them would take longer than computing them.
func ranked(list []Money, k int) Money {
	for low, high := 0, len(list)-1; low < high; {
		pivot := median(list[low], list[(low+high)/2], list[high])
		i, j := low, high
		for i <= j {
			for list[i] < pivot {
				i++
			}
			for list[j] > pivot {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			high = j
		case k >= i:
			low = i
		default:
			return list[k]
		}
	}
	return list[k]
}

func median(a, b, c Money) Money { return max(min(a, b), min(max(a, b), c)) }
