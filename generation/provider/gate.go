package provider

import (
	"context"
	"slices"
	"sync"
)

// Gate lets as many calls to a provider out at a time as it can take. Safe for concurrent use.
type Gate interface {
	// Enter waits for a place, first come, first served, or for the end of the context. leave gives the
	// place back and says how the call went; it is to be called once.
	Enter(ctx context.Context) (leave func(Load), err error)
	// Limit is how many calls may be out now.
	Limit() int
	// Resize sets the highest limit, at least 1.
	Resize(most int)
}

// Load is what a call says about how much the provider has to do.
type Load int

// The loads.
const (
	LoadUnknown Load = iota // nothing
	LoadFine                // it could take more
	LoadHigh                // it has too much
)

// LocalGate is the gate of one process. Its limit follows what the provider takes, between 1 and most:
// it grows by one for as many good calls as the limit is, and is halved by one that was too many, as
// TCP does (RFC 5681, additive increase and multiplicative decrease).
type LocalGate struct {
	mu      sync.Mutex // guards what follows
	most    float64
	limit   float64
	inside  int
	era     int // of the limit: changes when it is halved
	waiting []*waiter
}

type waiter struct {
	ready chan int // receives the era; holds one
}

// NewGate returns a gate that begins with its highest limit.
func NewGate(most int) *LocalGate {
	return &LocalGate{most: float64(max(1, most)), limit: float64(max(1, most))}
}

// Enter implements Gate.
func (g *LocalGate) Enter(ctx context.Context) (func(Load), error) {
	if err := ctx.Err(); err != nil {
		return nil, context.Cause(ctx)
	}
	g.mu.Lock()
	if len(g.waiting) == 0 && g.inside < int(g.limit) {
		g.inside++
		era := g.era
		g.mu.Unlock()
		return g.leave(era), nil
	}
	w := &waiter{ready: make(chan int, 1)}
	g.waiting = append(g.waiting, w)
	g.mu.Unlock()
	select {
	case era := <-w.ready:
		return g.leave(era), nil
	case <-ctx.Done():
		g.forget(w)
		return nil, context.Cause(ctx)
	}
}

// forget takes a waiter out of the line. One that was let in at the same moment gives its place on.
func (g *LocalGate) forget(w *waiter) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if i := slices.Index(g.waiting, w); i >= 0 {
		g.waiting = slices.Delete(g.waiting, i, i+1)
		return
	}
	g.inside--
	g.admit()
}

// leave returns the function that gives a place back. Calls that began before the limit was last
// halved do not halve it again: they tell of the same crowd.
func (g *LocalGate) leave(era int) func(Load) {
	return func(l Load) {
		g.mu.Lock()
		defer g.mu.Unlock()
		switch {
		case l == LoadFine:
			g.limit = min(g.most, g.limit+1/g.limit)
		case l == LoadHigh && era == g.era:
			g.limit = max(1, g.limit/2)
			g.era++
		}
		g.inside--
		g.admit()
	}
}

// admit lets those in who fit. Called with mu held.
func (g *LocalGate) admit() {
	for len(g.waiting) > 0 && g.inside < int(g.limit) {
		w := g.waiting[0]
		g.waiting = slices.Delete(g.waiting, 0, 1)
		g.inside++
		w.ready <- g.era
	}
}

// Resize implements Gate. A limit that was the highest stays that.
func (g *LocalGate) Resize(most int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	before := g.most
	g.most = float64(max(1, most))
	if g.limit == before || g.limit > g.most {
		g.limit = g.most
	}
	g.admit()
}

// Limit implements Gate.
func (g *LocalGate) Limit() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return int(g.limit)
}
