package openai_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/openai"
	"github.com/planspark/planspark/generation/provider/wire"
)

// A model that does not take a parameter is asked without it, and so from then on.
func TestParametersThatAreRefusedAreLeftOut(t *testing.T) {
	var calls atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		raw, _ := io.ReadAll(r.Body)
		for _, parameter := range []string{"max_tokens", "temperature", "stream_options"} {
			if strings.Contains(string(raw), `"`+parameter+`"`) {
				w.WriteHeader(400)
				_, _ = fmt.Fprintf(w, `{"error":{"message":"Unsupported parameter: '%s' is not supported with this model.","type":"invalid_request_error","param":"%s","code":"unsupported_parameter"}}`, parameter, parameter)
				return
			}
		}
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, `data: {"choices":[{"index":0,"delta":{"content":"Text."},"finish_reason":null}]}`+"\n\n"+`data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`+"\n\ndata: [DONE]\n\n")
	}))
	defer server.Close()
	client := wire.NewClient()
	defer client.CloseIdleConnections()
	p, err := openai.New(openai.Config{Name: "openai", BaseURL: server.URL, Model: "m", Client: client})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []int64{4, 5, 6} {
		if _, err := p.Stream(t.Context(), provider.Prompt{System: "You write.", User: "Write.", MaxTokens: 100}, func(string) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if n := calls.Load(); n != want {
			t.Errorf("%d requests so far, want %d", n, want)
		}
	}
}

func TestWithoutAModelAndAListNothingIsAsked(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	client := wire.NewClient()
	defer client.CloseIdleConnections()
	for model, want := range map[string]provider.Kind{"": provider.Rejected, "chosen": provider.Unavailable} {
		p, err := openai.New(openai.Config{Name: "local", BaseURL: server.URL, Model: model, Client: client})
		if err != nil {
			t.Fatal(err)
		}
		f, ok := errors.AsType[*provider.Fault](p.Check(t.Context()))
		if !ok || f.Kind != want {
			t.Errorf("with the model %q a check says %v, want %v", model, f, want)
		}
		_, err = p.Stream(t.Context(), provider.Prompt{MaxTokens: 1}, func(string) error { return nil })
		if f, ok := errors.AsType[*provider.Fault](err); !ok || f.Kind != provider.Rejected {
			t.Errorf("with the model %q: %v", model, err)
		}
	}
}
