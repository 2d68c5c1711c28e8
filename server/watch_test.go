package server_test

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/protocol"
)

func TestHelloListsWhatIsActive(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	a, b := w.fake.add(u.id), w.fake.add(u.id)
	w.fake.delta(a, "secret text")
	w.fake.finish(b)
	w.fake.add(w.guest().id)
	p := w.dial("Authorization", u.bearer())
	h := p.hello
	if h.User != u.id || h.Token != "" || len(h.Active) != 1 || h.Active[0].ID != a || h.Active[0].Sections[0].Text != "" {
		t.Fatalf("%+v", h)
	}
	if h.HeartbeatMS != 25000 || h.Reconnect != (protocol.Backoff{BaseMS: 500, CapMS: 20000}) || h.Limits.ActiveCount != 1 {
		t.Fatalf("%+v", h)
	}
	if p.conn.Subprotocol() != protocol.Subprotocol {
		t.Fatalf("subprotocol %q", p.conn.Subprotocol())
	}
}

func TestClientWithoutSubprotocolGetsTheSame(t *testing.T) {
	w := start(t, nil)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(w.url, "http")+"/v1/ws", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer c.CloseNow()
	if _, b, err := c.Read(ctx); err != nil || !strings.Contains(string(b), `"type":"hello"`) {
		t.Fatalf("%s %v", b, err)
	}
}

func TestHelloComesEvenWithoutADatabase(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	w.fake.refuse(protocol.NewProblem(protocol.CodeUnavailable, "The database does not answer."))
	p := w.dial("Authorization", u.bearer())
	p.say(`{"id":"1","type":"generate","request":` + idea + `}`)
	if m := p.want(protocol.TypeError); m.To != "1" || m.Problem.Code != protocol.CodeUnavailable || m.Problem.RetryAfterMS == 0 {
		t.Fatalf("%s", m.raw)
	}
}

func TestWatchWithoutCursorBeginsWithASnapshot(t *testing.T) {
	w := start(t, nil)
	p := w.dial()
	id := w.fake.add(p.hello.User)
	w.fake.delta(id, "before ")
	p.say(`{"id":"1","type":"watch","generation":"` + id + `"}`)
	if m := p.want(protocol.TypeReply); m.To != "1" || m.Generation != id || m.Joined != nil {
		t.Fatalf("%s", m.raw)
	}
	m := p.want(protocol.TypeSnapshot)
	if m.Snapshot.Sections[0].Text != "before " {
		t.Fatalf("%s", m.raw)
	}
	w.fake.delta(id, "after")
	if e := p.want(protocol.TypeEvents); e.After != m.Cursor || e.Events[0].Text != "after" {
		t.Fatalf("%s", e.raw)
	}
}

// A second watch of the same generation replaces the first: nothing comes twice.
func TestWatchingAgainReplacesTheWatch(t *testing.T) {
	w := start(t, nil)
	p := w.dial()
	id := w.fake.add(p.hello.User)
	w.fake.delta(id, "a")
	w.fake.delta(id, "b")
	for range 3 {
		p.say(`{"id":"1","type":"watch","generation":"` + id + `","after":"1-1"}`)
		p.want(protocol.TypeReply)
		if m := p.want(protocol.TypeEvents); m.After.String() != "1-1" {
			t.Fatalf("%s", m.raw)
		}
	}
	if n := w.fake.watching(id); n != 1 {
		t.Fatalf("%d watches", n)
	}
	p.say(`{"id":"2","type":"unwatch","generation":"` + id + `"}`)
	p.want(protocol.TypeReply)
	w.fake.delta(id, "c")
	p.say(`{"id":"3","type":"ping"}`)
	p.want(protocol.TypePong)
	if n := w.fake.watching(id); n != 0 {
		t.Fatalf("%d watches", n)
	}
}

func TestCancelIsToldAsTheLastEvent(t *testing.T) {
	w := start(t, nil)
	p := w.dial()
	p.say(`{"id":"1","type":"generate","request":` + idea + `}`)
	id := p.want(protocol.TypeReply).Generation
	p.say(`{"id":"2","type":"cancel","generation":"` + id + `"}`)
	var reply, cancelled bool
	for !reply || !cancelled {
		switch m := p.read(); m.Type {
		case protocol.TypeReply:
			reply = m.To == "2"
		case protocol.TypeEvents:
			cancelled = m.Events[0].Kind == protocol.KindCancelled && m.Events[0].By == protocol.ByOwner
		default:
			t.Fatalf("%s", m.raw)
		}
	}
}

