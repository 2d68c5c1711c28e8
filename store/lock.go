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

// Those that somebody else has; of the others, the lock is taken.
const tryLocks = `
	SELECT r.name FROM {rows name text} WHERE NOT pg_try_advisory_xact_lock(hashtextextended(r.name, 0))`

// locks says whether transactions run at once, and this one must not find outdated what it then changes. One
// that only reads does not wait: what it says may be outdated anyway.
func (c conn) locks() bool { return c.pool.dialect.locks && !c.readOnly }

// hold makes transactions that hold the same name wait for each other until they end.
func (c conn) hold(ctx context.Context, kind, name string) error {
	if !c.locks() {
		return nil
	}
	_, err := c.exec(ctx, takeLock, args{"name": kind + name})
	return err
}

// named is a row with the name of a lock.
type named struct {
	Name string `json:"name"`
}

// lockFor holds the users and addresses of submissions. In company nobody waits for a lock, which would hold
// up all: the names that somebody else has come back as busy.
func lockFor(ctx context.Context, c conn, all []*submission) (busy map[string]bool, err error) {
	if !c.locks() {
		return nil, nil
	}
	if c.patient {
		return nil, lockOne(ctx, c, all[0])
	}
	var names []named
	seen := map[string]bool{}
	for _, a := range all {
		for _, name := range []string{lockUser + a.Owner, lockAddress + limitedAddress(a.Submission)} {
			if name != lockAddress && !seen[name] {
				seen[name], names = true, append(names, named{name})
			}
		}
	}
	var taken []string
	if err := c.all(ctx, &taken, tryLocks, args{"rows": rows(names)}); err != nil {
		return nil, err
	}
	busy = map[string]bool{}
	for _, name := range taken {
		busy[name] = true
	}
	return busy, nil
}

func lockOne(ctx context.Context, c conn, a *submission) error {
	if err := c.hold(ctx, lockUser, a.Owner); err != nil {
		return err
	}
	if address := limitedAddress(a.Submission); address != "" {
		return c.hold(ctx, lockAddress, address)
	}
	return nil
}
