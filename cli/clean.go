package cli

import (
	"context"
	"errors"
	"time"
)

// cleanEvery is how often what is out of date is erased, at the least.
const cleanEvery = 10 * time.Minute

// cleanSoon is for how long at most something is kept beyond its retention: a tenth of that, within reason.
func cleanSoon(retention time.Duration) time.Duration {
	if retention <= 0 {
		return cleanEvery
	}
	return min(cleanEvery, max(time.Second, retention/10))
}

// clean erases what the retention does not keep, and what nobody needs any more.
func (a *app) clean(ctx context.Context) error {
	ticker := time.NewTicker(cleanSoon(a.retention))
	defer ticker.Stop()
	for {
		if err := a.sweep(ctx); err != nil && ctx.Err() == nil {
			a.log.Warn().Err(err).Msg("old data was not erased; the next look tries again")
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}

// eraseAtOnce bounds how many generations one statement erases, so that it never holds up others.
const eraseAtOnce = 200

func (a *app) sweep(ctx context.Context) error {
	for a.retention > 0 {
		ids, err := a.store.EraseExpired(ctx, a.retention, eraseAtOnce)
		if err != nil {
			return err
		}
		if len(ids) < eraseAtOnce {
			break
		}
	}
	return errors.Join(a.store.Sweep(ctx), a.store.SweepOperations(ctx))
}
