package generation

import (
	"container/heap"
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
	return simulate(line, n, median), simulate(line, n, long)
}

// simulate plays the line forward: every slot is free when what runs in it is done, and each place in
// turn takes the slot that is free first.
func simulate(line Line, n int, each time.Duration) []time.Duration {
	slots := make(freeAt, 0, line.Slots)
	for i := range line.Slots {
		var busy time.Duration
		if i < len(line.Running) {
			busy = max(each-line.Running[i], each/10) // one that takes longer than typical is nearly done
		}
		slots = append(slots, busy)
	}
	heap.Init(&slots)
	waits := make([]time.Duration, n)
	for i := range waits {
		waits[i] = slots[0]
		slots[0] += each
		heap.Fix(&slots, 0)
	}
	return waits
}

// freeAt is a heap of the times at which slots are free.
type freeAt []time.Duration

func (f freeAt) Len() int           { return len(f) }
func (f freeAt) Less(i, j int) bool { return f[i] < f[j] }
func (f freeAt) Swap(i, j int)      { f[i], f[j] = f[j], f[i] }
func (f *freeAt) Push(x any)        { *f = append(*f, x.(time.Duration)) }
func (f *freeAt) Pop() any {
	last := (*f)[len(*f)-1]
	*f = (*f)[:len(*f)-1]
	return last
}
