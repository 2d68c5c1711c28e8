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
	line    line // guarded by mu
	running int  // guarded by mu; goroutines
}

// turn is a session's place in a line: of the half of it that writes, or of the one that reads.
type turn struct {
	session *session
	take    func(*session) (stays bool) // false: its goroutine has left
	behind  *turn                       // in its line
}

// line is who waits, first come first served, without room of its own. The zero value is empty.
type line struct {
	first *turn
	last  *turn // of no meaning when first is nil
}

// push puts a turn at the end. It must not be in a line.
func (l *line) push(n *turn) {
	if l.first == nil {
		l.first = n
	} else {
		l.last.behind = n
	}
	l.last = n
}

// pop takes the first one; nil when nobody waits.
func (l *line) pop() *turn {
	n := l.first
	if n != nil {
		l.first, n.behind = n.behind, nil
	}
	return n
}

// add gives a session a turn. It must not be among those that have one to come.
func (t *turns) add(n *turn) {
	t.mu.Lock()
	t.line.push(n)
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
	replace := t.line.first != nil
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
	n := t.line.pop()
	if n == nil {
		t.running--
	}
	return n
}
