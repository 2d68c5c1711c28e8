package plan

import (
	"errors"
	"fmt"
	"slices"
)

const million = 1_000_000

// check reports the first thing that makes an archetype unfit to compute with.
func (a *Archetype) check() error {
	switch {
	case a.Slug == "" || a.Name["en"] == "":
		return errors.New("slug or English name is missing")
	case a.PriceUSDCents <= 0 || a.PriceBandUSD[0] <= 0 || a.PriceBandUSD[1] < a.PriceBandUSD[0]:
		return errors.New("price or its band is not positive")
	case !isShare(a.CogsPPM) || !isShare(a.FeesPPM) || !isShare(a.MarketingPPM):
		return errors.New("a share is outside 0 to one million")
	case a.CogsPPM+a.FeesPPM+a.MarketingPPM >= million:
		return errors.New("variable costs take the whole price")
	case a.MarketingUSD < 0 || a.GrowthPPM < -200_000 || a.GrowthPPM > million:
		return errors.New("marketing or growth out of range")
	case a.Prelaunch < 1 || a.Prelaunch > 12 || a.ReserveMonths < 0 || a.ReserveMonths > 24:
		return errors.New("preparation or reserve out of range")
	}
	for _, part := range []error{
		a.Driver.check(), a.checkCurves(), a.checkFormats(), a.checkCosts(), a.checkStaff(), a.checkStreams(), a.Facts.check(),
	} {
		if part != nil {
			return part
		}
	}
	return nil
}

func (d *Driver) check() error {
	if d.Unit == "" || d.How == "" {
		return errors.New("driver has no unit or no derivation")
	}
	switch d.Kind {
	case DriverFlow:
		if d.UnitsMonth <= 0 || d.CapacityMonth < d.UnitsMonth {
			return errors.New("flow needs 0 < units <= capacity")
		}
	case DriverStock:
		if d.NewMonth <= 0 || d.Opening < 0 || d.Capacity < d.Opening || !isShare(d.ChurnPPM) || d.CACUSDCents < 0 {
			return errors.New("stock out of range")
		}
	default:
		return fmt.Errorf("driver kind %q is unknown", d.Kind)
	}
	return nil
}

func (a *Archetype) checkCurves() error {
	if len(a.Ramp) == 0 || !slices.IsSorted(a.Ramp) || a.Ramp[0] < 0 || a.Ramp[len(a.Ramp)-1] != million {
		return errors.New("ramp must climb to one million")
	}
	sum := int64(0)
	for _, weight := range a.Season {
		if weight < 0 {
			return errors.New("season has a negative weight")
		}
		sum += weight
	}
	if sum != 12*million {
		return fmt.Errorf("season sums to %d, want %d", sum, 12*million)
	}
	return nil
}

func (a *Archetype) checkFormats() error {
	want := []string{"lean", "standard", "large"}
	if len(a.Formats) != len(want) {
		return fmt.Errorf("has %d formats, want %d", len(a.Formats), len(want))
	}
	for i, f := range a.Formats {
		if f.Slug != want[i] || f.Name == "" || f.ScalePPM <= 0 || (i > 0 && f.ScalePPM <= a.Formats[i-1].ScalePPM) {
			return fmt.Errorf("format %q is out of order or out of range", f.Slug)
		}
	}
	return nil
}

func (a *Archetype) checkCosts() error {
	if !a.PriceIndex.known() {
		return fmt.Errorf("price index %q is unknown", a.PriceIndex)
	}
	for _, i := range a.Startup {
		capex := i.Kind == StartupCapex
		kindKnown := capex || i.Kind == StartupDeposit || i.Kind == StartupPreopening
		if i.Item == "" || i.USD < 0 || !i.Index.known() || !kindKnown || capex != (i.Life > 0) {
			return fmt.Errorf("start-up item %q is out of range", i.Item)
		}
	}
	for _, f := range a.Fixed {
		if f.Line == "" || f.USD < 0 || !f.Index.known() || (f.From != FromPrelaunch && f.From != FromLaunch) {
			return fmt.Errorf("fixed line %q is out of range", f.Line)
		}
	}
	w := a.WorkingDays
	for _, days := range []int64{w.Receivable, w.Inventory, w.Payable, w.Deferred} {
		if days < 0 || days > 60 {
			return errors.New("working-capital days out of range 0 to 60")
		}
	}
	return nil
}

func (a *Archetype) checkStaff() error {
	if len(a.Staff) == 0 {
		return errors.New("nobody works here")
	}
	for _, s := range a.Staff {
		if s.Role == "" || s.USD <= 0 || len(s.Steps) == 0 {
			return fmt.Errorf("role %q is out of range", s.Role)
		}
		for i, step := range s.Steps {
			if step[1] < 0 || (i > 0 && step[0] <= s.Steps[i-1][0]) {
				return fmt.Errorf("role %q: hiring steps out of order", s.Role)
			}
		}
	}
	return nil
}

func (a *Archetype) checkStreams() error {
	sum := int64(0)
	for _, s := range a.Streams {
		sum += s.SharePPM
	}
	if sum != million {
		return fmt.Errorf("streams sum to %d ppm", sum)
	}
	return nil
}

func (f *Facts) check() error {
	for _, list := range [][]string{
		f.Segments, f.Channels, f.Competitors, f.Differentiators, f.KPIs, f.Licences, f.Operations, f.Suppliers,
	} {
		if len(list) == 0 || slices.Contains(list, "") {
			return errors.New("a list of facts is empty")
		}
	}
	if len(f.Risks) == 0 {
		return errors.New("no risks")
	}
	return nil
}

func (x Index) known() bool {
	return x == IndexWorld || x == IndexBlend || x == IndexLocal || x == IndexRent || x == IndexWage
}

func isShare(ppm int64) bool { return ppm >= 0 && ppm <= million }
