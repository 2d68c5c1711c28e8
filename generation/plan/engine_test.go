package plan

import (
	"context"
	"testing"
	"time"
)

// The simulation runs thousands of futures on one core: none may allocate.
func TestRunAllocatesNothing(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, slug := range []string{"restaurant", "saas"} {
		m, err := l.Compute(context.Background(), Input{BusinessType: slug, Location: unitedStates(), Start: "2026-01"})
		if err != nil {
			t.Fatal(err)
		}
		e := newEngine(&m.Params, maxHorizon, time.January)
		if n := testing.AllocsPerRun(20, func() { e.run(1_000_000, 500_000, noShock()) }); n != 0 {
			t.Errorf("%s: a run allocates %v times", slug, n)
		}
	}
}
