package server_test

import (
	"errors"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// TestASubmissionGoesOnWithItsClientsTrace: over HTTP the request names it, over a WebSocket the handshake.
func TestASubmissionGoesOnWithItsClientsTrace(t *testing.T) {
	const id, parent = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
	header := []string{"Traceparent", "00-" + id + "-" + parent + "-01"}
	spans := tracetest.NewSpanRecorder()
	w := start(t, func(o *options) {
		o.deps.Tracer = tracing.New(trace.NewTracerProvider(trace.WithSpanProcessor(spans)))
	})
	handed := func(way string) {
		t.Helper()
		if got := w.fake.trace.Load(); !strings.HasPrefix(got.(string), "00-"+id+"-") || strings.Contains(got.(string), parent) {
			t.Errorf("%s: the service is handed %q, want a span of this server's in the client's trace", way, got)
		}
	}
	u := w.guest()
	if a := w.as(u, "POST", "/v1/generations", idea, header...); a.status != 202 {
		t.Fatalf("status %d", a.status)
	}
	handed("HTTP")
	p := w.dial(append(header, "Authorization", u.bearer())...)
	for range 2 { // the handshake is long over when the second comes
		w.fake.trace.Store("")
		p.say(`{"id":"1","type":"generate","request":` + idea + `}`)
		p.want(protocol.TypeReply)
		handed("WebSocket")
	}
	w.fake.refuse(protocol.NewProblem(protocol.CodeTooManyActive, "Two are enough."))
	w.as(u, "POST", "/v1/generations", idea, header...)
	w.fake.refuse(errors.New("a planted idea"))
	w.as(u, "POST", "/v1/generations", idea, header...)
	w.stop()

	ended := spans.Ended()
	if len(ended) != 5 {
		t.Fatalf("%d spans", len(ended))
	}
	for i, s := range ended {
		if s.Name() != "submit" || s.Parent().SpanID().String() != parent {
			t.Errorf("span %d is %s below %s", i, s.Name(), s.Parent().SpanID())
		}
		if failed := s.Status().Code == codes.Error; failed != (i == 4) {
			t.Errorf("span %d: failed is %v, a refusal of ours only", i, failed)
		}
		if strings.Contains(s.Status().Description, "planted") {
			t.Errorf("an error is quoted: %s", s.Status().Description)
		}
	}
}

// testStrangersTraces: what a stranger sends as a traceparent costs nobody a plan, and is not repeated.
func testStrangersTraces(t *testing.T) {
	spans := tracetest.NewSpanRecorder()
	w := start(t, func(o *options) {
		o.deps.Tracer = tracing.New(trace.NewTracerProvider(trace.WithSpanProcessor(spans)))
	})
	for _, strange := range []string{"planted", strings.Repeat("planted", 500), "00-" + strings.Repeat("f", 31) + "-planted-01", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"} {
		u := w.guest()
		if a := w.as(u, "POST", "/v1/generations", idea, "Traceparent", strange); a.status != 202 {
			t.Errorf("%.40q: status %d", strange, a.status)
		}
		p := w.dial("Authorization", u.bearer(), "Traceparent", strange)
		p.say(`{"id":"1","type":"generate","request":` + idea + `}`)
		p.want(protocol.TypeReply)
	}
	w.stop()
	for _, s := range spans.Ended() {
		if s.Parent().IsValid() {
			t.Errorf("a trace goes on below %s", s.Parent().SpanID())
		}
	}
	if strings.Contains(w.log.String(), "planted") {
		t.Error("a traceparent is logged")
	}
}
