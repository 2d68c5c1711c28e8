package server

import "sync"

// askers bounds how many sessions ask the service at once. Whoever asks holds a goroutine, and a stack as deep as the
// database is far, for as long as the answer takes: in a crowd that is until all who came before have theirs. So who
// finds all places taken waits in line without a goroutine. The zero value is ready.
type askers struct {
	mu   sync.Mutex
	n    int  // guarded by mu; places taken
	line line // guarded by mu
}

// mostAskers is a few times as many as share a transaction of the store, so that the next one is full when one ends.
const mostAskers = 256

// enter takes a place. False: the turn is taken by a goroutine of its own once there is one, which has the place then.
func (a *askers) enter(n *turn) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.n < mostAskers {
		a.n++
		return true
	}
	a.line.push(n)
	return false
}

// leave gives a place to the first in line.
func (a *askers) leave() {
	a.mu.Lock()
	n := a.line.pop()
	if n == nil {
		a.n--
	}
	a.mu.Unlock()
	if n != nil {
		go n.take(n.session)
	}
}
