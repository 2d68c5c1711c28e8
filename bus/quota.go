package bus

import (
	"context"
	"crypto/rand"
	_ "embed" // the script
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/planspark/planspark/generation/provider"
)

//go:embed quota.lua
var quotaSource string

var quotaScript = newScript(quotaSource)

// Quota is the provider.Quota that instances share: one minute for all of them. What a caller that died
// had reserved lapses. While Redis is away each instance has its part of the minute.
type Quota struct {
	bus       *Bus
	keys      []string
	cfg       provider.QuotaConfig
	instances func() int // that share the quota; at least 1

	mu    sync.Mutex
	own   *provider.LocalQuota // guarded by mu; of parts
	parts int                  // guarded by mu
}

// NewQuota returns the quota of a provider.
func NewQuota(b *Bus, name string, cfg provider.QuotaConfig, instances func() int) *Quota {
	key := "planspark:quota:{" + name + "}:"
	return &Quota{bus: b, keys: []string{key + "calls", key + "sums", key + "held"}, cfg: cfg.WithDefaults(), instances: instances}
}

func (q *Quota) ask(ctx context.Context, verb string, more ...any) (word, rest string, err error) {
	err = q.bus.do(ctx, func(ctx context.Context, c redis.UniversalClient) error {
		args := append([]any{verb, q.cfg.Requests, q.cfg.Tokens, q.cfg.Minute.Microseconds(), q.cfg.Lease.Microseconds()}, more...)
		answer, err := quotaScript.run(ctx, c, q.keys, args...).StringSlice()
		if err == nil && len(answer) != 2 {
			err = errors.New("redis answered a quota in another form")
		}
		if err == nil {
			word, rest = answer[0], answer[1]
		}
		return err
	})
	return word, rest, err
}

// ownMark begins a reservation of this instance's own part.
const ownMark = "own:"

// part is the quota of this instance while it is without Redis.
func (q *Quota) part() *provider.LocalQuota {
	parts := max(1, q.instances())
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.own == nil || q.parts != parts {
		cfg := q.cfg
		cfg.Requests, cfg.Tokens = divide(cfg.Requests, parts), divide(cfg.Tokens, parts)
		q.own, q.parts = provider.NewQuota(cfg), parts
	}
	return q.own
}

// divide gives each part one at least; 0 is no limit and stays so.
func divide(n, parts int) int {
	if n == 0 {
		return 0
	}
	return max(1, n/parts)
}

// Reserve implements provider.Quota.
func (q *Quota) Reserve(ctx context.Context, tokens int) (provider.Reservation, *provider.NoRoom) {
	if q.cfg.Tokens > 0 {
		tokens = min(tokens, q.cfg.Tokens)
	}
	word, rest, err := q.ask(ctx, "reserve", rand.Text(), tokens)
	if err != nil {
		r, full := q.part().Reserve(ctx, tokens)
		return ownMark + r, full
	}
	if word == "ok" {
		return provider.Reservation(rest), nil
	}
	wait, err := strconv.ParseInt(rest, 10, 64)
	if err != nil {
		wait = q.cfg.Minute.Microseconds()
	}
	full := &provider.NoRoom{Wait: time.Duration(wait) * time.Microsecond, Held: word == "held"}
	if !full.Held {
		full.Limit = q.cfg.PerMinute(tokens)
	}
	return "", full
}

// Settle implements provider.Quota. When Redis does not hear of it, what was reserved counts until it lapses.
func (q *Quota) Settle(ctx context.Context, r provider.Reservation, tokens int, ago time.Duration) {
	if own, ok := strings.CutPrefix(string(r), ownMark); ok {
		q.part().Settle(ctx, provider.Reservation(own), tokens, ago)
		return
	}
	_, _, _ = q.ask(ctx, "settle", string(r), tokens, ago.Microseconds())
}

// Release implements provider.Quota.
func (q *Quota) Release(ctx context.Context, r provider.Reservation) {
	if own, ok := strings.CutPrefix(string(r), ownMark); ok {
		q.part().Release(ctx, provider.Reservation(own))
		return
	}
	_, _, _ = q.ask(ctx, "release", string(r))
}

// Hold implements provider.Quota.
func (q *Quota) Hold(ctx context.Context, d time.Duration) {
	if _, _, err := q.ask(ctx, "hold", max(1, d.Milliseconds())); err != nil {
		q.part().Hold(ctx, d)
	}
}
