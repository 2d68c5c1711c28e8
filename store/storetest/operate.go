package storetest

import (
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// operateTests are what operators are promised.
var operateTests = map[string]func(*testing.T, Store){
	"an operator finds whose generation it is": func(t *testing.T, s Store) {
		id := accept(t, s, "ann")
		if owner, err := s.Owner(t.Context(), id); err != nil || owner != "ann" {
			t.Errorf("the owner is %q, %v; want ann", owner, err)
		}
		_, err := s.Owner(t.Context(), NewID())
		refused(t, err, protocol.CodeNotFound)
	},
	"what was so at submission is kept for the worker": func(t *testing.T, s Store) {
		first := submit(t, s, Submission("ann", func(x *generation.Submission) { x.Users, x.Foretold, x.Trace = 12, 3*time.Second, "00-a-b-01" }))
		second := submit(t, s, Submission("ann", func(x *generation.Submission) { x.Foretold = -time.Microsecond }))
		if first.Active != 1 || second.Active != 2 {
			t.Errorf("ann has %d and then %d active, want 1 and 2", first.Active, second.Active)
		}
		got := claim(t, s, "w1", 2, long)
		if r := got[0]; r.Users != 12 || r.Foretold != 3*time.Second || r.Trace != "00-a-b-01" {
			t.Errorf("the worker learns of %d users, %s and the trace %q", r.Users, r.Foretold, r.Trace)
		}
		if r := got[1]; r.Foretold >= 0 {
			t.Errorf("without a forecast, the worker learns of %s", r.Foretold)
		}
	},
}
