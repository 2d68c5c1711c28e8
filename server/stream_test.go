package server_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

// eventStream is a client of server-sent events.
type eventStream struct {
	t      testing.TB
	resp   *http.Response
	br     *bufio.Reader
	cancel context.CancelFunc
}

// sse is one event of a stream.
type sse struct {
	id, data string
	comment  bool
}

func (w *world) stream(u user, path string, headers ...string) *eventStream {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	r, err := http.NewRequestWithContext(ctx, "GET", w.url+path, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Authorization", u.bearer())
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := (&http.Client{Transport: witness.Transport(&http.Transport{DisableKeepAlives: true})}).Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { cancel(); _ = resp.Body.Close() })
	return &eventStream{t: w.t, resp: resp, br: bufio.NewReader(resp.Body), cancel: cancel}
}

// next reads one block; ok is false at the end of the stream.
func (s *eventStream) next() (e sse, ok bool) {
	s.t.Helper()
	seen := false
	for {
		line, err := s.br.ReadString('\n')
		if err != nil {
			return e, false
		}
		line = strings.TrimSuffix(line, "\n")
		name, value, _ := strings.Cut(line, ": ")
		switch {
		case line == "" && seen:
			return e, true
		case name == "id":
			e.id = value
		case name == "data":
			e.data = value
		case strings.HasPrefix(line, ":"):
			e.comment = true
		case name == "retry":
			continue
		}
		seen = seen || line != "" && name != "retry"
	}
}

// message reads to the next message, past comments.
func (s *eventStream) message() (message, string) {
	s.t.Helper()
	for {
		e, ok := s.next()
		if !ok {
			s.t.Fatal("the stream has ended")
		}
		if !e.comment {
			return parse(s.t, []byte(e.data)), e.id
		}
	}
}

func TestEventStreamTellsAllAndEnds(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	id := w.fake.add(u.id)
	w.fake.delta(id, "one\ntwo")
	s := w.stream(u, "/v1/generations/"+id+"/events")
	for name, want := range map[string]string{
		"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no",
	} {
		if got := s.resp.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if m, at := s.message(); at != "1-1" || m.After != (protocol.Cursor{}) || m.Events[0].Text != "one\ntwo" {
		t.Fatalf("%s at %s", m.raw, at)
	}
	w.fake.volatile(id, protocol.Progress{Type: protocol.TypeProgress, Generation: id, Percent: 42.5})
	if m, at := s.message(); m.Type != protocol.TypeProgress || at != "" {
		t.Fatalf("%s at %q: volatile messages are not resumed behind", m.raw, at)
	}
	w.fake.finish(id)
	if m, at := s.message(); at != "1-2" || m.Events[0].Kind != protocol.KindCompleted {
		t.Fatalf("%s at %s", m.raw, at)
	}
	if e, ok := s.next(); ok {
		t.Fatalf("behind the terminal event: %+v", e)
	}
	if n := w.fake.watching(id); n != 0 {
		t.Fatalf("%d watches left", n)
	}
}

// Cutting an event stream behind any event and resuming gives every byte once.
func TestEventStreamResumesBehindAnyCursor(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	id := w.fake.add(u.id)
	var text string
	for i := range 8 {
		w.fake.delta(id, fmt.Sprint("part ", i, "; "))
		text += fmt.Sprint("part ", i, "; ")
	}
	w.fake.finish(id)
	for cut := range 9 {
		got, last := "", "0-0"
		read := func(s *eventStream, n int) {
			for range n {
				m, at := s.message()
				got, last = got+m.Events[0].Text, at
			}
		}
		first := w.stream(u, "/v1/generations/"+id+"/events?after=0-0")
		read(first, cut)
		first.cancel()
		read(w.stream(u, "/v1/generations/"+id+"/events?after=0-0", "Last-Event-ID", last), 9-cut)
		if got != text {
			t.Fatalf("cut behind %d: %q", cut, got)
		}
		if a := w.as(u, "GET", "/v1/generations/"+id+"/events", "", "Last-Event-ID", last); a.status != 204 {
			t.Fatalf("with everything had: %d %s", a.status, a.body)
		}
	}
}

func TestEventStreamSaysItIsAlive(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.StreamPulse = 10 * time.Millisecond })
	u := w.guest()
	s := w.stream(u, "/v1/generations/"+w.fake.add(u.id)+"/events")
	for range 3 {
		if e, ok := s.next(); !ok || !e.comment {
			t.Fatalf("%+v %v", e, ok)
		}
	}
}

