package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// A generation counts from the moment at which it is stored: what was active was counted before, however
// long the transaction took in between.
const insertGenerations = `
	INSERT INTO generations (id, owner, fingerprint, address, request, lane, state, queue_key, created_at, priority, users, foretold, trace)
	SELECT r.id, r.owner, r.fingerprint, r.address, r.request, r.lane, 'queued', r.queue_key, {now}, r.priority, r.users, r.foretold, r.trace
	FROM {rows id text, owner text, fingerprint text, address text, request text, lane text, queue_key bigint, priority text,
		users bigint, foretold bigint, trace text}
	RETURNING id, created_at`

const addToday = `
	INSERT INTO usage_days (owner, day, accepted)
	SELECT r.owner, r.day, r.n FROM {rows owner text, day bigint, n bigint} WHERE true
	ON CONFLICT (owner, day) DO UPDATE SET accepted = usage_days.accepted + excluded.accepted`

const upsertIdempotency = `
	INSERT INTO idempotency_keys (owner, name, payload, outcome, generation_id, created_at)
	SELECT r.owner, r.name, r.payload, r.outcome, r.generation, r.at
	FROM {rows owner text, name text, payload text, outcome text, generation text, at bigint} WHERE true
	ON CONFLICT (owner, name) DO UPDATE SET payload = excluded.payload, outcome = excluded.outcome,
		generation_id = excluded.generation_id, created_at = excluded.created_at`

// newGeneration is a row of the table.
type newGeneration struct {
	ID          string `json:"id"`
	Owner       string `json:"owner"`
	Fingerprint string `json:"fingerprint"`
	Address     string `json:"address"`
	Request     string `json:"request"`
	Lane        string `json:"lane"`
	QueueKey    int64  `json:"queue_key"`
	Priority    string `json:"priority"`
	Users       int    `json:"users"`
	Foretold    int64  `json:"foretold"`
	Trace       string `json:"trace"`
}

// newDay adds to what an owner had accepted on a day.
type newDay struct {
	Owner string `json:"owner"`
	Day   int64  `json:"day"`
	N     int    `json:"n"`
}

// newKey is what an idempotency key is answered with from now on.
type newKey struct {
	Owner      string `json:"owner"`
	Name       string `json:"name"`
	Payload    string `json:"payload"`
	Outcome    string `json:"outcome"`
	Generation string `json:"generation"`
	At         micros `json:"at"`
}

// submission is one that is submitted, and its answer.
type submission struct {
	generation.Submission
	receipt generation.Receipt
}

// submitting stores submissions that come at the same time: their locks, what they depend on, what is stored
// and the places they get take one statement each for all of them. It is what they have in common that each
// of them is decided on its own, as if those before it had been stored; a refusal is one submission's alone. What
// was accepted goes on first, however many want to submit.
var submitting = &verb{run: together(submitAll), late: true}

// Submit implements generation.Ledger. A submission that comes second to an identical one, in a race
// that only the unique index decides, is tried again and finds it; one whose first answer was lost on
// the way finds itself.
func (s *Store) Submit(ctx context.Context, sub generation.Submission) (generation.Receipt, error) {
	if !utf8.ValidString(sub.Owner) || strings.Contains(sub.Owner, "\x00") {
		return generation.Receipt{}, errors.New("store: submit: the owner's id is not text") // it must not become another's
	}
	asked := &submission{Submission: sub}
	if err := s.together(ctx, "submit", s.submits, submitting, asked); err != nil {
		return generation.Receipt{}, err
	}
	return asked.receipt, nil
}

func submitAll(ctx context.Context, c conn, all []*submission) ([]error, error) {
	errs := make([]error, len(all))
	busy, err := lockFor(ctx, c, all)
	if err != nil {
		return nil, err
	}
	subs, number := leaveOut(busy, all, errs)
	if len(subs) == 0 {
		return errs, nil
	}
	f, err := learn(ctx, c, subs)
	if err != nil {
		return nil, err
	}
	if f.crowds(subs) && c.locks() {
		if err := f.queueUp(ctx, c); err != nil {
			return nil, err
		}
	}
	k := newKeeper(f)
	decisions := make([]decision, len(subs))
	for i, sub := range subs {
		d, err := f.decide(i, sub)
		if err == nil {
			err = k.keep(sub, d)
		}
		decisions[i], errs[number[i]] = d, err
	}
	if err := k.write(ctx, c); err != nil {
		return nil, err
	}
	receipts, err := receiptsOf(ctx, c, decisions, 0)
	for i, r := range receipts {
		all[number[i]].receipt = r
	}
	return errs, err
}

// leaveOut tells those whose locks somebody else has; of the others number is that in all.
func leaveOut(busy map[string]bool, all []*submission, errs []error) (subs []generation.Submission, number []int) {
	for i, a := range all {
		if busy[lockUser+a.Owner] || busy[lockAddress+limitedAddress(a.Submission)] {
			errs[i] = errAlone
			continue
		}
		subs, number = append(subs, a.Submission), append(number, i)
	}
	return subs, number
}

