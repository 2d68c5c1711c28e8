package generation

import (
	"context"
	"errors"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/panics"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// serve does the work on one claimed generation and settles how it ended.
func (p *Pool) serve(ctx context.Context, span tracing.Span, r Record) {
	logger := traced(ctx, p.cfg.Logger.With().Str("generation", r.ID).Int64("attempt", r.Attempt)).Logger()
	began := time.Now()
	work := &settled{Work: p.work}
	state, err := p.attempt(ctx, r, work, logger)
	took := time.Since(began)
	tellEnd(span, work.result, err)
	if work.result != nil {
		p.cfg.Observer.Ended(work.result.ended(r, took))
	}
	switch {
	case err == nil && state == protocol.StateCompleted:
		if r.Lane == LanePool && r.Attempt == 1 { // the others say nothing of what is typical
			p.observe(took)
		}
		logger.Info().Dur("took", took).Msg("generation completed")
	case err == nil:
		logger.Info().Dur("took", took).Msg("generation ended as failed")
	case errors.Is(err, ErrCancelled), errors.Is(err, ErrLeaseLost), errors.Is(err, ErrFenced):
		logger.Info().Err(err).Msg("generation left to others")
	default: // draining, or nothing that a user's generation should end with
		p.release(r, logger, err)
	}
}

// attempt runs a job under the generation's timeout and says in which state it ended. What goes wrong
// inside ends the generation as failed, once the database has said so.
func (p *Pool) attempt(ctx context.Context, r Record, work Work, logger zerolog.Logger) (protocol.State, error) {
	w, err := p.log.Open(ctx, r.Owner, r.base())
	if err != nil {
		return "", err
	}
	defer w.Close()
	began := time.Now()
	j := &job{
		record: r, work: work, writer: observed(w, p.cfg.Observer, r, began), planner: p.planner, worker: p.cfg.Worker,
		degraded: r.Degraded || r.Lane == LaneExpress, logger: logger, draining: p.draining, life: ctx, telling: newTelling(),
	}
	j.author, j.shed = p.author(r, logger)
	limited, cancel := context.WithTimeoutCause(ctx, p.cfg.Timeout, errTimeout)
	defer cancel()
	err = panics.Caught(func() error { return j.run(limited) })
	if err == nil {
		return protocol.StateCompleted, nil
	}
	if ctx.Err() != nil || errors.Is(err, ErrDraining) || errors.Is(err, ErrFenced) {
		return "", err
	}
	problem := protocol.NewProblem(protocol.CodeInternal, "The plan could not be finished. The finished sections are kept; try again.")
	if errors.Is(err, errTimeout) {
		problem = protocol.Problemf(protocol.CodeUnavailable, "The plan took longer than %s. The finished sections are kept; try again.", p.cfg.Timeout)
	}
	logger.Error().Err(err).Msg("generation failed")
	return protocol.StateFailed, j.fail(ctx, problem)
}

var errTimeout = errors.New("generation took too long")

// author chooses who writes. A request in the express lane is written offline, not held up by any pace;
// shed is who would have written it.
func (p *Pool) author(r Record, logger zerolog.Logger) (a Author, shed string) {
	plain := offline{planner: p.planner, observer: p.cfg.Observer}
	switch {
	case r.Lane == LaneExpress && p.cfg.Models != nil:
		return plain, p.cfg.Models.First()
	case r.Lane == LaneExpress:
		return plain, plain.Source()
	case p.cfg.Models == nil:
		plain.pace = p.cfg.Pace
		return plain, ""
	}
	return &models{
		models: p.cfg.Models, offline: plain, owner: r.Owner, meter: p.cfg.Meter, logger: logger,
		account: provider.NewAccount(retriesEach, p.cfg.Patience),
		until:   time.Now().Add(p.cfg.Timeout - lastCall(p.cfg.Timeout)),
	}, ""
}

func (p *Pool) release(r Record, logger zerolog.Logger, cause error) {
	ctx, cancel := context.WithTimeout(context.Background(), lastWrite)
	defer cancel()
	err := p.work.Release(ctx, Held{ID: r.ID, Attempt: r.Attempt})
	if err != nil {
		logger.Warn().Err(err).AnErr("cause", cause).Msg("generation was not handed back; it is taken over when its lease ends")
		return
	}
	logger.Info().AnErr("cause", cause).Msg("generation handed back to the queue")
	p.cfg.Signals.Send(Signal{Kind: SignalWork})
}
