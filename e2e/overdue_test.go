package e2e

import (
	"testing"

	"github.com/planspark/planspark/protocol"
)

// TestWhoHasWaitedForTooLongIsServedByTheBuiltInPlanner: nothing was known of how long a plan takes when the second
// came, and the first takes all that there is.
func TestWhoHasWaitedForTooLongIsServedByTheBuiltInPlanner(t *testing.T) {
	t.Parallel()
	s := provided(t, simulate(t, "--tokens-per-second", "10"), "--workers", "1", "--max-wait", "1s")
	first := newUser(deadline(t), t, s.url)
	must(t, first.connect())
	_, err := first.generate(idea, nil)
	must(t, err)
	for first.fold.Snapshot().State != protocol.StateRunning {
		_, err := first.read()
		must(t, err)
	}
	second, err := planFor(t, s, "A bakery that delivers by bicycle")
	must(t, err)
	if second.State != protocol.StateCompleted || !second.Degraded || by(second, protocol.SourceOffline) != len(protocol.Sections()) {
		t.Errorf("%s, degraded %v, by %s; want a plan of the built-in planner that says so", second.State, second.Degraded, second.Source)
	}
	if waited := second.StartedAt.Sub(second.CreatedAt.Time); waited.Seconds() < 1.5 {
		t.Errorf("served after %v: it was to wait for the model first", waited)
	}
}
