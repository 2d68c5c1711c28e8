package bench

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
)

// plain says in a few words why a connection was not made, the same for all of the same kind: addresses
// and ports differ.
func plain(err error) string {
	var dns *net.DNSError
	switch {
	case err == nil:
		return "interrupted"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "connection refused"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "too many open files on this machine: raise ulimit -n"
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return "no local port is left on this machine: use several --server addresses"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection broke"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return "no answer in time"
	case errors.As(err, &dns):
		return "the name is not known"
	case errors.Is(err, errNoService):
		return err.Error()
	}
	return "other: " + rootOf(err).Error()
}

// rootOf is the cause at the end of a chain.
func rootOf(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}
