package generation

import (
	"slices"
	"sync"
	"time"
)

// Estimator knows how long generations typically take, from those that were completed lately, and
// foretells when waiting ones will start. Safe for concurrent use.
type Estimator struct {
	mu     sync.Mutex
	recent []time.Duration // guarded by mu; a ring of the latest
	next   int             // guarded by mu; place in the ring
}

// evidenceKept is how many durations say what is typical; evidenceNeeded how many it takes to say so.
const (
	evidenceKept   = 64
	evidenceNeeded = 3
)

// Observe notes how long a completed generation ran.
func (e *Estimator) Observe(d time.Duration) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.recent) < evidenceKept {
		e.recent = append(e.recent, d)
		return
	}
	e.recent[e.next] = d
	e.next = (e.next + 1) % evidenceKept
}

// Learn replaces what was observed here by what the database knows of all instances, the latest first.
// With less evidence than there is here it changes nothing.
func (e *Estimator) Learn(recent []time.Duration) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(recent) < len(e.recent) {
		return
	}
	e.recent, e.next = slices.Clone(recent[:min(len(recent), evidenceKept)]), 0
	slices.Reverse(e.recent) // the oldest makes room first
}

// Typical is the median duration and the 90th percentile; ok is false without evidence.
func (e *Estimator) Typical() (median, high time.Duration, ok bool) {
	e.mu.Lock()
	sorted := slices.Clone(e.recent)
	e.mu.Unlock()
	if len(sorted) < evidenceNeeded {
		return 0, 0, false
	}
	slices.Sort(sorted)
	return sorted[len(sorted)/2], sorted[len(sorted)*9/10], true
}

// Waits foretells for the first n places of a line how long each will wait: with typical durations,
// and with long ones. Both are nil without evidence, or when nobody serves the line.
func (e *Estimator) Waits(line Line, n int) (typical, high []time.Duration) {
	median, long, ok := e.Typical()
	if !ok || line.Slots == 0 {
		return nil, nil
	}
	soon, late := freeIn(line, median), freeIn(line, long)
	typical, high = make([]time.Duration, n), make([]time.Duration, n)
	for i := range n {
		typical[i], high[i] = waitAt(soon, i, median), waitAt(late, i, long)
	}
	return typical, high
}

// freeIn is in how long each slot is free when all that runs takes as long, the soonest first. What takes longer than
// that is nearly done.
func freeIn(line Line, each time.Duration) []time.Duration {
	slots := make([]time.Duration, line.Slots)
	for i := range min(line.Slots, len(line.Running)) {
		slots[i] = max(each-line.Running[i], each/10)
	}
	slices.Sort(slots)
	return slots
}

// waitAt is how long the one at a place waits, from 0. No slot is busy for longer than each one takes, so they come
// round in the order in which they are free first.
func waitAt(free []time.Duration, place int, each time.Duration) time.Duration {
	return free[place%len(free)] + time.Duration(place/len(free))*each
}
