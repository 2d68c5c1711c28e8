package server_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/protocol"
)

// What the specifications say and no other test happens to be told. The witness looks on; see TestMain.

func TestEveryKindOfEventIsTold(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	p := w.dial("Authorization", u.bearer())
	id := w.fake.add(u.id)
	events := []protocol.Event{
		{Kind: protocol.KindSectionReset, Section: "company"},
		{Kind: protocol.KindRetry, Section: "company", Provider: "gemini", Attempt: 2, DelayMS: protocol.Ptr(int64(400)), Reason: protocol.ReasonRateLimited},
	}
	for _, reason := range []string{
		protocol.ReasonRateLimited, protocol.ReasonBreakerOpen, protocol.ReasonUnavailable, protocol.ReasonQuota, protocol.ReasonOverload, protocol.ReasonTimeout,
	} {
		events = append(events, protocol.Event{Kind: protocol.KindFallback, Section: "company", From: "gemini", To: protocol.SourceOffline, Reason: reason})
	}
	for _, source := range []string{"live", "cache"} {
		brief := market.Brief{Source: source, Date: "2026-11-24", Facts: []market.Fact{}, Findings: []string{}, Demand: market.Demand{Reach: market.ReachCountry}}
		raw, err := json.Marshal(brief)
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, protocol.Event{Kind: protocol.KindMarket, Market: raw, Source: source, Date: brief.Date})
	}
	p.say(`{"id":"1","type":"watch","generation":"` + id + `","after":"0-0"}`)
	p.want(protocol.TypeReply)
	for i, e := range events {
		e.At = protocol.At(time.Now())
		w.fake.tell(id, e)
		if m := p.want(protocol.TypeEvents); m.Events[0].Kind != e.Kind || m.Cursor.Seq != int64(i+1) {
			t.Fatalf("%s", m.raw)
		}
	}
	some := protocol.Ptr(int64(1000))
	w.fake.volatile(id, protocol.Progress{Type: protocol.TypeProgress, Generation: id, Percent: 42.5, Stage: "company", ETAMS: some, SinceTextMS: some})
	p.want(protocol.TypeProgress)
	w.fake.volatile(id, protocol.Queue{Type: protocol.TypeQueue, Generation: id, Position: 1, Length: 2, Running: 1, ETAMS: some, ETAHighMS: some, WaitingOn: protocol.WaitingOnProvider})
	p.want(protocol.TypeQueue)
	w.fake.volatile(id, protocol.ErrorMessage{Type: protocol.TypeError, Generation: id, Problem: protocol.NotFound()}) // as the hub says of one that was erased
	p.want(protocol.TypeError)
	w.fake.end(id, protocol.Event{Kind: protocol.KindFailed, At: protocol.At(time.Now()), Problem: protocol.NewProblem(protocol.CodeInternal, "It could not be finished.")})
	p.want(protocol.TypeEvents)
	var snap protocol.Snapshot
	w.as(u, "GET", "/v1/generations/"+id, "").into(t, &snap)
	if snap.State != protocol.StateFailed || snap.Problem == nil {
		t.Errorf("it failed, and is %s", snap.State)
	}
}

func TestEveryOutcomeOfAQuoteIsTold(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	w.as(u, "POST", "/v1/generations", idea)
	for _, q := range []protocol.Quote{
		{Outcome: protocol.QuoteCached, Generation: newID()},
		{Outcome: protocol.QuoteJoined, Generation: newID()},
		{Outcome: protocol.QuoteQueue, Position: 3, ETAMS: protocol.Ptr(int64(1000)), ReadyMS: protocol.Ptr(int64(2000))},
		{Outcome: protocol.QuoteOffline},
		{Outcome: protocol.QuoteRefused, Problem: protocol.NewProblem(protocol.CodeQueueFull, "Come back later.")},
	} {
		w.fake.quote = q
		var got protocol.Quote
		if w.as(u, "POST", "/v1/generations/quote", idea).into(t, &got); got.Outcome != q.Outcome {
			t.Errorf("%s is told as %s", q.Outcome, got.Outcome)
		}
		if got.Limits.ActiveCount != 1 || got.Limits.MaxWatches != protocol.MaxWatches {
			t.Errorf("%s is told with the limits %+v", q.Outcome, got.Limits)
		}
	}
}

