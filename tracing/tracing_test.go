package tracing_test

import (
	"context"
	"strings"
	"testing"
	"time"

	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/planspark/planspark/tracing"
)

const client = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

// recorded is a tracer whose spans can be looked at.
func recorded(options ...sdk.TracerProviderOption) (*tracing.Tracer, *tracetest.SpanRecorder) {
	r := tracetest.NewSpanRecorder()
	return tracing.New(sdk.NewTracerProvider(append(options, sdk.WithSpanProcessor(r))...)), r
}

func TestATraceGoesOnWhereItIsHandedOver(t *testing.T) {
	here, first := recorded()
	ctx, submit := here.Begin(t.Context(), client, "submit", tracing.Served, time.Time{})
	handed := tracing.Traceparent(ctx)
	submit.End()

	there, second := recorded()
	there.Past(context.Background(), handed, "queue", time.UnixMilli(1000), time.UnixMilli(3000))
	ctx, attempt := there.Begin(context.Background(), handed, "attempt", tracing.Claimed, time.Time{})
	_, section := tracing.Start(ctx, "section")
	section.End()
	attempt.End()

	spans := append(first.Ended(), second.Ended()...)
	var names []string
	for _, s := range spans {
		names = append(names, s.Name())
		if s.SpanContext().TraceID().String() != client[3:35] {
			t.Errorf("%s is in the trace %s", s.Name(), s.SpanContext().TraceID())
		}
	}
	if got := strings.Join(names, " "); got != "submit queue section attempt" {
		t.Fatalf("spans: %s", got)
	}
	if took := spans[1].EndTime().Sub(spans[1].StartTime()); took != 2*time.Second {
		t.Errorf("the queue took %s", took)
	}
	for i, parent := range []string{client[36:52], spans[0].SpanContext().SpanID().String(), spans[3].SpanContext().SpanID().String(), spans[0].SpanContext().SpanID().String()} {
		if got := spans[i].Parent().SpanID().String(); got != parent {
			t.Errorf("%s is below %s, want %s", spans[i].Name(), got, parent)
		}
	}
}

// What a client leaves out is left out by everybody who goes on.
func TestAnUnsampledTraceStaysSo(t *testing.T) {
	tracer, r := recorded()
	ctx, submit := tracer.Begin(t.Context(), strings.TrimSuffix(client, "1")+"0", "submit", tracing.Served, time.Time{})
	_, below := tracing.Start(ctx, "below")
	below.End()
	submit.End()
	_, attempt := tracer.Begin(t.Context(), tracing.Traceparent(ctx), "attempt", tracing.Claimed, time.Time{})
	attempt.End()
	if n := len(r.Ended()); n != 0 {
		t.Errorf("%d spans were recorded", n)
	}
	if tracing.ID(ctx) != client[3:35] {
		t.Errorf("the logs name the trace %q", tracing.ID(ctx))
	}
}

func TestWhatIsNoTraceparentBeginsATrace(t *testing.T) {
	for name, parent := range map[string]string{
		"nothing": "", "words": "drop table", "zeros": "00-" + strings.Repeat("0", 32) + "-" + strings.Repeat("0", 16) + "-01",
		"capitals": strings.ToUpper(client), "long": client + strings.Repeat("-00", 100), "no flags": client[:52],
	} {
		t.Run(name, func(t *testing.T) {
			tracer, r := recorded()
			_, span := tracer.Begin(t.Context(), parent, "submit", tracing.Served, time.Time{})
			span.Link(parent)
			span.End()
			tracer.Past(t.Context(), parent, "queue", time.Now(), time.Now())
			spans := r.Ended()
			if len(spans) != 1 || spans[0].Parent().IsValid() || !spans[0].SpanContext().IsValid() || len(spans[0].Links()) > 0 {
				t.Errorf("spans: %v", spans)
			}
			if got := tracing.Kept(parent); got != "" {
				t.Errorf("%q is kept", got)
			}
		})
	}
}

// plan does what the making of a plan with language models tells a tracer.
func plan(ctx context.Context, tracer *tracing.Tracer) {
	ctx, span := tracer.Begin(ctx, "", "submit", tracing.Served, time.Time{})
	span.Set(tracing.Outcome.String("accepted"), tracing.Generation.String("id"))
	handed := tracing.Traceparent(ctx)
	span.End()
	tracer.Past(ctx, handed, "queue", time.Time{}, time.Time{}, tracing.Lane.String("pool"))
	ctx, attempt := tracer.Begin(ctx, handed, "attempt", tracing.Claimed, time.Time{})
	for range 15 {
		ctx, section := tracing.Start(ctx, "section", tracing.Stage.String("market-analysis"))
		call, asked := tracing.Ask(ctx, "call gemini", tracing.Provider.String("gemini"), tracing.Try.Int(1))
		tracing.Of(call).Set(tracing.Model.String("m"))
		tracing.Of(ctx).Event("retry", tracing.Reason.String("stalled"))
		asked.Fail("stalled")
		asked.End()
		_, stored := tracing.Start(ctx, "store")
		stored.End()
		section.End()
	}
	attempt.End()
}

func TestTracingThatIsOffAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { plan(context.Background(), nil) }); n != 0 {
		t.Errorf("a plan that is not traced allocates %v times", n)
	}
}

// BenchmarkPlan is what the tracing of one plan costs.
func BenchmarkPlan(b *testing.B) {
	on, _ := recordedNowhere()
	for name, tracer := range map[string]*tracing.Tracer{"off": nil, "on": on} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				plan(b.Context(), tracer)
			}
		})
	}
}

func recordedNowhere() (*tracing.Tracer, *sdk.TracerProvider) {
	p := sdk.NewTracerProvider(sdk.WithSpanProcessor(sdk.NewBatchSpanProcessor(tracetest.NewNoopExporter())))
	return tracing.New(p), p
}
