package server_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

func (tr *transcript) greeted(p *peer, m message) {
	tr.name(p.hello.Session, "SESSION")
	tr.name(p.hello.User, "USER")
	tr.got(m.raw)
}

// open opens a WebSocket and writes down its greeting.
func (tr *transcript) open(w *world, headers ...string) *peer {
	tr.t.Helper()
	p, _, err := w.tryDial("/v1/ws", headers...)
	if err != nil {
		tr.t.Fatal(err)
	}
	m := p.want(protocol.TypeHello)
	p.hello = helloOf(tr.t, m)
	tr.greeted(p, m)
	return p
}

// say says something and returns the first message that is not volatile.
func (tr *transcript) say(p *peer, text string) message {
	tr.t.Helper()
	tr.sent(text)
	p.say(text)
	return settled(p)
}

func settled(p *peer) message {
	for {
		if m := p.read(); m.Type != protocol.TypeQueue && m.Type != protocol.TypeProgress {
			return m
		}
	}
}

func TestTranscriptGenerate(t *testing.T) {
	w := startReal(t, real{slots: 1}, nil)
	tr := newTranscript(t, "Generate over the WebSocket",
		"A guest without any session says what to plan, and follows to the end. Volatile messages (`queue`,\n"+
			"`progress`) come at any time between these and are left out; neighbouring `delta`s are shown as one.")
	p := tr.open(w)
	m := tr.say(p, `{"id":"1","type":"generate","request":{"idea":"A small café by the river","location":"Lisbon","budget":60000}}`)
	tr.name(m.Generation, "GENERATION")
	tr.got(m.raw)
	l := logTranscript{tr: tr, id: m.Generation}
	for !l.take(settled(p)) {
	}
	tr.got(tr.say(p, `{"id":"2","type":"ping"}`).raw)
	tr.note("later, or in another tab: the whole state, and nothing more to come")
	tr.got(tr.say(p, fmt.Sprintf(`{"id":"3","type":"watch","generation":%q}`, m.Generation)).raw)
	snap := settled(p)
	if snap.Snapshot.State != protocol.StateCompleted {
		t.Fatalf("%s", snap.raw)
	}
	tr.got([]byte(strings.ReplaceAll(string(snap.raw), snap.Cursor.String(), fmt.Sprintf("1-%d", l.seq))))
	tr.note("the same request again, within five minutes: the finished plan at once")
	tr.got(tr.say(p, `{"id":"4","type":"generate","request":{"idea":"A small café by the river","location":"Lisbon","budget":60000}}`).raw)
	if m := settled(p); m.Type != protocol.TypeSnapshot {
		t.Fatalf("%s", m.raw)
	}
	tr.note("← the snapshot, as above")
	tr.keep("ws-generate")
}

func TestTranscriptRefusals(t *testing.T) {
	w := startReal(t, real{slots: 1, pace: 100}, nil)
	tr := newTranscript(t, "Refusals over the WebSocket",
		"What is refused is said as an `error` with the problem that HTTP would answer, and the session goes on;\nonly a frame that cannot be read ends it.")
	p := tr.open(w)
	for n, text := range []string{
		`{"id":"1","type":"generate","request":{"idea":"café","budgett":1,"timeline_months":99}}`,
		`{"id":"2","type":"watch","generation":"01939f2c-0000-7000-8000-000000000000"}`,
		`{"id":"3","type":"watch","generation":"01939f2c-0000-7000-8000-000000000000","after":"1-2-3"}`,
		`{"id":"4","type":"dance"}`,
		`{"id":"5","type":"watch_ops"}`,
	} {
		m := tr.say(p, text)
		if m.Type != protocol.TypeError || m.To != fmt.Sprint(n+1) {
			t.Fatalf("%s", m.raw)
		}
		tr.got(m.raw)
	}
	for n, idea := range []string{"A small café by the river", "A bookshop with a garden"} {
		id := w.submitAs(user{p.hello.User, p.hello.Token}, idea)
		tr.name(id, "GENERATION")
		if n == 1 {
			tr.note("with two generations active:")
		}
	}
	tr.got(tr.say(p, `{"id":"6","type":"generate","request":{"idea":"A workshop for old bicycles"}}`).raw)
	tr.sent(`{"type":`)
	p.say(`{"type":`)
	m, code := p.closed()
	tr.got(m.raw)
	tr.note("closed with %d", code)
	tr.keep("ws-refusals")
}

func TestTranscriptDrain(t *testing.T) {
	w := startReal(t, real{slots: 1, pace: 100}, func(o *options) { o.cfg.Timing.DrainReserve = 500 * time.Millisecond })
	tr := newTranscript(t, "Leaving a server that restarts",
		"`goaway` tells each client its own moment to come back; whoever stays to the end is closed with 1012.")
	p := tr.open(w)
	u := user{p.hello.User, p.hello.Token}
	over := w.drain(1500 * time.Millisecond)
	tr.got(p.want(protocol.TypeGoaway).raw)
	tr.http(w.as(u, "POST", "/v1/generations", idea), "POST /v1/generations", "Retry-After")
	_, code := p.closed()
	tr.note("closed with %d", code)
	ended(t, over)
	tr.keep("ws-drain")
}

