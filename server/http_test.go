package server_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/planspark/planspark/protocol"
)

func TestSubmissionAnswersWithWhereItIs(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	a := w.as(u, "POST", "/v1/generations", idea)
	var s struct {
		ID, State      string
		Position       int
		Joined, Cached *bool
	}
	a.into(t, &s)
	if a.status != 202 || a.header.Get("Location") != "/v1/generations/"+s.ID || s.State != "queued" || s.Position != 1 || s.Joined != nil || s.Cached != nil {
		t.Fatalf("%d %v %s", a.status, a.header, a.body)
	}
}

func TestListIsPagedNewestFirst(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	var ids []string
	for range 5 {
		ids = append([]string{w.fake.add(u.id)}, ids...)
	}
	w.fake.add(w.guest().id)
	var got []string
	for next := "x"; next != ""; {
		var page struct {
			Generations []struct{ ID string }
			NextBefore  string `json:"next_before"`
		}
		path := "/v1/generations?limit=2"
		if next != "x" {
			path += "&before=" + next
		}
		w.as(u, "GET", path, "").into(t, &page)
		for _, g := range page.Generations {
			got = append(got, g.ID)
		}
		next = page.NextBefore
	}
	if strings.Join(got, " ") != strings.Join(ids, " ") {
		t.Fatalf("got %v, want %v", got, ids)
	}
	if a := w.as(w.guest(), "GET", "/v1/generations", ""); string(a.body) != `{"generations":[]}` {
		t.Fatalf("%s", a.body)
	}
}

func TestCancelAndErase(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	id := w.fake.add(u.id)
	var s protocol.Snapshot
	w.as(u, "POST", "/v1/generations/"+id+"/cancel", "").into(t, &s)
	if s.State != protocol.StateCancelled {
		t.Fatalf("%+v", s)
	}
	if a := w.as(u, "DELETE", "/v1/generations/"+id, ""); a.status != 204 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := w.as(u, "GET", "/v1/generations/"+id, ""); a.status != 404 {
		t.Fatalf("%d %s", a.status, a.body)
	}
}

// Every refusal has the status of the one table, Retry-After where it makes sense, and no text of ours
// when the fault is.
func TestRefusalsKeepTheTable(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	id := w.fake.add(u.id)
	for _, row := range protocol.Refusals() {
		w.fake.refuse(protocol.NewProblem(row.Code, "detail"))
		method, path, body := "POST", "/v1/generations/"+id+"/revisions", `{"assumptions":{"price":450}}`
		if row.Status == 401 || row.Status == 403 { // that is found out before any rate is told
			method, path, body = "DELETE", "/v1/generations/"+id, ""
		}
		a := w.as(u, method, path, body)
		p := a.problem(t)
		if a.status != row.Status || p.Code != row.Code || p.Title != row.Title || p.Retryable != row.Retryable || p.Type == "" {
			t.Errorf("%s: %d %s", row.Code, a.status, a.body)
		}
		wait, _ := strconv.ParseInt(a.header.Get("Retry-After"), 10, 64)
		if timed := row.Status == 429 || row.Status == 503; timed != (wait > 0) || timed != (p.RetryAfterMS > 0) || wait != (p.RetryAfterMS+999)/1000 {
			t.Errorf("%s: Retry-After %d, retry_after_ms %d", row.Code, wait, p.RetryAfterMS)
		}
		if a.header.Get("X-Request-Id") == "" || a.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", row.Code, a.header)
		}
	}
	w.fake.refuse(errors.New("pq: the secret of the table"))
	a := w.as(u, "GET", "/v1/generations", "")
	if a.status != 500 || a.problem(t).Code != protocol.CodeInternal || strings.Contains(string(a.body), "secret") {
		t.Errorf("%d %s", a.status, a.body)
	}
	var logged int
	for line := range strings.Lines(w.log.String()) {
		var e struct{ Level, Error, Request string }
		if json.Unmarshal([]byte(line), &e) == nil && e.Level == "error" && strings.Contains(e.Error, "the secret of the table") {
			if logged++; e.Request != a.header.Get("X-Request-Id") {
				t.Errorf("logged under request %q", e.Request)
			}
		}
	}
	if logged != 1 {
		t.Errorf("logged %d times", logged)
	}
}

