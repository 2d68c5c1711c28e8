package server_test

import (
	"bytes"
	"errors"
	"net"
	"os"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// TestAMessageWithoutAnEndHoldsNobodyUp: fragments without a byte in them never have to be waited for. Those who send
// them take no turn from others, and are sent away when the time of a message is up.
func TestAMessageWithoutAnEndHoldsNobodyUp(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.ReadHeader = 2 * time.Second })
	other := w.raw(t)
	other.upgrade("")
	fragments := bytes.Repeat(clientFrame(0x00, nil), 64<<10)
	ended := make(chan error, runtime.GOMAXPROCS(0))
	for range cap(ended) {
		r := w.raw(t)
		r.upgrade("")
		r.write(clientFrame(0x01, []byte("x")))
		_ = r.SetWriteDeadline(time.Now().Add(patience))
		go func() {
			for {
				if _, err := r.Write(fragments); err != nil {
					ended <- err
					return
				}
			}
		}()
	}
	for range 5 {
		other.asks("1")
		other.answers("1")
	}
	for range cap(ended) {
		if err := <-ended; errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("a message without an end went on: %v", err)
		}
	}
}

// TestACloseEndsWhateverTheClientBegan: the library would wait for the payload of a frame for ever.
func TestACloseEndsWhateverTheClientBegan(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.ReadHeader = 300 * time.Millisecond })
	head := []byte{0x81, 0x80 | 127, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0} // of a megabyte
	for _, sent := range [][]byte{
		append(head, bytes.Repeat([]byte("x"), 70_000)...),          // too big
		append(clientFrame(0x81, []byte("no json")), head...),       // behind what is refused
		append(bytes.Clone(head), bytes.Repeat([]byte(" "), 40)...), // too slow
	} {
		r := w.raw(t)
		r.upgrade("")
		r.write(sent)
		r.endOrEOF()
	}
	eventually(t, "the sessions have ended", func() bool { return w.Stats().Connections == 0 })
}

// TestASlowMessageLeavesItsTimeToNobody: what is refused is said within the time of a goodbye, however long it took to come.
func TestASlowMessageLeavesItsTimeToNobody(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.ReadHeader = time.Second })
	r := w.raw(t)
	r.upgrade("")
	f := clientFrame(0x81, []byte(`{"id":"1","type`))
	r.write(f[:8])
	time.Sleep(500 * time.Millisecond)
	r.write(f[8:])
	r.end()
	_ = r.SetReadDeadline(time.Now().Add(1500 * time.Millisecond))
	if _, err := r.br.ReadByte(); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("the connection was cut while a goodbye was awaited: %v", err)
	}
}

// fullConn is a connection to a client that has no room for an answer to its close frame.
type fullConn struct {
	*net.TCPConn
	closed chan struct{}
}

func (c fullConn) Write(p []byte) (int, error) {
	if len(p) < 10 && p[0] == 0x88 {
		<-c.closed
		return 0, net.ErrClosed
	}
	return c.TCPConn.Write(p)
}

func (c fullConn) SyscallConn() (syscall.RawConn, error) { return c.TCPConn.SyscallConn() }

func (c fullConn) Close() error {
	err := c.TCPConn.Close()
	if err == nil {
		close(c.closed)
	}
	return err
}

type fullListener struct {
	net.Listener
	accepted chan fullConn
}

func (l fullListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	full := fullConn{c.(*net.TCPConn), make(chan struct{})}
	l.accepted <- full
	return full, nil
}

// TestAGoodbyeThatHasNoRoomTakesNoTurn: while the library waits for room, a heartbeat is due.
func TestAGoodbyeThatHasNoRoomTakesNoTurn(t *testing.T) {
	accepted := make(chan fullConn, 100)
	w := start(t, func(o *options) {
		o.listen = func(ln net.Listener) net.Listener { return fullListener{ln, accepted} }
		o.cfg.Timing.Heartbeat = 10 * time.Second
		o.deps.Jitter = func() float64 { return 0.1 } // the first one after a second
	})
	other := w.raw(t)
	other.upgrade("")
	<-accepted
	for range runtime.GOMAXPROCS(0) {
		r := w.raw(t)
		r.upgrade("")
		r.write(closeFrame(1000, ""))
	}
	time.Sleep(1300 * time.Millisecond)
	other.asks("1")
	other.answers("1")
	for range runtime.GOMAXPROCS(0) {
		select {
		case <-(<-accepted).closed:
			t.Error("others were answered only when the connection was cut")
		default:
		}
	}
}

// TestAServerThatStopsWhileASessionOpens is for the race detector: both read what came with the handshake.
func TestAServerThatStopsWhileASessionOpens(t *testing.T) {
	opening := make(chan struct{}, 10)
	w := start(t, func(o *options) {
		o.deps.Jitter = func() float64 {
			select {
			case opening <- struct{}{}:
			default:
			}
			time.Sleep(150 * time.Millisecond)
			return 0.5
		}
	})
	r := w.raw(t)
	pong := clientFrame(0x8A, bytes.Repeat([]byte("x"), 100))
	r.upgrade(string(pong) + string(pong))
	<-opening
	w.stop()
}
