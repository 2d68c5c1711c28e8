package provider

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Quota keeps within what a provider allows a minute, in requests and in tokens. Safe for concurrent
// use. One that is shared by instances goes on by what it knows itself when it cannot reach them.
type Quota interface {
	// Reserve takes a request and its tokens out of the minute, or returns how it lacks room; it never
	// waits. A reservation that is neither settled nor released lapses after a lease.
	Reserve(ctx context.Context, tokens int) (Reservation, *NoRoom)
	// Settle replaces what was reserved by what was used, by a call that began so long ago.
	Settle(ctx context.Context, r Reservation, tokens int, ago time.Duration)
	// Release gives back what was reserved for a call that was not made.
	Release(ctx context.Context, r Reservation)
	// Hold lets nothing through for a while: the provider said so.
	Hold(ctx context.Context, d time.Duration)
}

// Reservation names what was reserved.
type Reservation string

// NoRoom says why nothing was reserved.
type NoRoom struct {
	Wait  time.Duration // until there may be room for this request
	Held  bool          // by the provider's own word
	Limit int           // requests like this one a minute; 0 when there is no limit
}

// minute is the span in which providers count requests and tokens.
const minute = time.Minute

// QuotaConfig sets the limits. The zero value has none.
type QuotaConfig struct {
	Requests int           // a minute; 0 is no limit
	Tokens   int           // a minute, of prompts and answers; 0 is no limit
	Minute   time.Duration // how long that is; 0 is a minute
	Lease    time.Duration // after which a reservation of a caller that died lapses; 0 is 5 minutes, which no call takes
}

// WithDefaults fills in what is left open.
func (c QuotaConfig) WithDefaults() QuotaConfig {
	c.Minute = cmp.Or(c.Minute, minute)
	c.Lease = cmp.Or(c.Lease, 5*minute)
	return c
}

// LocalQuota is the quota of one process. It counts what was used within the last minute, whenever that
// began, and so never exceeds the limits, however the provider cuts its minutes.
type LocalQuota struct {
	cfg QuotaConfig

	mu      sync.Mutex // guards what follows
	next    int64
	entries []entry // in the order of reservation
	heldTo  time.Time
}

type entry struct {
	id     int64
	tokens int
	ends   time.Time // when it no longer counts
	open   bool      // not settled yet
}

// NewQuota returns a quota of which nothing is used.
func NewQuota(cfg QuotaConfig) *LocalQuota { return &LocalQuota{cfg: cfg.WithDefaults()} }

// Reserve implements Quota. A request of more tokens than the minute has takes all of them.
func (q *LocalQuota) Reserve(_ context.Context, tokens int) (Reservation, *NoRoom) {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := time.Now()
	q.entries = slices.DeleteFunc(q.entries, func(e entry) bool { return !e.ends.After(now) })
	if now.Before(q.heldTo) {
		return "", &NoRoom{Wait: q.heldTo.Sub(now), Held: true}
	}
	if q.cfg.Tokens > 0 {
		tokens = min(tokens, q.cfg.Tokens)
	}
	if wait := q.wait(now, tokens); wait > 0 {
		return "", &NoRoom{Wait: wait, Limit: q.cfg.PerMinute(tokens)}
	}
	q.next++
	q.entries = append(q.entries, entry{id: q.next, tokens: tokens, ends: now.Add(q.cfg.Lease), open: true})
	return reservation(q.next), nil
}

func reservation(id int64) Reservation { return Reservation(strconv.FormatInt(id, 36)) }

// PerMinute is how many requests of so many tokens fit into a minute.
func (c QuotaConfig) PerMinute(tokens int) int {
	if c.Tokens == 0 {
		return c.Requests
	}
	n := max(1, c.Tokens/max(1, tokens))
	if c.Requests > 0 {
		n = min(n, c.Requests)
	}
	return n
}

// wait is how long it takes until enough of what counts has gone; 0 when there is room. Calls that are
// out are taken to end soon: they count from their beginning. Called with mu held.
func (q *LocalQuota) wait(now time.Time, tokens int) time.Duration {
	requests, used := len(q.entries), 0
	for _, e := range q.entries {
		used += e.tokens
	}
	ends := slices.Clone(q.entries)
	for i := range ends {
		if ends[i].open {
			ends[i].ends = ends[i].ends.Add(q.cfg.Minute - q.cfg.Lease)
		}
	}
	slices.SortFunc(ends, func(a, b entry) int { return a.ends.Compare(b.ends) })
	for _, e := range append([]entry{{ends: now}}, ends...) {
		if e.id != 0 {
			requests, used = requests-1, used-e.tokens
		}
		fits := (q.cfg.Requests == 0 || requests < q.cfg.Requests) && (q.cfg.Tokens == 0 || used+tokens <= q.cfg.Tokens)
		if fits && e.id == 0 {
			return 0
		}
		if fits {
			return max(time.Millisecond, e.ends.Sub(now))
		}
	}
	return q.cfg.Minute
}

// Settle implements Quota.
func (q *LocalQuota) Settle(_ context.Context, r Reservation, tokens int, ago time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if i := q.find(r); i >= 0 {
		q.entries[i] = entry{id: q.entries[i].id, tokens: tokens, ends: time.Now().Add(q.cfg.Minute - ago)}
	}
}

// Release implements Quota.
func (q *LocalQuota) Release(_ context.Context, r Reservation) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if i := q.find(r); i >= 0 {
		q.entries = slices.Delete(q.entries, i, i+1)
	}
}

func (q *LocalQuota) find(r Reservation) int {
	return slices.IndexFunc(q.entries, func(e entry) bool { return reservation(e.id) == r })
}

// Hold implements Quota.
func (q *LocalQuota) Hold(_ context.Context, d time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if to := time.Now().Add(d); to.After(q.heldTo) {
		q.heldTo = to
	}
}
