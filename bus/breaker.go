package bus

import (
	"context"
	_ "embed" // the script
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/planspark/planspark/generation/provider"
)

//go:embed breaker.lua
var breakerSource string

var breakerScript = newScript(breakerSource)

// breakerLife is how long Redis remembers a breaker that nobody asks.
const breakerLife = 24 * time.Hour

// Breaker is the provider.Breaker that instances share. While Redis is away each goes on by what it has
// seen itself: its own breaker hears every verdict.
type Breaker struct {
	bus *Bus
	key string
	cfg provider.BreakerConfig
	own *provider.LocalBreaker
}

// NewBreaker returns the breaker of a provider.
func NewBreaker(b *Bus, name string, cfg provider.BreakerConfig) *Breaker {
	return &Breaker{bus: b, key: "planspark:breaker:" + name, cfg: cfg.WithDefaults(), own: provider.NewBreaker(cfg)}
}

// ask runs a verb of the script; it answers two texts at most.
func (b *Breaker) ask(ctx context.Context, verb string, t provider.Ticket, v provider.Verdict) (answer [2]string, err error) {
	err = b.bus.do(ctx, func(ctx context.Context, c redis.UniversalClient) error {
		got, err := breakerScript.run(ctx, c, []string{b.key}, verb, t.Era, t.Probe, verdicts[v], b.cfg.Failures, b.cfg.SlowWeight,
			b.cfg.First.Microseconds(), b.cfg.Most.Microseconds(), b.cfg.Barred.Microseconds(), b.cfg.BarredMost.Microseconds(),
			b.cfg.Lease.Microseconds(), breakerLife.Milliseconds()).StringSlice()
		copy(answer[:], got)
		return err
	})
	return answer, err
}

// verdicts are the words of the script.
var verdicts = map[provider.Verdict]string{
	provider.Void: "void", provider.Worked: "worked", provider.Failed: "failed", provider.Slow: "slow", provider.Barred: "barred",
}

// ownTicket marks a ticket of this instance's own breaker, and its like reads it: eras that are shared
// are never negative.
func ownTicket(t provider.Ticket) provider.Ticket {
	t.Era = -1 - t.Era
	return t
}

// ticket reads an answer with era and permission.
func (b *Breaker) ticket(ctx context.Context, verb string, probe bool) (provider.Ticket, bool, error) {
	answer, err := b.ask(ctx, verb, provider.Ticket{}, provider.Void)
	if err != nil {
		return provider.Ticket{}, false, err
	}
	era, err := strconv.ParseInt(answer[0], 10, 64)
	if err != nil {
		return provider.Ticket{}, false, fmt.Errorf("redis answered an era that is no number: %w", err)
	}
	return provider.Ticket{Era: era, Probe: probe}, answer[1] == "1", nil
}

// Pass implements provider.Breaker.
func (b *Breaker) Pass(ctx context.Context) (provider.Ticket, bool) {
	if t, ok, err := b.ticket(ctx, "pass", false); err == nil {
		return t, ok
	}
	t, ok := b.own.Pass(ctx)
	return ownTicket(t), ok
}

// Probe implements provider.Breaker.
func (b *Breaker) Probe(ctx context.Context) (provider.Ticket, bool) {
	if t, due, err := b.ticket(ctx, "probe", true); err == nil {
		return t, due
	}
	t, due := b.own.Probe(ctx)
	return ownTicket(t), due
}

// Record implements provider.Breaker.
func (b *Breaker) Record(ctx context.Context, t provider.Ticket, v provider.Verdict) provider.Change {
	if t.Era < 0 {
		return b.own.Record(ctx, ownTicket(t), v)
	}
	if own, ok := b.own.Pass(ctx); ok && !t.Probe {
		b.own.Record(ctx, own, v)
	}
	answer, err := b.ask(ctx, "record", t, v)
	if err != nil {
		return provider.Change{}
	}
	open, err := strconv.ParseInt(answer[1], 10, 64)
	if err != nil {
		return provider.Change{}
	}
	return provider.Change{To: provider.BreakerState(answer[0]), After: time.Duration(open) * time.Microsecond}
}

// State implements provider.Breaker.
func (b *Breaker) State(ctx context.Context) provider.BreakerState {
	answer, err := b.ask(ctx, "state", provider.Ticket{}, provider.Void)
	if err != nil {
		return b.own.State(ctx)
	}
	return provider.BreakerState(answer[0])
}
