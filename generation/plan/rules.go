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
	// WageFloorPPM bounds the wage level from below, as a share of the local
	// price level: without it plans for countries with low incomes would earn
	// margins that nobody earns there. 0 is no bound.
	WageFloorPPM int64
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
		Spread: Spread{
			Paths:        1000,
			VolumeCentre: 960_000, VolumeWidth: 300_000,
			PriceCentre: million, PriceWidth: 80_000,
			CostCentre: 1_020_000, CostWidth: 100_000,
			DelayMonths: 3,
		},
	}
}

// ProductRules are those that plans are made by.
func ProductRules() Rules {
	r := ReferenceRules()
	r.Horizon = maxHorizon
	r.Spread.Paths = 2000
	return r
}
