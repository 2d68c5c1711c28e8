package server

import (
	"bufio"
	"bytes"
	"net"
	"net/http"
	"sync"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/protocol"
)

// The buffers that the library has of a session. It reads from an intake, and what it writes itself is close frames.
const (
	readBuffer  = 16
	writeBuffer = 128
)

// buffers lends the buffers of sessions, and, while something is read, intakes.
type buffers struct{ readers, writers, intakes sync.Pool }

func (b *buffers) takeIntake() *intake {
	if in, ok := b.intakes.Get().(*intake); ok {
		return in
	}
	return new(intake)
}

func (b *buffers) take(c net.Conn) *bufio.ReadWriter {
	r, ok := b.readers.Get().(*bufio.Reader)
	if !ok {
		r = bufio.NewReaderSize(nil, readBuffer)
	}
	w, ok := b.writers.Get().(*bufio.Writer)
	if !ok {
		w = bufio.NewWriterSize(nil, writeBuffer)
	}
	r.Reset(c)
	w.Reset(c)
	return bufio.NewReadWriter(r, w)
}

// give takes the buffers of a session back when nothing can use them any more.
func (b *buffers) give(rw *bufio.ReadWriter) {
	rw.Reader.Reset(nil)
	rw.Writer.Reset(nil)
	b.readers.Put(rw.Reader)
	b.writers.Put(rw.Writer)
}

// bridge is the ResponseWriter under which coder/websocket answers an upgrade on a connection that
// fasthttp let go. (Its own adaptor never writes the 101, and the handshake hangs.)
type bridge struct {
	wire   *wire
	header http.Header
	head   []byte // of the answer; for whoever upgrades to write
	rw     *bufio.ReadWriter
}

// Header implements http.ResponseWriter.
func (b *bridge) Header() http.Header { return b.header }

// Write implements http.ResponseWriter. The body of a refusal is dropped: upgrade checked everything
// before, where it could be refused as a problem.
func (b *bridge) Write(p []byte) (int, error) { return len(p), nil }

// WriteHeader implements http.ResponseWriter.
func (b *bridge) WriteHeader(status int) {
	var head bytes.Buffer
	head.WriteString("HTTP/1.1 ")
	head.WriteString(statusLine(status))
	_ = b.header.Write(&head) // a bytes.Buffer takes everything
	head.WriteString("\r\n")
	b.head = head.Bytes()
}

func statusLine(status int) string {
	if status == http.StatusSwitchingProtocols {
		return "101 Switching Protocols\r\n"
	}
	return "400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n"
}

// Hijack implements http.Hijacker.
func (b *bridge) Hijack() (net.Conn, *bufio.ReadWriter, error) { return between{b.wire}, b.rw, nil }

// handshake is what Accept needs to know of an upgrade request, copied out of fasthttp's buffers.
type handshake struct {
	key, version, protocols string
	answer                  http.Header // goes into the 101
}

// accept answers the upgrade. ss is told of the client's pings, which it answers, and of its pongs.
func (h handshake) accept(b *bridge, ss *session) (*websocket.Conn, error) {
	r := &http.Request{Method: http.MethodGet, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{
		"Connection": {"Upgrade"}, "Upgrade": {"websocket"},
		"Sec-Websocket-Key": {h.key}, "Sec-Websocket-Version": {h.version},
	}}
	if h.protocols != "" {
		r.Header.Set("Sec-WebSocket-Protocol", h.protocols)
	}
	b.header = h.answer
	conn, err := websocket.Accept(b, r, &websocket.AcceptOptions{
		Subprotocols:       []string{protocol.Subprotocol},
		InsecureSkipVerify: true, // the origin was checked before the upgrade
		CompressionMode:    websocket.CompressionDisabled,
		OnPingReceived:     ss.pinged,
		OnPongReceived:     ss.ponged,
	})
	if err != nil {
		return nil, err
	}
	b.rw.Reader.Reset(between{b.wire}) // without what the library put before it
	conn.SetReadLimit(-1)              // the session bounds messages itself, so that it can say why
	return conn, nil
}
