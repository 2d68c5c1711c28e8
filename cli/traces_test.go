package cli

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"go.opentelemetry.io/otel/sdk/trace"

	"github.com/planspark/planspark/tracing"
)

func TestTracingIsOnWhenTheEnvironmentAsksForIt(t *testing.T) {
	for name, test := range map[string]struct {
		env  string
		want bool
	}{
		"nothing":                 {"", false},
		"an endpoint":             {"OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318", true},
		"one for traces":          {"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=https://collector/v1/traces", true},
		"the usual one":           {"OTEL_TRACES_EXPORTER=otlp", true},
		"an endpoint, but none":   {"OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318 OTEL_TRACES_EXPORTER=none", false},
		"an endpoint, but off":    {"OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318 OTEL_SDK_DISABLED=true", false},
		"one for metrics":         {"OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://collector:4318", false},
		"nothing, but a protocol": {"OTEL_EXPORTER_OTLP_PROTOCOL=grpc", false},
	} {
		t.Run(name, func(t *testing.T) {
			for pair := range strings.FieldsSeq(test.env) {
				name, value, _ := strings.Cut(pair, "=")
				t.Setenv(name, value)
			}
			if on, err := tracingWanted(); on != test.want || err != nil {
				t.Errorf("on is %v, %v", on, err)
			}
		})
	}
}

// TestACollectorThatRefusesIsTalkedAboutOnce: what it answers may repeat what it was sent.
func TestACollectorThatRefusesIsTalkedAboutOnce(t *testing.T) {
	refusing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "not welcome with "+r.Header.Get("X-Key"), http.StatusUnauthorized)
	}))
	defer refusing.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", refusing.URL)
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-key=planted-key, planted-mistake")
	t.Setenv("OTEL_TRACES_SAMPLER", "sometimes")
	var log bytes.Buffer
	traces, err := newTraces(t.Context(), "one", zerolog.New(zerolog.SyncWriter(&log)))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		_, span := traces.tracer().Begin(t.Context(), "", "submit", tracing.Served, time.Time{})
		span.End()
		if err := traces.provider.ForceFlush(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := traces.close(); err != nil {
		t.Error(err)
	}
	said := log.String()
	if n := strings.Count(said, "traces were not delivered"); n != 1 {
		t.Errorf("it is said %d times", n)
	}
	if !strings.Contains(said, "401") || !strings.Contains(said, "sometimes") {
		t.Errorf("the reasons are missing: %s", said)
	}
	if strings.Contains(said, "planted") || strings.Contains(said, "welcome") {
		t.Errorf("the answer is quoted: %s", said)
	}
}

// failing is an exporter that loses everything.
type failing struct{ trace.SpanExporter }

func (failing) ExportSpans(context.Context, []trace.ReadOnlySpan) error { return errors.New("gone") }

func TestLostSpansAreCountedUntilTheyAreTalkedAbout(t *testing.T) {
	var log bytes.Buffer
	now := time.Unix(1_000_000, 0)
	g := &grumbler{SpanExporter: failing{}, log: zerolog.New(&log), now: func() time.Time { return now }}
	for range 3 {
		if err := g.ExportSpans(t.Context(), make([]trace.ReadOnlySpan, 10)); err != nil {
			t.Error(err)
		}
		now = now.Add(grumbleEvery / 2)
	}
	if want := []string{`"spans":10`, `"spans":20`}; strings.Count(log.String(), "\n") != 2 || !strings.Contains(log.String(), want[0]) || !strings.Contains(log.String(), want[1]) {
		t.Errorf("logged %s, want %v", log.String(), want)
	}
}
