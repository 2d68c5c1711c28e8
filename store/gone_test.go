//go:build unix

package store

import (
	"os"
	"strings"
	"testing"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store/storetest"
)

// TestAFileThatWasRemovedTakesNothing: what is written to it would be lost with the process. Put back, it goes on.
func TestAFileThatWasRemovedTakesNothing(t *testing.T) {
	s := openInternal(t)
	kept, err := s.Submit(t.Context(), storetest.Submission("ann"))
	if err != nil {
		t.Fatal(err)
	}
	refuses := func(how string) {
		t.Helper()
		_, err := s.Submit(t.Context(), storetest.Submission("bob"))
		for _, err := range []error{err, s.Ready(t.Context())} {
			if !protocol.HasCode(err, protocol.CodeUnavailable) || !strings.Contains(err.Error(), "removed or replaced") {
				t.Errorf("%s: %v, want unavailable", how, err)
			}
		}
	}
	away := s.database + ".away"
	if err := os.Rename(s.database, away); err != nil {
		t.Fatal(err)
	}
	refuses("removed")
	if err := os.WriteFile(s.database, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	refuses("replaced")
	if err := os.Rename(away, s.database); err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(t.Context()); err != nil {
		t.Errorf("put back: %v", err)
	}
	if r, err := s.Load(t.Context(), "ann", kept.Record.ID); err != nil || r.State != protocol.StateQueued {
		t.Errorf("what was stored is %s, %v", r.State, err)
	}
}
