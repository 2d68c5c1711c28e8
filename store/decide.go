package store

import (
	"encoding/hex"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// decision is what is to become of a submission.
type decision struct {
	outcome  generation.Outcome
	answer   *placed // shared with other submissions that it answers
	active   int     // of the owner, with this one; when it was accepted
	replayed bool    // the answer was given before
}

// keepIdempotency is for how long the same key gives the same answer.
const keepIdempotency = 24 * time.Hour

// decide finds the answer to submission number i: one that was given before, a generation that it can share, a
// refusal, or a new generation.
func (f *facts) decide(i int, sub generation.Submission) (decision, error) {
	if d, found, err := f.replay(sub); found || err != nil {
		return d, err
	}
	for _, way := range []struct {
		outcome generation.Outcome
		id      string
	}{
		{generation.OutcomeJoined, f.twins[twinOf(sub)]}, // an identical one that is active
		{generation.OutcomeCached, f.cached[i]},          // or was completed a moment ago
	} {
		if found := f.find(sub.Owner, way.id); found != nil {
			return recognised(decision{outcome: way.outcome, answer: found}, sub), nil
		}
	}
	return f.admit(sub)
}

// replay finds the answer that the idempotency key was given. When its generation was erased in the
// meantime there is nothing to answer with, and nothing is made anew: it is not found.
func (f *facts) replay(sub generation.Submission) (d decision, found bool, err error) {
	if sub.Idempotency == nil {
		return decision{}, false, nil
	}
	kept, found := f.keys[keyOf(sub)]
	if !found {
		return decision{}, false, nil
	}
	if kept.payload != "" && kept.payload != payloadOf(sub) {
		return decision{}, false, protocol.Invalid(protocol.FieldError{
			Field: "Idempotency-Key", Message: "This key was used for another request. Use a new key for a new request.",
		})
	}
	answer := f.find(sub.Owner, kept.generation)
	if answer == nil {
		return decision{}, false, protocol.NotFound()
	}
	return recognised(decision{outcome: generation.Outcome(kept.outcome), answer: answer, replayed: true}, sub), true, nil
}

func payloadOf(sub generation.Submission) string {
	return hex.EncodeToString(sub.Idempotency.Payload[:])
}

// recognised tells a submission that was stored before, and whose answer was lost, that it was accepted.
func recognised(d decision, sub generation.Submission) decision {
	if d.answer.ID == sub.ID {
		d.replayed, d.outcome = true, generation.OutcomeAccepted
	}
	return d
}
