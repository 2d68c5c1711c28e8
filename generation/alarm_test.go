package generation

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestChangesWithoutEndDoNotPutOffTheLook: a queue that never rests is looked at all the same.
func TestChangesWithoutEndDoNotPutOffTheLook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		a := alarm{Timer: time.NewTimer(placeTick), at: time.Now().Add(placeTick)}
		defer a.Stop()
		change := time.NewTicker(placeSoon / 5)
		defer change.Stop()
		for {
			select {
			case <-change.C:
				a.notLaterThan(placeSoon)
				continue
			case <-a.C:
			}
			break
		}
		if took := time.Since(began); took > 2*placeSoon {
			t.Errorf("the look came after %s", took)
		}
	})
}
