package server_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/server"
)

// fakeOps stands in for a monitor: it remembers what was asked.
type fakeOps struct {
	mu      sync.Mutex
	did     []string
	watches []*fakeOpsWatch
	refuse  error
	verdict string // beside that of everyOps
}

func (o *fakeOps) note(what ...string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.did = append(o.did, strings.Join(what, " "))
	return o.refuse
}

func (o *fakeOps) done() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.did)
}

func (o *fakeOps) Snapshot(_ context.Context, span time.Duration) protocol.Ops {
	ops := everyOps()
	ops.Span = span.Milliseconds()
	if span == time.Hour*24 {
		ops.Stores.Database.Kind = "postgres"
	}
	if o.verdict != "" {
		ops.Verdict.Level = o.verdict
	}
	return ops
}

// everyOps has one of everything that operations can show.
func everyOps() protocol.Ops {
	now, some, share, took := protocol.At(time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)), protocol.Ptr(int64(7)), protocol.Ptr(0.1), protocol.Ptr(1.5)
	at := func(state string) protocol.OpsInstance {
		return protocol.OpsInstance{ID: newID(), Name: "one", Version: "dev", State: state, StartedAt: now, LeavesAt: now}
	}
	by := func(breaker string) protocol.OpsProvider {
		return protocol.OpsProvider{Name: "gemini", Breaker: breaker, Fault: "overloaded", FaultAt: now, P50MS: some, P95MS: some, RPM: 15, RPMUsed: 3}
	}
	return protocol.Ops{
		At: now, Instance: "test-1", Verdict: protocol.Verdict{Level: protocol.VerdictDegraded, Title: "Slow.", Detail: "A provider is slow."},
		Queue:     protocol.OpsQueue{ByPriority: map[string]int{protocol.PriorityNormal: 1}, WaitP50MS: some, WaitP95MS: some, ETAError: share},
		Stores:    protocol.OpsStores{Database: protocol.OpsDatabase{Kind: "sqlite", Up: true, P95MS: took}},
		Instances: []protocol.OpsInstance{at(protocol.InstanceServing), at(protocol.InstanceDraining), at(protocol.InstanceUnready), at(protocol.InstanceSilent)},
		Providers: []protocol.OpsProvider{by("closed"), by("half_open"), by("open")},
		Scale:     protocol.Scale{Desired: 2, Reason: "The line is long.", LimitedBy: "providers", WaitMS: some},
		FirstText: []protocol.OpsLoad{{Load: "1-5", Plans: 1, P50MS: some, P95MS: some}},
		History:   []protocol.OpsPoint{{At: now, WaitP50MS: some, WaitP95MS: some}},
		Days:      []protocol.OpsDay{{Date: "2026-11-24", FirstTextMS: some, FirstText95: some}},
		Failures:  []protocol.OpsFailure{{At: now, What: "a provider", Code: "timeout", Provider: "gemini", Generation: newID(), Instance: "one", Then: "asked again"}},
		Audit:     []protocol.AuditRecord{{At: now, Actor: "admin token", Action: "drain", Target: "one", Outcome: "done"}},
	}
}

func (o *fakeOps) Scale() protocol.Scale { return protocol.Scale{Desired: 3} }
func (o *fakeOps) Drain(_ context.Context, actor, instance string) error {
	return o.note(actor, "drains", instance)
}

func (o *fakeOps) SetWorkers(_ context.Context, actor, instance string, n int) error {
	return o.note(actor, "sets", instance, "to", string(rune('0'+n)))
}

func (o *fakeOps) PauseProvider(_ context.Context, actor, provider string, paused bool) error {
	if paused {
		return o.note(actor, "pauses", provider)
	}
	return o.note(actor, "resumes", provider)
}

func (o *fakeOps) Record(_ context.Context, r protocol.AuditRecord) error {
	return o.note(r.Actor, r.Action, r.Target, r.Outcome)
}

func (o *fakeOps) Watch(wake func()) server.Watch {
	w := &fakeOpsWatch{ops: o, wake: wake}
	o.mu.Lock()
	o.watches = append(o.watches, w)
	o.mu.Unlock()
	return w
}

// tell gives every watch a message.
func (o *fakeOps) tell(ops protocol.Ops) {
	data, _ := json.Marshal(protocol.OpsMessage{Type: protocol.TypeOps, Ops: ops})
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, w := range o.watches {
		w.data = data
		w.wake()
	}
}

func (o *fakeOps) watching() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.watches)
}

type fakeOpsWatch struct {
	ops  *fakeOps
	wake func()
	data []byte
}

