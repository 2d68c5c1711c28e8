package server

import (
	"runtime"
	"sync"
)

// turns lets the sessions that have something to write do so one behind the other, from as many
// goroutines as there are processors: starting one for each session takes about as long as its write. No turn
// waits for a client. The zero value is ready; a goroutine ends when nobody is left.
type turns struct {
	mu      sync.Mutex
	first   *session // guarded by mu, as are the links behind it
	last    *session // guarded by mu; of no meaning when first is nil
	running int      // guarded by mu; goroutines
}

// add gives a session a turn. It must not be among those that have one to come.
func (t *turns) add(ss *session) {
	t.mu.Lock()
	if t.first == nil {
		t.first = ss
	} else {
		t.last.behind = ss
	}
	t.last = ss
	start := t.running < runtime.GOMAXPROCS(0)
	if start {
		t.running++
	}
	t.mu.Unlock()
	if start {
		go t.take()
	}
}

// take lets sessions have their turns until nobody is left.
func (t *turns) take() {
	for ss := t.next(); ss != nil; ss = t.next() {
		ss.takeTurn()
	}
}

// next is the session whose turn it is; nil ends the goroutine that asks.
func (t *turns) next() *session {
	t.mu.Lock()
	defer t.mu.Unlock()
	ss := t.first
	if ss == nil {
		t.running--
		return nil
	}
	t.first, ss.behind = ss.behind, nil
	return ss
}
