package server_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/rs/zerolog"

	"github.com/planspark/planspark/docs/spectest"
	"github.com/planspark/planspark/export"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/server"
	"github.com/planspark/planspark/web"
)

// patience bounds every wait of the tests; nothing is expected to take that long.
const patience = time.Minute

// witness holds everything that these tests are told against the published specifications.
var witness = spectest.New()

func TestMain(m *testing.M) {
	code := witness.Run(m.Run)
	if code == 0 && allRan() {
		for _, what := range witness.Unseen() {
			os.Stderr.WriteString("the specifications have " + what + ", and no test was told it\n")
			code = 1
		}
	}
	http.DefaultClient.CloseIdleConnections()
	if left := leaked(); code == 0 && left != "" {
		os.Stderr.WriteString("goroutines left behind:\n" + left)
		code = 1
	}
	os.Exit(code)
}

// allRan says whether the tests were not picked: only then has everything been seen.
func allRan() bool {
	for _, picks := range []string{"test.run", "test.skip", "test.fuzz"} {
		if f := flag.Lookup(picks); f != nil && f.Value.String() != "" {
			return false
		}
	}
	return true
}

// leaked waits until no goroutine runs code of ours or of a connection, and returns those that do.
func leaked() string {
	deadline := time.Now().Add(patience)
	for {
		left := ours()
		if left == "" || time.Now().After(deadline) {
			return left
		}
		runtime.Gosched()
	}
}

func ours() string {
	buf := make([]byte, 4<<20)
	buf = buf[:runtime.Stack(buf, true)]
	var left []string
	for _, stack := range strings.Split(string(buf), "\n\n")[1:] {
		if strings.Contains(stack, "planspark/server") || strings.Contains(stack, "coder/websocket") ||
			strings.Contains(stack, "fasthttp.(*workerPool).workerFunc") {
			left = append(left, stack)
		}
	}
	return strings.Join(left, "\n\n")
}

// world is a server on a port of its own.
type world struct {
	t testing.TB
	*server.Server
	fake *fake
	url  string
	addr string
	log  *safeBuffer
	stop func()
}

type options struct {
	cfg    server.Config
	deps   server.Deps
	listen func(net.Listener) net.Listener // changes what it listens on, unless nil
}

// site is built once: packing it takes most of a second.
var site = sync.OnceValues(func() (*web.Site, error) { return web.New(nil) })

// late is jitter of which a session's first ping comes in 12 s at the earliest: a test that counts what is
// written, or reads frame by frame, meets none.
func late() float64 { return 0.5 + rand.Float64()/2 }

// start serves until the test ends; change adapts the configuration.
func start(t testing.TB, change func(*options)) *world {
	t.Helper()
	f := newFake()
	w := &world{t: t, fake: f, log: &safeBuffer{}}
	site, err := site()
	if err != nil {
		t.Fatal(err)
	}
	o := options{
		cfg: server.Config{
			Instance: "test-1", Secrets: [][]byte{bytes.Repeat([]byte("s"), 32)},
			Limits:          protocol.Limits{MaxActive: 2, DailyLimit: 50, UserRate: 1000, IPRate: 1000},
			GuestsPerMinute: 10_000,
		},
		deps: server.Deps{
			Generations: f, Accounts: f, Plans: f, Catalog: f, Exporter: export.New(f), Watcher: f, Site: site, Tickets: &fakeTickets{}, Log: zerolog.New(w.log),
			Now: time.Now, NewID: newID, Jitter: late,
		},
	}
	if change != nil {
		change(&o)
	}
	if tickets, ok := o.deps.Tickets.(*fakeTickets); ok {
		tickets.now = o.deps.Now
	}
	if w.Server, err = server.New(o.cfg, o.deps); err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if *goroutineEach {
		o.listen = opaquely(o.listen)
	}
	if o.listen != nil {
		ln = o.listen(ln)
	}
	w.addr = ln.Addr().String()
	w.url = "http://" + w.addr
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- w.Serve(ctx, ln) }()
	w.stop = sync.OnceFunc(func() {
		cancel()
		select {
		case err := <-served:
			if err != nil {
				t.Errorf("serve: %v", err)
			}
		case <-time.After(patience):
			t.Errorf("the server did not stop:\n%s", ours())
		}
		eventually(t, "nobody takes turns any more", func() bool {
			running, due := w.TurnsLeft()
			return running == 0 && !due
		})
	})
	t.Cleanup(w.stop)
	return w
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// logged waits until the server has said something.
func (w *world) logged(text string) {
	w.t.Helper()
	for deadline := time.Now().Add(patience); !strings.Contains(w.log.String(), text); runtime.Gosched() {
		if time.Now().After(deadline) {
			w.t.Fatalf("%q is not in the log:\n%s", text, w.log)
		}
	}
}

