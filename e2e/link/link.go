// Package link is a network between two programs that can be broken: a TCP proxy whose connections can be
// cut, delayed, or left open with nothing coming through. It knows nothing of what is said over it.
//
// A Link has a goroutine that accepts, and two for each connection; Close ends them and waits.
package link

import (
	"context"
	"fmt"
	"net"
	"sync"
	"time"
)

// Link passes connections on to a target.
type Link struct {
	target string
	ln     net.Listener
	life   context.Context // of the goroutines
	end    context.CancelFunc
	all    sync.WaitGroup

	mu    sync.Mutex
	state state                 // guarded by mu
	moved chan struct{}         // guarded by mu; closed when state changes
	conns map[net.Conn]struct{} // guarded by mu; both ends of each
}

// state is how the network is now.
type state struct {
	cut       bool
	blackhole bool
	delay     time.Duration
}

// New listens on address (port 0 is a free one) and passes on to target.
func New(address, target string) (*Link, error) {
	ln, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen for connections to %s: %w", target, err)
	}
	l := &Link{target: target, ln: ln, moved: make(chan struct{}), conns: map[net.Conn]struct{}{}}
	l.life, l.end = context.WithCancel(context.Background())
	l.all.Go(l.accept)
	return l, nil
}

// Addr is where programs connect to.
func (l *Link) Addr() string { return l.ln.Addr().String() }

// Cut breaks all connections off and takes no new ones, as when the other machine is gone.
func (l *Link) Cut() { l.set(func(s *state) { s.cut = true }) }

// Blackhole keeps connections open and takes new ones, and lets nothing through, as when packets are
// dropped on the way. What was sent meanwhile arrives after Heal.
func (l *Link) Blackhole() { l.set(func(s *state) { s.blackhole = true }) }

// Delay has everything take so much longer, each way.
func (l *Link) Delay(d time.Duration) { l.set(func(s *state) { s.delay = d }) }

// Heal makes the network whole and quick again.
func (l *Link) Heal() { l.set(func(s *state) { *s = state{} }) }

// Drop breaks all connections off; new ones are taken.
func (l *Link) Drop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.conns {
		abort(c)
	}
}

// Close ends the link and waits for its goroutines.
func (l *Link) Close() error {
	l.end()
	err := l.ln.Close()
	l.Drop()
	l.all.Wait()
	return err
}

func (l *Link) set(change func(*state)) {
	l.mu.Lock()
	change(&l.state)
	close(l.moved)
	l.moved = make(chan struct{})
	cut := l.state.cut
	l.mu.Unlock()
	if cut {
		l.Drop()
	}
}

func (l *Link) now() (state, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state, l.moved
}

// acceptPause is the time between two tries when connections cannot be taken.
const acceptPause = 10 * time.Millisecond

func (l *Link) accept() {
	for {
		c, err := l.ln.Accept()
		if err != nil {
			select {
			case <-l.life.Done():
				return
			case <-time.After(acceptPause): // the client was gone before it was taken, or we have no descriptors left
				continue
			}
		}
		l.all.Go(func() { l.serve(c) })
	}
}

// dialTimeout bounds how long a target is tried.
const dialTimeout = 5 * time.Second

func (l *Link) serve(client net.Conn) {
	defer client.Close()
	if !l.keep(client) {
		return
	}
	defer l.forget(client)
	if l.pass() != nil { // not even the handshake gets through
		return
	}
	d := net.Dialer{Timeout: dialTimeout}
	server, err := d.DialContext(l.life, "tcp", l.target)
	if err != nil {
		abort(client)
		return
	}
	defer server.Close()
	if !l.keep(server) {
		return
	}
	defer l.forget(server)
	var both sync.WaitGroup
	both.Go(func() { l.copy(server, client) })
	both.Go(func() { l.copy(client, server) })
	both.Wait()
}

// keep remembers a connection, unless the network is cut or closed.
func (l *Link) keep(c net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.state.cut || l.life.Err() != nil {
		abort(c)
		return false
	}
	l.conns[c] = struct{}{}
	return true
}

func (l *Link) forget(c net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.conns, c)
}

// chunk is how much goes over the link at once.
const chunk = 32 << 10

// copy passes on in one direction until it ends, and then says so to the other side.
func (l *Link) copy(to, from net.Conn) {
	b := make([]byte, chunk)
	for {
		n, err := from.Read(b)
		if n > 0 {
			if l.pass() != nil {
				return
			}
			if _, err := to.Write(b[:n]); err != nil {
				abort(from)
				return
			}
		}
		if err != nil {
			if c, ok := to.(*net.TCPConn); ok {
				_ = c.CloseWrite() // it may be gone already
			}
			return
		}
	}
}

// pass returns when the network lets something through; an error says that the link is closed.
func (l *Link) pass() error {
	for {
		s, moved := l.now()
		if !s.blackhole && s.delay <= 0 {
			return l.life.Err()
		}
		var due <-chan time.Time
		if !s.blackhole {
			timer := time.NewTimer(s.delay)
			defer timer.Stop()
			due = timer.C
		}
		select {
		case <-due:
			return nil
		case <-moved:
		case <-l.life.Done():
			return l.life.Err()
		}
	}
}

// abort closes a connection with a reset: what is under way is lost.
func abort(c net.Conn) {
	if t, ok := c.(*net.TCPConn); ok {
		_ = t.SetLinger(0) // it may be closed already
	}
	_ = c.Close()
}
