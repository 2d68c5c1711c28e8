package generation

import (
	"context"
	"errors"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// The spans of a generation below its submission.
const (
	spanQueue      = "queue"      // from the submission to the first worker, by the database's clock
	spanClaim      = "claim"      // the statement that took it
	spanAttempt    = "attempt"    // in the hands of one worker
	spanMarket     = "market"     // the stages
	spanFinancials = "financials" //
	spanSection    = "section"    //
	spanAssemble   = "assemble"   //
	spanStore      = "store"      // a write to the database that the work waits for
)

// follow begins the span of an attempt, where the submission was traced, by whichever instance. Queue and
// claim stand beside it, so that they are known of an attempt that never came to its end, too.
func (p *Pool) follow(ctx context.Context, r Record, asked time.Time) (context.Context, tracing.Span) {
	if p.cfg.Tracer == nil {
		return ctx, tracing.Span{}
	}
	id, attempt := tracing.Generation.String(r.ID), tracing.Attempt.Int64(r.Attempt)
	if r.Attempt == 1 {
		p.cfg.Tracer.Past(ctx, r.Trace, spanQueue, r.CreatedAt, r.StartedAt, id, tracing.Lane.String(string(r.Lane)))
	}
	p.cfg.Tracer.Past(ctx, r.Trace, spanClaim, asked, time.Now(), id, attempt)
	ctx, span := p.cfg.Tracer.Begin(ctx, r.Trace, spanAttempt, tracing.Claimed, time.Time{})
	span.Set(id, attempt, tracing.Lane.String(string(r.Lane)))
	return ctx, span
}

// tellEnd says what became of an attempt.
func tellEnd(s tracing.Span, r *Result, err error) {
	switch {
	case err != nil:
		tellError(s, err)
	case r == nil || r.State != protocol.StateCompleted:
		s.Fail(string(protocol.StateFailed))
	default:
		s.Set(tracing.Outcome.String(string(r.State)), tracing.Source.String(r.Source))
	}
}

// tellReceipt says what became of a submission. One that was answered by an earlier generation points there.
func tellReceipt(s tracing.Span, r Receipt) {
	s.Set(tracing.Outcome.String(string(r.Outcome)), tracing.Generation.String(r.Record.ID))
	if r.Outcome != OutcomeAccepted {
		s.Link(r.Record.Trace)
	}
}

// end ends a span with what became of its work.
func end(s tracing.Span, err error) {
	if err != nil {
		tellError(s, err)
	}
	s.End()
}

// tellError says in a word why work ended before its end; the text of an error may hold more than may be
// told. What was taken away from a worker did not fail.
func tellError(s tracing.Span, err error) {
	for _, taken := range []struct {
		err  error
		word string
	}{
		{ErrCancelled, "cancelled"}, {ErrLeaseLost, "lease_lost"}, {ErrFenced, "fenced"}, {ErrDraining, "draining"}, {context.Canceled, "left"},
	} {
		if errors.Is(err, taken.err) {
			s.Set(tracing.Outcome.String(taken.word))
			return
		}
	}
	if errors.Is(err, errTimeout) || errors.Is(err, errLate) {
		s.Fail("timeout")
		return
	}
	s.Fail("failed")
}

// traced adds the trace of the context to what is logged.
func traced(ctx context.Context, log zerolog.Context) zerolog.Context {
	if id := tracing.ID(ctx); id != "" {
		return log.Str("trace_id", id)
	}
	return log
}
