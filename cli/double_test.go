package cli_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/protocol"
)

const (
	known   = "0193a5c2-7c1e-7d60-9f3e-2f6f5c1d4b7a"
	escapes = "\x1b]0;owned\a\x1b[31mred\u009b2J\u202Eevil"
)

// double stands in for a server: it speaks the contract, and misbehaves as its mode says.
//
//	""              a plan is written to its end
//	hostile         its text has escape sequences in it
//	cut             each connection breaks behind three messages
//	spoilt          the text is not the one of the checksum
//	failed, cancelled   it ends so
//	endless         it waits in the queue until it is cancelled
//	refuse=CODE     submissions are refused
//	close=CODE      the WebSocket is closed
type double struct {
	mode   string
	events []protocol.Event

	mu        sync.Mutex
	guests    int
	submitted []protocol.Request
	cancelled chan struct{}
	cancels   sync.Once
}

func newDouble(mode string) *double {
	d := &double{mode: mode, cancelled: make(chan struct{})}
	d.events = d.story()
	return d
}

func (d *double) story() []protocol.Event {
	if d.mode == "endless" {
		f := protocol.NewFold(protocol.Snapshot{})
		chars, sha := f.Checksum()
		return []protocol.Event{{Kind: protocol.KindCancelled, By: protocol.ByOwner, Chars: &chars, SHA256: sha}}
	}
	events := []protocol.Event{{Kind: protocol.KindStarted, Attempt: 1, Worker: "w"}}
	for _, s := range protocol.WritingOrder()[12:] {
		events = append(events, protocol.Event{Kind: protocol.KindStage, Stage: s.Slug, Title: s.Title})
		for i := range 3 {
			text := fmt.Sprintf("%s, part %d of three that are a little longer than a line.\n\n", s.Title, i+1)
			if d.mode == "hostile" {
				text += escapes
			}
			events = append(events, protocol.Event{Kind: protocol.KindDelta, Section: s.Slug, Text: text})
		}
		events = append(events, protocol.Event{Kind: protocol.KindSection, Section: s.Slug, Title: s.Title, Index: s.Index, Source: "offline"})
	}
	chars, sha := protocol.Checksum(fold(events).Sections)
	if d.mode == "spoilt" {
		sha = strings.Repeat("0", 64)
	}
	end := protocol.Event{
		Kind: protocol.KindCompleted, Source: "offline", Degraded: protocol.Ptr(false), DurationMS: protocol.Ptr(int64(4200)),
		Chars: &chars, SHA256: sha,
	}
	if d.mode == "failed" {
		end.Kind, end.Problem = protocol.KindFailed, protocol.NewProblem(protocol.CodeInternal, "The planner stopped.")
	}
	if d.mode == "cancelled" {
		end.Kind, end.By = protocol.KindCancelled, protocol.ByAdmin
	}
	return append(events, end)
}

func fold(events []protocol.Event) protocol.Snapshot {
	f := protocol.NewFold(protocol.Snapshot{ID: known, State: protocol.StateQueued, CreatedAt: protocol.At(day)})
	for i, e := range events {
		f.Apply(protocol.Cursor{Attempt: 1, Seq: int64(i + 1)}, e)
	}
	return f.Snapshot()
}

var day = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func (d *double) snapshot() protocol.Snapshot {
	s := fold(d.events)
	if d.mode == "endless" {
		s = fold(nil)
		s.Position = 3
	}
	s.Request.Idea = "A roastery " + escapes
	return s
}

