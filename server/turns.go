package server

import (
	"runtime"
	"sync"
)

// turns lets the sessions that have something to write, or to read, do so one behind the other, from as many
// goroutines as there are processors: starting one for each session takes about as long as what it does. Nobody
// waits in a turn: who has to leaves the turns first, and goes on in that goroutine, while another one takes its
// place. The zero value is ready; a goroutine ends when nobody is left.
type turns struct {
	mu      sync.Mutex
	first   *turn // guarded by mu, as are the links behind it
	last    *turn // guarded by mu; of no meaning when first is nil
	running int   // guarded by mu; goroutines
}

// turn is a session's place in turns: of the half of it that writes, or of the one that reads.
type turn struct {
	session *session
	take    func(*session) (stays bool) // false: its goroutine has left
	behind  *turn                       // in turns
}

// add gives a session a turn. It must not be among those that have one to come.
func (t *turns) add(n *turn) {
	t.mu.Lock()
	if t.first == nil {
		t.first = n
	} else {
		t.last.behind = n
	}
	t.last = n
	start := t.running < runtime.GOMAXPROCS(0)
	if start {
		t.running++
	}
	t.mu.Unlock()
	if start {
		go t.run()
	}
}

// run lets sessions have their turns until nobody is left, or it has to wait for one.
func (t *turns) run() {
	for n := t.next(); n != nil && n.take(n.session); n = t.next() {
	}
}

// leave is called by a goroutine in whose turn it will have to wait.
func (t *turns) leave() {
	t.mu.Lock()
	replace := t.first != nil
	if !replace {
		t.running--
	}
	t.mu.Unlock()
	if replace {
		go t.run()
	}
}

// next is the turn that is due; nil ends the goroutine that asks.
func (t *turns) next() *turn {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.first
	if n == nil {
		t.running--
		return nil
	}
	t.first, n.behind = n.behind, nil
	return n
}
