package store

import (
	"context"
	"time"
)

const eraseExpired = `
	DELETE FROM generations WHERE id IN (
		SELECT id FROM generations
		WHERE finished_at > 0 AND finished_at < {now} - :retention ORDER BY finished_at LIMIT :limit)
	RETURNING id`

// EraseExpired erases finished generations that ended longer ago than retention, the oldest first and
// at most limit of them, and returns their ids. A retention of 0 keeps everything.
func (s *Store) EraseExpired(ctx context.Context, retention time.Duration, limit int) (ids []string, err error) {
	if retention <= 0 || limit <= 0 {
		return nil, nil
	}
	err = s.write(ctx, "erase expired generations", func(c conn) error {
		ids = nil
		return c.all(ctx, &ids, eraseExpired, args{"retention": retention.Microseconds(), "limit": limit})
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

// keepUsage is for how many days usage is remembered.
const keepUsage = 400

const (
	deleteIdempotency = `DELETE FROM idempotency_keys WHERE created_at <= {now} - :keep`
	deleteUsage       = `DELETE FROM usage_days WHERE day < {now} / :day - :keep`
	deleteTickets     = `DELETE FROM tickets WHERE expires_at < {now}`
	deleteDeadWorkers = `DELETE FROM workers WHERE heartbeat + 10 * lease < {now}`
)

// Sweep removes what no longer matters: idempotency keys after a day, usage after 400 days,
// tickets that nobody used, workers that have been silent for ten leases, and the day after what
// remained of users who erased all that was theirs. It settles the lengths of the queue.
func (s *Store) Sweep(ctx context.Context) error {
	day := args{"day": int64(microsPerDay), "keep": int64(keepUsage)}
	return s.write(ctx, "sweep", func(c conn) error {
		for _, outdated := range []struct {
			statement string
			args      args
		}{
			{deleteIdempotency, args{"keep": keepIdempotency.Microseconds()}},
			{deleteUsage, day},
			{deleteTokens, day},
			{deleteErasedUsage, day},
			{deleteErasedSpent, day},
			{forgetErased, day},
			{deleteTickets, args{}},
			{deleteDeadWorkers, args{}},
		} {
			if _, err := c.exec(ctx, outdated.statement, outdated.args); err != nil {
				return err
			}
		}
		return s.settleLengths(ctx, c)
	})
}
