package simulator_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/gemini"
	"github.com/planspark/planspark/generation/provider/openai"
	"github.com/planspark/planspark/generation/provider/simulator"
	"github.com/planspark/planspark/generation/provider/wire"
)

// prompt has figures, as those of plans do.
var prompt = provider.Prompt{
	System: "You write a section.", User: "Language: en\n{\"Start-up total\": \"€48,305\", \"Opening\": \"April 2027\"}", MaxTokens: 4000,
}

// knobs are fast and without faults.
func knobs(change func(*simulator.Knobs)) simulator.Knobs {
	k := simulator.Knobs{Tokens: 300, Seed: 1}
	if change != nil {
		change(&k)
	}
	return k
}

func simulate(t testing.TB, cfg simulator.Config) (*simulator.Simulator, string) {
	t.Helper()
	s, err := simulator.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s, listen(t, s)
}

func listen(t testing.TB, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.CloseClientConnections)
	t.Cleanup(server.Close)
	return server.URL
}

// both returns the two wire formats of one server.
func both(t testing.TB, url, key string) map[string]provider.Provider {
	t.Helper()
	client := wire.NewClient()
	t.Cleanup(client.CloseIdleConnections)
	o, err := openai.New(openai.Config{Name: "openai", BaseURL: url + "/v1", APIKey: key, Model: "some-model", Client: client})
	if err != nil {
		t.Fatal(err)
	}
	g, err := gemini.New(t.Context(), gemini.Config{Name: "gemini", BaseURL: url, APIKey: key, Model: "some-model", Client: client})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]provider.Provider{"openai": o, "gemini": g}
}

func ask(t testing.TB, p provider.Provider) (string, provider.Usage, error) {
	t.Helper()
	var text strings.Builder
	usage, err := p.Stream(t.Context(), prompt, func(s string) error {
		text.WriteString(s)
		return nil
	})
	return text.String(), usage, err
}

func kind(t testing.TB, err error) provider.Kind {
	t.Helper()
	f, ok := errors.AsType[*provider.Fault](err)
	if !ok {
		t.Fatalf("error is %v, want a fault", err)
	}
	return f.Kind
}

func TestBothFormatsCarryTheSameTextAndItsUsage(t *testing.T) {
	s, url := simulate(t, simulator.Config{Knobs: knobs(nil)})
	for name, p := range both(t, url, "any") {
		if err := p.Check(t.Context()); err != nil {
			t.Errorf("%s: check: %v", name, err)
		}
		text, usage, err := ask(t, p)
		if err != nil || !strings.Contains(text, "€48,305") || !strings.HasSuffix(text, "\n") {
			t.Errorf("%s: %v, %q", name, err, text)
		}
		if words := len(strings.Fields(text)); usage.Output < 120 || usage.Output > words || usage.Input < 10 {
			t.Errorf("%s: %d words cost %+v", name, words, usage)
		}
	}
	if n := s.Stats(); n.Requests != 2 || n.Streams != 2 || n.Concurrent != 0 || n.Tokens < 240 || n.Cancelled != 0 {
		t.Errorf("stats are %+v", n)
	}
}

func TestEveryFaultOnTheWireIsToldApart(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*simulator.Knobs)
		kinds  []provider.Kind
	}{
		"errors":  {func(k *simulator.Knobs) { k.ErrorRate = 1 }, []provider.Kind{provider.Unavailable}},
		"cuts":    {func(k *simulator.Knobs) { k.CutRate = 1 }, []provider.Kind{provider.Cut}},
		"garbage": {func(k *simulator.Knobs) { k.GarbageRate = 1 }, []provider.Kind{provider.Garbage, provider.Cut}},
	} {
		t.Run(name, func(t *testing.T) {
			_, url := simulate(t, simulator.Config{Knobs: knobs(c.change)})
			for name, p := range both(t, url, "any") {
				for range 6 {
					_, _, err := ask(t, p)
					if k := kind(t, err); k != c.kinds[0] && k != c.kinds[len(c.kinds)-1] {
						t.Errorf("%s: %v", name, err)
					}
				}
			}
		})
	}
}

func TestARateLimitTellsWhenToComeBack(t *testing.T) {
	for name, want := range map[string]time.Duration{"by the minute": 0, "as chosen": 7 * time.Second} {
		t.Run(name, func(t *testing.T) {
			for _, which := range []string{"openai", "gemini"} {
				_, url := simulate(t, simulator.Config{Knobs: knobs(func(k *simulator.Knobs) { k.RPM, k.RetryAfter = 1, want })})
				p := both(t, url, "any")[which]
				if _, _, err := ask(t, p); err != nil {
					t.Fatal(err)
				}
				_, _, err := ask(t, p)
				f, _ := errors.AsType[*provider.Fault](err)
				if f == nil || f.Kind != provider.RateLimited || f.Status != 429 {
					t.Fatalf("%s: %v", which, err)
				}
				if want > 0 && f.After != want || f.After <= 0 || f.After > time.Minute {
					t.Errorf("%s: come back after %s", which, f.After)
				}
			}
		})
	}
}

