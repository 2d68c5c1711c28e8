//go:build unix

package server

import (
	"errors"
	"net"
	"syscall"
)

// attempt writes to a socket without waiting, and without the timer that a deadline is.
type attempt struct {
	raw  syscall.RawConn
	once func(fd uintptr) bool // made once: one for each write would be an allocation

	out []byte
	n   int
	err error
}

// newAttempt returns nil for a connection that is no socket.
func newAttempt(c net.Conn) *attempt {
	s, ok := c.(syscall.Conn)
	if !ok {
		return nil
	}
	raw, err := s.SyscallConn()
	if err != nil {
		return nil
	}
	a := &attempt{raw: raw}
	a.once = func(fd uintptr) bool {
		a.n, a.err = syscall.Write(int(fd), a.out)
		return true
	}
	return a
}

// write writes what the kernel has room for.
func (a *attempt) write(p []byte) (int, error) {
	a.out = p
	err := a.raw.Write(a.once)
	a.out = nil
	switch {
	case err != nil:
		return 0, err
	case errors.Is(a.err, syscall.EAGAIN), errors.Is(a.err, syscall.EINTR):
		return 0, nil
	case a.err != nil:
		return 0, a.err
	}
	return a.n, nil
}
