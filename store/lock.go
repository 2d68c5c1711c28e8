package store

import "context"

// Locks are taken in this order, so that no two transactions wait for each other.
const (
	lockUser    = "user:"    // submissions of one user, for their limits
	lockAddress = "address:" // submissions of one address, for its limit
	lockQueue   = "queue:"   // submissions to a lane that is nearly full
	lockLengths = "lengths:" // counting the queue anew
)

const takeLock = `SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))`

// hold makes transactions that hold the same name wait for each other until they end, where
// transactions run at once. One that only reads does not wait: what it says may be outdated anyway.
func (c conn) hold(ctx context.Context, kind, name string) error {
	if !c.pool.dialect.locks || c.readOnly {
		return nil
	}
	_, err := c.exec(ctx, takeLock, args{"name": kind + name})
	return err
}