func (w *fakeOpsWatch) Next() (hub.Frame, bool) {
	w.ops.mu.Lock()
	defer w.ops.mu.Unlock()
	f := hub.Frame{Data: w.data}
	w.data = nil
	return f, f.Data != nil
}

func (w *fakeOpsWatch) Close() {
	w.ops.mu.Lock()
	defer w.ops.mu.Unlock()
	w.ops.watches = slices.DeleteFunc(w.ops.watches, func(o *fakeOpsWatch) bool { return o == w })
}

// startOps serves operations behind an admin token.
func startOps(t *testing.T) (*world, *fakeOps) {
	o := &fakeOps{}
	return start(t, func(opt *options) { opt.deps.Operations, opt.cfg.AdminToken = o, adminToken }), o
}

func TestOperatorsLookAndAct(t *testing.T) {
	w, o := startOps(t)
	instance := newID()
	id := w.fake.add(newID())
	for _, row := range []struct {
		method, path, body string
		status             int
		answer, did        string
	}{
		{"GET", "/v1/ops", "", 200, `"span_ms":3600000`, ""},
		{"GET", "/v1/ops?span=15m", "", 200, `"span_ms":900000`, ""},
		{"GET", "/v1/ops?span=24h", "", 200, `"span_ms":86400000`, ""},
		{"GET", "/v1/ops?span=7d", "", 422, `"field":"span"`, ""},
		{"GET", "/v1/ops/scale", "", 200, `"desired_instances":3`, ""},
		{"POST", "/v1/ops/instances/" + instance + "/drain", "", 202, `"draining"`, "admin token drains " + instance},
		{"POST", "/v1/ops/instances/nonsense/drain", "", 404, "no such instance", ""},
		{"PUT", "/v1/ops/instances/" + instance + "/workers", `{"workers":7}`, 200, "accepted", "admin token sets " + instance + " to 7"},
		{"PUT", "/v1/ops/instances/" + instance + "/workers", `{"workers":"7"}`, 422, `"field":"workers"`, ""},
		{"PUT", "/v1/ops/instances/" + instance + "/workers", `{}`, 422, `"field":"workers"`, ""},
		{"PUT", "/v1/ops/instances/" + instance + "/workers", `{"workers":7,"x":1}`, 422, `"field":"x"`, ""},
		{"PUT", "/v1/ops/instances/" + instance + "/workers", `7`, 400, "not an object", ""},
		{"PUT", "/v1/ops/providers/groq", `{"paused":true}`, 200, "accepted", "admin token pauses groq"},
		{"PUT", "/v1/ops/providers/groq", `{"paused":false}`, 200, "accepted", "admin token resumes groq"},
		{"PUT", "/v1/ops/providers/groq", `{"paused":1}`, 422, `"field":"paused"`, ""},
		{"POST", "/v1/ops/generations/" + id + "/cancel", "", 200, `"state":"cancelled"`, "admin token cancel_generation " + id + " cancelled"},
		{"POST", "/v1/ops/generations/" + newID() + "/cancel", "", 404, "not_found", ""},
	} {
		before := len(o.done())
		a := w.do(row.method, row.path, row.body, asAdmin()...)
		if a.status != row.status || !strings.Contains(string(a.body), row.answer) {
			t.Errorf("%s %s %s: %d %s", row.method, row.path, row.body, a.status, a.body)
		}
		did := strings.Join(o.done()[before:], ", ")
		if did != row.did {
			t.Errorf("%s %s %s: did %q, want %q", row.method, row.path, row.body, did, row.did)
		}
		if a := w.do(row.method, row.path, row.body); a.status != 401 {
			t.Errorf("%s %s without the token: %d %s", row.method, row.path, a.status, a.body)
		}
	}
}

// An operator who looks at a user's plan leaves a record: once an hour, however often the page asks.
func TestLookingAtSomebodysPlanIsRecorded(t *testing.T) {
	w, o := startOps(t)
	u := w.guest()
	id := w.fake.add(u.id)
	w.as(u, "GET", "/v1/generations/"+id, "")
	if did := o.done(); len(did) != 0 {
		t.Errorf("the owner's own look is recorded: %v", did)
	}
	for range 3 {
		if a := w.do("GET", "/v1/generations/"+id, "", asAdmin()...); a.status != 200 {
			t.Fatalf("%d %s", a.status, a.body)
		}
	}
	if did := o.done(); len(did) != 1 || did[0] != "admin token read_generation "+id+" done" {
		t.Errorf("recorded %q", did)
	}
	o.refuse = protocol.NewProblem(protocol.CodeUnavailable, "not recorded")
	if a := w.do("GET", "/v1/generations/"+w.fake.add(u.id), "", asAdmin()...); a.status != 503 {
		t.Errorf("what cannot be recorded is shown: %d", a.status)
	}
}

