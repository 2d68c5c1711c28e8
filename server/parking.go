package server

import "sync"

// parking lets a connection wait for its client without a goroutine. Somebody has the reading, always: a goroutine,
// or the poller while the connection is parked. Who takes it from the poller has it read from, and ends the session
// when it is to end.
type parking struct {
	poller  *poller  // nil where a goroutine has to wait
	session *session // which reads
	fd      int

	mu     sync.Mutex
	known  bool // guarded by mu: to the poller
	parked bool // guarded by mu: the poller has the reading
	gone   bool // guarded by mu: it is closed, or about to be
}

// park gives the reading to the poller; false when it cannot be had there. Nothing may be left that was read and not
// taken.
func (w *wire) park() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.gone || w.poller == nil {
		return false
	}
	w.parked = w.poller.arm(w)
	return w.parked
}

// unpark takes the reading from the poller, unless it has been taken.
func (w *wire) unpark() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	was := w.parked
	w.parked = false
	return was
}

// rouse has a parked connection read from.
func (w *wire) rouse() {
	if w.unpark() {
		w.session.readable()
	}
}

// depart is called before the connection is closed; wake says that nobody has the reading now.
func (w *wire) depart() (wake bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.gone = true
	if w.known {
		w.known = false
		w.poller.forget(w)
	}
	wake, w.parked = w.parked, false
	return wake
}
