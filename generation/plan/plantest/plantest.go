// Package plantest has what tests make plans from. It starts no goroutines.
package plantest

import (
	"testing"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
)

// Tables are the embedded business types and market data.
func Tables(t testing.TB) (*plan.Library, *market.Atlas) {
	t.Helper()
	library, err := plan.Load()
	if err != nil {
		t.Fatal(err)
	}
	atlas, err := market.New()
	if err != nil {
		t.Fatal(err)
	}
	return library, atlas
}

// Rules are the product's with as many futures as a test wants: fewer are quicker.
func Rules(futures int) plan.Rules {
	rules := plan.ProductRules()
	rules.Spread.Paths = futures
	return rules
}