// Quote implements generation.Ledger. It decides as Submit does, and writes nothing.
func (s *Store) Quote(ctx context.Context, sub generation.Submission) (out generation.Receipt, err error) {
	err = s.view(ctx, "quote", func(c conn) error {
		f, err := learn(ctx, c, []generation.Submission{sub})
		if err != nil {
			return err
		}
		d, err := f.decide(0, sub)
		if err != nil {
			return err
		}
		unseen := 0 // in the queue, as it would be
		if d.outcome == generation.OutcomeAccepted && !d.replayed {
			unseen = 1
		}
		receipts, err := receiptsOf(ctx, c, []decision{d}, unseen)
		if err == nil {
			out = receipts[0]
		}
		return err
	})
	return out, err
}

// keeper collects what is to be written.
type keeper struct {
	facts       *facts
	generations []newGeneration
	days        map[string]*newDay
	keys        []newKey
}

func newKeeper(f *facts) *keeper { return &keeper{facts: f, days: map[string]*newDay{}} }

// keep takes what was decided, for those that are decided next too.
func (k *keeper) keep(sub generation.Submission, d decision) error {
	if d.replayed {
		return nil
	}
	if d.outcome == generation.OutcomeAccepted {
		request, err := json.Marshal(sub.Request)
		if err != nil {
			return rowError{fmt.Errorf("encode a request: %T", err)} // the text of err could quote it
		}
		k.generations = append(k.generations, newGeneration{
			ID: sub.ID, Owner: sub.Owner, Fingerprint: sub.Fingerprint.String(), Address: sub.Address, Request: string(request),
			Lane: string(sub.Lane), QueueKey: d.answer.queueKey, Priority: sub.Priority, Users: sub.Users,
			Foretold: sub.Foretold.Microseconds(), Trace: sub.Trace,
		})
		if k.days[sub.Owner] == nil {
			k.days[sub.Owner] = &newDay{Owner: sub.Owner, Day: k.facts.now.day()}
		}
		k.days[sub.Owner].N++
		k.facts.note(sub, d.answer)
	}
	if sub.Idempotency == nil {
		return nil
	}
	key := keyOf(sub)
	k.keys = append(k.keys, newKey{key.owner, key.name, payloadOf(sub), string(d.outcome), d.answer.ID, k.facts.now})
	k.facts.keys[key] = keptKey{payloadOf(sub), string(d.outcome), d.answer.ID}
	return nil
}

func (k *keeper) write(ctx context.Context, c conn) error {
	if len(k.generations) > 0 {
		var stored []struct {
			ID        string `db:"id"`
			CreatedAt micros `db:"created_at"`
		}
		if err := c.all(ctx, &stored, insertGenerations, args{"rows": rows(k.generations)}); err != nil {
			return err
		}
		for _, s := range stored {
			k.facts.found[s.ID].CreatedAt = s.CreatedAt.time()
		}
		days := make([]newDay, 0, len(k.days))
		for _, d := range k.days {
			days = append(days, *d)
		}
		if _, err := c.exec(ctx, addToday, args{"rows": rows(days)}); err != nil {
			return err
		}
	}
	if len(k.keys) == 0 {
		return nil
	}
	_, err := c.exec(ctx, upsertIdempotency, args{"rows": rows(k.keys)})
	return err
}

// Most stand at the end of the queue, so what is behind is counted, not what is ahead; the database keeps the
// length (docs/decisions/0037).
const selectPlaces = `
	SELECT r.i AS i,
		(SELECT CAST(COALESCE(SUM(l.n), 0) AS BIGINT) FROM queue_lengths AS l WHERE l.lane = r.lane) AS length,
		(SELECT COUNT(*) FROM generations AS g
			WHERE g.lane = r.lane AND g.state = 'queued' AND (g.queue_key, g.id) >= (r.queue_key, r.id)) AS rest
	FROM {rows i bigint, lane text, queue_key bigint, id text}`

// standing is a generation whose place is asked for.
type standing struct {
	N        int    `json:"i"`
	Lane     string `json:"lane"`
	QueueKey int64  `json:"queue_key"`
	ID       string `json:"id"`
}

// receiptsOf counts the places of the generations that answer, where they wait; empty without an answer.
// unseen are in the queue although the table lacks them.
func receiptsOf(ctx context.Context, c conn, decisions []decision, unseen int) ([]generation.Receipt, error) {
	out := make([]generation.Receipt, len(decisions))
	var waiting []standing
	for i, d := range decisions {
		if d.answer == nil {
			continue
		}
		out[i] = generation.Receipt{Outcome: d.outcome, Record: d.answer.Record, Active: d.active}
		if d.answer.State == protocol.StateQueued {
			waiting = append(waiting, standing{i, string(d.answer.Lane), d.answer.queueKey, d.answer.ID})
		}
	}
	if len(waiting) == 0 {
		return out, nil
	}
	var places []struct {
		I      int `db:"i"`
		Length int `db:"length"`
		Rest   int `db:"rest"` // of them, that one and those behind it
	}
	if err := c.all(ctx, &places, selectPlaces, args{"rows": rows(waiting)}); err != nil {
		return nil, err
	}
	for _, p := range places {
		out[p.I].Position, out[p.I].Length = p.Length-p.Rest+1, p.Length+unseen
	}
	return out, nil
}
