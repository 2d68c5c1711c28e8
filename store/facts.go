package store

import (
	"context"
	"strings"

	"github.com/planspark/planspark/generation"
)

// facts are what is to become of some submissions depends on. They are read at once, and kept up to date with
// what was decided meanwhile, so that each submission finds those that were decided before it.
type facts struct {
	now    micros
	active map[string][]string // ids by owner, oldest first
	today  map[string]int      // accepted of the owner on this day
	at     map[string]int      // active of the address
	twins  map[owned]string    // active ones, by owner and fingerprint
	cached map[int]string      // a result for the submission of that number
	keys   map[owned]keptKey   // by owner and idempotency key
	length map[string]int      // of a lane
	found  map[string]*placed  // by id
}

// owned is the name of something that is an owner's.
type owned struct{ owner, name string }

// keptKey is what an idempotency key was answered with. payload is empty when that was erased.
type keptKey struct{ payload, outcome, generation string }

// placed is a generation that answers submissions, and where it stands in its queue.
type placed struct {
	generation.Record
	queueKey int64
}

// asked is a submission as the statements see it.
type asked struct {
	N           int    `json:"i"`
	Owner       string `json:"owner"`
	Lane        string `json:"lane"`
	Fingerprint string `json:"fingerprint"`
	Address     string `json:"address"` // empty when it is not limited
	Name        string `json:"name"`    // of the idempotency key
	Fresh       int64  `json:"fresh"`   // how old a result may be; 0 is off
}

// One statement for all: what waits is seen in one state, and a round trip costs more than what it asks. Each
// fact is asked for with each submission, and so from its index, whatever the planner knows of the table: a
// queue fills faster than it is analysed.
const selectFacts = `
	SELECT r.i AS i, {now} AS now,
		(SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM queue_lengths WHERE lane = r.lane) AS length,` + usageOf + `,
		CASE r.address WHEN '' THEN 0 ELSE (
			SELECT COUNT(*) FROM generations WHERE address = r.address AND address <> '' AND state IN ('queued', 'running')
		) END AS address,
		CASE r.name WHEN '' THEN '' ELSE COALESCE((
			SELECT payload || ',' || outcome || ',' || generation_id FROM idempotency_keys
			WHERE owner = r.owner AND name = r.name AND created_at > {now} - :keep
		), '') END AS answer,
		COALESCE((
			SELECT id FROM generations WHERE fingerprint = r.fingerprint AND owner = r.owner AND state IN ('queued', 'running')
		), '') AS twin,
		CASE r.fresh WHEN 0 THEN '' ELSE COALESCE((
			SELECT id FROM generations
			WHERE fingerprint = r.fingerprint AND owner = r.owner AND state = 'completed' AND degraded = 0 AND finished_at > {now} - r.fresh
			ORDER BY finished_at DESC LIMIT 1
		), '') END AS cached
	FROM {rows i bigint, owner text, lane text, fingerprint text, address text, name text, fresh bigint}`

// usageOf is what r.owner has active, oldest first, and had accepted today. created_at > 0 is always so; it tells SQLite
// which of the owner's two indexes holds only the active.
const usageOf = `
		COALESCE((SELECT string_agg(id, ',') FROM (
			SELECT id FROM generations
			WHERE owner = r.owner AND state IN ('queued', 'running') AND created_at > 0 ORDER BY created_at, id
		) AS mine), '') AS active,
		COALESCE((SELECT accepted FROM usage_days WHERE owner = r.owner AND day = {now} / :day), 0) AS today`

type usageRow struct {
	Active string `db:"active"` // ids, with commas
	Today  int    `db:"today"`
}

func (r usageRow) ids() []string {
	if r.Active == "" {
		return nil
	}
	return strings.Split(r.Active, ",")
}

const selectFound = `
	SELECT ` + generationColumns + ` FROM generations
	WHERE (id, owner) IN (SELECT r.id, r.owner FROM {rows id text, owner text})`

type factRow struct {
	I      int    `db:"i"`
	Now    micros `db:"now"`
	Length int    `db:"length"` // of the lane
	usageRow
	Address int    `db:"address"`
	Answer  string `db:"answer"` // of the idempotency key
	Twin    string `db:"twin"`
	Cached  string `db:"cached"`
}

// learn reads the facts for some submissions.
func learn(ctx context.Context, c conn, subs []generation.Submission) (*facts, error) {
	var got []factRow
	given := args{"rows": rows(ask(subs)), "day": int64(microsPerDay), "keep": keepIdempotency.Microseconds()}
	if err := c.all(ctx, &got, selectFacts, given); err != nil {
		return nil, err
	}
	f := &facts{
		active: map[string][]string{}, today: map[string]int{}, at: map[string]int{}, twins: map[owned]string{},
		cached: map[int]string{}, keys: map[owned]keptKey{}, length: map[string]int{}, found: map[string]*placed{},
	}
	for _, r := range got {
		sub := subs[r.I]
		f.now, f.length[string(sub.Lane)], f.today[sub.Owner] = r.Now, r.Length, r.Today
		f.active[sub.Owner] = r.ids()
		if limitedAddress(sub) != "" {
			f.at[sub.Address] = r.Address
		}
		if r.Answer != "" {
			payload, rest, _ := strings.Cut(r.Answer, ",")
			outcome, id, _ := strings.Cut(rest, ",")
			f.keys[keyOf(sub)] = keptKey{payload, outcome, id}
		}
		f.twins[twinOf(sub)], f.cached[r.I] = r.Twin, r.Cached
	}
	return f, f.load(ctx, c, subs)
}

func ask(subs []generation.Submission) []asked {
	out := make([]asked, len(subs))
	for i, s := range subs {
		out[i] = asked{N: i, Owner: s.Owner, Lane: string(s.Lane), Fingerprint: s.Fingerprint.String(), Address: limitedAddress(s), Name: keyOf(s).name, Fresh: max(0, s.Limits.CacheTTL.Microseconds())}
	}
	return out
}

func keyOf(s generation.Submission) owned {
	if s.Idempotency == nil {
		return owned{owner: s.Owner}
	}
	return owned{s.Owner, s.Idempotency.Key}
}

func twinOf(s generation.Submission) owned { return owned{s.Owner, s.Fingerprint.String()} }

// load reads the generations that may answer.
func (f *facts) load(ctx context.Context, c conn, subs []generation.Submission) error {
	type wish struct {
		ID    string `json:"id"`
		Owner string `json:"owner"`
	}
	var wanted []wish
	for i, s := range subs {
		for _, id := range []string{f.twins[twinOf(s)], f.cached[i], f.keys[keyOf(s)].generation} {
			if id != "" {
				wanted = append(wanted, wish{id, s.Owner})
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	var got []generationRow
	if err := c.all(ctx, &got, selectFound, args{"rows": rows(wanted)}); err != nil {
		return err
	}
	for _, row := range got {
		r, err := row.record()
		if err != nil {
			return err
		}
		f.found[r.ID] = &placed{r, row.QueueKey}
	}
	return nil
}

// find is the generation of an id that answers a submission of its owner.
func (f *facts) find(owner, id string) *placed {
	if d := f.found[id]; d != nil && d.Owner == owner {
		return d
	}
	return nil
}

// note takes a generation that was accepted into account.
func (f *facts) note(sub generation.Submission, d *placed) {
	f.active[sub.Owner] = append(f.active[sub.Owner], d.ID)
	f.today[sub.Owner]++
	f.at[sub.Address]++
	f.twins[twinOf(sub)] = d.ID
	f.length[string(sub.Lane)]++
	f.found[d.ID] = d
}
