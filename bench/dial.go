package bench

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/protocol"
)

// How long a connection may take to be made and greeted, and a message to be written.
const (
	openTimeout  = 30 * time.Second
	writeTimeout = 10 * time.Second
)

// maxMessage bounds what the service may say at once.
const maxMessage = 32 << 20

// upgrader makes one connection for each request, and keeps nothing beside it: of net/http's own
// transport a session would cost two more goroutines while it opens, and 8 KB for as long as it lives.
type upgrader struct {
	net.Dialer
	receive int // bytes of the kernel's buffer for what is not read; 0 is its default
}

// RoundTrip implements http.RoundTripper.
func (u *upgrader) RoundTrip(r *http.Request) (*http.Response, error) {
	conn, err := u.dial(r.Context(), r.URL)
	if err != nil {
		return nil, err
	}
	resp, err := u.ask(conn, r)
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return resp, nil
}

func (u *upgrader) dial(ctx context.Context, to *url.URL) (net.Conn, error) {
	port := to.Port()
	secure := to.Scheme == "https" || to.Scheme == "wss"
	if port == "" {
		port = map[bool]string{false: "80", true: "443"}[secure]
	}
	conn, err := u.DialContext(ctx, "tcp", net.JoinHostPort(to.Hostname(), port))
	if err != nil {
		return nil, err
	}
	if t, ok := conn.(*net.TCPConn); ok && u.receive > 0 {
		_ = t.SetReadBuffer(u.receive) // a larger one only holds more
	}
	if !secure {
		return conn, nil
	}
	over := tls.Client(conn, &tls.Config{ServerName: to.Hostname()})
	if err := over.HandshakeContext(ctx); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return over, nil
}

// ask sends the request and reads the head of the answer.
func (u *upgrader) ask(conn net.Conn, r *http.Request) (*http.Response, error) {
	deadline, ok := r.Context().Deadline()
	if !ok {
		deadline = time.Now().Add(openTimeout)
	}
	if err := conn.SetDeadline(deadline); err != nil {
		return nil, err
	}
	if err := r.Write(conn); err != nil {
		return nil, err
	}
	head := bufio.NewReaderSize(conn, 1024)
	resp, err := http.ReadResponse(head, r)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		resp.Body = body{resp.Body, conn}
		return resp, nil
	}
	rest, err := head.Peek(head.Buffered())
	if err != nil {
		return nil, err
	}
	resp.Body = &upgraded{Conn: conn, rest: append([]byte(nil), rest...)}
	return resp, conn.SetDeadline(time.Time{})
}

// body is that of a refusal; its end is the connection's.
type body struct {
	io.Reader
	io.Closer
}

// upgraded is a connection of which a part was read with the head of the answer.
type upgraded struct {
	net.Conn
	rest []byte
}

// Read implements io.Reader.
func (u *upgraded) Read(p []byte) (int, error) {
	if len(u.rest) == 0 {
		return u.Conn.Read(p)
	}
	n := copy(p, u.rest)
	if u.rest = u.rest[n:]; len(u.rest) == 0 {
		u.rest = nil
	}
	return n, nil
}

// dialer opens sessions.
type dialer struct{ http *http.Client }

func newDialer(receive int) *dialer {
	return &dialer{http: &http.Client{Transport: &upgrader{receive: receive}}}
}

// open connects, and returns when the service has greeted.
func (d *dialer) open(ctx context.Context, server, token string) (*websocket.Conn, protocol.Hello, error) {
	var hello protocol.Hello
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	header := http.Header{"User-Agent": {"planspark-bench"}}
	if token != "" {
		header.Set("Authorization", "Bearer "+token)
	}
	ws, resp, err := websocket.Dial(ctx, strings.TrimRight(server, "/")+"/v1/ws", &websocket.DialOptions{
		HTTPClient: d.http, HTTPHeader: header, Subprotocols: []string{protocol.Subprotocol},
	})
	if err != nil {
		return nil, hello, refusal(resp, err)
	}
	ws.SetReadLimit(maxMessage)
	_, raw, err := ws.Read(ctx)
	if err == nil {
		err = json.Unmarshal(raw, &hello)
	}
	if err == nil && hello.Type != protocol.TypeHello {
		err = problemIn(raw)
	}
	if err != nil {
		_ = ws.CloseNow()
		return nil, hello, err
	}
	return ws, hello, nil
}

var errNoService = errors.New("what answers is no PlanSpark service")

// refusal is the problem in an answer that is no upgrade.
func refusal(resp *http.Response, err error) error {
	if resp == nil || resp.StatusCode == http.StatusSwitchingProtocols {
		return err
	}
	raw, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10)) // a torn answer has no problem in it
	var p protocol.Problem
	if json.Unmarshal(raw, &p) == nil && p.Code != "" {
		return &p
	}
	return fmt.Errorf("%w: %s", errNoService, resp.Status)
}

// problemIn is the problem of a message that is not what was to come.
func problemIn(raw []byte) error {
	var m protocol.ErrorMessage
	if json.Unmarshal(raw, &m) == nil && m.Problem != nil {
		return m.Problem
	}
	return errNoService
}
