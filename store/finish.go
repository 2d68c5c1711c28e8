package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

const finishGeneration = `
	UPDATE generations SET
		state = :state, seq = :seq, source = :source, degraded = :degraded, problem = :problem,
		chars = :chars, sha256 = :sha256, lease_until = 0, finished_at = {now}
	WHERE id = :id AND attempt = :attempt AND state = 'running'`

const selectFinished = `
	SELECT COUNT(*) FROM generations
	WHERE id = :id AND attempt = :attempt AND state = :state AND seq = :seq AND chars = :chars AND sha256 = :sha256`

// Finish implements generation.Work. The same result again, from the attempt that gave it, is taken
// as a repetition whose first answer was lost.
func (s *Store) Finish(ctx context.Context, h generation.Held, r generation.Result) error {
	if r.State != protocol.StateCompleted && r.State != protocol.StateFailed {
		return fmt.Errorf("store: finish %s: %q is not how a worker ends a generation", h.ID, r.State)
	}
	problem, err := encodeProblem(r.Problem)
	if err != nil {
		return fmt.Errorf("store: finish %s: %w", h.ID, err)
	}
	row := args{
		"id": h.ID, "attempt": h.Attempt, "state": string(r.State), "seq": r.Seq, "source": r.Source,
		"degraded": flag(r.Degraded), "problem": problem, "chars": r.Chars, "sha256": r.SHA256,
	}
	return s.fenced(ctx, "finish", h, finishGeneration, selectFinished, row)
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
	return s.fenced(ctx, "release", h, releaseGeneration, selectReleased, args{"id": h.ID, "attempt": h.Attempt})
}

// fenced runs a change that only the current attempt may make. When it changed nothing, done tells
// whether the same change was made before.
func (s *Store) fenced(ctx context.Context, doing string, h generation.Held, change, done string, a args) error {
	return s.change(ctx, doing, func(c conn) error {
		n, err := c.exec(ctx, change, a)
		if err != nil || n > 0 {
			return err
		}
		var before int
		if err := c.one(ctx, &before, done, a); err != nil {
			return err
		}
		if before == 0 {
			return fmt.Errorf("%s %s attempt %d: %w", doing, h.ID, h.Attempt, generation.ErrFenced)
		}
		return nil
	})
}
