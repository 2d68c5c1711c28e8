package plan

import "testing"

// What a business type must be to compute with: each row spoils one thing of one that is sound.
func TestEachBoundOfABusinessTypeIsHeld(t *testing.T) {
	library, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	sound := map[string]Archetype{}
	for _, a := range library.types {
		sound[a.Driver.Kind] = a
	}
	for name, spoil := range map[string]func(a *Archetype){
		"no slug":                   func(a *Archetype) { a.Slug = "" },
		"no price":                  func(a *Archetype) { a.PriceUSDCents = 0 },
		"no lowest price":           func(a *Archetype) { a.PriceBandUSD[0] = 0 },
		"a band that is turned":     func(a *Archetype) { a.PriceBandUSD = [2]float64{2, 1} },
		"a negative share":          func(a *Archetype) { a.CogsPPM = -1 },
		"costs that take the price": func(a *Archetype) { a.CogsPPM, a.FeesPPM, a.MarketingPPM = million, 0, 0 },
		"negative marketing":        func(a *Archetype) { a.MarketingUSD = -1 },
		"a collapse":                func(a *Archetype) { a.GrowthPPM = -200_001 },
		"more than doubling":        func(a *Archetype) { a.GrowthPPM = million + 1 },
		"no time to prepare":        func(a *Archetype) { a.Prelaunch = 0 },
		"13 months to prepare":      func(a *Archetype) { a.Prelaunch = 13 },
		"a negative reserve":        func(a *Archetype) { a.ReserveMonths = -1 },
		"25 months of reserve":      func(a *Archetype) { a.ReserveMonths = 25 },
		"no unit":                   func(a *Archetype) { a.Driver.Unit = "" },
		"no volume":                 func(a *Archetype) { a.Driver.UnitsMonth, a.Driver.NewMonth = 0, 0 },
		"less room than volume": func(a *Archetype) {
			a.Driver.CapacityMonth, a.Driver.Capacity = a.Driver.UnitsMonth-1, a.Driver.Opening-1
		},
		"no ramp":                func(a *Archetype) { a.Ramp = nil },
		"a ramp that falls":      func(a *Archetype) { a.Ramp = []int64{500_000, 400_000, million} },
		"a ramp below nothing":   func(a *Archetype) { a.Ramp = []int64{-1, million} },
		"a ramp that ends early": func(a *Archetype) { a.Ramp = []int64{0, million - 1} },
		"a negative month":       func(a *Archetype) { a.Season[0], a.Season[1] = -1, a.Season[0]+a.Season[1]+1 },
		"two formats":            func(a *Archetype) { a.Formats = a.Formats[:2] },
		"formats of one size": func(a *Archetype) {
			a.Formats = append([]BusinessFormat{}, a.Formats...)
			a.Formats[1].ScalePPM = a.Formats[0].ScalePPM
		},
		"nobody who works":    func(a *Archetype) { a.Staff = nil },
		"work without wages":  func(a *Archetype) { a.Staff = []StaffLine{{Role: "all", Steps: a.Staff[0].Steps}} },
		"a role nobody fills": func(a *Archetype) { a.Staff = []StaffLine{{Role: "all", USD: 1}} },
		"streams in parts":    func(a *Archetype) { a.Streams = []Stream{{SharePPM: million - 1}} },
		"no risks":            func(a *Archetype) { a.Facts.Risks = nil },
		"an empty fact":       func(a *Archetype) { a.Facts.KPIs = []string{""} },
		"61 days of credit":   func(a *Archetype) { a.WorkingDays.Payable = 61 },
		"negative days":       func(a *Archetype) { a.WorkingDays.Receivable = -1 },
		"a cost without life": func(a *Archetype) { a.Startup = []StartupItem{{Item: "x", Kind: StartupCapex, Index: IndexWorld}} },
		"a line from nowhere": func(a *Archetype) { a.Fixed = []FixedLine{{Line: "x", Index: IndexWorld}} },
	} {
		for kind, a := range sound {
			if spoil(&a); a.check() == nil {
				t.Errorf("a %s with %s is sound", kind, name)
			}
		}
	}
	for kind, a := range sound {
		if err := a.check(); err != nil {
			t.Errorf("the %s was not sound from the start: %v", kind, err)
		}
	}
}
