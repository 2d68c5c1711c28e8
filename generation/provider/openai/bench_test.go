package openai_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/openai"
	"github.com/planspark/planspark/generation/provider/wire"
)

// What reading a token takes, of an answer that is there at once.
func BenchmarkStream(b *testing.B) {
	const tokens = 1000
	const chunk = `{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1796000000,"model":"m","system_fingerprint":"fp",` +
		`"choices":[{"index":0,"delta":{"content":%s},"logprobs":null,"finish_reason":%s}]}`
	answer := strings.Repeat(fmt.Sprintf("data: "+chunk+"\n\n", `"word "`, "null"), tokens) +
		fmt.Sprintf("data: "+chunk+"\n\n", `""`, `"stop"`) + "data: [DONE]\n\n"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = w.Write([]byte(answer))
	}))
	defer server.Close()
	client := wire.NewClient()
	defer client.CloseIdleConnections()
	p, err := openai.New(openai.Config{Name: "openai", BaseURL: server.URL, Model: "m", Client: client})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		if _, err := p.Stream(b.Context(), provider.Prompt{User: "Write.", MaxTokens: tokens}, func(string) error { n++; return nil }); err != nil || n != tokens {
			b.Fatal(n, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tokens), "ns/token")
}
