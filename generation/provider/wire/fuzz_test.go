package wire_test

import (
	"errors"
	"net/http"
	"sync/atomic"
	"testing"
	"unicode/utf8"

	"github.com/planspark/planspark/generation/provider"
)

// Whatever a server sends as a stream is a text to its end, or a fault.
func FuzzStream(f *testing.F) {
	var body atomic.Pointer[[]byte]
	url := server(f, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = w.Write(*body.Load())
	})
	providers := map[string]provider.Provider{"openai": reach(f, "openai", url), "gemini": reach(f, "gemini", url)}
	for _, seed := range []string{
		openAIChunk, geminiChunk, openAIChunk + `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}` + "\n\ndata: [DONE]\n\n",
		geminiChunk + `data: {"candidates":[{"finishReason":"STOP","index":0}]}` + "\n\n", `data: {"candidates":"x"}` + "\n\n", `data: {"candidates":[{"content":[]}]}` + "\n\n",
		`data: {"error":{"code":"x","details":[{"retryDelay":7}]}}` + "\n\n", `data: {"error":null}` + "\n\n", ": ping\n\n", "event: x\n\n", "\n\n\n", `[{"error":{}}]`,
		`data: {"usageMetadata":{"promptTokenCount":1e99}}` + "\n\n", `data: {"choices":[{"delta":{"content":7}}],"usage":{"total_tokens":-1}}` + "\n\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		body.Store(&raw)
		for api, p := range providers {
			text, err := stream(t, p)
			if _, fault := errors.AsType[*provider.Fault](err); err != nil && !fault {
				t.Errorf("%s: %v is no fault", api, err)
			}
			if !utf8.ValidString(text) {
				t.Errorf("%s: %q is not UTF-8", api, text)
			}
		}
	})
}
