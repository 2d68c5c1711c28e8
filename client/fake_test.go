package client_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/e2e/pipes"
	"github.com/planspark/planspark/protocol"
)

const generation = "0193a5c2-7c1e-7d60-9f3e-2f6f5c1d4b7a"

// story is the log of a finished generation; the event i lies at the cursor 1-(i+1).
type story []protocol.Event

// tell makes a log: sections of several deltas each, and the proof at the end.
func tell(sections, deltas int) story {
	s := story{{Kind: protocol.KindStarted, Attempt: 1, Worker: "w"}}
	for i, info := range protocol.Sections()[:sections] {
		for d := range deltas {
			s = append(s, protocol.Event{Kind: protocol.KindDelta, Section: info.Slug, Text: fmt.Sprintf("Teil %d·%d ", i, d)})
		}
		s = append(s, protocol.Event{Kind: protocol.KindSection, Section: info.Slug, Title: info.Title, Index: info.Index, Source: "offline"})
	}
	chars, sha := protocol.Checksum(s.at(len(s)).Sections)
	return append(s, protocol.Event{
		Kind: protocol.KindCompleted, Source: "offline", Degraded: protocol.Ptr(false),
		DurationMS: protocol.Ptr(int64(10)), Chars: &chars, SHA256: sha,
	})
}

func cursor(n int) protocol.Cursor {
	if n == 0 {
		return protocol.Cursor{}
	}
	return protocol.Cursor{Attempt: 1, Seq: int64(n)}
}

// at is the snapshot behind the first n events.
func (s story) at(n int) protocol.Snapshot {
	f := protocol.NewFold(protocol.Snapshot{ID: generation, State: protocol.StateQueued})
	for i, e := range s[:n] {
		f.Apply(cursor(i+1), e)
	}
	return f.Snapshot()
}

// events is the message with the events from a up to b.
func (s story) events(a, b int) protocol.EventsMessage {
	m := protocol.EventsMessage{Type: protocol.TypeEvents, Generation: generation, After: cursor(a), Cursor: cursor(b)}
	for _, e := range s[a:b] {
		raw, _ := json.Marshal(e)
		m.Events = append(m.Events, raw)
	}
	return m
}

func (s story) snapshot(n int) protocol.SnapshotMessage {
	snap := s.at(n)
	return protocol.SnapshotMessage{Type: protocol.TypeSnapshot, Generation: generation, Cursor: snap.Cursor, Snapshot: snap}
}

// peer is the server's side of one WebSocket.
type peer struct {
	t   testing.TB
	ws  *websocket.Conn
	n   int // which connection it is, from 1
	req *http.Request
}

// say sends a message; false when the connection is gone.
func (p *peer) say(m any) bool {
	raw, err := json.Marshal(m)
	if err != nil {
		p.t.Errorf("encode: %v", err)
	}
	return p.ws.Write(context.Background(), websocket.MessageText, raw) == nil
}

func (p *peer) hello() bool {
	return p.say(protocol.Hello{Type: protocol.TypeHello, Session: "s", User: "u", HeartbeatMS: 25000})
}

// hear waits for the next message; false when the connection is gone.
func (p *peer) hear() (protocol.ClientMessage, bool) {
	var m protocol.ClientMessage
	_, raw, err := p.ws.Read(context.Background())
	if err != nil {
		return m, false
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		p.t.Errorf("the client said %q", raw)
	}
	return m, true
}

// watch waits for a watch message, answers it, and returns how many events the client has.
func (p *peer) watch() (int, bool) {
	for {
		m, ok := p.hear()
		if !ok {
			return 0, false
		}
		if m.Type != protocol.TypeWatch {
			continue
		}
		after, err := protocol.ParseCursor(*m.After)
		if err != nil {
			p.t.Errorf("watch after %q", *m.After)
		}
		return int(after.Seq), p.say(protocol.Reply{Type: protocol.TypeReply, To: m.ID, Generation: m.Generation})
	}
}

// fake is a server whose WebSockets are played by a function, one call a connection.
type fake struct {
	t     testing.TB
	mux   *http.ServeMux
	mu    sync.Mutex
	dials int
	wg    sync.WaitGroup
}

func newFake(t testing.TB, play func(*peer)) *fake {
	f := &fake{t: t, mux: http.NewServeMux()}
	f.mux.HandleFunc("GET /v1/ws", func(w http.ResponseWriter, r *http.Request) {
		f.mu.Lock()
		f.dials++
		n := f.dials
		f.mu.Unlock()
		ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{protocol.Subprotocol}})
		if err != nil {
			return
		}
		defer ws.CloseNow()
		if ws.Subprotocol() != protocol.Subprotocol {
			t.Errorf("subprotocol is %q", ws.Subprotocol())
		}
		play(&peer{t: t, ws: ws, n: n, req: r})
	})
	return f
}

func (f *fake) dialed() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.dials
}

// client connects over loopback.
func (f *fake) client(cfg client.Config) *client.Client {
	srv := httptest.NewServer(f.mux)
	f.t.Cleanup(srv.Close)
	cfg.Server, cfg.HTTPClient = srv.URL, srv.Client()
	if cfg.Rand == nil {
		cfg.Rand = func() float64 { return 0 }
	}
	c, err := client.New(cfg)
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(c.CloseIdle)
	return c
}

// inMemory connects over pipes, for bubbles of virtual time. stop ends the server.
func (f *fake) inMemory(cfg client.Config) (c *client.Client, stop func()) {
	ln := pipes.Listen()
	srv := &http.Server{Handler: f.mux}
	f.wg.Go(func() { srv.Serve(ln) })
	cfg.Server = "http://planspark.test"
	cfg.HTTPClient = &http.Client{Transport: &http.Transport{DialContext: ln.DialContext}}
	c, err := client.New(cfg)
	if err != nil {
		f.t.Fatal(err)
	}
	return c, func() {
		c.CloseIdle()
		srv.Close()
		f.wg.Wait()
	}
}

// seen is what a consumer got.
type seen struct {
	events []protocol.Event
	final  *protocol.Snapshot
	err    error
}

func collect(ctx context.Context, c *client.Client, after protocol.Cursor) (s seen) {
	for u, err := range c.Watch(ctx, generation, after) {
		if err != nil {
			s.err = err
			break
		}
		s.events = append(s.events, u.Events...)
		if u.Final != nil {
			s.final = u.Final
		}
	}
	return s
}

// texts are the deltas of events in order.
func texts(events []protocol.Event) string {
	var b strings.Builder
	for _, e := range events {
		b.WriteString(e.Text)
	}
	return b.String()
}

// answer is a handler that says always the same.
func answer(v any) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode(v) }
}
