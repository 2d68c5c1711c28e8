package wire_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/gemini"
	"github.com/planspark/planspark/generation/provider/openai"
	"github.com/planspark/planspark/generation/provider/wire"
)

var prompt = provider.Prompt{System: "You write.", User: "A secret idea.", MaxTokens: 100}

// server answers every request alike.
func server(t testing.TB, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	t.Cleanup(s.CloseClientConnections)
	return s.URL
}

func ask(t testing.TB, api, url string) (string, error) {
	t.Helper()
	return stream(t, reach(t, api, url))
}

// reach is the provider at an address.
func reach(t testing.TB, api, url string) provider.Provider {
	t.Helper()
	client := wire.NewClient()
	t.Cleanup(client.CloseIdleConnections)
	var p provider.Provider
	var err error
	if api == "openai" {
		p, err = openai.New(openai.Config{Name: api, BaseURL: url + "/v1", APIKey: "sk-secret", Model: "m", Client: client})
	} else {
		p, err = gemini.New(context.Background(), gemini.Config{Name: api, BaseURL: url, APIKey: "sk-secret", Model: "m", Client: client})
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func stream(t testing.TB, p provider.Provider) (string, error) {
	t.Helper()
	var text strings.Builder
	_, err := p.Stream(context.Background(), prompt, func(s string) error {
		text.WriteString(s)
		return nil
	})
	return text.String(), err
}

// The errors that the APIs document, as they come over the wire, and what they mean to us.
func TestDocumentedErrorsAreUnderstood(t *testing.T) {
	for name, c := range map[string]struct {
		api    string
		status int
		header string // lines
		body   string
		want   provider.Fault
	}{
		"OpenAI: wrong key": {"openai", 401, "", `{"error":{"message":"Incorrect API key provided: sk-sec***.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}`, provider.Fault{Kind: provider.Rejected, Code: "invalid_api_key"}},
		"OpenAI: rate limit with reset headers": {
			"openai", 429, "x-ratelimit-limit-requests: 500\nx-ratelimit-remaining-requests: 0\nx-ratelimit-reset-requests: 1.5s\nx-ratelimit-remaining-tokens: 9000\nx-ratelimit-reset-tokens: 120ms",
			`{"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}}`,
			provider.Fault{Kind: provider.RateLimited, Code: "rate_limit_exceeded", After: 1500 * time.Millisecond},
		},
		"OpenAI: rate limit by tokens":       {"openai", 429, "x-ratelimit-remaining-requests: 20\nx-ratelimit-reset-requests: 2m59.56s\nx-ratelimit-remaining-tokens: 17\nx-ratelimit-reset-tokens: 7.66s", `{"error":{"message":"x","type":"tokens","code":"rate_limit_exceeded"}}`, provider.Fault{Kind: provider.RateLimited, Code: "rate_limit_exceeded", After: 7660 * time.Millisecond}},
		"OpenAI: retry-after in ms":          {"openai", 429, "retry-after-ms: 250\nretry-after: 1", `{}`, provider.Fault{Kind: provider.RateLimited, After: 250 * time.Millisecond}},
		"OpenAI: out of credit":              {"openai", 429, "retry-after: 1", `{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}`, provider.Fault{Kind: provider.RateLimited, Code: "insufficient_quota", After: 10 * time.Minute}},
		"OpenAI: no such model":              {"openai", 404, "", `{"error":{"message":"The model m does not exist","type":"invalid_request_error","param":null,"code":"model_not_found"}}`, provider.Fault{Kind: provider.Rejected, Code: "model_not_found"}},
		"OpenAI: overloaded":                 {"openai", 503, "retry-after: 3", `{"error":{"message":"The server is overloaded","type":"server_error","param":null,"code":null}}`, provider.Fault{Kind: provider.Unavailable, Code: "server_error", After: 3 * time.Second}},
		"OpenAI: the prompt is refused":      {"openai", 400, "", `{"error":{"message":"flagged","type":"invalid_request_error","code":"content_policy_violation"}}`, provider.Fault{Kind: provider.Declined, Code: "content_policy_violation"}},
		"Groq: rate limit":                   {"openai", 429, "retry-after: 5\nx-ratelimit-remaining-requests: 14370\nx-ratelimit-reset-requests: 2m59.56s", `{"error":{"message":"Rate limit reached for model m. Please try again in 5.289s.","type":"tokens","code":"rate_limit_exceeded"}}`, provider.Fault{Kind: provider.RateLimited, Code: "rate_limit_exceeded", After: 5 * time.Second}},
		"Groq: model is gone":                {"openai", 400, "", `{"error":{"message":"The model has been decommissioned","type":"invalid_request_error","code":"model_decommissioned"}}`, provider.Fault{Kind: provider.Rejected, Code: "model_decommissioned"}},
		"Groq: flex capacity":                {"openai", 498, "", `{"error":{"message":"capacity_exceeded","type":"x"}}`, provider.Fault{Kind: provider.Unavailable, Code: "x"}},
		"a local server: error as a text":    {"openai", 404, "", `{"error":"model 'm' not found"}`, provider.Fault{Kind: provider.Rejected}},
		"a proxy: no JSON":                   {"openai", 502, "content-type: text/html", `<html>Bad gateway</html>`, provider.Fault{Kind: provider.Unavailable}},
		"Gemini: wrong key":                  {"gemini", 400, "", `{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com","metadata":{"service":"generativelanguage.googleapis.com"}}]}}`, provider.Fault{Kind: provider.Rejected, Code: "API_KEY_INVALID"}},
		"Gemini: key without permission":     {"gemini", 403, "", `{"error":{"code":403,"message":"denied","status":"PERMISSION_DENIED"}}`, provider.Fault{Kind: provider.Rejected, Code: "PERMISSION_DENIED"}},
		"Gemini: quota of the minute":        {"gemini", 429, "", `{"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"generativelanguage.googleapis.com/generate_content_free_tier_requests","quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier","quotaValue":"10"}]},{"@type":"type.googleapis.com/google.rpc.Help"},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"36.5s"}]}}`, provider.Fault{Kind: provider.RateLimited, Code: "RESOURCE_EXHAUSTED", After: 36500 * time.Millisecond}},
		"Gemini: quota of the day":           {"gemini", 429, "", `{"error":{"code":429,"message":"x","status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]},{"retryDelay":"4s"}]}}`, provider.Fault{Kind: provider.RateLimited, Code: "RESOURCE_EXHAUSTED", After: 10 * time.Minute}},
		"Gemini: overloaded, in a list":      {"gemini", 503, "", `[{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}]`, provider.Fault{Kind: provider.Unavailable, Code: "UNAVAILABLE"}},
		"Gemini: no such model":              {"gemini", 404, "", `{"error":{"code":404,"message":"models/m is not found","status":"NOT_FOUND"}}`, provider.Fault{Kind: provider.Rejected, Code: "NOT_FOUND"}},
		"a code that is a sentence":          {"openai", 500, "", `{"error":{"message":"x","code":"A secret idea. could not be planned"}}`, provider.Fault{Kind: provider.Unavailable}},
		"come back after what nobody waits":  {"openai", 503, "retry-after: 999999999", `{}`, provider.Fault{Kind: provider.Unavailable}},
		"come back at a time that has gone":  {"openai", 503, "retry-after: Wed, 21 Oct 2015 07:28:00 GMT", `{}`, provider.Fault{Kind: provider.Unavailable}},
		"an error larger than anybody reads": {"openai", 500, "", strings.Repeat("x", 5<<20), provider.Fault{Kind: provider.Unavailable}},
	} {
		t.Run(name, func(t *testing.T) {
			url := server(t, func(w http.ResponseWriter, _ *http.Request) {
				for line := range strings.Lines(c.header) {
					key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
					w.Header().Set(key, value)
				}
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, c.body)
			})
			_, err := ask(t, c.api, url)
			f, ok := errors.AsType[*provider.Fault](err)
			if !ok {
				t.Fatalf("error is %v", err)
			}
			c.want.Status = c.status
			if f.Kind != c.want.Kind || f.Status != c.status || f.Code != c.want.Code || f.After != c.want.After {
				t.Errorf("understood as %+v\nwant          %+v", *f, c.want)
			}
			private(t, err)
		})
	}
}

// private sees to it that an error tells nothing of key, prompt or answer.
func private(t testing.TB, err error) {
	t.Helper()
	for _, secret := range []string{"sk-sec", "secret idea", "ANSWER"} {
		if strings.Contains(fmt.Sprintf("%v %+v", err, err), secret) {
			t.Errorf("the error tells %q: %v", secret, err)
		}
	}
}

const (
	openAIChunk = `data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"ANSWER "},"finish_reason":null}]}` + "\n\n"
	geminiChunk = `data: {"candidates":[{"content":{"parts":[{"text":"ANSWER "}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":5}}` + "\n\n"
)

// Streams that go wrong: each is contained, and told apart by what it means.
func TestBrokenStreamsAreContained(t *testing.T) {
	for name, c := range map[string]struct {
		openai, gemini string // behind a good chunk
		want           provider.Kind
	}{
		"ends without an end":         {"", "", provider.Cut},
		"truncated within an event":   {openAIChunk[:60], geminiChunk[:60], 0},
		"not JSON":                    {"data: {{{\n\n", "data: {{{\n\n", provider.Garbage},
		"JSON of another shape":       {`data: {"choices":"ANSWER"}` + "\n\n", `data: {"candidates":"ANSWER"}` + "\n\n", 0},
		"not UTF-8":                   {strings.Replace(openAIChunk, "ANSWER", "\xff\xfe", 1), strings.Replace(geminiChunk, "ANSWER", "\xff\xfe", 1), provider.Garbage},
		"5 MB in one event":           {strings.Replace(openAIChunk, "ANSWER", strings.Repeat("x", 5<<20), 1), strings.Replace(geminiChunk, "ANSWER", strings.Repeat("x", 5<<20), 1), provider.Garbage},
		"5 MB without an end of line": {strings.Repeat("x", 5<<20), strings.Repeat("x", 5<<20), provider.Garbage},
		"an error of the server":      {`data: {"error":{"message":"ANSWER","type":"server_error","code":null}}` + "\n\n", `data: {"error":{"code":503,"message":"ANSWER","status":"UNAVAILABLE"}}` + "\n\n", provider.Unavailable},
		"a limit that is reached":     {`data: {"error":{"message":"x","type":"tokens","code":"rate_limit_exceeded"}}` + "\n\n", `data: {"error":{"code":429,"message":"x","status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"9s"}]}}` + "\n\n", provider.RateLimited},
		"a filter":                    {`data: {"choices":[{"index":0,"delta":{},"finish_reason":"content_filter"}]}` + "\n\n", `data: {"candidates":[{"finishReason":"SAFETY","index":0}]}` + "\n\n", provider.Declined},
		"a refusal":                   {`data: {"choices":[{"index":0,"delta":{"refusal":"No."},"finish_reason":null}]}` + "\n\n" + `data: [DONE]` + "\n\n", `data: {"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"}}` + "\n\n", provider.Declined},
		"its limit of tokens":         {`data: {"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}` + "\n\n", `data: {"candidates":[{"finishReason":"MAX_TOKENS","index":0}]}` + "\n\n", provider.Overlong},
	} {
		for api, stream := range map[string]string{"openai": openAIChunk + c.openai, "gemini": geminiChunk + c.gemini} {
			t.Run(api+": "+name, func(t *testing.T) {
				url := server(t, func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Content-Type", "text/event-stream")
					_, _ = io.WriteString(w, stream)
				})
				text, err := ask(t, api, url)
				f, ok := errors.AsType[*provider.Fault](err)
				if !ok || f.Kind != c.want && c.want != 0 || c.want == 0 && f.Kind != provider.Cut && f.Kind != provider.Garbage {
					t.Errorf("error is %v, want %v", err, c.want)
				}
				if text != "ANSWER " {
					t.Errorf("%d bytes were passed on, want the good chunk only", len(text))
				}
				private(t, err)
			})
		}
	}
}

func TestWhatIsNoAPIIsRejected(t *testing.T) {
	elsewhere := server(t, func(w http.ResponseWriter, r *http.Request) {
		t.Errorf("the key was carried to another server: %s", r.Header.Get("Authorization"))
		w.WriteHeader(500)
	})
	for name, h := range map[string]http.HandlerFunc{
		"a web page": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, "<html>Welcome</html>")
		},
		"a redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere+"/v1", http.StatusTemporaryRedirect)
		},
	} {
		for _, api := range []string{"openai", "gemini"} {
			_, err := ask(t, api, server(t, h))
			if f, ok := errors.AsType[*provider.Fault](err); !ok || f.Kind != provider.Rejected {
				t.Errorf("%s, %s: %v", api, name, err)
			}
		}
	}
}

func TestNobodyAtTheAddressIsUnavailable(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	for _, api := range []string{"openai", "gemini"} {
		_, err := ask(t, api, s.URL)
		if f, ok := errors.AsType[*provider.Fault](err); !ok || f.Kind != provider.Unavailable {
			t.Errorf("%s: %v", api, err)
		}
		private(t, err)
	}
}
