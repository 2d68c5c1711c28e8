package protocol_test

import (
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

func TestWaitsDoubleUpToTheirCap(t *testing.T) {
	b := protocol.DefaultBackoff()
	for failed, want := range []time.Duration{500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000} {
		if got := b.Bound(failed); got != want*time.Millisecond {
			t.Errorf("after %d tries: %s, want %s", failed, got, want*time.Millisecond)
		}
	}
	if got := b.Bound(1 << 20); got != 20*time.Second {
		t.Errorf("after a million tries: %s", got)
	}
}

func TestABackoffThatCannotBeFollowedIsNot(t *testing.T) {
	known := protocol.DefaultBackoff()
	for _, told := range []protocol.Backoff{{}, {BaseMS: 10}, {BaseMS: 10, CapMS: 5}, {BaseMS: -1, CapMS: 5}} {
		if got := told.Or(known); got != known {
			t.Errorf("%+v is followed", told)
		}
	}
	if told := (protocol.Backoff{BaseMS: 10, CapMS: 10}); told.Or(known) != told {
		t.Errorf("%+v is not followed", told)
	}
}
