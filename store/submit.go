package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// A generation counts from the moment at which it is stored: what was active was counted before, however
// long the transaction took in between.
const insertGeneration = `
	INSERT INTO generations (id, owner, fingerprint, address, request, lane, state, queue_key, created_at, priority, users, foretold, trace)
	VALUES (:id, :owner, :fingerprint, :address, :request, :lane, 'queued', :queue_key, {now}, :priority, :users, :foretold, :trace)
	RETURNING created_at`

const addToday = `
	INSERT INTO usage_days (owner, day, accepted) VALUES (:owner, :day, 1)
	ON CONFLICT (owner, day) DO UPDATE SET accepted = usage_days.accepted + 1`

const upsertIdempotency = `
	INSERT INTO idempotency_keys (owner, name, payload, outcome, generation_id, created_at)
	VALUES (:owner, :name, :payload, :outcome, :generation_id, :created_at)
	ON CONFLICT (owner, name) DO UPDATE SET payload = excluded.payload, outcome = excluded.outcome,
		generation_id = excluded.generation_id, created_at = excluded.created_at`

// Submit implements generation.Ledger. A submission that comes second to an identical one, in a race
// that only the unique index decides, is tried again and finds it; one whose first answer was lost on
// the way finds itself.
func (s *Store) Submit(ctx context.Context, sub generation.Submission) (out generation.Receipt, err error) {
	err = s.write(ctx, "submit", func(c conn) error {
		if err := c.hold(ctx, lockUser, sub.Owner); err != nil {
			return err
		}
		d, err := decide(ctx, c, sub)
		if err != nil {
			return err
		}
		if err := keep(ctx, c, sub, &d); err != nil {
			return err
		}
		out = d.Receipt
		return nil
	})
	if err != nil {
		return generation.Receipt{}, err
	}
	return out, nil
}

// Quote implements generation.Ledger. It decides as Submit does, and writes nothing.
func (s *Store) Quote(ctx context.Context, sub generation.Submission) (out generation.Receipt, err error) {
	err = s.view(ctx, "quote", func(c conn) error {
		d, err := decide(ctx, c, sub)
		if err == nil {
			out = d.Receipt
		}
		return err
	})
	return out, err
}

// keep writes what was decided.
func keep(ctx context.Context, c conn, sub generation.Submission, d *decision) error {
	if d.replayed {
		return nil
	}
	if d.Outcome == generation.OutcomeAccepted {
		if err := insert(ctx, c, sub, d); err != nil {
			return err
		}
	}
	if sub.Idempotency == nil {
		return nil
	}
	_, err := c.exec(ctx, upsertIdempotency, args{
		"owner": sub.Owner, "name": sub.Idempotency.Key, "payload": hex.EncodeToString(sub.Idempotency.Payload[:]),
		"outcome": string(d.Outcome), "generation_id": d.Record.ID, "created_at": d.now,
	})
	return err
}

func insert(ctx context.Context, c conn, sub generation.Submission, d *decision) error {
	request, err := json.Marshal(sub.Request)
	if err != nil {
		return rowError{fmt.Errorf("encode a request: %T", err)} // the text of err could quote it
	}
	var created micros
	err = c.one(ctx, &created, insertGeneration, args{
		"id": sub.ID, "owner": sub.Owner, "fingerprint": sub.Fingerprint.String(), "address": sub.Address,
		"request": string(request), "lane": string(sub.Lane), "queue_key": d.queueKey,
		"priority": sub.Priority, "users": sub.Users, "foretold": sub.Foretold.Microseconds(), "trace": sub.Trace,
	})
	if err != nil {
		return err
	}
	d.Record.CreatedAt = created.time()
	_, err = c.exec(ctx, addToday, args{"owner": sub.Owner, "day": d.now.day()})
	return err
}

// newRecord is the generation that an accepted submission becomes.
func newRecord(sub generation.Submission, t micros) generation.Record {
	return generation.Record{
		ID: sub.ID, Owner: sub.Owner, Request: sub.Request, State: protocol.StateQueued,
		Lane: sub.Lane, Fingerprint: sub.Fingerprint, CreatedAt: t.time(), Users: sub.Users, Foretold: sub.Foretold, Trace: sub.Trace,
	}
}