func TestNothingStaysWhenAStreamsClientLeaves(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.StreamPulse = 10 * time.Millisecond })
	u := w.guest()
	id := w.fake.add(u.id)
	for range 5 {
		s := w.stream(u, "/v1/generations/"+id+"/events")
		s.next()
		s.cancel()
	}
	eventually(t, "all streams are gone", func() bool { return w.Stats().Connections == 0 && w.fake.watching(id) == 0 })
}

// eventually polls until a condition holds.
func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for !ok() {
		if time.Now().After(deadline) {
			t.Fatalf("never: %s", what)
		}
		<-time.After(time.Millisecond)
	}
}

func TestLongPollGivesOneMessageAtATime(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	id := w.fake.add(u.id)
	poll := func(after string, wait int) answer {
		return w.as(u, "GET", fmt.Sprintf("/v1/generations/%s/events?after=%s&wait=%d", id, after, wait), "", "Accept", "application/json")
	}
	var empty protocol.EventsMessage
	a := poll("0-0", 0)
	a.into(t, &empty)
	if a.status != 200 || len(empty.Events) != 0 || empty.Events == nil || empty.After != empty.Cursor || empty.Type != protocol.TypeEvents {
		t.Fatalf("%d %s", a.status, a.body)
	}
	go func() {
		eventually(t, "the poll watches", func() bool { return w.fake.watching(id) == 1 })
		w.fake.volatile(id, protocol.Progress{Type: protocol.TypeProgress, Generation: id})
		w.fake.delta(id, "first")
	}()
	var m protocol.EventsMessage
	poll("0-0", 60).into(t, &m)
	if len(m.Events) != 1 || m.Cursor.String() != "1-1" {
		t.Fatalf("%+v", m)
	}
	w.fake.finish(id)
	poll("1-1", 60).into(t, &m)
	if m.After.String() != "1-1" || m.Cursor.String() != "1-2" {
		t.Fatalf("%+v", m)
	}
	if a := poll("1-2", 60); a.status != 204 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if n := w.fake.watching(id); n != 0 {
		t.Fatalf("%d watches left", n)
	}
}

// HEAD says what GET would, and leaves nothing behind.
func TestTheHeadOfAStreamIsThatOfTheStream(t *testing.T) {
	w := start(t, nil)
	u, other := w.guest(), w.guest()
	id := w.fake.add(u.id)
	w.fake.finish(id)
	for _, row := range []struct {
		who    user
		after  string
		status int
	}{{u, "0-0", 200}, {u, "1-1", 204}, {other, "0-0", 404}} {
		if a := w.as(row.who, "HEAD", "/v1/generations/"+id+"/events?after="+row.after, ""); a.status != row.status || len(a.body) > 0 {
			t.Errorf("after %s: %d %s, want %d", row.after, a.status, a.body, row.status)
		}
	}
	if n := w.fake.watching(id); n != 0 {
		t.Errorf("%d watches left", n)
	}
}

func TestStreamsCountAsSessions(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.SessionsPerUser = 2 })
	u := w.guest()
	id := w.fake.add(u.id)
	path := "/v1/generations/" + id + "/events"
	w.stream(u, path)
	w.stream(u, path)
	a := w.as(u, "GET", path, "")
	if a.status != 429 || a.problem(t).Code != protocol.CodeRateLimited || a.header.Get("Retry-After") == "" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	p, _, err := w.tryDial("/v1/ws", "Authorization", u.bearer())
	if err != nil {
		t.Fatal(err)
	}
	if m, code := p.closed(); code != protocol.CloseTooManySessions || m.Problem == nil {
		t.Fatalf("closed %d, said %s", code, m.raw)
	}
	w.guest() // somebody else is not concerned
}