func (d *double) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/session", d.guest)
	mux.HandleFunc("POST /v1/generations", d.user(d.submit))
	mux.HandleFunc("GET /v1/generations", d.user(func(w http.ResponseWriter, _ *http.Request) {
		say(w, http.StatusOK, map[string]any{"generations": []protocol.Snapshot{d.snapshot().WithoutText()}})
	}))
	mux.HandleFunc("GET /v1/generations/{id}", d.user(d.only(func(w http.ResponseWriter, _ *http.Request) {
		say(w, http.StatusOK, d.snapshot())
	})))
	mux.HandleFunc("POST /v1/generations/{id}/cancel", d.user(d.only(d.cancel)))
	mux.HandleFunc("GET /v1/generations/{id}/plan.md", d.user(d.only(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "# Business plan\n\nof the server\n")
	})))
	mux.HandleFunc("GET /v1/generations/{id}/plan.json", d.user(d.only(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"id":"`+known+`"}`)
	})))
	mux.HandleFunc("GET /v1/ws", d.user(d.socket))
	return mux
}

func say(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

func (d *double) guest(w http.ResponseWriter, _ *http.Request) {
	d.mu.Lock()
	d.guests++
	n := d.guests
	d.mu.Unlock()
	say(w, http.StatusOK, map[string]any{
		"user": fmt.Sprintf("guest-%d", n), "token": fmt.Sprintf("token-%d", n), "expires_at": "2999-01-01T00:00:00Z",
	})
}

// user lets guests of this double through, and the holder of the token "mine".
func (d *double) user(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if token == "mine" || strings.HasPrefix(token, "token-") {
			h(w, r)
			return
		}
		say(w, http.StatusUnauthorized, protocol.NewProblem(protocol.CodeUnauthenticated, ""))
	}
}

func (d *double) only(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.PathValue("id") != known {
			say(w, http.StatusNotFound, protocol.NotFound())
			return
		}
		h(w, r)
	}
}

func (d *double) submit(w http.ResponseWriter, r *http.Request) {
	if code, ok := strings.CutPrefix(d.mode, "refuse="); ok {
		p := protocol.NewProblem(protocol.Code(code), "So it is.").After(7 * time.Second)
		if p.Code == protocol.CodeTooManyActive {
			p.Active = []string{known}
		}
		say(w, p.Status, p)
		return
	}
	var request protocol.Request
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		say(w, http.StatusBadRequest, protocol.Malformed("body", "no JSON"))
		return
	}
	d.mu.Lock()
	d.submitted = append(d.submitted, request)
	d.mu.Unlock()
	say(w, http.StatusAccepted, fold(nil))
}

func (d *double) cancel(w http.ResponseWriter, _ *http.Request) {
	s := d.snapshot()
	if d.mode == "endless" {
		d.cancels.Do(func() { close(d.cancelled) })
		s.State = protocol.StateCancelled
	}
	say(w, http.StatusOK, s)
}

func (d *double) socket(w http.ResponseWriter, r *http.Request) {
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{protocol.Subprotocol}})
	if err != nil {
		return
	}
	defer ws.CloseNow()
	ctx := context.Background()
	send := func(m any) {
		raw, _ := json.Marshal(m)
		ws.Write(ctx, websocket.MessageText, raw)
	}
	send(protocol.Hello{Type: protocol.TypeHello, User: "u", HeartbeatMS: 25000, Reconnect: protocol.Backoff{BaseMS: 1, CapMS: 1}})
	var code int
	if _, err := fmt.Sscanf(d.mode, "close=%d", &code); err == nil {
		ws.Close(websocket.StatusCode(code), "")
		return
	}
	_, raw, err := ws.Read(ctx)
	if err != nil {
		return
	}
	var m protocol.ClientMessage
	json.Unmarshal(raw, &m)
	after, _ := protocol.ParseCursor(*m.After)
	send(protocol.Reply{Type: protocol.TypeReply, To: m.ID, Generation: known})
	gone := drained(ctx, ws)
	if d.mode == "endless" {
		send(protocol.Queue{Type: protocol.TypeQueue, Generation: known, Position: 3, Length: 12, ETAMS: protocol.Ptr(int64(14000)), ETAHighMS: protocol.Ptr(int64(22000)), WaitingOn: protocol.WaitingOnPool})
		select {
		case <-d.cancelled:
		case <-gone:
			return
		}
	}
	for i := int(after.Seq); i < len(d.events); i++ {
		if d.mode == "cut" && i == int(after.Seq)+3 {
			return
		}
		raw, _ := json.Marshal(d.events[i])
		at := protocol.Cursor{Attempt: 1, Seq: int64(i + 1)}
		before := protocol.Cursor{}
		if i > 0 {
			before = protocol.Cursor{Attempt: 1, Seq: int64(i)}
		}
		send(protocol.EventsMessage{Type: protocol.TypeEvents, Generation: known, After: before, Cursor: at, Events: []json.RawMessage{raw}})
		if i == 6 {
			send(protocol.Progress{Type: protocol.TypeProgress, Generation: known, Percent: 42.5, Stage: "legal", ETAMS: protocol.Ptr(int64(9000))})
		}
	}
	<-gone
}

// drained reads what else a client says, as an unwatch before it leaves, and is closed when it is gone.
// (CloseRead of the library closes at such a message, and waits in virtual time that nobody moves any more.)
func drained(ctx context.Context, ws *websocket.Conn) <-chan struct{} {
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		for {
			if _, _, err := ws.Read(ctx); err != nil {
				return
			}
		}
	}()
	return gone
}
