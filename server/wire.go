package server

import (
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"time"

	"github.com/planspark/planspark/server/parking"
)

// wire is an accepted connection. It ends a connection on which a write makes no way, counts reads so
// that silence can be told, and can hand out what the HTTP server has read beyond an upgrade request.
type wire struct {
	net.Conn
	stall  time.Duration
	closed func(*wire)

	sealed  bool       // Read returns errSealed; set while nobody reads concurrently
	pending []byte     // read, and not taken by the session yet
	attempt *attempt   // writes without waiting; nil where the connection cannot
	intake  *intake    // whose bytes are pending; nil when those are of no intake
	frames  sync.Mutex // held while a frame of the session is on its way, by whoever writes it
	once    sync.Once
	session *session // that uses it; nil until there is one
	place   parking.Place
}

// errSealed tells that everything that was buffered has been taken.
var errSealed = errors.New("connection is being handed over")

// Read implements net.Conn.
func (w *wire) Read(p []byte) (int, error) {
	if w.sealed {
		return 0, errSealed
	}
	return w.Conn.Read(p)
}

// try writes as much as can be written without waiting. It may be called by one goroutine at a time.
func (w *wire) try(p []byte) (int, error) {
	if w.attempt == nil {
		return 0, nil
	}
	return w.attempt.write(p)
}

// Write implements net.Conn. It gives up only when no byte was taken for the time of a stall: a slow
// peer is not a dead one.
func (w *wire) Write(p []byte) (int, error) {
	defer func() { _ = w.Conn.SetWriteDeadline(time.Time{}) }() // for try; a connection that has ended says so there
	written := 0
	for {
		if err := w.Conn.SetWriteDeadline(time.Now().Add(w.stall)); err != nil {
			return written, err
		}
		n, err := w.Conn.Write(p[written:])
		written += n
		if n > 0 && errors.Is(err, os.ErrDeadlineExceeded) {
			continue
		}
		return written, err
	}
}

// takeBuffered returns what r, a reader on this connection, holds but nobody has read. Until then
// nothing is read from the connection itself.
func (w *wire) takeBuffered(r io.Reader, in *intake) (b []byte, err error) {
	w.sealed = true
	defer func() { w.sealed = false }()
	for err == nil {
		var n int
		n, err = r.Read(in.bytes[:])
		b = append(b, in.bytes[:n]...)
	}
	if errors.Is(err, errSealed) || errors.Is(err, io.EOF) {
		err = nil
	}
	return b, err
}

// Close implements net.Conn.
func (w *wire) Close() error {
	err := net.ErrClosed
	w.once.Do(func() {
		reader := w.place.Leave()
		err = w.Conn.Close()
		w.closed(w)
		if reader != nil {
			reader.Readable()
		}
	})
	return err
}