// answer is a whole response.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (a answer) problem(t testing.TB) protocol.Problem {
	t.Helper()
	var p protocol.Problem
	if err := json.Unmarshal(a.body, &p); err != nil || a.header.Get("Content-Type") != "application/problem+json" {
		t.Fatalf("not a problem: %d %s %s", a.status, a.header.Get("Content-Type"), a.body)
	}
	return p
}

func (a answer) into(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal(a.body, v); err != nil {
		t.Fatalf("%v in %d %s", err, a.status, a.body)
	}
}

// do sends a request; headers are pairs.
func (w *world) do(method, path, body string, headers ...string) answer {
	w.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, w.url+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Add(headers[i], headers[i+1])
	}
	return w.send(r)
}

func (w *world) send(r *http.Request) answer {
	w.t.Helper()
	client := http.Client{Transport: witness.Transport(&http.Transport{DisableKeepAlives: true}), Timeout: patience}
	resp, err := client.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header, b}
}

// user is somebody with a session.
type user struct {
	id, token string
}

func (w *world) guest() user {
	w.t.Helper()
	a := w.do("POST", "/v1/session", "")
	var s struct{ User, Token string }
	a.into(w.t, &s)
	if a.status != 200 || s.Token == "" {
		w.t.Fatalf("session: %d %s", a.status, a.body)
	}
	return user{s.User, s.Token}
}

func (u user) bearer() string { return "Bearer " + u.token }

// as sends a request with a token.
func (w *world) as(u user, method, path, body string, headers ...string) answer {
	w.t.Helper()
	return w.do(method, path, body, append([]string{"Authorization", u.bearer()}, headers...)...)
}

const idea = `{"idea":"A small café by the river in Lisbon"}`

// peer is a WebSocket client that sees every message.
type peer struct {
	t     testing.TB
	conn  *websocket.Conn
	hello protocol.Hello
}

// message is any message of the server.
type message struct {
	Type             protocol.MessageType
	To               string
	Generation       string
	Problem          *protocol.Problem
	After            protocol.Cursor
	Cursor           protocol.Cursor
	Events           []protocol.Event
	Snapshot         *protocol.Snapshot
	Reason           string
	Joined           *bool
	Cached           *bool
	Position         int
	ReconnectAfterMS int64 `json:"reconnect_after_ms"`
	raw              []byte
}

func (w *world) dial(headers ...string) *peer {
	w.t.Helper()
	p, resp, err := w.tryDial("/v1/ws", headers...)
	if err != nil {
		w.t.Fatalf("dial: %v (%v)", err, resp)
	}
	p.hello = helloOf(w.t, p.want(protocol.TypeHello))
	return p
}

func helloOf(t testing.TB, m message) (h protocol.Hello) {
	t.Helper()
	if err := json.Unmarshal(m.raw, &h); err != nil {
		t.Fatal(err)
	}
	return h
}

func (w *world) tryDial(path string, headers ...string) (*peer, *http.Response, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	h := http.Header{}
	for i := 0; i < len(headers); i += 2 {
		h.Add(headers[i], headers[i+1])
	}
	conn, resp, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(w.url, "http")+path,
		&websocket.DialOptions{HTTPHeader: h, Subprotocols: []string{protocol.Subprotocol}})
	if err != nil {
		return nil, resp, err
	}
	conn.SetReadLimit(16 << 20)
	w.t.Cleanup(func() { _ = conn.CloseNow() })
	return &peer{t: w.t, conn: conn}, resp, nil
}

func (p *peer) say(text string) {
	p.t.Helper()
	if err := p.conn.Write(context.Background(), websocket.MessageText, []byte(text)); err != nil {
		p.t.Fatalf("write: %v", err)
	}
}

func (p *peer) tryRead() (message, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, b, err := p.conn.Read(ctx)
	if err != nil {
		return message{}, err
	}
	return parse(p.t, b), nil
}

func parse(t testing.TB, b []byte) message {
	t.Helper()
	m := message{raw: b}
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	return m
}

func (p *peer) read() message {
	p.t.Helper()
	m, err := p.tryRead()
	if err != nil {
		p.t.Fatalf("read: %v", err)
	}
	return m
}

// want reads one message of a type.
func (p *peer) want(kind protocol.MessageType) message {
	p.t.Helper()
	m := p.read()
	if m.Type != kind {
		p.t.Fatalf("want %s, got %s", kind, m.raw)
	}
	return m
}

// closed reads until the connection ends, and returns the last error message and the close code.
func (p *peer) closed() (last message, code protocol.CloseCode) {
	p.t.Helper()
	for {
		m, err := p.tryRead()
		if err != nil {
			return last, protocol.CloseCode(websocket.CloseStatus(err))
		}
		last = m
	}
}

// guestKey is how the key of guest sessions is made of a secret.
func guestKey(secret []byte) []byte {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte("planspark guest session"))
	return h.Sum(nil)
}

// brokenSite fails in every page.
type brokenSite struct{}

func (brokenSite) Page(string, web.Reader) web.Asset { panic("a private idea") }
func (brokenSite) Asset(string) (web.Asset, bool)    { return web.Asset{}, false }
