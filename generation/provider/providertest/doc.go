// Package providertest holds the suites that every Breaker, Gate and Quota must pass, so that those of
// one process and those that instances share cannot come to differ. The times in them are short and are
// waited for by looking again, since a shared one lives by the clock of its server.
package providertest

import (
	"testing"
	"time"
)

// until looks again until it is so.
func until(t testing.TB, what string, ok func() bool) {
	t.Helper()
	deadline := time.After(10 * time.Second)
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
