package bus

import (
	"context"
	_ "embed" // the script
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/planspark/planspark/limits"
)

//go:embed rate.lua
var rateSource string

var rateScript = newScript(rateSource)

// Rates is a limiter that instances share. While Redis is away each instance grants its share of the
// rate: one part of as many as there are instances. Safe for concurrent use.
type Rates struct {
	bus       *Bus
	name      string
	rate      limits.Rate
	instances func() int // that share the rate; at least 1
	own       *limits.Memory
}

// NewRates returns a limiter; name keeps its keys apart from those of others, and now is the clock for
// the time without Redis.
func NewRates(b *Bus, name string, rate limits.Rate, instances func() int, now func() time.Time) *Rates {
	return &Rates{bus: b, name: name, rate: rate, instances: instances, own: limits.NewMemory(rate, 0, now)}
}

// Take asks for n units of the key's allowance, all or nothing; 0 asks what is left.
func (r *Rates) Take(ctx context.Context, key string, n int) (limits.Decision, error) {
	if r.rate.Off() {
		return limits.Decision{OK: true}, nil
	}
	var answer []string
	err := r.bus.do(ctx, func(ctx context.Context, c redis.UniversalClient) (err error) {
		keys := []string{"planspark:rate:" + r.name + ":" + key}
		answer, err = rateScript.run(ctx, c, keys, n, r.rate.Interval().Microseconds(), r.rate.Window.Microseconds()).StringSlice()
		return err
	})
	if errors.Is(err, ErrAway) {
		return r.share(ctx, key, n)
	}
	if err != nil {
		return limits.Decision{}, err
	}
	now, full, err := moments(answer)
	if err != nil {
		return limits.Decision{}, err
	}
	d, _ := r.rate.Decide(now, full, n)
	return d, nil
}

// share takes from this instance's part: each unit costs as many as there are instances.
func (r *Rates) share(ctx context.Context, key string, n int) (limits.Decision, error) {
	parts := min(max(1, r.instances()), r.rate.Limit) // each grants one at least
	d, err := r.own.Take(ctx, key, n*parts)
	d.Limit, d.Remaining = d.Limit/parts, d.Remaining/parts
	return d, err
}

func moments(answer []string) (now, full time.Time, err error) {
	var at [2]int64
	if len(answer) != len(at) {
		return now, full, fmt.Errorf("redis answered %d moments, want %d", len(answer), len(at))
	}
	for i, text := range answer {
		if at[i], err = strconv.ParseInt(text, 10, 64); err != nil {
			return now, full, fmt.Errorf("redis answered a moment that is no number: %w", err)
		}
	}
	return time.UnixMicro(at[0]), time.UnixMicro(at[1]), nil
}
