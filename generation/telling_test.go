package generation

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

var errStored = errors.New("it was not stored")

// While a stage is stored nobody tells anything: who can wait waits, for as long as the plan has time, and who cannot is
// told so.
func TestNothingIsToldWhileAStageIsStored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all := newTelling()
		ctx, cancel := context.WithCancelCause(t.Context())
		stored, told := make(chan struct{}), 0
		tell := func() error { told++; return nil }
		go func() {
			_ = all.alone(ctx, func() error { <-stored; return nil })
		}()
		synctest.Wait()
		if may, err := all.try(tell); may || err != nil || told != 0 {
			t.Errorf("who does not wait: %t, %v, told %d times", may, err, told)
		}
		waits := make(chan error)
		go func() { waits <- all.with(t.Context(), tell) }()
		synctest.Wait()
		if told != 0 {
			t.Error("who waits has told something")
		}
		close(stored)
		if err := <-waits; err != nil || told != 1 {
			t.Errorf("behind it who has waited: %v, told %d times", err, told)
		}
		if may, err := all.try(tell); !may || err != nil || told != 2 {
			t.Errorf("behind it who does not wait: %t, %v, told %d times", may, err, told)
		}
		if err := all.alone(ctx, func() error { return errStored }); err != errStored {
			t.Errorf("what fails says %v", err)
		}
		cancel(errStored)
		for name, err := range map[string]error{"telling": all.with(ctx, tell), "storing": all.alone(ctx, tell)} {
			if err != errStored || told != 2 {
				t.Errorf("%s behind what failed: %v, told %d times", name, err, told)
			}
		}
	})
}
