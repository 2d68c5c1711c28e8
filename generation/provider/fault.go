package provider

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Kind is what went wrong with a call.
type Kind int

// The kinds of faults.
const (
	Unavailable Kind = iota + 1 // an error of theirs, or no connection
	RateLimited                 // too many calls or tokens, in their count
	Stalled                     // no text for too long
	Cut                         // the answer broke off
	Garbage                     // an answer that nobody can read
	Invalid                     // the call as such was refused; the next may be taken
	Rejected                    // key, address or model are not accepted: only a change helps
	Declined                    // the model would not write this
	Overlong                    // the answer ran into its limit of tokens
	Unfit                       // the text did not pass the review
)

// Fault is why a call failed. It holds nothing of prompt or answer.
type Fault struct {
	Kind   Kind
	Status int           // HTTP status; 0 without an answer
	Code   string        // the provider's own word for it, if it has one
	After  time.Duration // when to come back, as the provider says; 0 when it does not
	Cause  error         // of the connection; nil otherwise
}

// Error implements error.
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.Kind.String())
	if f.Status != 0 {
		fmt.Fprintf(&b, " (HTTP %d)", f.Status)
	}
	if f.Code != "" {
		b.WriteString(" " + f.Code)
	}
	if f.Cause != nil {
		b.WriteString(": " + f.Cause.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// rule is what a kind of fault leads to.
type rule struct {
	name    string  // for metrics and logs
	again   int     // how often the same provider is asked again for the same text
	verdict Verdict // on the provider, for its breaker
	crowded bool    // it can take fewer calls at a time
	reason  string  // of a fallback, in the contract's words
}

// rules is the table of all faults. A stalled call is asked for once more only, since each costs the
// user seconds; a rate limit not at all, since asking again makes it worse.
var rules = map[Kind]rule{
	Unavailable: {"unavailable", 5, Failed, false, protocol.ReasonUnavailable},
	RateLimited: {"rate_limited", 0, Void, true, protocol.ReasonRateLimited},
	Stalled:     {"timeout", 1, Slow, true, protocol.ReasonTimeout},
	Cut:         {"cut", 5, Failed, false, protocol.ReasonUnavailable},
	Garbage:     {"garbage", 5, Failed, false, protocol.ReasonUnavailable},
	Invalid:     {"invalid", 0, Failed, false, protocol.ReasonUnavailable},
	Rejected:    {"rejected", 0, Barred, false, protocol.ReasonUnavailable},
	Declined:    {"declined", 0, Worked, false, protocol.ReasonUnavailable},
	Overlong:    {"overlong", 1, Worked, false, protocol.ReasonUnavailable},
	Unfit:       {"unfit", 1, Worked, false, protocol.ReasonUnavailable},
}

// String is the name of the kind, as metrics have it.
func (k Kind) String() string { return rules[k].name }

// overloaded are the statuses with which servers say that they have too much to do.
func (f *Fault) overloaded() bool { return f.Status == 503 || f.Status == 529 }

func (f *Fault) crowded() bool { return rules[f.Kind].crowded || f.overloaded() }

// faultOf finds the fault in an error; what is none is not known to have come from the provider.
func faultOf(err error) (*Fault, bool) {
	f, ok := errors.AsType[*Fault](err)
	return f, ok
}
