package server_test

import (
	"io"
	"sync"
	"testing"

	"github.com/planspark/planspark/protocol"
)

// counted stands in for metrics.
type counted struct {
	mu        sync.Mutex
	submitted []string
	active    []int
}

func (c *counted) Submitted(outcome string, active int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.submitted, c.active = append(c.submitted, outcome), append(c.active, active)
}

func (c *counted) Write(w io.Writer) (string, error) {
	_, err := io.WriteString(w, "planspark_sessions 7\n")
	return "text/plain; version=0.0.4", err
}

func testMetricsAreForOperators(t *testing.T) {
	c := &counted{}
	w := start(t, func(o *options) { o.cfg.AdminToken, o.deps.Metrics = adminToken, c })
	if a := w.do("GET", "/metrics", ""); a.status != 401 {
		t.Errorf("without the token: %d %s", a.status, a.body)
	}
	a := w.do("GET", "/metrics", "", asAdmin()...)
	if a.status != 200 || string(a.body) != "planspark_sessions 7\n" || a.header.Get("Content-Type") != "text/plain; version=0.0.4" {
		t.Errorf("%d %s %s", a.status, a.header.Get("Content-Type"), a.body)
	}
	if a := w.do("GET", "/metrics", "", "X-Forwarded-For", "203.0.113.9"); a.status != 401 {
		t.Errorf("from outside: %d", a.status)
	}
	if a := start(t, nil).do("GET", "/metrics", ""); a.status != 404 {
		t.Errorf("where there are none: %d", a.status)
	}
}

// Every submission is counted once, whichever way it came and whatever became of it.
func TestEverySubmissionIsCounted(t *testing.T) {
	c := &counted{}
	w := start(t, func(o *options) { o.deps.Observer = c })
	p := w.dial()
	u := user{p.hello.User, p.hello.Token}
	w.as(u, "POST", "/v1/generations", idea)
	p.say(`{"id":"1","type":"generate","request":` + idea + `}`)
	p.want(protocol.TypeReply)
	w.as(u, "POST", "/v1/generations", `{"idea":"short"}`)
	w.fake.refuse(protocol.NewProblem(protocol.CodeQueueFull, "full"))
	w.as(u, "POST", "/v1/generations", idea)
	w.fake.refuse(nil)
	c.mu.Lock()
	defer c.mu.Unlock()
	want := []string{"accepted", "accepted", "invalid_request", "queue_full"}
	for i := range want {
		if len(c.submitted) != len(want) || c.submitted[i] != want[i] {
			t.Fatalf("counted %v, want %v", c.submitted, want)
		}
	}
}
