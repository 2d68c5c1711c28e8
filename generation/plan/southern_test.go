package plan_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/plantest"
)

func TestMonthsOfTextsFollowTheSeasonsOfTheFigures(t *testing.T) {
	for said, want := range map[string]string{
		"Intensive camps and adult courses in July and August": "Intensive camps and adult courses in January and February",
		"Cursos intensivos en julio, de enero a marzo":         "Cursos intensivos en enero, de julio a septiembre",
		"Somebody may march in summer":                         "Somebody may march in summer",
	} {
		if got := plan.Southern(said); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	l := load(t)
	for _, southern := range []bool{false, true} {
		place := unitedStates()
		place.Southern = southern
		m, err := l.ComputeBy(t.Context(), plantest.Rules(10), plan.Input{BusinessType: "tutoring", Location: place, Start: "2027-01"})
		if err != nil {
			t.Fatal(err)
		}
		low := 0
		for i, w := range m.Params.Season {
			if w < m.Params.Season[low] {
				low = i
			}
		}
		hole := m.Archetype.Facts.Risks[0].Mitigation
		if july := strings.Contains(hole, "July"); july != (low == 6) {
			t.Errorf("southern %v: the weakest month is %d, and the answer to it is %q", southern, low+1, hole)
		}
	}
}

// A toy shop in Buenos Aires sells before Christmas, and Christmas is in December there.
func TestChristmasStaysInDecemberSouthOfTheEquator(t *testing.T) {
	l := load(t)
	place := unitedStates()
	place.Southern = true
	for branch, want := range map[string]time.Month{"gifts": time.December, "": time.June} { // types are turned, as the specification says
		m, err := l.ComputeBy(t.Context(), plantest.Rules(10), plan.Input{BusinessType: "retail-shop", Branch: branch, Location: place, Start: "2027-01"})
		if err != nil {
			t.Fatal(err)
		}
		if best := slices.Index(m.Params.Season[:], slices.Max(m.Params.Season[:])); time.Month(best+1) != want {
			t.Errorf("the best month of retail-shop %q is %s, want %s", branch, time.Month(best+1), want)
		}
		if !slices.ContainsFunc(m.Archetype.Facts.Risks, func(r plan.Hazard) bool {
			return strings.Contains(r.Risk, "Christmas") && strings.Contains(r.Mitigation, "January")
		}) {
			t.Errorf("retail-shop %q does not save for the months behind Christmas: %v", branch, m.Archetype.Facts.Risks)
		}
	}
}