// http writes an answer down, with the headers that matter.
func (tr *transcript) http(a answer, request string, headers ...string) {
	fmt.Fprintf(&tr.text, "→ %s\n", tr.normal(request))
	fmt.Fprintln(&tr.text, strings.TrimSpace(fmt.Sprintf("← %d %s", a.status, a.header.Get("Content-Type"))))
	for _, h := range headers {
		if v := a.header.Get(h); v != "" {
			fmt.Fprintf(&tr.text, "  %s\n", tr.normal(h+": "+v))
		}
	}
	if len(a.body) > 0 {
		fmt.Fprintf(&tr.text, "  %s\n", strings.ReplaceAll(tr.normal(strings.TrimSpace(string(a.body))), "\n", "\n  "))
	}
}

func TestTranscriptHTTP(t *testing.T) {
	w := startReal(t, real{slots: 1, pace: 20_000}, nil)
	tr := newTranscript(t, "Over HTTP", "With a token; browsers send the cookie, `Content-Type: application/json` and their `Origin`.")
	a := w.do("POST", "/v1/session", "")
	var s struct{ User, Token string }
	a.into(t, &s)
	u := user{s.User, s.Token}
	tr.name(u.id, "USER")
	tr.http(a, "POST /v1/session")
	tr.http(w.do("GET", "/v1/session", ""), "GET /v1/session   (without the token)", "WWW-Authenticate")
	tr.http(w.as(u, "GET", "/v1/session", ""), "GET /v1/session")
	tr.http(w.as(u, "POST", "/v1/tickets", ""), "POST /v1/tickets")
	request := `{"idea":"A small café by the river","location":"Lisbon"}`
	eventually(t, "a worker is there", func() bool {
		return strings.Contains(string(w.as(u, "POST", "/v1/generations/quote", request).body), `"outcome":"start"`)
	})
	tr.http(w.as(u, "POST", "/v1/generations/quote", request), "POST /v1/generations/quote "+request)
	a = w.as(u, "POST", "/v1/generations", request)
	var g struct{ ID string }
	a.into(t, &g)
	tr.name(g.ID, "GENERATION")
	tr.http(a, "POST /v1/generations "+request, "Location", "RateLimit-Policy", "RateLimit")
	tr.http(w.as(u, "POST", "/v1/generations", `{"idea":"café","colour":"red"}`), `POST /v1/generations {"idea":"café","colour":"red"}`)
	tr.note("events as a stream, from the beginning; the id of an event is its cursor")
	st := w.stream(u, "/v1/generations/"+g.ID+"/events")
	tr.sent("GET /v1/generations/" + g.ID + "/events")
	l := logTranscript{tr: tr, id: g.ID}
	last := ""
	for done := false; !done; {
		m, at := st.message()
		if m.Type == protocol.TypeEvents {
			last = at
			done = l.take(m)
		}
	}
	tr.http(w.as(u, "GET", "/v1/generations/"+g.ID+"/events", "", "Last-Event-ID", last),
		"GET /v1/generations/"+g.ID+"/events   (Last-Event-ID: the last one)")
	tr.http(w.as(u, "GET", "/v1/generations/"+g.ID+"/plan.json", ""), "GET /v1/generations/"+g.ID+"/plan.json")
	changed := `{"assumptions":{"price":450,"reserve_months":4}}`
	tr.http(w.as(u, "POST", "/v1/generations/"+g.ID+"/revisions", changed), "POST /v1/generations/"+g.ID+"/revisions "+changed, "Location")
	refused := `{"base":2,"assumptions":{"price":1,"luck":7}}`
	tr.http(w.as(u, "POST", "/v1/generations/"+g.ID+"/revisions", refused), "POST /v1/generations/"+g.ID+"/revisions "+refused)
	tr.http(w.as(u, "GET", "/v1/generations/"+g.ID+"/revisions", ""), "GET /v1/generations/"+g.ID+"/revisions")
	tr.http(w.as(u, "DELETE", "/v1/generations/"+g.ID, ""), "DELETE /v1/generations/"+g.ID)
	tr.http(w.as(u, "GET", "/v1/generations/"+g.ID, ""), "GET /v1/generations/"+g.ID)
	tr.http(w.as(u, "GET", "/v1/generations", ""), "GET /v1/generations")
	tr.http(w.as(u, "PUT", "/v1/generations", ""), "PUT /v1/generations", "Allow")
	tr.http(w.do("GET", "/healthz", ""), "GET /healthz")
	tr.http(w.do("GET", "/readyz", ""), "GET /readyz")
	tr.keep("http")
}
