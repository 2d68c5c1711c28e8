package server_test

import (
	"context"
	"net"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/server"
)

// drain begins a drain and returns how it ended.
func (w *world) drain(within time.Duration) <-chan error {
	ended := make(chan error, 1)
	ctx, cancel := context.WithTimeout(context.Background(), within)
	go func() {
		defer cancel()
		ended <- w.Drain(ctx)
	}()
	eventually(w.t, "it drains", func() bool { return w.do("GET", "/readyz", "").status == 503 })
	return ended
}

func ended(t *testing.T, c <-chan error) {
	t.Helper()
	select {
	case err := <-c:
		if err != nil {
			t.Fatalf("drain: %v", err)
		}
	case <-time.After(patience):
		t.Fatal("the drain did not end")
	}
}

func TestDrainServesUntilEachClientLeaves(t *testing.T) {
	w := start(t, func(o *options) { o.deps.Jitter = func() float64 { return 0.5 } })
	if a := w.do("GET", "/readyz", ""); a.status != 200 {
		t.Fatalf("readyz: %d", a.status)
	}
	u := w.guest()
	id := w.fake.add(u.id)
	var peers []*peer
	for range 10 {
		p := w.dial("Authorization", u.bearer())
		p.say(`{"type":"watch","generation":"` + id + `","after":"0-0"}`)
		p.want(protocol.TypeReply)
		peers = append(peers, p)
	}
	over := w.drain(patience)
	window := (patience - 2*time.Second).Milliseconds() * 4 / 5
	slots := map[int64]bool{}
	for _, p := range peers {
		m := p.want(protocol.TypeGoaway)
		if m.Reason != protocol.GoawayDraining || m.ReconnectAfterMS < 0 || m.ReconnectAfterMS > window {
			t.Fatalf("%s", m.raw)
		}
		slots[m.ReconnectAfterMS*10/(window+1)] = true
	}
	if len(slots) != 10 {
		t.Fatalf("10 clients have %d slots", len(slots))
	}
	w.fake.delta(id, "still served")
	for _, p := range peers {
		if m := p.want(protocol.TypeEvents); m.Events[0].Text != "still served" {
			t.Fatalf("%s", m.raw)
		}
	}
	t.Run("nothing new is taken", func(t *testing.T) {
		a := w.as(u, "POST", "/v1/generations", idea)
		if a.status != 503 || a.problem(t).Code != protocol.CodeDraining || a.header.Get("Retry-After") == "" {
			t.Fatalf("%d %s", a.status, a.body)
		}
		var q protocol.Quote
		if w.as(u, "POST", "/v1/generations/quote", idea).into(t, &q); q.Outcome != protocol.QuoteRefused || q.Problem.Code != protocol.CodeDraining {
			t.Errorf("a quote foretells %+v", q)
		}
		peers[0].say(`{"id":"1","type":"generate","request":` + idea + `}`)
		if m := peers[0].want(protocol.TypeError); m.To != "1" || m.Problem.Code != protocol.CodeDraining {
			t.Fatalf("%s", m.raw)
		}
		if _, resp, err := w.tryDial("/v1/ws"); err == nil || resp.StatusCode != 503 {
			t.Fatalf("a new session: %v %v", resp, err)
		}
	})
	if a := w.as(u, "GET", "/v1/generations/"+id, ""); a.status != 200 {
		t.Fatalf("a snapshot: %d", a.status)
	}
	for _, p := range peers {
		if err := p.conn.Close(websocket.StatusNormalClosure, ""); err != nil {
			t.Fatal(err)
		}
	}
	ended(t, over)
}

func TestDrainClosesWhoStaysAndEndsStreams(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.DrainReserve = 500 * time.Millisecond })
	u := w.guest()
	id := w.fake.add(u.id)
	p := w.dial("Authorization", u.bearer())
	s := w.stream(u, "/v1/generations/"+id+"/events")
	over := w.drain(1500 * time.Millisecond)
	m, code := p.closed()
	if m.Type != protocol.TypeGoaway || code != protocol.CloseRestarting {
		t.Fatalf("said %s, closed %d", m.raw, code)
	}
	for {
		if _, ok := s.next(); !ok {
			break
		}
	}
	ended(t, over)
	w.stop()
}

func TestStoppingAtOnceClosesWith1012(t *testing.T) {
	w := start(t, nil)
	p := w.dial()
	go w.stop()
	if _, code := p.closed(); code != protocol.CloseRestarting {
		t.Fatalf("closed %d", code)
	}
}

// TestAServerThatIsToldToEndBeforeItServesEnds, as an instance that is stopped while it starts.
func TestAServerThatIsToldToEndBeforeItServesEnds(t *testing.T) {
	var o options
	start(t, func(of *options) { o = *of })
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for name, test := range map[string]struct {
		ctx   context.Context
		drain bool
	}{"drained": {t.Context(), true}, "cut short": {over, false}} {
		t.Run(name, func(t *testing.T) {
			s, err := server.New(o.cfg, o.deps)
			if err != nil {
				t.Fatal(err)
			}
			if test.drain {
				limit, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
				defer cancel()
				_ = s.Drain(limit) // there is nobody to take leave of
			}
			ln, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			served := make(chan error, 1)
			go func() { served <- s.Serve(test.ctx, ln) }()
			select {
			case err := <-served:
				if err != nil {
					t.Error(err)
				}
			case <-time.After(patience):
				t.Fatalf("it serves on:\n%s", ours())
			}
		})
	}
}
