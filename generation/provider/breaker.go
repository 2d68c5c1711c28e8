package provider

import (
	"cmp"
	"context"
	"sync"
	"time"
)

// Breaker keeps calls from a provider that is down, and finds out when it is back. Safe for concurrent
// use. One that is shared by instances does not fail when it cannot reach them: it goes on by what it
// knows itself.
type Breaker interface {
	// Pass returns the ticket for a call; ok is false while the breaker is open.
	Pass(ctx context.Context) (t Ticket, ok bool)
	// Probe returns the ticket for the one trial of an open breaker, when it is time for it.
	Probe(ctx context.Context) (t Ticket, due bool)
	// Record says how the call of a ticket went, once for each ticket, and returns what that changed.
	Record(ctx context.Context, t Ticket, v Verdict) Change
	// State is how the breaker stands.
	State(ctx context.Context) BreakerState
}

// Ticket is what a call was let through with. A call that began before the breaker last changed says
// nothing about now: its era is over.
type Ticket struct {
	Era   int64
	Probe bool
}

// Verdict is what a call says about its provider.
type Verdict int

// The verdicts.
const (
	Void   Verdict = iota // nothing: cancelled by us, or refused for reasons of ours
	Worked                // it does what it is for
	Failed                // it does not
	Slow                  // it does not, and kept somebody waiting to tell
	Barred                // it will not, until something is changed
)

// BreakerState is how a breaker stands.
type BreakerState string

// The states of a breaker.
const (
	BreakerClosed   BreakerState = "closed"    // calls pass
	BreakerOpen     BreakerState = "open"      // none does
	BreakerHalfOpen BreakerState = "half_open" // one does, to try
)

// Change is what a verdict did to a breaker; the zero value is nothing.
type Change struct {
	To    BreakerState  // closed or open; empty when nothing changed
	After time.Duration // for how long it had been open, when it closed
}

// BreakerConfig tunes a breaker. The zero value of a field stands for its default.
type BreakerConfig struct {
	Failures   int           // in a row that open it; 16
	SlowWeight int           // failures that a slow one counts for; 3
	First      time.Duration // from opening to the first trial; 500 ms. It doubles with each that fails
	Most       time.Duration // between two trials of one that failed; 3 s
	Barred     time.Duration // to the first trial of one that does not accept us; 1 min
	BarredMost time.Duration // between two of these; 1 h
	Lease      time.Duration // after which a trial that was never recorded may be repeated; 15 s
}

// WithDefaults fills in what is left open. Sixteen failures in a row come by chance once in 65,000
// calls when every second call fails, and within seconds when all do.
func (c BreakerConfig) WithDefaults() BreakerConfig {
	c.Failures = cmp.Or(c.Failures, 16)
	c.SlowWeight = cmp.Or(c.SlowWeight, 3)
	c.First = cmp.Or(c.First, 500*time.Millisecond)
	c.Most = cmp.Or(c.Most, 3*time.Second)
	c.Barred = cmp.Or(c.Barred, time.Minute)
	c.BarredMost = cmp.Or(c.BarredMost, time.Hour)
	c.Lease = cmp.Or(c.Lease, 15*time.Second)
	return c
}

// LocalBreaker is the breaker of one process.
type LocalBreaker struct {
	cfg BreakerConfig

	mu       sync.Mutex // guards what follows
	era      int64
	failures int       // in a row, weighted
	openedAt time.Time // zero while closed
	barred   bool
	wait     time.Duration // between the latest trial and the next
	nextTry  time.Time
	trying   bool // a trial is out; nextTry is when it is given up
}

// NewBreaker returns a closed breaker.
func NewBreaker(cfg BreakerConfig) *LocalBreaker {
	return &LocalBreaker{cfg: cfg.WithDefaults()}
}

// Pass implements Breaker.
func (b *LocalBreaker) Pass(context.Context) (Ticket, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return Ticket{Era: b.era}, b.openedAt.IsZero()
}

// Probe implements Breaker.
func (b *LocalBreaker) Probe(context.Context) (Ticket, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	if b.openedAt.IsZero() || now.Before(b.nextTry) {
		return Ticket{}, false
	}
	b.era++ // an earlier trial that comes back after all is too late
	b.trying, b.nextTry = true, now.Add(b.cfg.Lease)
	return Ticket{Era: b.era, Probe: true}, true
}

// Record implements Breaker.
func (b *LocalBreaker) Record(_ context.Context, t Ticket, v Verdict) Change {
	b.mu.Lock()
	defer b.mu.Unlock()
	if t.Era != b.era {
		return Change{}
	}
	if t.Probe {
		return b.tried(v)
	}
	switch v {
	case Worked:
		b.failures = 0
	case Failed:
		return b.fail(1)
	case Slow:
		return b.fail(b.cfg.SlowWeight)
	case Barred:
		b.barred = true
		return b.open()
	}
	return Change{}
}

// fail counts a failure of a closed breaker.
func (b *LocalBreaker) fail(weight int) Change {
	b.failures += weight
	if b.failures < b.cfg.Failures {
		return Change{}
	}
	b.barred = false
	return b.open()
}

func (b *LocalBreaker) open() Change {
	b.era++
	b.openedAt = time.Now()
	b.wait = b.cfg.First
	if b.barred {
		b.wait = b.cfg.Barred
	}
	b.nextTry = b.openedAt.Add(b.wait)
	return Change{To: BreakerOpen}
}

// tried takes the verdict of a trial: one that worked closes the breaker.
func (b *LocalBreaker) tried(v Verdict) Change {
	b.trying = false
	if v == Worked {
		c := Change{To: BreakerClosed, After: time.Since(b.openedAt)}
		b.era++
		b.failures, b.openedAt, b.barred = 0, time.Time{}, false
		return c
	}
	if v != Void && b.barred != (v == Barred) {
		b.barred, b.wait = v == Barred, 0
	}
	first, most := b.cfg.First, b.cfg.Most
	if b.barred {
		first, most = b.cfg.Barred, b.cfg.BarredMost
	}
	b.wait = min(max(first, 2*b.wait), most)
	b.nextTry = time.Now().Add(b.wait)
	return Change{}
}

// State implements Breaker.
func (b *LocalBreaker) State(context.Context) BreakerState {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.openedAt.IsZero():
		return BreakerClosed
	case b.trying:
		return BreakerHalfOpen
	}
	return BreakerOpen
}
