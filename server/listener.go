package server

import (
	"errors"
	"net"
	"sync"
	"syscall"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/server/parking"
)

// listener wraps accepted connections, and knows those that are open. When there are as many as there may
// be, the next waits until one ends; when the system has no room for one, it is tried again.
type listener struct {
	net.Listener
	stall  time.Duration
	poller *parking.Poller
	log    zerolog.Logger
	slots  chan struct{} // holds one for each open connection; nil: any number
	done   chan struct{} // closed with the listener
	once   sync.Once
	full   time.Time // when it was last said that there is no room; Accept's own

	mu   sync.Mutex
	open map[*wire]struct{} // guarded by mu
}

func newListener(ln net.Listener, p *parking.Poller, most int, stall time.Duration, log zerolog.Logger) *listener {
	l := &listener{Listener: ln, poller: p, stall: stall, log: log, done: make(chan struct{}), open: map[*wire]struct{}{}}
	if most > 0 {
		l.slots = make(chan struct{}, most)
	}
	return l
}

// Accept implements net.Listener.
func (l *listener) Accept() (net.Conn, error) {
	if err := l.room(); err != nil {
		return nil, err
	}
	c, err := l.accept()
	if err != nil {
		l.free()
		return nil, err
	}
	w := &wire{Conn: c, stall: l.stall, closed: l.forget, attempt: newAttempt(c)}
	if fd, ok := w.attempt.descriptor(); ok {
		w.place.In(l.poller, fd)
	}
	l.mu.Lock()
	l.open[w] = struct{}{}
	l.mu.Unlock()
	return w, nil
}

// room waits until there may be another connection.
func (l *listener) room() error {
	if l.slots == nil {
		return nil
	}
	select {
	case l.slots <- struct{}{}:
		return nil
	default:
		l.sayFull(nil)
	}
	select {
	case l.slots <- struct{}{}:
		return nil
	case <-l.done:
		return net.ErrClosed
	}
}

// The waits between two tries to accept a connection that the system has no room for.
const (
	firstAcceptWait = 5 * time.Millisecond
	mostAcceptWait  = time.Second
)

func (l *listener) accept() (net.Conn, error) {
	for wait := firstAcceptWait; ; wait = min(2*wait, mostAcceptWait) {
		c, err := l.Listener.Accept()
		if err == nil || !passes(err) {
			return c, err
		}
		l.sayFull(err)
		select {
		case <-time.After(wait):
		case <-l.done:
			return nil, net.ErrClosed
		}
	}
}

// passes says whether an error of accept(2) is of one connection, or of a shortage, and not of the listener.
func passes(err error) bool {
	for _, e := range []syscall.Errno{
		syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.ECONNABORTED, syscall.ECONNRESET, syscall.EINTR, syscall.EPROTO,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// sayEvery bounds how often a lack of room is logged.
const sayEvery = time.Minute

func (l *listener) sayFull(err error) {
	if time.Since(l.full) < sayEvery {
		return
	}
	l.full = time.Now()
	l.log.Warn().Err(err).Int("connections", l.count()).Msg("there is no room for more connections; new ones wait until others end")
}

func (l *listener) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.open)
}

// Close implements net.Listener.
func (l *listener) Close() error {
	l.once.Do(func() { close(l.done) })
	return l.Listener.Close()
}

func (l *listener) forget(w *wire) {
	l.mu.Lock()
	delete(l.open, w)
	l.mu.Unlock()
	l.free()
}

// free gives room for another connection back.
func (l *listener) free() {
	if l.slots != nil {
		<-l.slots
	}
}

// cut closes every connection that is still open.
func (l *listener) cut() {
	l.mu.Lock()
	open := make([]*wire, 0, len(l.open))
	for w := range l.open {
		open = append(open, w)
	}
	l.mu.Unlock()
	for _, w := range open {
		_ = w.Close() // it is of no more use, whatever closing it says
	}
}
