package store

import (
	"context"

	"github.com/planspark/planspark/generation"
)

const upsertWorker = `
	INSERT INTO workers (id, slots, lease, heartbeat) VALUES (:worker, :slots, :lease, {now})
	ON CONFLICT (id) DO UPDATE SET slots = excluded.slots, lease = excluded.lease, heartbeat = excluded.heartbeat`

// Only what the worker says that it holds: a claim whose answer was lost on the way is held by
// nobody, and its lease must run out.
const renewLeases = `
	UPDATE generations SET lease_until = {now} + :lease
	WHERE id IN (:ids) AND worker = :worker AND state = 'running'
	RETURNING id, attempt`

// Renew implements generation.Work.
func (s *Store) Renew(ctx context.Context, b generation.Beat) (lost []generation.Held, err error) {
	err = s.write(ctx, "renew leases", func(c conn) error {
		_, err := c.exec(ctx, upsertWorker, args{"worker": b.Worker, "slots": b.Slots, "lease": b.Lease.Microseconds()})
		if err != nil || len(b.Held) == 0 {
			return err
		}
		lost, err = renew(ctx, c, b)
		return err
	})
	if err != nil {
		return nil, err
	}
	return lost, nil
}

func renew(ctx context.Context, c conn, b generation.Beat) (lost []generation.Held, err error) {
	ids := make([]string, len(b.Held))
	for i, h := range b.Held {
		ids[i] = h.ID
	}
	var rows []struct {
		ID      string `db:"id"`
		Attempt int64  `db:"attempt"`
	}
	err = c.all(ctx, &rows, renewLeases, args{"ids": ids, "worker": b.Worker, "lease": b.Lease.Microseconds()})
	if err != nil {
		return nil, err
	}
	kept := make(map[generation.Held]bool, len(rows))
	for _, r := range rows {
		kept[generation.Held{ID: r.ID, Attempt: r.Attempt}] = true
	}
	for _, h := range b.Held {
		if !kept[h] {
			lost = append(lost, h)
		}
	}
	return lost, nil
}

const deleteWorker = `DELETE FROM workers WHERE id = :worker`

// Leave implements generation.Work. What the worker still holds runs out with its lease.
func (s *Store) Leave(ctx context.Context, worker string) error {
	return s.write(ctx, "leave", func(c conn) error {
		_, err := c.exec(ctx, deleteWorker, args{"worker": worker})
		return err
	})
}

const countWorkers = `SELECT COUNT(*) FROM workers WHERE heartbeat + 3 * lease > {now}`

// Instances is how many instances are alive, by the heartbeats of their workers.
func (s *Store) Instances(ctx context.Context) (n int, err error) {
	err = s.read(ctx, "count instances", func(c conn) error { return c.one(ctx, &n, countWorkers, args{}) })
	return n, err
}
