// Package parking lets connections wait for their clients without a goroutine each: where the system can (Linux), one
// Poller waits for all of them. It knows sockets by their descriptors, and whom to tell; it reads nothing, so that no
// client can hold it up. Its goroutine is that of the poller, which ends when it is closed.
package parking

import "sync"

// Reader is told that its connection has something to read, or that its client has left. Whoever is told has the
// reading. Readable does not block.
type Reader interface{ Readable() }

// Place is where a connection waits. Somebody has the reading, always: a goroutine, or the poller while the connection
// is parked. Who takes it from the poller has it read from, and ends what reads when that is to end. A connection
// without a place in a poller, as in the zero value, needs a goroutine that waits. Safe for concurrent use.
type Place struct {
	poller *Poller
	fd     int

	mu     sync.Mutex
	reader Reader // guarded by mu: who is told of what comes; nil when the poller does not have the reading
	known  bool   // guarded by mu: to the poller
	left   bool   // guarded by mu: the connection is closed, or about to be
}

// In gives the connection with a descriptor its place in a poller, before anything else is done with it.
func (p *Place) In(poller *Poller, fd int) { p.poller, p.fd = poller, fd }

// Parks says whether the connection has a place in a poller.
func (p *Place) Parks() bool { return p.poller != nil }

// Park gives the reading to the poller, which tells r of what comes; false when it cannot be had there. Nothing may be
// left that was read and not taken.
func (p *Place) Park(r Reader) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.left || p.poller == nil || !p.poller.arm(p) {
		return false
	}
	p.reader = r
	return true
}

// Unpark takes the reading from the poller, unless it has been taken.
func (p *Place) Unpark() bool { return p.take() != nil }

// Rouse tells the reader of a parked connection.
func (p *Place) Rouse() {
	if r := p.take(); r != nil {
		r.Readable()
	}
}

func (p *Place) take() Reader {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.reader
	p.reader = nil
	return r
}

// Leave is called before the connection is closed, whose descriptor is another's then. It returns who is to be told
// once it is; nil when the connection was not parked.
func (p *Place) Leave() Reader {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.left = true
	if p.known {
		p.known = false
		p.poller.forget(p)
	}
	r := p.reader
	p.reader = nil
	return r
}
