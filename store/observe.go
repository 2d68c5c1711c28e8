package store

import (
	"context"
	"errors"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// What became of an operation, as an observer hears it.
const (
	OutcomeOK        = "ok"
	OutcomeRefused   = "refused"   // by a rule of ours: a limit, a lost lease, nothing there
	OutcomeCancelled = "cancelled" // whoever wanted it has left
	OutcomeError     = "error"     // the database could not, or we did something wrong
)

// observed tells the observer how an operation went; to be deferred with the time at which it began.
func (s *Store) observed(doing string, began time.Time, err *error) {
	if s.observe != nil {
		s.observe(doing, outcomeOf(*err), time.Since(began))
	}
}

func outcomeOf(err error) string {
	if err == nil {
		return OutcomeOK
	}
	p, known := protocol.ProblemOf(err)
	switch {
	case known && p.Code != protocol.CodeUnavailable, errors.Is(err, generation.ErrFenced):
		return OutcomeRefused
	case errors.Is(err, context.Canceled):
		return OutcomeCancelled
	}
	return OutcomeError
}
