package store

import (
	"cmp"
	"context"
	"slices"

	"github.com/planspark/planspark/generation"
)

// Each half reads the head of its own index. Work whose lease ran out kept its queue key, so the
// oldest of it comes before whatever was queued later.
const claimGenerations = `
	WITH head AS MATERIALIZED (
		SELECT id FROM (
			SELECT * FROM (
				SELECT id, queue_key FROM generations
				WHERE lane = :lane AND state = 'queued'
				ORDER BY queue_key, id LIMIT :slots {skip}) AS waiting
			UNION ALL
			SELECT * FROM (
				SELECT id, queue_key FROM generations
				WHERE lane = :lane AND state = 'running' AND lease_until < {now}
				ORDER BY queue_key, id LIMIT :slots {skip}) AS lost
		) AS both_of_them ORDER BY queue_key, id LIMIT :slots
	)
	UPDATE generations SET
		state = 'running', attempt = attempt + 1, seq = 0, worker = :worker,
		lease_until = {now} + :lease, claimed_at = {now},
		started_at = CASE WHEN started_at = 0 THEN {now} ELSE started_at END
	WHERE id IN (SELECT id FROM head)
	RETURNING ` + generationColumns

// Claim implements generation.Work. The records come in the order in which they stood in the queue.
func (s *Store) Claim(ctx context.Context, r generation.ClaimRequest) (out []generation.Record, err error) {
	if r.Slots <= 0 {
		return nil, nil
	}
	err = s.change(ctx, "claim", func(c conn) error {
		out, err = claim(ctx, c, r)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func claim(ctx context.Context, c conn, r generation.ClaimRequest) ([]generation.Record, error) {
	var rows []generationRow
	err := c.all(ctx, &rows, claimGenerations, args{
		"lane": string(r.Lane), "slots": r.Slots, "worker": r.Worker, "lease": r.Lease.Microseconds(),
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b generationRow) int {
		return cmp.Or(cmp.Compare(a.QueueKey, b.QueueKey), cmp.Compare(a.ID, b.ID))
	})
	out, err := records(rows)
	if err != nil {
		return nil, err
	}
	return out, attach(ctx, c, selectSectionsOf, out, func(r generation.Record) bool { return r.Attempt > 1 }) // somebody has worked on it before
}
