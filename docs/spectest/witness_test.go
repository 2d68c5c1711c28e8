package spectest_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/docs/spectest"
)

// says serves one answer to everything.
func says(t *testing.T, status int, body string, headers ...string) string {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Request-Id", "1")
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(srv.Close)
	return srv.URL
}

// ask makes a request through a witness and reads the answer.
func ask(t *testing.T, w *spectest.Witness, method, url, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := (&http.Client{Transport: w.Transport(http.DefaultTransport)}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err := io.ReadAll(resp.Body); err != nil {
		t.Fatal(err)
	}
}

const (
	asJSON    = "application/json"
	unsigned  = `{"type":"urn:planspark:problem:unauthenticated","title":"Sign in first","status":401,"code":"unauthenticated","retryable":false}`
	arrived   = `{"now":"2026-11-24T08:00:00.000Z","instance":"a","host":"x","secure":false,"http_1_1":true,"forwarded":"none"}`
	queued    = `{"type":"queue","generation":"01939f2c-0000-7000-8000-000000000000","position":1,"length":1,"waiting_on":"pool"}`
	completed = `{"kind":"completed","at":"2026-11-24T08:00:00.000Z","source":"offline"}`
)

// TestAWitnessTellsWhatIsNotAsSpecified: each of these is wrong in one thing, which the report names.
func TestAWitnessTellsWhatIsNotAsSpecified(t *testing.T) {
	for name, row := range map[string]struct {
		method, path, body string
		url                string
		report             string // part of it; empty: nothing is wrong
	}{
		"nothing":                    {"GET", "/healthz", "", says(t, 200, `{"status":"ok"}`, "Content-Type", asJSON), ""},
		"a member too many":          {"GET", "/healthz", "", says(t, 200, `{"status":"ok","mood":"fine"}`, "Content-Type", asJSON), "/mood: "},
		"a member too few":           {"GET", "/healthz", "", says(t, 200, `{}`, "Content-Type", asJSON), "missing property 'status'"},
		"another value":              {"GET", "/v1/probe", "", says(t, 200, strings.Replace(arrived, "none", "maybe", 1), "Content-Type", asJSON), "/forwarded: value must be one of"},
		"a status":                   {"GET", "/healthz", "", says(t, 418, "", "Content-Type", asJSON), "status 418 is not specified"},
		"a header too many":          {"GET", "/healthz", "", says(t, 200, `{"status":"ok"}`, "Content-Type", asJSON, "X-Mood", "fine"), "the header X-Mood is not specified"},
		"a header too few":           {"GET", "/v1/session", "", says(t, 401, unsigned, "Content-Type", "application/problem+json"), "WWW-Authenticate is missing"},
		"a body of another kind":     {"GET", "/healthz", "", says(t, 200, "ok", "Content-Type", "text/csv"), `a body of the type "text/csv" is not specified`},
		"the status in a problem":    {"GET", "/healthz", "", says(t, 500, unsigned, "Content-Type", "application/problem+json"), "the problem says 401"},
		"an address":                 {"GET", "/v1/mood", "", says(t, 200, `{}`, "Content-Type", asJSON), "this address is not specified"},
		"what was accepted":          {"PUT", "/v1/ops/providers/gemini", `{"paused":"yes"}`, says(t, 200, `{"status":"accepted"}`, "Content-Type", asJSON), "/paused: got string, want boolean"},
		"a stream":                   {"GET", "/v1/generations/01939f2c-0000-7000-8000-000000000000/events", "", says(t, 200, "id: 0-0\ndata: "+queued+"\n\n", "Content-Type", "text/event-stream"), ""},
		"an event in a stream":       {"GET", "/v1/generations/01939f2c-0000-7000-8000-000000000000/events", "", says(t, 200, "data: "+strings.Replace(queued, "pool", "luck", 1)+"\n\n", "Content-Type", "text/event-stream"), "/waiting_on: value must be one of"},
		"what somebody else says":    {"GET", "/stats", "", says(t, 200, "hello", "X-Request-Id", ""), ""},
		"what is nowhere, and so":    {"GET", "/v1/mood", "", says(t, 404, "Not found\n", "Content-Type", "text/plain"), ""},
		"an address with a variable": {"GET", "/v1/generations/quote", "", says(t, 405, strings.Replace(strings.ReplaceAll(unsigned, "401", "405"), `"code":"unauthenticated"`, `"code":"invalid_request"`, 1), "Content-Type", "application/problem+json"), ""},
	} {
		w := spectest.New()
		ask(t, w, row.method, row.url+row.path, row.body)
		got := strings.Join(w.Violations(), "\n")
		if row.report == "" && got != "" || !strings.Contains(got, row.report) {
			t.Errorf("%s: reported is %q, want %q", name, got, row.report)
		}
	}
}

// TestAWitnessReadsWebSocketsOnTheWire: in pieces, long and short, in both directions.
func TestAWitnessReadsWebSocketsOnTheWire(t *testing.T) {
	long := `{"type":"pong","to":"` + strings.Repeat("x", 70_000) + `"}` // too long an id, in a frame with a long length
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{"planspark.v1"}})
		if err != nil {
			t.Error(err)
			return
		}
		defer c.CloseNow()
		ctx := context.Background()
		_, _, _ = c.Read(ctx)
		for _, text := range []string{`{"type":"reply","to":"1"}`, queued, `{"type":"weather"}`, long} {
			_ = c.Write(ctx, websocket.MessageText, []byte(text))
		}
		piece, err := c.Writer(ctx, websocket.MessageText)
		if err != nil {
			t.Error(err)
			return
		}
		events := `{"type":"events","generation":"01939f2c-0000-7000-8000-000000000000","after":"0-0","cursor":"1-1","events":[` + completed + `]}`
		for len(events) > 0 {
			n := min(len(events), 20)
			_, _ = io.WriteString(piece, events[:n])
			events = events[n:]
		}
		_ = piece.Close()
		_ = c.Close(websocket.StatusNormalClosure, "")
	}))
	t.Cleanup(srv.Close)
	w := spectest.New()
	conn, _, err := websocket.Dial(t.Context(), srv.URL+"/v1/ws", &websocket.DialOptions{
		HTTPClient: &http.Client{Transport: w.Transport(http.DefaultTransport)}, Subprotocols: []string{"planspark.v1"},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	conn.SetReadLimit(1 << 20)
	if err := conn.Write(t.Context(), websocket.MessageText, []byte(`{"id":"1","type":"watch","generation":"everything"}`)); err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, _, err = conn.Read(t.Context())
	}
	got := w.Violations()
	for _, want := range []string{
		"what was done for a client: /generation: 'everything' does not match",
		"there is no message of the type weather",
		"/to: maxLength",
		"/events/0: missing properties 'degraded', 'duration_ms', 'queue_ms', 'plan_url', 'chars', 'sha256'",
	} {
		if !slices.ContainsFunc(got, func(v string) bool { return strings.Contains(v, want) }) {
			t.Errorf("%q is not reported", want)
		}
	}
	if len(got) != 4 {
		t.Errorf("reported is %q", got)
	}
}

func TestWhatWasSeenIsNotUnseen(t *testing.T) {
	w := spectest.New()
	before := w.Unseen()
	ask(t, w, "GET", says(t, 200, arrived, "Content-Type", asJSON)+"/v1/probe", "")
	after := w.Unseen()
	for _, what := range []string{"answer probe 200", "type Arrival", "member Arrival.forwarded", "value Arrival.forwarded none", "type Time"} {
		if !slices.Contains(before, what) || slices.Contains(after, what) {
			t.Errorf("%s: before %v, after %v", what, slices.Contains(before, what), slices.Contains(after, what))
		}
	}
	if !slices.Contains(after, "value Arrival.forwarded believed") || !slices.Contains(after, "message goaway") {
		t.Error("what nobody said counts as seen")
	}
}
