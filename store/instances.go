package store

import "context"

const countWorkers = `SELECT COUNT(*) FROM workers WHERE heartbeat + 3 * lease > {now}`

// Instances is how many instances are alive, by their heartbeats.
func (s *Store) Instances(ctx context.Context) (n int, err error) {
	err = s.read(ctx, "count instances", func(c conn) error { return c.one(ctx, &n, countWorkers, args{}) })
	return n, err
}