// TestChoicesAndDraftsOfTheRealPlanner asks for what the fake has nothing of.
func TestChoicesAndDraftsOfTheRealPlanner(t *testing.T) {
	p, err := planner()
	if err != nil {
		t.Fatal(err)
	}
	w := startReal(t, real{slots: 1}, func(o *options) { o.deps.Examples = generation.NewExamples(p, time.Now()) })
	for _, path := range []string{"/v1/business-types?locale=es", "/v1/currencies", "/v1/example"} {
		if a := w.do("GET", path, ""); a.status != 200 {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
	u := w.guest()
	var q protocol.Quote
	w.as(u, "POST", "/v1/generations/quote", `{"idea":"I have 30,000 pounds saved for an e-bike repair workshop in Bristol"}`).into(t, &q)
	if r := q.Reading; r == nil || r.Business != "Bicycle workshop" || r.Place != "Bristol, United Kingdom" || r.Budget != "30000" || r.Instead == nil {
		t.Errorf("a request is read as %+v", r)
	}
	request := `{"idea":"A subscription for software that plans shifts","location":"Austin","business_type":"saas","budget":90000,` +
		`"personalization":"We are two engineers.","locale":"en-US","priority":"low","timeline_months":18}`
	a := w.as(u, "POST", "/v1/generations", request, "Idempotency-Key", "shifts")
	var g struct{ ID string }
	if a.into(t, &g); a.status != 202 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	path := "/v1/generations/" + g.ID
	if draft := w.as(u, "GET", path+"/draft", ""); draft.status != 200 || !strings.Contains(string(draft.body), `"draft":true`) {
		t.Errorf("draft: %d %.200s", draft.status, draft.body)
	}
	eventually(t, "the plan is there", func() bool { return w.as(u, "GET", path+"/plan.json", "").status == 200 })
	if a := w.as(u, "POST", path+"/revisions", `{"base":1,"assumptions":{"reserve_months":4}}`); a.status != 201 {
		t.Errorf("a revision of the first one: %d %s", a.status, a.body)
	}
	if f, _ := w.takeOut(u); len(f.Account.Keys) != 1 || f.Account.Keys[0].Key != "shifts" {
		t.Errorf("keys: %v", f.Account.Keys)
	}
}

func TestWhatLanguageModelsTookIsPartOfAnExport(t *testing.T) {
	w := start(t, nil)
	w.fake.account = generation.Account{
		Usage: []generation.DayUsage{{Day: "2026-11-24", Accepted: 1}}, Keys: []generation.KeptKey{},
		Tokens: []generation.DayTokens{{Day: "2026-11-24", Spending: generation.Spending{Provider: "gemini"}}},
	}
	if f, _ := w.takeOut(w.guest()); len(f.Account.Tokens) != 1 {
		t.Errorf("tokens: %v", f.Account.Tokens)
	}
}

func TestFilesOfThePageAreServedAsWhatTheyAre(t *testing.T) {
	w := start(t, nil)
	page := w.do("GET", "/", "")
	kinds := map[string]string{}
	for _, address := range regexp.MustCompile(`/assets/[\w./-]+`).FindAllString(string(page.body), -1) {
		a := w.do("GET", address, "")
		kinds[a.header.Get("Content-Type")] = address
	}
	const licence = "fonts/OFL-Geist.txt"
	text, err := os.ReadFile("../web/static/" + licence)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(text)
	a := w.do("GET", fmt.Sprintf("/assets/%s.%s.txt", strings.TrimSuffix(licence, ".txt"), hex.EncodeToString(sum[:8])), "")
	kinds[a.header.Get("Content-Type")] = licence
	for _, kind := range []string{"text/css; charset=utf-8", "text/javascript; charset=utf-8", "font/woff2", "image/svg+xml", "text/plain; charset=utf-8"} {
		if kinds[kind] == "" {
			t.Errorf("nothing is served as %s: %v", kind, kinds)
		}
	}
}

func TestThePageOfOperationsAsksForTheToken(t *testing.T) {
	w, o := startOps(t)
	if a := w.do("GET", "/ops", ""); a.status != 401 || !strings.Contains(a.header.Get("Content-Type"), "text/html") {
		t.Errorf("%d %s", a.status, a.header.Get("Content-Type"))
	}
	for _, v := range []string{protocol.VerdictOK, protocol.VerdictDown} {
		o.verdict = v
		w.do("GET", "/v1/ops", "", asAdmin()...)
	}
}

// spoken sends bytes as they are, and reads the answer as that to a request.
type spoken struct {
	conn *rawConn
	text string
}

// RoundTrip implements http.RoundTripper.
func (s spoken) RoundTrip(r *http.Request) (*http.Response, error) {
	s.conn.write([]byte(s.text))
	return http.ReadResponse(s.conn.br, r)
}

func TestWhatIsNoWholeRequestIsRefusedAsAProblem(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.ReadHeader = time.Second })
	for _, row := range []struct {
		name, text string
		status     int
	}{
		{"two ends", "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n", 400},
		{"too slow", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ", 408},
		{"an old version of WebSocket", "GET /v1/ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", 426},
	} {
		path, _, _ := strings.Cut(strings.TrimPrefix(row.text, "GET "), " ")
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := (&http.Client{Transport: witness.Transport(spoken{w.raw(t), row.text})}).Do(r)
		if err != nil {
			t.Errorf("%s: %v", row.name, err)
			continue
		}
		var p protocol.Problem
		if err := json.NewDecoder(resp.Body).Decode(&p); err != nil || resp.StatusCode != row.status || p.Status != row.status {
			t.Errorf("%s: %d, %v", row.name, resp.StatusCode, err)
		}
		_ = resp.Body.Close()
	}
}
