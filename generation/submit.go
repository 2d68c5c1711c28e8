package generation

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// Submit puts a request into the queue, or finds the generation that answers it. Refusals are
// *protocol.Problem.
func (s *Service) Submit(ctx context.Context, c Caller, r protocol.Request, key *Idempotency) (Receipt, error) {
	sub, _, err := s.submission(ctx, c, r)
	if err != nil {
		return Receipt{}, err
	}
	sub.Idempotency, sub.Trace = key, tracing.Traceparent(ctx)
	receipt, err := s.ledger.Submit(ctx, sub)
	if err != nil {
		return Receipt{}, err
	}
	tellReceipt(tracing.Of(ctx), receipt)
	if receipt.Outcome == OutcomeAccepted {
		logger := traced(ctx, s.cfg.Logger.With()).Logger()
		logger.Info().Str("generation", receipt.Record.ID).Str("lane", string(receipt.Record.Lane)).
			Int("position", receipt.Position).Msg("generation accepted")
		if room := s.runner.Wake(); !room {
			s.cfg.Signals.Send(Signal{Kind: SignalWork})
		}
		s.noteChange()
		if s.cfg.Asked != nil {
			s.cfg.Asked(c.User, receipt.Record.Request)
		}
	}
	return receipt, nil
}

// submission completes a request and decides in which lane it would wait, and for how long.
func (s *Service) submission(ctx context.Context, c Caller, r protocol.Request) (Submission, *forecast, error) {
	r, err := s.planner.Complete(r)
	if err != nil {
		return Submission{}, nil, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Submission{}, nil, fmt.Errorf("make an id: %w", err)
	}
	f, err := s.forecast(ctx)
	if err != nil {
		return Submission{}, nil, err
	}
	lane := LanePool
	if s.cfg.MaxWait > 0 && f != nil && f.wait > s.cfg.MaxWait {
		lane = LaneExpress
	}
	foretold := f.orNone()
	if lane == LaneExpress {
		foretold = noForecast
	}
	return Submission{
		ID: id.String(), Owner: c.User, Request: r, Fingerprint: FingerprintOf(c.User, r), Lane: lane,
		HeadStart: headStart(c.Tier, r.Priority), Penalty: activePenalty, Address: c.Address, Limits: s.cfg.Limits,
		Priority: Priority(c.Tier, r.Priority), Users: s.users(), Foretold: foretold,
	}, f, nil
}

// users is how many are there now, with the one who asks.
func (s *Service) users() int {
	if s.cfg.Users == nil {
		return 1
	}
	return max(1, s.cfg.Users())
}

// PriorityHigh is the class of premium users; nobody can ask for it.
const PriorityHigh = "high"

// Priority is the class of the queue that a submission is in. Who is in no hurry is not, in any tier.
func Priority(tier, asked string) string {
	if asked == protocol.PriorityNormal && tier == TierPremium {
		return PriorityHigh
	}
	return asked
}

func headStart(tier, priority string) time.Duration {
	switch {
	case priority == protocol.PriorityLow:
		return lowHeadStart
	case tier == TierPremium:
		return premiumHeadStart
	}
	return 0
}

// forecast is what the next submission has to expect.
type forecast struct {
	wait    time.Duration // until it starts
	working time.Duration // from there until it is done
	evident bool          // else it is the least that it can be, and nobody is told
	free    bool          // a slot of some instance is
}

// noForecast is Submission.Foretold without evidence.
const noForecast = -time.Microsecond

// told says whether it is one that people are told.
func (f *forecast) told() bool { return f != nil && f.evident }

// orNone is the wait, or noForecast.
func (f *forecast) orNone() time.Duration {
	if !f.told() {
		return noForecast
	}
	return f.wait
}

// forecast looks at the line as it stands; nil when nobody serves it. Without evidence it takes what runs to need as
// long as it has run by now: a crowd does not wait until the first plans are done to be told that it is one.
func (s *Service) forecast(ctx context.Context) (*forecast, error) {
	line, err := s.standing.glance(ctx)
	if err != nil || line.Slots == 0 {
		return nil, err
	}
	each, _, evident := s.estimate.Typical()
	if !evident && len(line.Running) > 0 {
		each = line.Running[0]
	}
	return &forecast{wait: waitAt(freeIn(line, each), line.Length, each), working: each, evident: evident, free: len(line.Running) < line.Slots}, nil
}

// Quote says what Submit would do now, and does nothing. A refusal by a limit is an outcome; an
// invalid request is an error, as it is for Submit. The limits are left to whoever tells them.
func (s *Service) Quote(ctx context.Context, c Caller, r protocol.Request) (protocol.Quote, error) {
	sub, f, err := s.submission(ctx, c, r)
	if err != nil {
		return protocol.Quote{}, err
	}
	receipt, err := s.ledger.Quote(ctx, sub)
	if p, ok := protocol.ProblemOf(err); err != nil {
		if !ok || p.Code == protocol.CodeUnavailable {
			return protocol.Quote{}, err
		}
		return protocol.Quote{Outcome: protocol.QuoteRefused, Problem: p}, nil
	}
	return quoteOf(receipt, sub, f), nil
}

// quoteOf is what a receipt comes to.
func quoteOf(receipt Receipt, sub Submission, f *forecast) (q protocol.Quote) {
	switch {
	case receipt.Outcome == OutcomeJoined:
		return protocol.Quote{Outcome: protocol.QuoteJoined, Generation: receipt.Record.ID}
	case receipt.Outcome == OutcomeCached:
		return protocol.Quote{Outcome: protocol.QuoteCached, Generation: receipt.Record.ID}
	case sub.Lane == LaneExpress:
		return protocol.Quote{Outcome: protocol.QuoteOffline}
	case receipt.Position <= 1 && f != nil && f.free:
		q.Outcome = protocol.QuoteStart
	default:
		q.Outcome, q.Position = protocol.QuoteQueue, receipt.Position
	}
	if f.told() {
		q.ETAMS = protocol.Ptr(f.wait.Milliseconds())
		q.ReadyMS = protocol.Ptr((f.wait + f.working).Milliseconds())
	}
	return q
}
