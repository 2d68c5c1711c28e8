package provider

import (
	"context"
	"sync"
	"time"
)

// Run checks each provider once, and while one is down tries it again and again, so that no user has to
// be the one who finds out. It returns when the context has ended.
func (c *Chain) Run(ctx context.Context) error {
	var links sync.WaitGroup
	for _, l := range c.links {
		links.Go(func() { c.tend(ctx, l) })
	}
	links.Wait()
	return nil
}

// tendEvery is how often a breaker is asked whether it is time for a trial.
const tendEvery = 250 * time.Millisecond

func (c *Chain) tend(ctx context.Context, l *link) {
	c.check(ctx, l)
	ticker := time.NewTicker(tendEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if t, due := l.Breaker.Probe(ctx); due && !l.paused.Load() {
			c.probe(ctx, l, t)
		}
	}
}

// checkPatience is how long a check may take, and probePatience how long a trial.
const (
	checkPatience = 10 * time.Second
	probePatience = 4 * time.Second
)

// check asks a provider at the start whether it would take a call, and says so.
func (c *Chain) check(ctx context.Context, l *link) {
	ticket, ok := l.Breaker.Pass(ctx)
	if !ok {
		return // another instance knows already
	}
	limited, cancel := context.WithTimeout(ctx, checkPatience)
	defer cancel()
	err := l.Provider.Check(limited)
	if ctx.Err() != nil {
		return
	}
	fault, failed := faultOf(err)
	switch {
	case err == nil:
		c.log.Info().Str("provider", l.name()).Msg("provider is ready")
	case failed && fault.Kind == Rejected:
		c.trouble(l, fault)
		c.note(l, l.Breaker.Record(ctx, ticket, Barred))
	default:
		c.log.Warn().Str("provider", l.name()).Err(err).Msg("provider did not answer a check; it will be asked when it is needed")
	}
}

// probe tries a provider whose breaker is open with a call of a few tokens. One that did not accept us
// is only checked, as long as that says no: it costs nothing.
func (c *Chain) probe(ctx context.Context, l *link, t Ticket) {
	limited, cancel := context.WithTimeout(ctx, probePatience)
	defer cancel()
	var err error
	if last := l.trouble.Load(); last != nil && last.fault.Kind == Rejected {
		err = l.Provider.Check(limited)
	}
	if fault, failed := faultOf(err); !failed || fault.Kind != Rejected {
		err = c.trial(limited, l)
	}
	verdict := Worked
	if fault, failed := faultOf(err); failed {
		verdict = rules[fault.Kind].verdict
		c.trouble(l, fault)
	} else if err != nil {
		verdict = Failed // it kept us waiting until the patience was over
	}
	if ctx.Err() != nil {
		verdict = Void
	}
	c.note(l, l.Breaker.Record(context.WithoutCancel(ctx), t, verdict))
}

// trial makes the smallest call there is. Without room for it in the minute it says nothing.
func (c *Chain) trial(ctx context.Context, l *link) error {
	p := Prompt{System: "Answer with one word.", User: "Are you there?", MaxTokens: 16}
	r, full := l.Quota.Reserve(ctx, p.tokens()+p.MaxTokens)
	if full != nil {
		return &Fault{Kind: RateLimited}
	}
	began := time.Now()
	usage, err := l.Provider.Stream(ctx, p, func(string) error { return nil })
	l.Quota.Settle(context.WithoutCancel(ctx), r, usage.Input+usage.Output, time.Since(began))
	c.observer.Spent(l.name(), usage.Input, usage.Output)
	return err
}
