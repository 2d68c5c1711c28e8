// Package providertest holds the suites that every Breaker, Gate and Quota must pass, so that those of
// one process and those that instances share cannot come to differ. What is to be over some time later is
// waited for by looking again, since a shared one lives by the clock of its server; what is not to be over
// yet has seconds, so that a busy machine comes in time.
package providertest

import (
	"testing"
	"testing/synctest"
	"time"
)

// Time runs a promise of a suite under a name.
type Time func(t *testing.T, promise string, test func(*testing.T))

// Virtual is for what lives in this process: no time passes but what is waited for.
func Virtual(t *testing.T, promise string, test func(*testing.T)) {
	t.Run(promise, func(t *testing.T) { synctest.Test(t, test) })
}

// Real is for what lives by the clock of a server. The promises are waited for side by side.
func Real(t *testing.T, promise string, test func(*testing.T)) {
	t.Run(promise, func(t *testing.T) {
		t.Parallel()
		test(t)
	})
}

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