// What only a browser's cookie or the machine vouches for must be shown to be meant.
func testForeignPagesDoNotOperate(t *testing.T) {
	o := &fakeOps{}
	here := start(t, func(opt *options) { opt.deps.Operations = o })
	path := "/v1/ops/instances/" + newID() + "/drain"
	json := []string{"Content-Type", "application/json"}
	for _, row := range []struct {
		name    string
		headers []string
		status  int
	}{
		{"a program here", nil, 202},
		{"our own page", append(json, "Origin", here.url), 202},
		{"our own page by Sec-Fetch-Site", append(json, "Sec-Fetch-Site", "same-origin"), 202},
		{"a foreign page", append(json, "Origin", "https://evil.example"), 403},
		{"a foreign page's form", []string{"Origin", "null", "Content-Type", "text/plain"}, 403},
		{"a foreign page without an origin", append(json, "Sec-Fetch-Site", "cross-site"), 403},
		{"our own page's form", []string{"Origin", here.url, "Content-Type", "text/plain"}, 415},
		{"DNS rebinding", append(json, "Origin", "http://evil.example", "Host", "evil.example"), 401},
	} {
		if a := here.do("POST", path, "", row.headers...); a.status != row.status {
			t.Errorf("%s: want %d, got %d %s", row.name, row.status, a.status, a.body)
		}
	}
	w, _ := startOps(t)
	c := operatorCookie(w.do("POST", "/v1/ops/session", "", asAdmin()...))
	cookie := []string{"Cookie", "planspark_ops=" + c.Value}
	if a := w.do("POST", path, "", append(cookie, json...)...); a.status != 403 {
		t.Errorf("the cookie alone: %d", a.status)
	}
	if a := w.do("POST", path, "", append(append(cookie, json...), "Origin", w.url)...); a.status != 202 {
		t.Errorf("the cookie from our own page: %d %s", a.status, a.body)
	}
}

func TestOperationsOverTheWebSocket(t *testing.T) {
	w, o := startOps(t)
	guest := w.dial()
	guest.say(`{"id":"1","type":"watch_ops"}`)
	if m := guest.want(protocol.TypeError); m.Problem.Code != protocol.CodeUnauthenticated || m.To != "1" {
		t.Fatalf("a guest: %s", m.raw)
	}
	p := w.dial(asAdmin()...)
	p.say(`{"id":"6","type":"watch_ops"}`)
	if m := p.want(protocol.TypeReply); m.To != "6" {
		t.Fatalf("%s", m.raw)
	}
	o.tell(everyOps())
	if m := p.want(protocol.TypeOps); !strings.Contains(string(m.raw), `"instance":"test-1"`) {
		t.Fatalf("%s", m.raw)
	}
	p.say(`{"id":"7","type":"watch_ops"}`) // again replaces
	p.want(protocol.TypeReply)
	if n := o.watching(); n != 1 {
		t.Errorf("%d watches", n)
	}
	p.say(`{"id":"8","type":"unwatch","generation":"ops"}`)
	p.want(protocol.TypeReply)
	if n := o.watching(); n != 0 {
		t.Errorf("%d watches after it ended", n)
	}
	cookie := operatorCookie(w.do("POST", "/v1/ops/session", "", asAdmin()...))
	browser := w.dial("Origin", w.url, "Cookie", "planspark_ops="+cookie.Value)
	browser.say(`{"id":"1","type":"watch_ops"}`)
	browser.want(protocol.TypeReply)
	_ = browser.conn.CloseNow()
	eventually(t, "the watch of a page that left is over", func() bool { return o.watching() == 0 })
}

// An admin who is one no longer sees no more of operations.
func TestASessionLosesTheScopeWithItsToken(t *testing.T) {
	i := newIssuer(t, "a")
	o := &fakeOps{}
	w := startJWT(t, server.JWTConfig{JWKSURL: i.URL}, func(opt *options) { opt.deps.Operations, opt.cfg.AdminToken = o, adminToken })
	p := w.dial("Authorization", "Bearer "+i.token(t, "a", jwt.MapClaims{"scope": "admin"}))
	p.say(`{"id":"1","type":"watch_ops"}`)
	p.want(protocol.TypeReply)
	p.say(`{"id":"2","type":"renew","token":"` + i.token(t, "a", nil) + `"}`)
	p.want(protocol.TypeReply)
	if n := o.watching(); n != 0 {
		t.Errorf("%d watches", n)
	}
	p.say(`{"id":"3","type":"watch_ops"}`)
	if m := p.want(protocol.TypeError); m.Problem.Code != protocol.CodeUnauthenticated {
		t.Errorf("%s", m.raw)
	}
}
