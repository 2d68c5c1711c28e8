package tracing

import (
	"context"
	"strings"

	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// header is what W3C Trace Context calls where a trace stands.
const header = "traceparent"

// maxTraceparent bounds what is read: later versions of the format may add to its 55 characters.
const maxTraceparent = 128

// parse reads a traceparent. Who sends one that is none begins a trace of their own.
func parse(traceparent string) (trace.SpanContext, bool) {
	if traceparent == "" || len(traceparent) > maxTraceparent {
		return trace.SpanContext{}, false
	}
	ctx := propagation.TraceContext{}.Extract(context.Background(), propagation.MapCarrier{header: traceparent})
	parent := trace.SpanContextFromContext(ctx)
	return parent, parent.IsValid()
}

// Kept is a copy of a traceparent, for who goes on when the request that it stood in is over; empty when it
// is none.
func Kept(traceparent string) string {
	if _, ok := parse(traceparent); !ok {
		return ""
	}
	return strings.Clone(traceparent)
}

// Traceparent is where the trace of the context stands, for whoever is to go on with it; empty without one.
func Traceparent(ctx context.Context) string {
	if !trace.SpanContextFromContext(ctx).IsValid() {
		return ""
	}
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	return carrier[header]
}

// ID is the trace of the context, as logs name it; empty without one.
func ID(ctx context.Context) string {
	if s := trace.SpanContextFromContext(ctx); s.IsValid() {
		return s.TraceID().String()
	}
	return ""
}
