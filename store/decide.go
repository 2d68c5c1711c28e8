package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// decision is what is to become of a submission.
type decision struct {
	generation.Receipt
	now      micros
	queueKey int64 // of a new generation
	replayed bool  // the answer was given before
}

// keepIdempotency is for how long the same key gives the same answer.
const keepIdempotency = 24 * time.Hour

// decide finds the answer to a submission: one that was given before, a generation that it can share,
// a refusal, or a new generation. It reads only.
func decide(ctx context.Context, c conn, sub generation.Submission) (decision, error) {
	t, err := now(ctx, c)
	if err != nil {
		return decision{}, err
	}
	d := decision{now: t}
	for _, find := range []func(context.Context, conn, generation.Submission, *decision) (bool, error){replay, join, reuse} {
		found, err := find(ctx, c, sub, &d)
		if err != nil {
			return decision{}, err
		}
		if found {
			d.recognise(sub)
			return d, d.locate(ctx, c)
		}
	}
	return d, admit(ctx, c, sub, &d)
}

const selectIdempotency = `
	SELECT payload, outcome, generation_id FROM idempotency_keys
	WHERE owner = :owner AND name = :name AND created_at > :since`

// replay finds the answer that the idempotency key was given. When its generation was erased in the
// meantime there is nothing to answer with, and nothing is made anew: it is not found.
func replay(ctx context.Context, c conn, sub generation.Submission, d *decision) (bool, error) {
	if sub.Idempotency == nil {
		return false, nil
	}
	var row struct {
		Payload    string `db:"payload"`
		Outcome    string `db:"outcome"`
		Generation string `db:"generation_id"`
	}
	err := c.one(ctx, &row, selectIdempotency, args{
		"owner": sub.Owner, "name": sub.Idempotency.Key, "since": d.now - micros(keepIdempotency.Microseconds()),
	})
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if row.Payload != "" && row.Payload != hex.EncodeToString(sub.Idempotency.Payload[:]) {
		return false, protocol.Invalid(protocol.FieldError{
			Field: "Idempotency-Key", Message: "This key was used for another request. Use a new key for a new request.",
		})
	}
	d.replayed, d.Outcome = true, generation.Outcome(row.Outcome)
	found, err := d.find(ctx, c, selectGeneration, args{"id": row.Generation, "owner": sub.Owner})
	if err == nil && !found {
		err = protocol.NotFound()
	}
	return found, err
}

const selectTwin = `
	SELECT ` + generationColumns + ` FROM generations
	WHERE fingerprint = :fingerprint AND owner = :owner AND state IN ('queued', 'running')`

// join finds an identical generation that is active.
func join(ctx context.Context, c conn, sub generation.Submission, d *decision) (bool, error) {
	d.Outcome = generation.OutcomeJoined
	return d.find(ctx, c, selectTwin, args{"fingerprint": sub.Fingerprint.String(), "owner": sub.Owner})
}

const selectCached = `
	SELECT ` + generationColumns + ` FROM generations
	WHERE fingerprint = :fingerprint AND owner = :owner AND state = 'completed' AND degraded = 0 AND finished_at > :since
	ORDER BY finished_at DESC LIMIT 1`

// reuse finds an identical generation that was completed a moment ago.
func reuse(ctx context.Context, c conn, sub generation.Submission, d *decision) (bool, error) {
	if sub.Limits.CacheTTL <= 0 {
		return false, nil
	}
	d.Outcome = generation.OutcomeCached
	return d.find(ctx, c, selectCached, args{
		"fingerprint": sub.Fingerprint.String(), "owner": sub.Owner, "since": d.now - micros(sub.Limits.CacheTTL.Microseconds()),
	})
}

func (d *decision) find(ctx context.Context, c conn, query string, a args) (bool, error) {
	var row generationRow
	err := c.one(ctx, &row, query, a)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	d.Record, err = row.record()
	d.queueKey = row.QueueKey
	return err == nil, err
}

// recognise tells a submission that was stored before, and whose answer was lost, that it was accepted.
func (d *decision) recognise(sub generation.Submission) {
	if d.Record.ID == sub.ID {
		d.replayed, d.Outcome = true, generation.OutcomeAccepted
	}
}

// locate counts the place of a generation that was found, when it waits.
func (d *decision) locate(ctx context.Context, c conn) error {
	if d.Record.State != protocol.StateQueued {
		return nil
	}
	var p place
	err := c.one(ctx, &p, selectPlace, args{"lane": string(d.Record.Lane), "key": d.queueKey, "id": d.Record.ID})
	d.Position, d.Length = p.Ahead+1, p.Length
	return err
}
