//go:build unix

package server

import (
	"errors"
	"io"
	"net"
	"syscall"
)

// attempt writes to a socket, and reads from it, without waiting, and without the timer that a deadline is.
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
		a.n, a.err = send(fd, a.out)
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

// descriptor is that of the socket. It is its own until the socket is closed.
func (a *attempt) descriptor() (fd int, ok bool) {
	if a == nil {
		return 0, false
	}
	err := a.raw.Control(func(d uintptr) { fd = int(d) })
	return fd, err == nil
}

// read reads what has come; none without an error when that is nothing.
func (a *attempt) read(in *intake, p []byte) (int, error) {
	if in.once == nil {
		in.once = func(fd uintptr) bool {
			in.n, in.err = receive(fd, in.into)
			return true
		}
	}
	in.into = p
	err := a.raw.Read(in.once)
	in.into = nil
	switch {
	case err != nil:
		return 0, err
	case errors.Is(in.err, syscall.EAGAIN), errors.Is(in.err, syscall.EINTR):
		return 0, nil
	case in.err != nil:
		return 0, in.err
	case in.n == 0:
		return 0, io.EOF
	}
	return in.n, nil
}
