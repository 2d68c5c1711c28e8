package store

import (
	"context"

	"github.com/planspark/planspark/generation"
)

// The parts of connections that have ended.
const takeParts = `
	DELETE FROM queue_lengths WHERE part <> 0 AND part NOT IN ({connections})
	RETURNING lane, n`

const addPart = `
	INSERT INTO queue_lengths (lane, part, n) VALUES (:lane, 0, :n)
	ON CONFLICT (lane, part) DO UPDATE SET n = queue_lengths.n + excluded.n`

// What counting says beyond what is kept. One statement sees one state of both, and a difference can be added
// whatever happens meanwhile.
const selectDrift = `
	SELECT lane, SUM(n) AS n FROM (
		SELECT lane, COUNT(*) AS n FROM generations WHERE state = 'queued' GROUP BY lane
		UNION ALL
		SELECT lane, -n FROM queue_lengths
	) AS both_of_them GROUP BY lane HAVING SUM(n) <> 0`

// part is a number that belongs to the length of a lane.
type part struct {
	Lane string `db:"lane"`
	N    int64  `db:"n"`
}

const selectLengths = `SELECT lane, CAST(SUM(n) AS BIGINT) AS n FROM queue_lengths GROUP BY lane`

// queueUp waits for those who submit elsewhere, and reads the lengths again, behind them.
func (f *facts) queueUp(ctx context.Context, c conn) error {
	if err := c.hold(ctx, lockQueue, string(generation.LanePool)); err != nil {
		return err
	}
	var lanes []part
	if err := c.all(ctx, &lanes, selectLengths, args{}); err != nil {
		return err
	}
	for _, l := range lanes {
		f.length[l.Lane] = int(l.N)
	}
	return nil
}

// settleLengths puts together what ended connections counted, and holds the lengths of the queue against the
// queue. The database keeps them by itself; only what went past its triggers, as when a copy is restored by
// hand, can make them differ.
func (s *Store) settleLengths(ctx context.Context, c conn) error {
	if err := c.hold(ctx, lockLengths, ""); err != nil { // two would both add what is missing
		return err
	}
	var ended []part
	if err := c.all(ctx, &ended, takeParts, args{}); err != nil {
		return err
	}
	if err := addParts(ctx, c, ended); err != nil {
		return err
	}
	var drift []part
	if err := c.all(ctx, &drift, selectDrift, args{}); err != nil {
		return err
	}
	for _, d := range drift {
		s.log.Warn().Str("lane", d.Lane).Int64("difference", d.N).Msg("the length of the queue was not that of the queue; counted anew")
	}
	return addParts(ctx, c, drift)
}

func addParts(ctx context.Context, c conn, parts []part) error {
	for _, p := range parts {
		if _, err := c.exec(ctx, addPart, args{"lane": p.Lane, "n": p.N}); err != nil {
			return err
		}
	}
	return nil
}
