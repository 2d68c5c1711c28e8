package plan

// Rules are the choices of the model that are not data of a business type.
// They are part of Version.
type Rules struct {
	// Horizon is the number of months that are computed: a multiple of 12, from
	// 36 to 60.
	Horizon int
	// ReserveHalfMonths is the buffer on top of the deepest point of the cash,
	// in half months of the fixed costs at opening; 0 takes the business type's
	// own reserve.
	ReserveHalfMonths int
	// StaffingPPM is the wage level, as a share of the local price level, below
	// which more people do the same work: where wages are low against prices,
	// businesses employ more. The first post, the owner's, is left alone. 0 leaves
	// all posts as they are.
	StaffingPPM int64
	// WageFloorPPM bounds the wage level from below, as a share of the local
	// price level: without it plans for countries with low incomes would earn
	// margins that nobody earns there. 0 is no bound.
	WageFloorPPM int64
	// FeeFloorPPM bounds prices that follow wages, as a share of the local price
	// level: rent and equipment must be earned too. 0 is no bound.
	FeeFloorPPM int64
	// Grace are the months after the preparation for which a lender may wait for
	// the first instalment, shortest first.
	Grace []int
	// LeastLoan is the part of the need, in per cent, below which nobody lends: a
	// smaller gap is own money that is still to be found.
	LeastLoan int
	// OwnShare is the part of a size's need, in per cent, that own money must
	// cover for a larger size to be taken than the money carries, when the latter
	// would not earn its costs. 0 never takes a larger one.
	OwnShare int
	// Spread is how far the simulated futures lie apart.
	Spread Spread
}

// Spread describes the triangular distributions of the simulated futures:
// centre and half width, in parts per million of the plan.
type Spread struct {
	Paths                     int
	VolumeCentre, VolumeWidth int64
	PriceCentre, PriceWidth   int64
	CostCentre, CostWidth     int64
	DelayMonths               uint64 // the ramp is late by 0 to DelayMonths, all equally likely
}

// ReferenceRules are those of the executable specification
// (design/golden/model.py), against which the model is tested to the cent.
func ReferenceRules() Rules {
	return Rules{
		Horizon:           36,
		ReserveHalfMonths: 1,
		Grace:             []int{6},
		Spread: Spread{
			Paths:        1000,
			VolumeCentre: 960_000, VolumeWidth: 300_000,
			PriceCentre: million, PriceWidth: 80_000,
			CostCentre: 1_020_000, CostWidth: 100_000,
			DelayMonths: 3,
		},
	}
}

// ProductRules are those that plans are made by. They differ from the reference
// where that is known to be unfinished: it keeps a reserve of half a month, lets
// futures lie so far apart that most sensible plans run out of cash, and pays so
// little in countries with low incomes that margins leave every benchmark; it asks
// for instalments before they are earned, and starts at sizes that never earn
// their costs. With these, a plan for a usual place that starts with its trade's reserve runs out
// of cash within three years in 5 to 35 of 100 futures, for most types.
func ProductRules() Rules {
	return Rules{
		Horizon:      maxHorizon,
		StaffingPPM:  700_000,
		WageFloorPPM: 500_000,
		FeeFloorPPM:  800_000,
		Grace:        []int{6, 12, 18, 24},
		LeastLoan:    5,
		OwnShare:     35,
		Spread: Spread{
			Paths:        2000,
			VolumeCentre: 990_000, VolumeWidth: 215_000,
			PriceCentre: million, PriceWidth: 50_000,
			CostCentre: 1_003_000, CostWidth: 50_000,
			DelayMonths: 3,
		},
	}
}