func TestSessionWatches32AndFinishedOnesDoNotCount(t *testing.T) {
	w := start(t, nil)
	p := w.dial()
	watch := func() (id string, m message) {
		id = w.fake.add(p.hello.User)
		p.say(`{"id":"1","type":"watch","generation":"` + id + `","after":"0-0"}`)
		return id, p.read()
	}
	var last string
	for range 32 {
		id, m := watch()
		if m.Type != protocol.TypeReply {
			t.Fatalf("%s", m.raw)
		}
		last = id
	}
	if _, m := watch(); m.Type != protocol.TypeError || m.Problem.Code != protocol.CodeInvalidRequest {
		t.Fatalf("the 33rd: %s", m.raw)
	}
	p.say(`{"id":"2","type":"generate","request":` + idea + `}`)
	if m := p.want(protocol.TypeError); m.To != "2" || len(w.fake.submitted) != 0 {
		t.Fatalf("%s", m.raw)
	}
	p.say(`{"id":"3","type":"watch","generation":"` + last + `","after":"0-0"}`)
	p.want(protocol.TypeReply) // one that it watches already is no other
	w.fake.finish(last)
	p.want(protocol.TypeEvents)
	if _, m := watch(); m.Type != protocol.TypeReply {
		t.Fatalf("after one has finished: %s", m.raw)
	}
}

// Among watches that all have something, each is heard in turn: none gets two messages ahead.
func TestWatchesTakeTurns(t *testing.T) {
	w := start(t, nil)
	p := w.dial()
	var ids []string
	for range 4 {
		id := w.fake.add(p.hello.User)
		p.say(`{"type":"watch","generation":"` + id + `","after":"0-0"}`)
		p.want(protocol.TypeReply)
		w.fake.tell(id, protocol.Event{Kind: protocol.KindDelta, Section: "company", Text: "one"})
		p.want(protocol.TypeEvents) // the answer comes before the watch is in the line
		ids = append(ids, id)
	}
	const each = 50
	w.fake.tellAtOnce(ids, each)
	heard := map[string]int{}
	for range len(ids) * each {
		m := p.want(protocol.TypeEvents)
		heard[m.Generation]++
		for _, id := range ids {
			if d := heard[m.Generation] - heard[id]; d > 2 {
				t.Fatalf("one watch is %d messages ahead of another: %v", d, heard)
			}
		}
	}
}

// A client that does not read costs no answer of others, and is closed when nothing moves.
func TestSlowReaderHoldsNobodyUp(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.WriteStall = 3 * time.Second })
	u := w.guest()
	id := w.fake.add(u.id)
	slow, quick := w.dial("Authorization", u.bearer()), w.dial("Authorization", u.bearer())
	for _, p := range []*peer{slow, quick} {
		p.say(`{"id":"1","type":"watch","generation":"` + id + `","after":"0-0"}`)
		p.want(protocol.TypeReply)
	}
	const events, size = 400, 64 << 10 // 25 MB: beyond what the kernel takes
	go func() {
		for range events {
			w.fake.tell(id, protocol.Event{Kind: protocol.KindRetry, Provider: "gemini", Attempt: 1, DelayMS: protocol.Ptr(int64(0)), Reason: strings.Repeat("x", size)})
		}
	}()
	for n := range events {
		if m := quick.want(protocol.TypeEvents); m.Cursor.Seq != int64(n+1) {
			t.Fatalf("%s", m.Cursor)
		}
	}
	eventually(t, "the slow one is closed", func() bool { return w.Stats().Connections == 1 })
}

// A client that asks and does not listen is not listened to, so that its answers take no memory.
func TestAnswersThatNobodyReadsAreBounded(t *testing.T) {
	w := start(t, func(o *options) {
		o.cfg.Timing.WriteStall = 300 * time.Millisecond
		o.cfg.Timing.FloodWindow = time.Nanosecond // no flood: only the answers are bounded here
	})
	r := w.raw(t)
	_ = r.Conn.(*net.TCPConn).SetReadBuffer(4 << 10) // full soon
	r.upgrade("")
	ping := clientFrame(0x81, []byte(`{"id":"`+strings.Repeat("p", 60)+`","type":"ping"}`))
	_ = r.SetWriteDeadline(time.Now().Add(10 * time.Second))
	sent := 0
	for {
		n, err := r.Write(ping)
		if sent += n; err != nil {
			break
		}
	}
	eventually(t, "it is closed", func() bool { return w.Stats().Connections == 0 })
}

func TestSilentClientIsClosed(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.Heartbeat = 30 * time.Millisecond })
	r := w.raw(t)
	r.upgrade("")
	if says, code := r.end(); code != protocol.CloseHeartbeatMissed || says != protocol.CodeUnavailable {
		t.Fatalf("said %s, closed %d", says, code)
	}
}

func TestClientThatAnswersPingsIsKept(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.Heartbeat = 400 * time.Millisecond })
	r := w.raw(t)
	r.upgrade("")
	for range 6 { // three times as long as a silent one is kept
		first, payload, err := r.frame()
		if err != nil || first != 0x89 {
			t.Fatalf("%x %v", first, err)
		}
		r.write(clientFrame(0x8A, payload))
	}
	if w.Stats().Connections != 1 {
		t.Fatal("the session is gone")
	}
}

