package gemini_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/gemini"
	"github.com/planspark/planspark/generation/provider/wire"
)

func TestAModelWithoutLevelsOfThinkingIsAskedWithoutOne(t *testing.T) {
	var calls atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		raw, _ := io.ReadAll(r.Body)
		if strings.Contains(string(raw), "thinkingLevel") {
			w.WriteHeader(400)
			_, _ = io.WriteString(w, `{"error":{"code":400,"message":"Thinking level is not supported for this model.","status":"INVALID_ARGUMENT"}}`)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, `data: {"candidates":[{"content":{"parts":[{"text":"Thought.","thought":true},{"text":"Text."}],"role":"model"},"finishReason":"STOP","index":0}]}`+"\n\n")
	}))
	defer server.Close()
	client := wire.NewClient()
	defer client.CloseIdleConnections()
	p, err := gemini.New(t.Context(), gemini.Config{Name: "gemini", BaseURL: server.URL, APIKey: "key", Model: "m", Client: client})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []int64{2, 3, 4} {
		var text string
		_, err := p.Stream(t.Context(), provider.Prompt{System: "You write.", User: "Write.", MaxTokens: 100}, func(s string) error {
			text += s
			return nil
		})
		if err != nil || text != "Text." {
			t.Errorf("%q, %v; want the text without thoughts", text, err)
		}
		if n := calls.Load(); n != want {
			t.Errorf("%d requests so far, want %d", n, want)
		}
	}
}

// A page that panics is not the library's doing.
func TestAPanicOfTheReaderIsNotTakenForTheLibrarys(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, `data: {"candidates":[{"content":{"parts":[{"text":"Text."}]},"finishReason":"STOP"}]}`+"\n\n")
	}))
	defer server.Close()
	client := wire.NewClient()
	defer client.CloseIdleConnections()
	p, err := gemini.New(t.Context(), gemini.Config{Name: "gemini", BaseURL: server.URL, APIKey: "key", Model: "m", Client: client})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if recover() != "ours" {
			t.Error("the panic was swallowed")
		}
	}()
	_, _ = p.Stream(t.Context(), provider.Prompt{MaxTokens: 1}, func(string) error { panic("ours") })
}
