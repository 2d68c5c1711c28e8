package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-logr/logr"
	"github.com/rs/zerolog"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"

	"github.com/planspark/planspark/tracing"
)

// traces sends spans to an OpenTelemetry collector. Nil sends nothing.
type traces struct {
	provider *trace.TracerProvider // owns a goroutine, which close ends
}

// The variables that switch tracing on and off. Where and how often spans are sent, with which headers,
// and which traces are sampled, the libraries read from those that OpenTelemetry's specification names.
const (
	envDisabled       = "OTEL_SDK_DISABLED"
	envExporter       = "OTEL_TRACES_EXPORTER"
	envEndpoint       = "OTEL_EXPORTER_OTLP_ENDPOINT"
	envTracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
	envProtocol       = "OTEL_EXPORTER_OTLP_PROTOCOL"
	envTracesProtocol = "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"
)

// tracingWanted says whether the environment asks for traces. An error says what it asks for that there
// is not; values are not quoted, since they may hold passwords.
func tracingWanted() (bool, error) {
	if off, _ := strconv.ParseBool(os.Getenv(envDisabled)); off {
		return false, nil
	}
	exporter := strings.TrimSpace(os.Getenv(envExporter))
	switch exporter {
	case "", "otlp":
	case "none":
		return false, nil
	default:
		return false, usageError(envExporter + " is otlp or none: traces are sent to an OpenTelemetry collector only")
	}
	wanted := exporter != ""
	for _, name := range []string{envEndpoint, envTracesEndpoint} {
		value := os.Getenv(name)
		if value == "" {
			continue
		}
		u, err := url.Parse(value)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return false, usageError(name + " must be an http or https URL, such as http://127.0.0.1:4318")
		}
		wanted = true
	}
	if !wanted {
		return false, nil
	}
	for _, name := range []string{envProtocol, envTracesProtocol} {
		if v := os.Getenv(name); v == "grpc" {
			return false, usageError(name + " is http/protobuf: gRPC is not spoken here; collectors take http/protobuf at port 4318")
		}
	}
	return true, nil
}

// checkTracing refuses variables that cannot be meant.
func checkTracing() error {
	_, err := tracingWanted()
	return err
}

// newTraces begins to send spans, when the environment asks for it; else it returns nil.
func newTraces(ctx context.Context, instance string, log zerolog.Logger) (*traces, error) {
	wanted, err := tracingWanted()
	if err != nil || !wanted {
		return nil, err
	}
	// The library is told of trouble in two global places. One would write what is in variables to standard
	// error, such as the header with a key.
	otel.SetLogger(logr.Discard())
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.Warn().Err(err).Msg("tracing has trouble") }))
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("traces cannot be sent: %w", err)
	}
	version, _ := build()
	who, err := resource.New(ctx,
		resource.WithAttributes(attribute.String("service.name", "planspark")),
		resource.WithTelemetrySDK(),
		resource.WithFromEnv(), // OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES
		resource.WithAttributes(attribute.String("service.version", version), attribute.String("service.instance.id", instance)),
	)
	if err != nil {
		return nil, usageError("OTEL_RESOURCE_ATTRIBUTES is a list such as deployment.environment.name=production,team=plans")
	}
	log.Info().Msg("traces are sent to the OpenTelemetry collector that the environment names")
	return &traces{provider: trace.NewTracerProvider(
		trace.WithResource(who), trace.WithBatcher(&grumbler{SpanExporter: exporter, log: log, now: time.Now}),
	)}, nil
}

// tracer begins spans; nil when none are sent.
func (t *traces) tracer() *tracing.Tracer {
	if t == nil {
		return nil
	}
	return tracing.New(t.provider)
}

// flushTimeout bounds how long the last spans may take, once everything else has ended.
const flushTimeout = 3 * time.Second

// close sends what is left, and ends.
func (t *traces) close() error {
	if t == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), flushTimeout)
	defer cancel()
	return t.provider.Shutdown(ctx)
}

// grumbler logs that spans were lost, once in a while: a collector that is away is no reason for a line
// every five seconds.
type grumbler struct {
	trace.SpanExporter
	log  zerolog.Logger
	now  func() time.Time
	lost atomic.Int64 // spans since the last line
	last atomic.Int64 // Unix time of it, in seconds
}

// grumbleEvery is the time between two lines.
const grumbleEvery = 5 * time.Minute

// ExportSpans implements trace.SpanExporter. Nobody else is told of an error.
func (g *grumbler) ExportSpans(ctx context.Context, spans []trace.ReadOnlySpan) error {
	err := g.SpanExporter.ExportSpans(ctx, spans)
	if err == nil {
		return nil
	}
	lost := g.lost.Add(int64(len(spans)))
	now, last := g.now().Unix(), g.last.Load()
	if now-last < int64(grumbleEvery/time.Second) || !g.last.CompareAndSwap(last, now) {
		return nil
	}
	g.lost.Add(-lost)
	g.log.Warn().Str("why", whyLost(err)).Int64("spans", lost).Msg("traces were not delivered; spans are lost until the collector answers")
	return nil
}

// whyLost is the reason without what the collector answered, which may repeat what it was sent.
func whyLost(err error) string {
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	why, _, _ := strings.Cut(err.Error(), "body:")
	return strings.TrimRight(why, " (:")
}
