package parking

import (
	"os"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Poller wakes connections that wait for their clients without a goroutine: each is told of once, and armed anew
// when it waits again. It never reads itself, so that no client can hold it up. Its own goroutine waits as any
// other one does, without a thread: epoll's descriptor is something that Go's runtime can wait for.
type Poller struct {
	fd    int
	file  *os.File
	ended chan struct{}

	mu     sync.Mutex
	places []*Place // guarded by mu; by descriptor
}

// NewPoller starts a poller, which runs until it is closed.
func NewPoller() (*Poller, error) {
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, os.NewSyscallError("epoll_create1", err)
	}
	if err := unix.SetNonblock(fd, true); err != nil { // for NewFile, to which it means: can be waited for
		_ = unix.Close(fd)
		return nil, os.NewSyscallError("fcntl", err)
	}
	p := &Poller{fd: fd, file: os.NewFile(uintptr(fd), "epoll"), ended: make(chan struct{})}
	if err := p.file.SetDeadline(time.Time{}); err != nil { // the runtime cannot wait for it: nobody would be woken
		_ = p.file.Close()
		return nil, err
	}
	raw, err := p.file.SyscallConn()
	if err != nil {
		_ = p.file.Close()
		return nil, err
	}
	go p.run(raw)
	return p, nil
}

// wakeAtOnce is how many connections are woken by one system call.
const wakeAtOnce = 128

func (p *Poller) run(raw syscall.RawConn) {
	defer close(p.ended)
	events := make([]unix.EpollEvent, wakeAtOnce)
	n := 0
	look := func(fd uintptr) bool {
		n, _ = unix.EpollWait(int(fd), events, 0) // interrupted is nothing yet
		return n > 0
	}
	for raw.Read(look) == nil {
		for _, e := range events[:n] {
			p.wake(int(e.Fd))
		}
	}
}

// wake wakes the connection that has a descriptor now. When that is another one than was meant, it finds nothing
// to read, and waits again.
func (p *Poller) wake(fd int) {
	p.mu.Lock()
	c := p.places[fd]
	p.mu.Unlock()
	if c != nil {
		c.Rouse()
	}
}

// arm has a connection woken, once, when there is something to read, or its client has left; false when that
// cannot be had. It is called with the connection's lock held, and before it is closed.
func (p *Poller) arm(c *Place) bool {
	e := unix.EpollEvent{Events: unix.EPOLLIN | unix.EPOLLRDHUP | unix.EPOLLONESHOT, Fd: int32(c.fd)}
	if c.known {
		return unix.EpollCtl(p.fd, unix.EPOLL_CTL_MOD, c.fd, &e) == nil
	}
	p.set(c.fd, c)
	if c.known = unix.EpollCtl(p.fd, unix.EPOLL_CTL_ADD, c.fd, &e) == nil; !c.known {
		p.set(c.fd, nil)
	}
	return c.known
}

// forget is called with the connection's lock held, before its descriptor is closed and becomes another's.
func (p *Poller) forget(c *Place) {
	p.set(c.fd, nil)
	_ = unix.EpollCtl(p.fd, unix.EPOLL_CTL_DEL, c.fd, nil) // closing does it too
}

func (p *Poller) set(fd int, c *Place) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if fd >= len(p.places) {
		p.places = append(p.places, make([]*Place, fd+1-len(p.places))...)
	}
	p.places[fd] = c
}

// Close ends the poller, when no connection is parked any more. Of none it does nothing.
func (p *Poller) Close() {
	if p == nil {
		return
	}
	_ = p.file.Close()
	<-p.ended
}