// TestAQuotaIsNamedAsGoogleNamesIt: clients of the API read these names to tell a minute's limit from a day's.
func TestAQuotaIsNamedAsGoogleNamesIt(t *testing.T) {
	for want, limit := range map[string]func(*simulator.Knobs){
		"GenerateRequestsPerMinutePerProjectPerModel-FreeTier": func(k *simulator.Knobs) { k.RPM = 1 },
		"GenerateContentInputTokensPerModelPerMinute-FreeTier": func(k *simulator.Knobs) { k.TPM = 1 },
	} {
		_, url := simulate(t, simulator.Config{Knobs: knobs(limit)})
		var answer []byte
		for range 2 {
			r, err := http.Post(url+"/v1beta/models/m:generateContent", "application/json", strings.NewReader(`{"contents":[{"parts":[{"text":"cakes"}]}]}`))
			if err != nil {
				t.Fatal(err)
			}
			answer, err = io.ReadAll(r.Body)
			if err := errors.Join(err, r.Body.Close()); err != nil {
				t.Fatal(err)
			}
		}
		var body struct {
			Error struct {
				Details []struct {
					Violations []struct{ QuotaID string }
					RetryDelay string
				}
			}
		}
		if err := json.Unmarshal(answer, &body); err != nil {
			t.Fatalf("%v: %s", err, answer)
		}
		d := body.Error.Details
		if len(d) != 2 || len(d[0].Violations) != 1 || d[0].Violations[0].QuotaID != want || d[1].RetryDelay == "" {
			t.Errorf("want %s and when to come back: %s", want, answer)
		}
	}
}

func TestAWrongKeyIsRejectedByCheckAndCall(t *testing.T) {
	_, url := simulate(t, simulator.Config{Knobs: knobs(nil), APIKey: "right"})
	for name, p := range both(t, url, "wrong") {
		if k := kind(t, p.Check(t.Context())); k != provider.Rejected {
			t.Errorf("%s: check says %v", name, k)
		}
		_, _, err := ask(t, p)
		if k := kind(t, err); k != provider.Rejected || strings.Contains(err.Error(), "wrong") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, p := range both(t, url, "right") {
		if _, _, err := ask(t, p); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACancelledCallLeavesTheProvider(t *testing.T) {
	for _, stall := range []float64{0, 1} {
		s, url := simulate(t, simulator.Config{Knobs: knobs(func(k *simulator.Knobs) { k.StallRate, k.TokensPerSecond = stall, 2000*stall; k.Tokens = 5000 })})
		for name, p := range both(t, url, "any") {
			before := s.Stats().Cancelled
			ctx, cancel := context.WithCancel(t.Context())
			n := 0
			_, err := p.Stream(ctx, prompt, func(string) error {
				if n++; n == 3 {
					cancel()
				}
				return nil
			})
			if err == nil {
				t.Errorf("%s: it went on to the end", name)
			}
			until(t, "the provider has noticed", func() bool { return s.Stats().Cancelled > before && s.Stats().Concurrent == 0 })
			cancel()
		}
	}
}

func TestAnAnswerThatRunsIntoItsLimitIsOverlong(t *testing.T) {
	_, url := simulate(t, simulator.Config{Knobs: knobs(func(k *simulator.Knobs) { k.Tokens = 9000 })})
	for name, p := range both(t, url, "any") {
		_, _, err := ask(t, p)
		if k := kind(t, err); k != provider.Overlong {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWithoutAModelTheFirstThatIsListedIsAsked(t *testing.T) {
	_, url := simulate(t, simulator.Config{Knobs: knobs(nil)})
	client := wire.NewClient()
	defer client.CloseIdleConnections()
	p, err := openai.New(openai.Config{Name: "local", BaseURL: url + "/v1", Client: client})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := ask(t, p); err != nil {
		t.Error(err)
	}
}

func TestFaultsAreChangedWhileItRuns(t *testing.T) {
	s, url := simulate(t, simulator.Config{Knobs: knobs(nil)})
	want := s.Knobs()
	want.ErrorRate, want.RetryAfter, want.FirstToken = 1, 2*time.Second, 500*time.Millisecond
	for _, c := range []struct {
		body   string
		status int
		says   string
	}{
		{`{"error-rate": 1, "retry_after": "2s", "first-token": 0.5}`, 200, `"error-rate":1`},
		{`{"error-rate": 2}`, 400, "error-rate is a share from 0 to 1"},
		{`{"error-rate": "much"}`, 400, `"error-rate is a number"`},
		{`{"cut-rate": 0.1}`, 400, "more than 1"}, // with the errors it would be more than everything
		{`{"no-such": 1}`, 400, `there is no \"no-such\"; GET /faults lists`},
		{`[]`, 400, `"this is no JSON object"`},
		{`{`, 400, `"this is not JSON"`},
		{`{}`, 200, `"error-rate":1`},
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPut, url+"/faults", strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		said, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err != nil || resp.StatusCode != c.status || s.Knobs() != want || !strings.Contains(string(said), c.says) {
			t.Errorf("%s: status %d, %s, knobs %+v", c.body, resp.StatusCode, said, s.Knobs())
		}
	}
}

func until(t testing.TB, what string, ok func() bool) {
	t.Helper()
	deadline := time.After(10 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
