package provider

import (
	"context"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"
)

// link is one provider of a chain.
type link struct {
	Guarded
	call    string              // what a call is named in traces
	turn    *semaphore.Weighted // of who waits for room: first come, first served
	paused  atomic.Bool         // by an operator
	trouble atomic.Pointer[trouble]
}

// trouble is the latest fault of a provider.
type trouble struct {
	fault *Fault
	at    time.Time
}

func newLink(g Guarded) *link {
	if g.Breaker == nil {
		g.Breaker = NewBreaker(BreakerConfig{})
	}
	if g.Gate == nil {
		g.Gate = NewGate(1)
	}
	if g.Quota == nil {
		g.Quota = NewQuota(QuotaConfig{})
	}
	return &link{Guarded: g, call: "call " + g.Provider.Name(), turn: semaphore.NewWeighted(1)}
}

func (l *link) name() string { return l.Provider.Name() }

// pass lets a call through, unless the provider is paused or its breaker open.
func (l *link) pass(ctx context.Context) (Ticket, bool) {
	t, ok := l.Breaker.Pass(ctx)
	return t, ok && !l.paused.Load()
}
