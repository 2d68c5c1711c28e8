package server_test

import (
	"net"
	"net/http"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
)

// testConnectionsBeyondTheBoundWait: the next one is served as soon as another ends, and not before.
func testConnectionsBeyondTheBoundWait(t *testing.T) {
	const most = 3
	w := start(t, func(o *options) { o.cfg.Connections = most })
	var open []*rawConn
	for range most {
		r := w.raw(t)
		r.write([]byte("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"))
		if resp, err := http.ReadResponse(r.br, nil); err != nil || resp.StatusCode != 200 {
			t.Fatalf("%v %v", resp, err)
		}
		open = append(open, r)
	}
	next := w.raw(t)
	next.write([]byte("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
	served := make(chan error, 1)
	go func() {
		_, err := http.ReadResponse(next.br, nil)
		served <- err
	}()
	w.logged("no room for more connections")
	select {
	case err := <-served:
		t.Fatalf("one more than there may be was served: %v", err)
	default:
	}
	if err := open[0].Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-served; err != nil {
		t.Fatalf("there is room again, and who waited got %v", err)
	}
}

// testAShortageOfFilesPasses: accept(2) fails a few times, as it does when the process has no file left,
// and whoever comes afterwards is served.
func testAShortageOfFilesPasses(t *testing.T) {
	short := &shortOfFiles{}
	short.left.Store(3)
	w := start(t, func(o *options) {
		o.listen = func(ln net.Listener) net.Listener {
			short.Listener = ln
			return short
		}
	})
	if a := w.do("GET", "/healthz", ""); a.status != 200 || short.left.Load() >= 0 {
		t.Errorf("%d, and %d failures to come", a.status, short.left.Load())
	}
	w.logged("too many open files")
}

// shortOfFiles refuses to accept as long as there is something left of its failures.
type shortOfFiles struct {
	net.Listener
	left atomic.Int64
}

func (s *shortOfFiles) Accept() (net.Conn, error) {
	if s.left.Add(-1) >= 0 {
		return nil, &net.OpError{Op: "accept", Net: "tcp", Err: os.NewSyscallError("accept4", syscall.EMFILE)}
	}
	return s.Listener.Accept()
}
