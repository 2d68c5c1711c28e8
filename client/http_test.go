package client_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

func problem(w http.ResponseWriter, p *protocol.Problem) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p)
}

func serve(t *testing.T, h http.HandlerFunc) *client.Client {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	c, err := client.New(client.Config{Server: srv.URL + "/", Token: "secret", Rand: func() float64 { return 0 }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdle)
	return c
}

// A submission whose answer is lost goes out again under the same key, so it makes one generation.
func TestLostReplyIsSubmittedAgainUnderTheSameKey(t *testing.T) {
	var mu sync.Mutex
	made := map[string]string{} // id by key
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		key := r.Header.Get("Idempotency-Key")
		mu.Lock()
		_, again := made[key]
		if !again {
			made[key] = generation
		}
		mu.Unlock()
		if r.Header.Get("Content-Type") != "application/json" || r.Header.Get("Authorization") != "Bearer secret" {
			t.Error("a submission without content type or token")
		}
		if !again {
			panic(http.ErrAbortHandler) // accepted, but the answer never arrives
		}
		w.WriteHeader(http.StatusAccepted)
		json.NewEncoder(w).Encode(protocol.Snapshot{ID: made[key], State: protocol.StateQueued})
	})
	s, err := c.Submit(t.Context(), protocol.Request{Idea: "a business idea"})
	if err != nil || s.ID != generation || len(made) != 1 {
		t.Fatalf("%d generations, %v", len(made), err)
	}
	if s, err = c.Submit(t.Context(), protocol.Request{Idea: "a business idea"}); err != nil || len(made) != 2 {
		t.Fatalf("another submission shares the key: %v", err)
	}
}

func TestRefusalIsNotSentAgain(t *testing.T) {
	calls := 0
	c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		calls++
		p := protocol.NewProblem(protocol.CodeTooManyActive, "")
		p.Active = []string{generation}
		w.Header().Set("Retry-After", "7")
		problem(w, p)
	})
	_, err := c.Submit(t.Context(), protocol.Request{Idea: "a business idea"})
	p, ok := errors.AsType[*protocol.Problem](err)
	if !ok || p.Code != protocol.CodeTooManyActive || p.Active[0] != generation || p.RetryAfterMS != 7000 || calls != 1 {
		t.Fatalf("%d calls, %v", calls, err)
	}
}

func TestWhatIsNoPlanSparkServerIsUnreachable(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"a page":    func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("<html>")) },
		"not found": http.NotFound,
		"a proxy":   func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) },
		"a redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://elsewhere.test/", http.StatusFound)
		},
	} {
		_, err := serve(t, answer).Get(t.Context(), generation)
		if _, ok := errors.AsType[*client.UnreachableError](err); !ok {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the token is in the error", name)
		}
	}
	c, err := client.New(client.Config{Server: "http://127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Get(t.Context(), generation)
	if e, ok := errors.AsType[*client.UnreachableError](err); !ok || e.Sent {
		t.Errorf("a closed port: %v", err)
	}
}

func TestIdsThatCannotBeStayHere(t *testing.T) {
	c := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("the server was asked") })
	for _, id := range []string{"", "..", "../session", "a/b", "a?b", "a\x00b", strings.Repeat("a", 65)} {
		_, err := c.Get(t.Context(), id)
		if p, ok := errors.AsType[*protocol.Problem](err); !ok || p.Code != protocol.CodeNotFound {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func TestListsAndPlansAreRead(t *testing.T) {
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1/generations":
			if q := r.URL.Query(); q.Get("limit") != "5" || q.Get("before") != "x" {
				t.Errorf("asked for %v", q)
			}
			io.WriteString(w, `{"generations":[{"id":"a"},{"id":"b"}],"next_before":"b"}`)
		case "/v1/generations/a/plan.md":
			io.WriteString(w, "# Plan")
		case "/v1/generations/a":
			w.WriteHeader(http.StatusNoContent)
		case "/v1/business-types":
			io.WriteString(w, `{"business_types":[{"slug":"cafe","name":"Café"}]}`)
		case "/v1/currencies":
			io.WriteString(w, `{"currencies":[{"code":"EUR","name":"Euro","symbol":"€","exponent":2}]}`)
		}
	})
	l, err := c.List(t.Context(), "x", 5)
	if err != nil || len(l) != 2 || l[1].ID != "b" {
		t.Fatalf("%v %v", l, err)
	}
	plan, err := c.Plan(t.Context(), "a", protocol.FormatMD)
	if err != nil {
		t.Fatal(err)
	}
	defer plan.Close()
	if raw, err := io.ReadAll(plan); err != nil || string(raw) != "# Plan" {
		t.Fatalf("%q %v", raw, err)
	}
	if err := c.Erase(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if b, err := c.BusinessTypes(t.Context(), "en"); err != nil || b[0].Slug != "cafe" {
		t.Fatalf("%v %v", b, err)
	}
	if m, err := c.Currencies(t.Context()); err != nil || m[0].Exponent != 2 {
		t.Fatalf("%v %v", m, err)
	}
}

func TestServersThatCannotBeAreRefusedByNew(t *testing.T) {
	for _, s := range []string{"", "localhost:8080", "ftp://host", "http://", "http://u:p@host", "http://host?x=1", "::"} {
		if _, err := client.New(client.Config{Server: s}); err == nil || strings.Contains(err.Error(), "u:p") {
			t.Errorf("%q: %v", s, err)
		}
	}
}
