package provider_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/gemini"
	"github.com/planspark/planspark/generation/provider/openai"
	"github.com/planspark/planspark/generation/provider/wire"
)

// Whatever a provider answers, a call ends: with valid text, or with a fault that quotes nothing of it.
func FuzzStreams(f *testing.F) {
	const planted = "planted-otter"
	for _, s := range []string{
		"data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\ndata: [DONE]\n\n",
		"data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hello\"}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":1}}\n\n",
		"data: {\"error\":{\"message\":\"" + planted + "\",\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\"}}\n\n",
		"data: {\"choices\":[]}\n\n", "data: {\"choices\":[{\"delta\":{\"content\":\"\\ud800\"}}]}\n\n", ": comment\n\n", "data: " + planted + "\n\n",
		"data: {\"candidates\":[{\"content\":{\"parts\":[null,{}]},\"finishReason\":\"SAFETY\"}]}\n\n", "[", "", "\xff\xfe", "data:{}\r\rdata:{}\r\n\r\n",
	} {
		f.Add([]byte(s), 200)
		f.Add([]byte(s), 503)
	}
	var mu sync.Mutex
	var status int
	var answer []byte
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		w.Header().Set("Content-Type", "text/event-stream")
		w.WriteHeader(status)
		_, _ = w.Write(answer)
	}))
	f.Cleanup(srv.Close)
	client := wire.NewClient()
	f.Cleanup(client.CloseIdleConnections)
	one, err := openai.New(openai.Config{Name: "openai", BaseURL: srv.URL + "/v1", Model: "m", Client: client})
	if err != nil {
		f.Fatal(err)
	}
	two, err := gemini.New(context.Background(), gemini.Config{Name: "gemini", BaseURL: srv.URL, APIKey: "k", Model: "m", Client: client})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte, code int) {
		mu.Lock()
		status, answer = 200, raw
		if code >= 400 && code < 600 {
			status = code
		}
		mu.Unlock()
		for _, p := range []provider.Provider{one, two} {
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			_, err := p.Stream(ctx, provider.Prompt{System: "s", User: "u", MaxTokens: 10}, func(text string) error {
				if !utf8.ValidString(text) {
					t.Errorf("%s passes on %q of %q", p.Name(), text, raw)
				}
				return nil
			})
			if ctx.Err() != nil {
				t.Errorf("%s does not come to an end with %q", p.Name(), raw)
			}
			cancel()
			if _, ok := errors.AsType[*provider.Fault](err); err != nil && !ok {
				t.Errorf("%s ends %q with %T: %v", p.Name(), raw, err, err)
			}
			if err != nil && strings.Contains(err.Error(), planted) {
				t.Errorf("%s quotes what it was answered: %v", p.Name(), err)
			}
		}
	})
}
