package store

import (
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// When to come back to a limit that goes as generations finish: about as long as one takes.
const (
	retryActive = 5 * time.Second
	retryQueue  = 10 * time.Second
)

// admit checks the limits in order, and makes the new generation.
func (f *facts) admit(sub generation.Submission) (decision, error) {
	active := f.active[sub.Owner]
	if most := sub.Limits.MaxActive; most > 0 && len(active) >= most {
		p := protocol.Problemf(protocol.CodeTooManyActive,
			"You can have %d in the making at once. Wait for one to finish, or cancel one.", most)
		p.Active = active
		return decision{}, p.After(retryActive)
	}
	if most := sub.Limits.MaxPerAddress; limitedAddress(sub) != "" && f.at[sub.Address] >= most {
		p := protocol.Problemf(protocol.CodeTooManyActive,
			"Your network can have %d in the making at once. Wait for one to finish.", most)
		p.Active = append([]string{}, active...) // those of others at the address are not for the caller to know
		return decision{}, p.After(retryActive)
	}
	if most := sub.Limits.Daily; most > 0 && f.today[sub.Owner] >= most {
		return decision{}, protocol.Problemf(protocol.CodeDailyLimit,
			"You can start %d a day. The count begins anew at midnight UTC.", most).After(f.now.untilMidnight())
	}
	if most := queueLimit(sub); most > 0 && f.length[string(sub.Lane)] >= most {
		return decision{}, protocol.NewProblem(protocol.CodeQueueFull,
			"Too many plans are waiting. Try again in a moment; nothing of yours was stored.").After(retryQueue)
	}
	key := int64(f.now) - sub.HeadStart.Microseconds() + sub.Penalty.Microseconds()*int64(len(active))
	return decision{
		outcome: generation.OutcomeAccepted, active: len(active) + 1,
		answer: &placed{newRecord(sub, f.now), key},
	}, nil
}

// limitedAddress is the address whose limit a submission has; empty without one.
func limitedAddress(sub generation.Submission) string {
	if sub.Limits.MaxPerAddress <= 0 {
		return ""
	}
	return sub.Address
}

// queueLimit is how many may wait in the lane of a submission; 0 is no limit.
func queueLimit(sub generation.Submission) int {
	if sub.Lane != generation.LanePool {
		return 0
	}
	return sub.Limits.Queue
}

// nearlyFull is how many free places make submissions to a lane wait for each other, so that those that
// come at once, from all instances, do not all find the last one free.
const nearlyFull = 1024

// crowds says whether so few places are free that others, who submit meanwhile, could take them too.
func (f *facts) crowds(subs []generation.Submission) bool {
	for _, s := range subs {
		if most := queueLimit(s); most > 0 && f.length[string(s.Lane)]+nearlyFull > most {
			return true
		}
	}
	return false
}

// newRecord is the generation that an accepted submission becomes.
func newRecord(sub generation.Submission, t micros) generation.Record {
	return generation.Record{
		ID: sub.ID, Owner: sub.Owner, Request: sub.Request, State: protocol.StateQueued,
		Lane: sub.Lane, Fingerprint: sub.Fingerprint, CreatedAt: t.time(), Users: sub.Users, Foretold: sub.Foretold, Trace: sub.Trace,
	}
}
