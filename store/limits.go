package store

import (
	"context"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// When to come back to a limit that goes as generations finish: about as long as one takes.
const (
	retryActive = 5 * time.Second
	retryQueue  = 10 * time.Second
)

const countAddress = `
	SELECT COUNT(*) FROM generations
	WHERE address = :address AND address <> '' AND state IN ('queued', 'running')`

// admit checks the limits in order, and gives the new generation its place.
func admit(ctx context.Context, c conn, sub generation.Submission, d *decision) error {
	var active []string
	if err := c.all(ctx, &active, selectActiveIDs, args{"owner": sub.Owner}); err != nil {
		return err
	}
	if most := sub.Limits.MaxActive; most > 0 && len(active) >= most {
		p := protocol.Problemf(protocol.CodeTooManyActive,
			"You can have %d in the making at once. Wait for one to finish, or cancel one.", most)
		p.Active = active
		return p.After(retryActive)
	}
	if err := checkAddress(ctx, c, sub); err != nil {
		return err
	}
	if err := checkDay(ctx, c, sub, d.now); err != nil {
		return err
	}
	d.Outcome, d.Record, d.Active = generation.OutcomeAccepted, newRecord(sub, d.now), len(active)+1
	d.queueKey = int64(d.now) - sub.HeadStart.Microseconds() + sub.Penalty.Microseconds()*int64(len(active))
	return d.enqueue(ctx, c, sub)
}

func checkAddress(ctx context.Context, c conn, sub generation.Submission) error {
	most := sub.Limits.MaxPerAddress
	if most <= 0 || sub.Address == "" {
		return nil
	}
	if err := c.hold(ctx, lockAddress, sub.Address); err != nil {
		return err
	}
	var n int
	if err := c.one(ctx, &n, countAddress, args{"address": sub.Address}); err != nil {
		return err
	}
	if n < most {
		return nil
	}
	return protocol.Problemf(protocol.CodeTooManyActive,
		"Your network can have %d in the making at once. Wait for one to finish.", most).After(retryActive)
}

func checkDay(ctx context.Context, c conn, sub generation.Submission, t micros) error {
	most := sub.Limits.Daily
	if most <= 0 {
		return nil
	}
	var n int
	if err := c.one(ctx, &n, selectToday, args{"owner": sub.Owner, "day": t.day()}); err != nil {
		return err
	}
	if n < most {
		return nil
	}
	return protocol.Problemf(protocol.CodeDailyLimit,
		"You can start %d a day. The count begins anew at midnight UTC.", most).After(t.untilMidnight())
}

// The database keeps the length (docs/decisions/0037). Most submissions stand at the end of the queue, so
// what is behind is counted, not what is ahead.
const selectPlace = `
	SELECT length, length - rest AS ahead FROM (
		SELECT
			(SELECT COALESCE(SUM(n), 0) FROM queue_lengths WHERE lane = :lane) AS length,
			(SELECT COUNT(*) FROM generations
				WHERE lane = :lane AND state = 'queued' AND (queue_key, id) >= (:key, :id)) AS rest
	) AS counts`

// place is where a queue key stands in a lane.
type place struct {
	Length int `db:"length"` // queued generations of the lane
	Ahead  int `db:"ahead"`  // of them, those that start before
}

// nearlyFull is how many free places make submissions to a lane wait for each other, so that those that
// come at once do not all find the last one free.
const nearlyFull = 64

// enqueue counts the place that the new generation takes, unless the lane is full.
func (d *decision) enqueue(ctx context.Context, c conn, sub generation.Submission) error {
	lane := args{"lane": string(sub.Lane), "key": d.queueKey, "id": sub.ID}
	var p place
	if err := c.one(ctx, &p, selectPlace, lane); err != nil {
		return err
	}
	if most := sub.Limits.Queue; sub.Lane == generation.LanePool && most > 0 && p.Length+nearlyFull > most {
		if err := c.hold(ctx, lockQueue, string(sub.Lane)); err != nil {
			return err
		}
		if err := c.one(ctx, &p, selectPlace, lane); err != nil {
			return err
		}
		if p.Length >= most {
			return protocol.NewProblem(protocol.CodeQueueFull,
				"Too many plans are waiting. Try again in a moment; nothing of yours was stored.").After(retryQueue)
		}
	}
	d.Position, d.Length = p.Ahead+1, p.Length+1
	return nil
}
