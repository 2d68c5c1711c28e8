package ops_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/ops"
)

// Whatever comes: there is always one instance, never more at once than twice those that serve (unless
// there were already), no fall that the last five minutes do not allow, and no more than the providers
// can feed.
func TestTheScaleSignalIsCalm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := ops.NewScaler(ops.ScaleConfig{})
		now := time.Unix(1_800_000_000, 0)
		before, rose := 0, time.Time{}
		for range rapid.IntRange(1, 200).Draw(t, "beats") {
			now = now.Add(5 * time.Second)
			d := ops.Demand{
				Now: now, Instances: rapid.IntRange(0, 20).Draw(t, "instances"), Queued: rapid.IntRange(0, 500).Draw(t, "queued"),
				Typical: time.Duration(rapid.IntRange(0, 120).Draw(t, "typical")) * time.Second,
				Ceiling: rapid.SampledFrom([]int{0, 0, 8, 40}).Draw(t, "ceiling"),
			}
			d.Slots = 4 * d.Instances
			d.Running = rapid.IntRange(0, d.Slots).Draw(t, "running")
			got := s.Next(d)
			switch {
			case got.Desired < 1:
				t.Fatalf("%d instances are wanted", got.Desired)
			case before > 0 && got.Desired > before && got.Desired > 2*max(1, d.Instances):
				t.Fatalf("%d instances are wanted at once, and %d serve", got.Desired, d.Instances)
			case got.Desired < before && now.Sub(rose) < 5*time.Minute:
				t.Fatalf("it fell from %d to %d %s after it had risen", before, got.Desired, now.Sub(rose))
			case got.Reason == "":
				t.Fatal("no reason is given")
			}
			if got.Desired > before {
				rose = now
			}
			before = got.Desired
		}
	})
}

func TestTheScaleSignalSaysWhy(t *testing.T) {
	for _, row := range []struct {
		name    string
		demand  ops.Demand
		desired int
		reason  string
		limited string
	}{
		{"idle", ops.Demand{Instances: 1, Slots: 4}, 1, "0 of 4 slots are in use.", ""},
		{"room", ops.Demand{Instances: 1, Slots: 4, Running: 3}, 1, "3 of 4 slots are in use.", ""},
		{"full", ops.Demand{Instances: 1, Slots: 4, Running: 4}, 2, "4 of 4 slots are in use.", ""},
		{
			"a line",
			ops.Demand{Instances: 3, Slots: 12, Running: 12, Queued: 12, Typical: 30 * time.Second},
			4,
			"12 of 12 slots are in use, and the predicted wait of 33s is above the 20s aimed at.", "",
		},
		{"a line without evidence", ops.Demand{Instances: 1, Slots: 4, Running: 4, Queued: 2}, 2, "4 of 4 slots are in use and 2 wait.", ""},
		{
			"providers at their limit",
			ops.Demand{Instances: 3, Slots: 12, Running: 12, Queued: 40, Typical: 30 * time.Second, Ceiling: 8},
			2,
			"The providers take 8 plans at a time: more instances would not be faster.", "providers",
		},
		{"sessions", ops.Demand{Instances: 2, Slots: 8, Sessions: 25_000}, 3, "25000 open sessions, at 10000 an instance.", ""},
	} {
		s := ops.NewScaler(ops.ScaleConfig{})
		row.demand.Now = time.Unix(1_800_000_000, 0)
		s.Adopt(1, row.demand.Now, time.Hour)
		got := s.Next(row.demand)
		if got.Desired != row.desired || !strings.HasPrefix(got.Reason, row.reason) || got.LimitedBy != row.limited {
			t.Errorf("%s: %d, %q, limited by %q; want %d, %q, %q", row.name, got.Desired, got.Reason, got.LimitedBy, row.desired, row.reason, row.limited)
		}
	}
}
