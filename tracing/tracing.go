// Package tracing follows a generation from its submission to its end, over all instances that work on it,
// as spans of OpenTelemetry. It is all that the others know of that.
//
// A submission begins a trace, or goes on with that of its client; where it stands is kept with the
// generation as a traceparent (W3C Trace Context), so that whoever claims it goes on there. What happens
// below takes its span from the context: where none is recorded, nothing is done and nothing allocated.
// What may be told is listed in attributes.go; nothing that a user wrote is among it.
//
// It starts no goroutine, and knows nothing of where spans go.
package tracing

import (
	"context"
	"slices"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// scope is whose spans these are.
const scope = "github.com/planspark/planspark"

// Kind says how a span stands to others.
type Kind = trace.SpanKind

// The kinds of spans that begin or leave an instance; those below are of no kind.
const (
	Served  Kind = trace.SpanKindServer   // answers a client
	Claimed Kind = trace.SpanKindConsumer // takes up what another left
	asked   Kind = trace.SpanKindClient   // waits for somebody else's server
)

// Tracer begins the spans that have no parent in this process. Nil follows nothing. Safe for concurrent use.
type Tracer struct{ tracer trace.Tracer }

// New makes a tracer whose spans go where the provider sends them.
func New(p trace.TracerProvider) *Tracer { return &Tracer{tracer: p.Tracer(scope)} }

// Begin starts a span under that which a traceparent names, or where that names none, a trace. A zero time
// is now.
func (t *Tracer) Begin(ctx context.Context, traceparent, name string, kind Kind, at time.Time) (context.Context, Span) {
	if t == nil {
		return ctx, Span{}
	}
	options := []trace.SpanStartOption{trace.WithSpanKind(kind)}
	if !at.IsZero() {
		options = append(options, trace.WithTimestamp(at))
	}
	if parent, ok := parse(traceparent); ok {
		ctx = trace.ContextWithRemoteSpanContext(ctx, parent)
	}
	ctx, span := t.tracer.Start(ctx, name, options...)
	return ctx, Span{span}
}

// Past tells of what is over, under the span that a traceparent names; of what has none, nothing.
func (t *Tracer) Past(ctx context.Context, traceparent, name string, from, to time.Time, attributes ...attribute.KeyValue) {
	parent, ok := parse(traceparent)
	if t == nil || !ok {
		return
	}
	_, span := t.tracer.Start(trace.ContextWithRemoteSpanContext(ctx, parent), name,
		trace.WithTimestamp(from), trace.WithAttributes(slices.Clone(attributes)...))
	span.End(trace.WithTimestamp(to))
}

// Span is a stretch of work. The zero value is nobody's: all that is told to it is forgotten.
type Span struct{ span trace.Span }

// Start begins a span below that of the context.
func Start(ctx context.Context, name string, attributes ...attribute.KeyValue) (context.Context, Span) {
	return start(ctx, name, trace.SpanKindInternal, attributes)
}

// Ask begins a span for a question to another server.
func Ask(ctx context.Context, name string, attributes ...attribute.KeyValue) (context.Context, Span) {
	return start(ctx, name, asked, attributes)
}

func start(ctx context.Context, name string, kind Kind, attributes []attribute.KeyValue) (context.Context, Span) {
	parent := trace.SpanFromContext(ctx)
	if !parent.IsRecording() {
		return ctx, Span{}
	}
	ctx, span := tracerOf(parent).Start(ctx, name, trace.WithSpanKind(kind), trace.WithAttributes(slices.Clone(attributes)...))
	return ctx, Span{span}
}

// Past tells of what is over, below the span of the context.
func Past(ctx context.Context, name string, from, to time.Time, attributes ...attribute.KeyValue) {
	parent := trace.SpanFromContext(ctx)
	if !parent.IsRecording() {
		return
	}
	_, span := tracerOf(parent).Start(ctx, name, trace.WithTimestamp(from), trace.WithAttributes(slices.Clone(attributes)...))
	span.End(trace.WithTimestamp(to))
}

func tracerOf(s trace.Span) trace.Tracer { return s.TracerProvider().Tracer(scope) }

// Of is the span of the context.
func Of(ctx context.Context) Span {
	if s := trace.SpanFromContext(ctx); s.IsRecording() {
		return Span{s}
	}
	return Span{}
}

// Set says more about the work.
func (s Span) Set(attributes ...attribute.KeyValue) {
	if s.span != nil {
		s.span.SetAttributes(slices.Clone(attributes)...)
	}
}

// Event notes a moment.
func (s Span) Event(name string, attributes ...attribute.KeyValue) {
	if s.span != nil {
		s.span.AddEvent(name, trace.WithAttributes(slices.Clone(attributes)...))
	}
}

// Link points to another trace that has to do with this one, by its traceparent.
func (s Span) Link(traceparent string) {
	if to, ok := parse(traceparent); ok && s.span != nil {
		s.span.AddLink(trace.Link{SpanContext: to})
	}
}

// Fail marks the work as failed. The reason is a word of ours, never the text of an error.
func (s Span) Fail(reason string) {
	if s.span != nil {
		s.span.SetAttributes(Outcome.String(reason))
		s.span.SetStatus(codes.Error, reason)
	}
}

// End says that the work is over.
func (s Span) End() {
	if s.span != nil {
		s.span.End()
	}
}
