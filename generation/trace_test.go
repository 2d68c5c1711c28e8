package generation_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// TestATraceTellsWhatHeldAPlanUp: a model that fails at first, one that writes instead, and somebody who
// asks for the same and is pointed to it.
func TestATraceTellsWhatHeldAPlanUp(t *testing.T) {
	spans := tracetest.NewSpanRecorder()
	tracer := tracing.New(sdk.NewTracerProvider(sdk.WithSpanProcessor(spans)))
	var log bytes.Buffer
	w := newWorld(t)
	bad := newModel("bad", always(act{fault: &provider.Fault{Kind: provider.Unavailable}}))
	stop := w.pool("one", func(c *generation.PoolConfig) {
		w.with(chainOf(t, bad, newModel("good", nil)))(c)
		c.Tracer, c.Logger = tracer, zerolog.New(zerolog.SyncWriter(&log))
	})
	submit := func() (id, trace string) {
		ctx, span := tracer.Begin(w.ctx, "", "submit", tracing.Served, time.Time{})
		defer span.End()
		receipt, err := w.service.Submit(ctx, generation.Caller{User: "ada"}, cafe, nil)
		if err != nil {
			t.Fatal(err)
		}
		return receipt.Record.ID, tracing.ID(ctx)
	}
	id, trace := submit()
	w.follow("ada", id)
	again, other := submit()
	if again != id || other == trace {
		t.Fatalf("the same request was answered by %s in the trace %s", again, other)
	}
	stop()

	count, outcomes := map[string]int{}, map[string]int{}
	for _, s := range spans.Ended() {
		count[s.Name()]++
		if s.SpanContext().TraceID().String() == other {
			if len(s.Links()) != 1 || s.Links()[0].SpanContext.TraceID().String() != trace {
				t.Errorf("the second submission points to %v, want the trace of the first", s.Links())
			}
			continue
		}
		for _, e := range s.Events() {
			count[e.Name]++
		}
		for _, a := range s.Attributes() {
			if a.Key == tracing.Outcome {
				outcomes[s.Name()+" "+a.Value.AsString()]++
			}
		}
	}
	sections := len(protocol.Sections())
	for what, n := range map[string]int{"submit": 2, "queue": 1, "claim": 1, "attempt": 1, "market": 1, "financials": 1, "section": sections, "assemble": 1, "call good": sections, "store": sections + 2, "fallback": sections} {
		if count[what] != n {
			t.Errorf("%d of %s, want %d", count[what], what, n)
		}
	}
	if outcomes["call bad unavailable"] == 0 || outcomes["call good ok"] != sections || outcomes["attempt completed"] != 1 || count["retry"] == 0 {
		t.Errorf("outcomes %v, retries %d", outcomes, count["retry"])
	}
	if !strings.Contains(log.String(), `"trace_id":"`+trace+`"`) {
		t.Errorf("the log does not name the trace: %s", log.String())
	}
}
