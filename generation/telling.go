package generation

import (
	"context"

	"golang.org/x/sync/semaphore"
)

// telling lets the sections of a job, which are written side by side, tell what they have at any time, but while one of
// them stores a finished stage: what comes next in the log tells that. Who has the stage from the database goes on
// behind the place of its mark, and must not find a log there that does not know it yet (docs/decisions/0043).
type telling struct{ places *semaphore.Weighted }

// everybody is how many may tell something at a time: as many as like.
const everybody = 1 << 30

func newTelling() telling { return telling{semaphore.NewWeighted(everybody)} }

// with has something told as soon as no stage is stored.
func (t telling) with(ctx context.Context, tell func() error) error {
	if t.places.Acquire(ctx, 1) != nil {
		return context.Cause(ctx)
	}
	defer t.places.Release(1)
	return tell()
}

// try has something told now, unless a stage is stored.
func (t telling) try(tell func() error) (may bool, err error) {
	if !t.places.TryAcquire(1) {
		return false, nil
	}
	defer t.places.Release(1)
	return true, tell()
}

// alone has a stage stored and told. When that fails it may be stored all the same, so nobody gets to tell anything
// behind it; how the attempt ends is told past this.
func (t telling) alone(ctx context.Context, complete func() error) error {
	if t.places.Acquire(ctx, everybody) != nil {
		return context.Cause(ctx)
	}
	if err := complete(); err != nil {
		return err
	}
	t.places.Release(everybody)
	return nil
}
