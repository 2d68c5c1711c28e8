package server_test

import (
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

// throw sends bytes to the server, says that nothing more comes, and returns what it answers.
func throw(t *testing.T, w *world, raw []byte) string {
	t.Helper()
	c, err := net.Dial("tcp", w.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }() // it is of no more use
	_ = c.SetDeadline(time.Now().Add(patience))
	_, _ = c.Write(raw) // the server may have closed already: what it says tells
	_ = c.(*net.TCPConn).CloseWrite()
	said, err := io.ReadAll(c)
	if ne, ok := err.(net.Error); ok && ne.Timeout() {
		t.Fatalf("the server keeps a connection whose client has said its last, behind %q", raw)
	}
	return string(said)
}

// unharmed fails when the server has lost its temper, or its manners towards others.
func unharmed(t *testing.T, w *world, raw []byte) {
	t.Helper()
	if log := w.log.String(); strings.Contains(log, `"level":"error"`) || strings.Contains(log, "panic") {
		t.Fatalf("behind %q the log says:\n%s", raw, log)
	}
	if n := w.Stats().Connections; n > 1 {
		t.Fatalf("%d sessions are counted behind %q", n, raw)
	}
}

// Whatever a client sends behind its handshake, the session ends in order and nothing of it stays.
func FuzzFrames(f *testing.F) {
	for _, b := range [][]byte{
		clientFrame(0x81, []byte(`{"id":"1","type":"ping"}`)), clientFrame(0x81, []byte(`{"type":"generate","request":`+idea+`}`)),
		clientFrame(0x89, []byte("ping")), closeFrame(1000, "bye"), closeFrame(4999, ""), clientFrame(0x01, []byte(`{"id":`)),
		clientFrame(0xC1, []byte("x")), clientFrame(0x82, nil),
		{0x81, 0xFF, 0x7F, 0xFF},
		{0x88, 0x80, 0, 0, 0, 0},
		[]byte("GET / HTTP/1.1\r\n\r\n"),
		clientFrame(0x81, []byte(`{"id":"2","type":"watch","generation":"01939f2c-0000-7000-8000-000000000000","after":"1-1"}`)),
	} {
		f.Add(b)
	}
	w := start(f, func(o *options) { o.cfg.SessionsPerUser, o.cfg.SessionsPerAddress, o.cfg.GuestsPerMinute = -1, -1, -1 })
	f.Fuzz(func(t *testing.T, raw []byte) {
		said := throw(t, w, append([]byte(upgradeHead+"\r\n"), raw...))
		if !strings.HasPrefix(said, "HTTP/1.1 101 ") || !strings.Contains(said, `"type":"hello"`) {
			t.Fatalf("behind %q: %q", raw, said)
		}
		eventually(t, "the session is over", func() bool { return w.Stats().Connections == 0 })
		unharmed(t, w, raw)
	})
}

// Whatever comes as a request, the answer is a refusal in good order, or what was asked for: never an
// error of ours, never a session for who did not ask.
func FuzzRequests(f *testing.F) {
	for _, s := range []string{
		"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", upgradeHead + "\r\n",
		"GET /v1/generations/../../etc HTTP/1.1\r\nHost: x\r\n\r\n", "GET /v1/generations?limit=0&before=\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
		"POST /v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /v1/ops HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\nCookie: planspark=a; planspark_ops=b\r\n\r\n",
		"OPTIONS * HTTP/1.1\r\n\r\n", "GET http://other/ HTTP/1.1\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\x16\x03\x01\x02\x00",
		"GET /v1/probe?events=1 HTTP/1.1\r\nHost: x\r\nRange: bytes=0-\r\nExpect: 100-continue\r\n\r\n",
	} {
		f.Add([]byte(s))
	}
	w := start(f, func(o *options) {
		o.cfg.SessionsPerUser, o.cfg.SessionsPerAddress, o.cfg.GuestsPerMinute = -1, -1, -1
		o.cfg.Timing.ReadHeader = 200 * time.Millisecond
	})
	f.Fuzz(func(t *testing.T, raw []byte) {
		said := throw(t, w, raw)
		if said != "" && !strings.HasPrefix(said, "HTTP/1.") {
			t.Fatalf("behind %q: %q", raw, said)
		}
		if strings.HasPrefix(said, "HTTP/1.1 500") || strings.Contains(said, string(protocol.CodeInternal)+`"`) {
			t.Fatalf("an error of ours behind %q: %q", raw, said)
		}
		eventually(t, "what was opened is over", func() bool { return w.Stats().Connections == 0 })
		unharmed(t, w, raw)
	})
}
