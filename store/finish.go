package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

const finishGenerations = `
	UPDATE generations SET
		state = r.state, seq = r.seq, source = r.source, degraded = r.degraded, problem = r.problem,
		chars = r.chars, sha256 = r.sha256, lease_until = 0, finished_at = {now}
	FROM {rows id text, attempt bigint, state text, seq bigint, source text, degraded bigint, problem text, chars bigint, sha256 text}
	WHERE generations.id = r.id AND generations.attempt = r.attempt AND generations.state = 'running'
	RETURNING generations.id, generations.finished_at`

const selectFinished = `
	SELECT finished_at FROM generations
	WHERE id = :id AND attempt = :attempt AND state = :state AND seq = :seq AND chars = :chars AND sha256 = :sha256`

// ending is how a generation ends.
type ending struct {
	ID       string  `json:"id"`
	Attempt  int64   `json:"attempt"`
	State    string  `json:"state"`
	Seq      int64   `json:"seq"`
	Source   string  `json:"source"`
	Degraded int64   `json:"degraded"`
	Problem  *string `json:"problem"`
	Chars    int     `json:"chars"`
	SHA256   string  `json:"sha256"`

	at micros // when it did
}

// endedRow is a generation that has ended.
type endedRow struct {
	ID         string `db:"id"`
	FinishedAt micros `db:"finished_at"`
}

// finishing ends generations that end at the same time by one statement.
var finishing = &verb{run: together(finishAll)}

// Finish implements generation.Work. The same result again, from the attempt that gave it, is taken
// as a repetition whose first answer was lost.
func (s *Store) Finish(ctx context.Context, h generation.Held, r generation.Result) (at time.Time, err error) {
	if r.State != protocol.StateCompleted && r.State != protocol.StateFailed {
		return time.Time{}, fmt.Errorf("store: finish %s: %q is not how a worker ends a generation", h.ID, r.State)
	}
	problem, err := encodeProblem(r.Problem)
	if err != nil {
		return time.Time{}, fmt.Errorf("store: finish %s: %w", h.ID, err)
	}
	e := &ending{
		ID: h.ID, Attempt: h.Attempt, State: string(r.State), Seq: r.Seq, Source: r.Source,
		Degraded: flag(r.Degraded), Problem: problem, Chars: r.Chars, SHA256: r.SHA256,
	}
	if err := s.together(ctx, "finish", s.finishes, finishing, e); err != nil {
		return time.Time{}, err
	}
	return e.at.time(), nil
}

// finishAll ends the first of each id, and then who names the same once more.
func finishAll(ctx context.Context, c conn, all []*ending) ([]error, error) {
	errs := make([]error, len(all))
	var first []*ending
	number := map[string]int{} // in all
	var later []int
	for i, e := range all {
		if _, named := number[e.ID]; named {
			later = append(later, i)
			continue
		}
		number[e.ID], first = i, append(first, e)
	}
	var ended []endedRow
	if err := c.all(ctx, &ended, finishGenerations, args{"rows": rows(first)}); err != nil {
		return nil, err
	}
	for _, row := range ended {
		all[number[row.ID]].at = row.FinishedAt
		delete(number, row.ID)
	}
	for _, i := range number {
		again, err := finishedBefore(ctx, c, all[i])
		if err != nil {
			return nil, err
		}
		errs[i] = again
	}
	if len(later) == 0 {
		return errs, nil
	}
	rest := make([]*ending, len(later))
	for n, i := range later {
		rest[n] = all[i]
	}
	more, err := finishAll(ctx, c, rest)
	for n, i := range later {
		if err == nil {
			errs[i] = more[n]
		}
	}
	return errs, err
}

// finishedBefore tells a repetition from a worker that was replaced.
func finishedBefore(ctx context.Context, c conn, e *ending) (fenced, err error) {
	var before []micros
	err = c.all(ctx, &before, selectFinished, args{
		"id": e.ID, "attempt": e.Attempt, "state": e.State, "seq": e.Seq, "chars": e.Chars, "sha256": e.SHA256,
	})
	switch {
	case err != nil:
		return nil, err
	case len(before) == 0:
		return fmt.Errorf("finish %s attempt %d: %w", e.ID, e.Attempt, generation.ErrFenced), nil
	}
	e.at = before[0]
	return nil, nil
}

func encodeProblem(p *protocol.Problem) (*string, error) {
	if p == nil {
		return nil, nil
	}
	raw, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("encode a problem: %w", err)
	}
	return text(raw), nil
}

const releaseGeneration = `
	UPDATE generations SET state = 'queued', worker = '', lease_until = 0
	WHERE id = :id AND attempt = :attempt AND state = 'running'`

const selectReleased = `
	SELECT COUNT(*) FROM generations WHERE id = :id AND attempt = :attempt AND attempt > 0 AND state = 'queued'`

// Release implements generation.Work. Again, from the attempt that released it and before anybody
// claimed it, it changes nothing and succeeds.
func (s *Store) Release(ctx context.Context, h generation.Held) error {
	row := args{"id": h.ID, "attempt": h.Attempt}
	return s.change(ctx, "release", func(c conn) error {
		n, err := c.exec(ctx, releaseGeneration, row)
		if err != nil || n > 0 {
			return err
		}
		var before int
		if err := c.one(ctx, &before, selectReleased, row); err != nil {
			return err
		}
		if before == 0 {
			return fmt.Errorf("release %s attempt %d: %w", h.ID, h.Attempt, generation.ErrFenced)
		}
		return nil
	})
}