func TestClientsPingIsAnsweredWithItsPayload(t *testing.T) {
	w := start(t, nil)
	r := w.raw(t)
	r.upgrade("")
	for _, payload := range []string{"", "hello", strings.Repeat("x", 125)} {
		r.write(clientFrame(0x89, []byte(payload)))
		if first, got, err := r.frame(); err != nil || first != 0x8A || string(got) != payload {
			t.Fatalf("%x %q %v", first, got, err)
		}
	}
}

func TestAgedSessionIsAskedToLeaveAndThenClosed(t *testing.T) {
	w := start(t, func(o *options) {
		o.cfg.Timing.Heartbeat = 500 * time.Millisecond // two of which a client that answers may take
		o.cfg.Timing.SessionAge = 50 * time.Millisecond
		o.cfg.Timing.LeaveGrace = 100 * time.Millisecond
	})
	p := w.dial()
	m, code := p.closed()
	if m.Type != protocol.TypeGoaway || m.Reason != protocol.GoawaySessionAge || code != protocol.CloseSessionAge {
		t.Fatalf("said %s, closed %d", m.raw, code)
	}
}

func TestSessionEndsWithItsAuthentication(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.SessionLife = 2 * time.Second })
	m, code := w.dial().closed()
	if code != protocol.CloseAuthExpired || m.Problem == nil || m.Problem.Code != protocol.CodeUnauthenticated {
		t.Fatalf("said %s, closed %d", m.raw, code)
	}
}

func testSessionsOfOneUserAreLimited(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.SessionsPerUser = 3 })
	u := w.guest()
	var open []*peer
	for range 3 {
		open = append(open, w.dial("Authorization", u.bearer()))
	}
	p, _, err := w.tryDial("/v1/ws", "Authorization", u.bearer())
	if err != nil {
		t.Fatal(err)
	}
	if m, code := p.closed(); code != protocol.CloseTooManySessions || m.Problem == nil || m.Problem.Code != protocol.CodeRateLimited {
		t.Fatalf("said %s, closed %d", m.raw, code)
	}
	_ = open[0].conn.CloseNow()
	eventually(t, "there is room again", func() bool { return w.Stats().Connections == 2 })
	w.dial("Authorization", u.bearer())
}

func TestNothingStaysOfSessionsThatLeave(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	id := w.fake.add(u.id)
	for i := range 20 {
		p := w.dial("Authorization", u.bearer())
		p.say(`{"type":"watch","generation":"` + id + `"}`)
		p.want(protocol.TypeReply)
		if i%2 == 0 {
			_ = p.conn.CloseNow()
		} else if err := p.conn.Close(websocket.StatusNormalClosure, "bye"); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "all are gone", func() bool { return w.Stats().Connections == 0 && w.Stats().Users == 0 && w.fake.watching(id) == 0 })
}

func TestSubmissionRatesAreSharedByBothWays(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Limits.UserRate = 3; o.cfg.Limits.IPRate = 4 })
	u := w.guest()
	a := w.as(u, "POST", "/v1/generations", idea)
	if a.status != 202 || a.header.Get("RateLimit-Policy") != `"user";q=3;w=60, "address";q=4;w=60` ||
		a.header.Get("RateLimit") != `"user";r=2;t=20, "address";r=3;t=15` {
		t.Fatalf("%d %v", a.status, a.header)
	}
	p := w.dial("Authorization", u.bearer())
	for i := range 2 {
		p.say(fmt.Sprintf(`{"id":"%d","type":"generate","request":%s}`, i, idea))
		p.want(protocol.TypeReply)
	}
	p.say(`{"id":"9","type":"generate","request":` + idea + `}`)
	if m := p.want(protocol.TypeError); m.Problem.Code != protocol.CodeRateLimited || m.Problem.RetryAfterMS == 0 {
		t.Fatalf("%s", m.raw)
	}
	var q protocol.Quote
	w.as(u, "POST", "/v1/generations/quote", idea).into(t, &q)
	if q.Outcome != protocol.QuoteRefused || q.Problem.Code != protocol.CodeRateLimited || q.Problem.RetryAfterMS < 1000 || q.Problem.RetryAfterMS > 20_000 {
		t.Errorf("a quote foretells %+v, %+v", q, q.Problem)
	}
	a = w.as(u, "POST", "/v1/generations", idea)
	if a.status != 429 || a.header.Get("Retry-After") == "" || !strings.HasPrefix(a.header.Get("RateLimit"), `"user";r=0;`) {
		t.Fatalf("%d %v", a.status, a.header)
	}
	other := w.guest()
	if a := w.as(other, "POST", "/v1/generations", idea); a.status != 202 {
		t.Fatalf("somebody else: %d %s", a.status, a.body)
	}
	if a := w.as(other, "POST", "/v1/generations", idea); a.status != 429 || !strings.Contains(string(a.body), "network") {
		t.Fatalf("the fifth of the address: %d %s", a.status, a.body)
	}
}