func TestPanicIsAnErrorOfOneRequest(t *testing.T) {
	w := start(t, func(o *options) { o.deps.Site = nil; o.deps.Site = brokenSite{} })
	a := w.do("GET", "/", "")
	if a.status != 500 || a.problem(t).Code != protocol.CodeInternal || strings.Contains(w.log.String(), "private idea") {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := w.do("GET", "/healthz", ""); a.status != 200 {
		t.Fatalf("then: %d", a.status)
	}
}

func TestPagesAndAssets(t *testing.T) {
	w := start(t, nil)
	for _, path := range []string{"/", "/g/" + newID()} {
		a := w.do("GET", path, "", "Accept-Encoding", "identity")
		if a.status != 200 || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") || !strings.Contains(a.header.Get("Content-Security-Policy"), "script-src 'self'") {
			t.Fatalf("%s: %d %v", path, a.status, a.header)
		}
	}
	dark := w.do("GET", "/", "", "Cookie", "theme=dark", "Accept-Encoding", "identity")
	if !strings.Contains(string(dark.body), `data-theme="dark"`) || !strings.Contains(dark.header.Get("Vary"), "Cookie") {
		t.Fatalf("%v", dark.header)
	}
	_, rest, _ := strings.Cut(string(dark.body), `"/assets/`)
	path, _, _ := strings.Cut(rest, `"`)
	a := w.do("GET", "/assets/"+path, "", "Accept-Encoding", "br")
	if a.status != 200 || !strings.Contains(a.header.Get("Cache-Control"), "immutable") || a.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Fatalf("%s: %d %v", path, a.status, a.header)
	}
	for known, status := range map[string]int{`W/` + a.header.Get("ETag"): 304, `"other", ` + a.header.Get("ETag"): 304, `*`: 304, `"other"`: 200} {
		if again := w.do("GET", "/assets/"+path, "", "If-None-Match", known); again.status != status {
			t.Errorf("If-None-Match: %s: %d, want %d", known, again.status, status)
		}
	}
	if a := w.do("GET", "/assets/"+path, "", "If-None-Match", a.header.Get("ETag")); a.status != 304 || len(a.body) > 0 {
		t.Fatalf("%d", a.status)
	}
	for _, path := range []string{"/nothing", "/g/no-id", "/assets/../server.go", "/assets/nothing.js"} {
		if a := w.do("GET", path, ""); a.status != 404 || !strings.HasPrefix(a.header.Get("Content-Type"), "text/plain") {
			t.Fatalf("%s: %d %v", path, a.status, a.header)
		}
	}
	if a := w.do("POST", "/", ""); a.status != 405 || !strings.Contains(a.header.Get("Allow"), http.MethodGet) {
		t.Fatalf("%d %v", a.status, a.header)
	}
}

func TestListedOriginsMayReadAnswers(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.AllowedOrigins = []string{"https://app.example.com"} })
	a := w.do("OPTIONS", "/v1/generations", "", "Origin", "https://app.example.com", "Access-Control-Request-Method", "POST")
	if a.status != 204 || a.header.Get("Access-Control-Allow-Origin") != "https://app.example.com" {
		t.Fatalf("%d %v", a.status, a.header)
	}
	a = w.do("OPTIONS", "/v1/generations", "", "Origin", "https://evil.example", "Access-Control-Request-Method", "POST")
	if a.status != 405 || a.header.Get("Access-Control-Allow-Origin") != "" {
		t.Fatalf("%d %v", a.status, a.header)
	}
}

func testLogsHoldNothingPrivate(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	w.as(u, "POST", "/v1/generations", `{"idea":"An unmistakable idea about otters"}`)
	w.as(u, "POST", "/v1/generations", `{"idea":"An unmistakable idea about otters","otters":1}`)
	w.as(u, "GET", "/v1/generations/otters?after=otters", "", "User-Agent", "otters")
	p := w.dial("Authorization", u.bearer())
	p.say(`{"id":"1","type":"generate","request":{"idea":"An unmistakable idea about otters"}}`)
	p.want(protocol.TypeReply)
	p.say(`{"otters":`)
	p.closed()
	w.fake.refuse(errors.New("disk full"))
	w.as(u, "POST", "/v1/generations", `{"idea":"An unmistakable idea about otters"}`)
	for _, private := range []string{"otter", u.token, "127.0.0.1"} {
		if strings.Contains(w.log.String(), private) {
			t.Errorf("%q is in the log:\n%s", private, w.log.String())
		}
	}
	if !strings.Contains(w.log.String(), `"route":"/v1/generations/:id"`) {
		t.Error("requests are not in the log")
	}
}
