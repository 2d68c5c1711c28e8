package store

import (
	"context"
	"strings"
	"time"

	"github.com/planspark/planspark/generation"
)

// One row for all: reading 10,000 rows one by one takes 10 ms, joining them 4 ms. The ids come out of
// the index in its order, which both databases keep for an aggregate over an ordered subquery; an
// ORDER BY inside the aggregate would be the standard's way, and makes SQLite sort them again.
const selectWaiting = `
	SELECT COALESCE(string_agg(id, ','), '') FROM (
		SELECT id FROM generations WHERE lane = :lane AND state = 'queued' ORDER BY queue_key, id
	) AS line`

const selectSlots = `
	SELECT COALESCE(SUM(slots), 0) FROM workers WHERE heartbeat + 3 * lease > {now}`

const selectRunning = `
	SELECT {now} - claimed_at FROM generations WHERE lane = :lane AND state = 'running' ORDER BY claimed_at`

// Queue implements generation.Lines. A worker is alive for three leases behind its last heartbeat;
// what runs is as old as its present attempt.
func (s *Store) Queue(ctx context.Context, lane generation.Lane) (l generation.Line, err error) {
	err = s.view(ctx, "read the queue", func(c conn) error {
		var ids string
		if err := c.one(ctx, &ids, selectWaiting, args{"lane": string(lane)}); err != nil {
			return err
		}
		if ids != "" {
			l.Waiting = strings.Split(ids, ",")
		}
		l.Length = len(l.Waiting)
		return served(ctx, c, lane, &l)
	})
	return l, err
}

const selectLength = `SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM queue_lengths WHERE lane = :lane`

// Glance implements generation.Lines. The database keeps the length (docs/decisions/0037).
func (s *Store) Glance(ctx context.Context, lane generation.Lane) (l generation.Line, err error) {
	err = s.view(ctx, "glance at the queue", func(c conn) error {
		if err := c.one(ctx, &l.Length, selectLength, args{"lane": string(lane)}); err != nil {
			return err
		}
		return served(ctx, c, lane, &l)
	})
	return l, err
}

// served fills in who serves a line.
func served(ctx context.Context, c conn, lane generation.Lane, l *generation.Line) error {
	if err := c.one(ctx, &l.Slots, selectSlots, args{}); err != nil {
		return err
	}
	var ages []micros
	if err := c.all(ctx, &ages, selectRunning, args{"lane": string(lane)}); err != nil {
		return err
	}
	for _, a := range ages {
		l.Running = append(l.Running, max(0, time.Duration(a)*time.Microsecond))
	}
	return nil
}

// Only the first in line are looked at: those who came first are there, but for who is in no hurry.
const shedOverdue = `
	WITH first AS MATERIALIZED (
		SELECT id, created_at FROM generations
		WHERE lane = 'pool' AND state = 'queued' AND attempt = 0 ORDER BY queue_key, id LIMIT :most {skip}
	)
	UPDATE generations SET lane = 'express', foretold = -1
	WHERE id IN (SELECT id FROM first WHERE created_at < {now} - :overdue)`

// Shed implements generation.Ledger.
func (s *Store) Shed(ctx context.Context, overdue time.Duration, most int) (moved int, err error) {
	err = s.change(ctx, "shed who is overdue", func(c conn) error {
		n, err := c.exec(ctx, shedOverdue, args{"overdue": overdue.Microseconds(), "most": most})
		moved = int(n)
		return err
	})
	return moved, err
}

const selectDurations = `
	SELECT finished_at - claimed_at FROM generations
	WHERE finished_at > 0 AND state = 'completed' AND lane = 'pool' ORDER BY finished_at DESC LIMIT :limit`

// Durations implements generation.Ledger. A duration is that of the attempt that completed it.
func (s *Store) Durations(ctx context.Context, limit int) (out []time.Duration, err error) {
	err = s.read(ctx, "read durations", func(c conn) error {
		var took []micros
		if err := c.all(ctx, &took, selectDurations, args{"limit": limit}); err != nil {
			return err
		}
		out = make([]time.Duration, len(took))
		for i, t := range took {
			out[i] = max(0, time.Duration(t)*time.Microsecond)
		}
		return nil
	})
	return out, err
}
