package bench

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// service speaks as a service does, and lies as a test wants. The real one is put under load in e2e.
type service struct {
	*httptest.Server
	refuse *protocol.Problem // of every session
	told   func(log []logged) [][]byte
}

func newService(t *testing.T, told func(log []logged) [][]byte) *service {
	s := &service{told: told}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/ws", s.session)
	mux.HandleFunc("POST /v1/session", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, protocol.Session{User: "u", Token: "t"})
	})
	mux.HandleFunc("POST /v1/generations", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusAccepted, protocol.Submitted{Snapshot: protocol.Snapshot{ID: generation}})
	})
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func (s *service) session(w http.ResponseWriter, r *http.Request) {
	if s.refuse != nil {
		answer(w, s.refuse.Status, s.refuse)
		return
	}
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{protocol.Subprotocol}})
	if err != nil {
		return
	}
	defer ws.CloseNow()
	say := func(raw []byte) { _ = ws.Write(r.Context(), websocket.MessageText, raw) }
	say(encoded(protocol.Hello{Type: protocol.TypeHello, Token: "t", Reconnect: protocol.Backoff{BaseMS: 1, CapMS: 1}}))
	for {
		_, raw, err := ws.Read(r.Context())
		if err != nil {
			return
		}
		var m protocol.ClientMessage
		if json.Unmarshal(raw, &m) != nil || m.Type == protocol.TypePing {
			continue
		}
		say(encoded(protocol.Reply{Type: protocol.TypeReply, To: m.ID, Generation: generation}))
		log := story(func(n int) int { return n / 2 })
		if m.After != nil && *m.After != "0-0" { // who comes back gets the truth
			say(snapshot(log, len(log)))
			continue
		}
		for _, raw := range s.told(log) {
			say(raw)
		}
	}
}

func honest(log []logged) [][]byte {
	return [][]byte{message(log, 0, 2), message(log, 2, len(log))}
}

func config(s *service, scenario Scenario) Config {
	c := Config{Scenario: scenario, Servers: []string{s.URL}, Users: 3, Generations: 1, SlowShare: 0.4, StormEvery: time.Second}
	if scenario != Generate {
		c.Duration = time.Second
	}
	return c
}

func TestEveryScenarioEndsWithProvenWatches(t *testing.T) {
	for _, scenario := range []Scenario{Connect, Watch, Generate, Storm, Slow} {
		t.Run(string(scenario), func(t *testing.T) {
			t.Parallel()
			report, err := Run(t.Context(), config(newService(t, honest), scenario))
			if err != nil {
				t.Fatal(err)
			}
			if report.Violations.Count != 0 || report.Sessions.Opened < 3 || report.Interrupted {
				t.Errorf("%+v", report)
			}
			if scenario != Connect && (report.Completions.Completed == 0 || report.Completions.Proven == 0 || report.Latency.FirstEvent == nil) {
				t.Errorf("%+v", report)
			}
		})
	}
}

func TestALyingServiceIsFoundOut(t *testing.T) {
	for name, c := range map[string]struct {
		told func(log []logged) [][]byte
		want Fault
	}{
		"text is left out": {func(log []logged) [][]byte {
			short := append(append([]logged(nil), log[:1]...), log[2:]...)
			return [][]byte{message(short, 0, len(short))}
		}, FaultChecksum},
		"a message is lost": {func(log []logged) [][]byte {
			return [][]byte{message(log, 0, 2), message(log, 3, len(log)), snapshot(log, len(log))}
		}, FaultChain},
	} {
		t.Run(name, func(t *testing.T) {
			report, err := Run(t.Context(), config(newService(t, c.told), Generate))
			if err != nil {
				t.Fatal(err)
			}
			if report.Violations.ByFault[c.want] == 0 {
				t.Errorf("found %v, want %s", report.Violations.ByFault, c.want)
			}
		})
	}
}

func TestARefusalOfAllSessionsIsAnError(t *testing.T) {
	s := newService(t, honest)
	s.refuse = protocol.NewProblem(protocol.CodeRateLimited, "")
	_, err := Run(t.Context(), config(s, Connect))
	if p, ok := errors.AsType[*protocol.Problem](err); !ok || p.Code != protocol.CodeRateLimited {
		t.Errorf("got %v", err)
	}
	s.Close()
	_, err = Run(t.Context(), config(s, Connect))
	if _, ok := errors.AsType[*client.UnreachableError](err); !ok {
		t.Errorf("got %v", err)
	}
}

func TestAnInterruptedRunTellsWhatItHas(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := config(newService(t, honest), Watch)
	c.Duration = time.Hour
	c.Show = func(p Progress) {
		if p.Open == int64(c.Users) && p.Completions.Completed > 0 {
			cancel()
		}
	}
	report, err := Run(ctx, c)
	if err != nil || !report.Interrupted || report.Violations.Count != 0 || report.Completions.Completed == 0 {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestAConfigIsRefusedByFlag(t *testing.T) {
	_, err := Run(t.Context(), Config{Scenario: Watch, Servers: []string{"ftp://x"}, Users: 0})
	for _, flag := range []string{"server", "users", "duration", "generations"} {
		found := false
		for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
			c, ok := errors.AsType[*ConfigError](e)
			found = found || ok && c.Flag == flag
		}
		if !found {
			t.Errorf("--%s is not refused: %v", flag, err)
		}
	}
}
