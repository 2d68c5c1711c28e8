package cli

import (
	"fmt"
	"strings"

	"github.com/planspark/planspark/protocol"
)

// moves tells of providers that were replaced, each pair once: a plan has many sections.
type moves map[string]bool

// reasons are those of a fallback, in words.
var reasons = map[string]string{
	protocol.ReasonRateLimited: "has reached its rate limit",
	protocol.ReasonQuota:       "has used up its quota",
	protocol.ReasonBreakerOpen: "is down",
	protocol.ReasonUnavailable: "did not deliver",
	protocol.ReasonOverload:    "has too much to do",
	protocol.ReasonTimeout:     "took too long",
}

// news is the sentences that an update makes necessary.
func (m moves) news(events []protocol.Event) (out []string) {
	for _, e := range events {
		if e.Kind != protocol.KindFallback || e.From == e.To || m[e.From+" "+e.To] {
			continue
		}
		m[e.From+" "+e.To] = true
		reason, known := reasons[e.Reason]
		if !known {
			reason = "could not go on"
		}
		from := writer(e.From)
		out = append(out, fmt.Sprintf("%s %s: %s steps in. The figures do not depend on the writer.",
			strings.ToUpper(from[:1])+from[1:], reason, writer(e.To)))
	}
	return out
}
