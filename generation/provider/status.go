package provider

import (
	"context"
	"time"
)

// Status is how a provider stands, for operators.
type Status struct {
	Provider string       `json:"provider"`
	Breaker  BreakerState `json:"breaker"`
	Paused   bool         `json:"paused"`
	Rejected bool         `json:"rejected"` // key, address or model are not accepted
	Limit    int          `json:"limit"`    // calls at a time
	Fault    string       `json:"fault,omitempty"`
	FaultAt  time.Time    `json:"fault_at,omitzero"`
}

// Status lists the providers in the order of the chain.
func (c *Chain) Status(ctx context.Context) []Status {
	out := make([]Status, len(c.links))
	for i, l := range c.links {
		out[i] = Status{Provider: l.name(), Breaker: l.Breaker.State(ctx), Paused: l.paused.Load(), Limit: l.Gate.Limit()}
		if t := l.trouble.Load(); t != nil {
			out[i].Fault, out[i].FaultAt = t.fault.Error(), t.at
			out[i].Rejected = t.fault.Kind == Rejected && out[i].Breaker != BreakerClosed
		}
	}
	return out
}

// Pause takes a provider out of the chain of this process, or back into it. It says whether there is one
// of that name.
func (c *Chain) Pause(name string, paused bool) bool {
	l := c.find(name)
	if l == nil {
		return false
	}
	l.paused.Store(paused)
	return true
}

// trouble keeps the latest fault of a provider.
func (c *Chain) trouble(l *link, f *Fault) {
	l.trouble.Store(&trouble{fault: f, at: time.Now()})
	c.log.Debug().Str("provider", l.name()).Err(f).Msg("call failed")
}

// note says that a breaker has changed.
func (c *Chain) note(l *link, change Change) {
	if change.To == "" {
		return
	}
	c.observer.Breaker(l.name(), string(change.To), change.After)
	last := l.trouble.Load()
	switch {
	case change.To == BreakerClosed:
		c.log.Info().Str("provider", l.name()).Dur("after", change.After).Msg("provider is back")
	case last != nil && last.fault.Kind == Rejected:
		c.log.Error().Str("provider", l.name()).Err(last.fault).
			Msg("provider does not accept this service: check its key, base URL and model; plans are written without it")
	case last != nil:
		c.log.Warn().Str("provider", l.name()).Err(last.fault).Msg("provider is down; it is tried until it is back")
	}
}
