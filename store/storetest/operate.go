package storetest

import (
	"testing"

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
}
