package e2e

import (
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	"google.golang.org/protobuf/proto"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// collected is what an OpenTelemetry collector was sent.
type collected struct {
	url string

	mu       sync.Mutex
	raw      bytes.Buffer // guarded by mu; all of it, as it came
	requests []*http.Request
	spans    []span
	bad      []string
}

// span is one, with what matters here.
type span struct {
	trace, id, parent string
	name, instance    string
	attributes        map[string]string
}

// collect starts a collector: OTLP over HTTP, protobuf.
func collect(t testing.TB) *collected {
	c := &collected{}
	server := httptest.NewServer(c)
	t.Cleanup(server.Close)
	c.url = server.URL
	return c
}

func (c *collected) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var from io.Reader = r.Body
	if r.Header.Get("Content-Encoding") == "gzip" {
		from, _ = gzip.NewReader(r.Body)
	}
	raw, err := io.ReadAll(from)
	var sent collector.ExportTraceServiceRequest
	if err == nil {
		err = proto.Unmarshal(raw, &sent)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.bad = append(c.bad, err.Error())
	}
	c.raw.Write(raw)
	c.requests = append(c.requests, r)
	for _, rs := range sent.ResourceSpans {
		resource := valuesOf(rs.Resource.Attributes)
		for _, ss := range rs.ScopeSpans {
			for _, s := range ss.Spans {
				at := valuesOf(s.Attributes)
				for _, e := range s.Events {
					maps.Copy(at, valuesOf(e.Attributes))
				}
				c.spans = append(c.spans, span{
					trace: hex.EncodeToString(s.TraceId), id: hex.EncodeToString(s.SpanId), parent: hex.EncodeToString(s.ParentSpanId),
					name: s.Name, instance: resource["service.instance.id"], attributes: at,
				})
			}
		}
	}
	w.Header().Set("Content-Type", "application/x-protobuf")
}

func valuesOf(list []*common.KeyValue) map[string]string {
	out := map[string]string{}
	for _, kv := range list {
		out[kv.Key] = kv.Value.String()
		if s, ok := kv.Value.Value.(*common.AnyValue_StringValue); ok {
			out[kv.Key] = s.StringValue
		}
	}
	return out
}

// named are the spans of a name.
func (c *collected) named(name string) []span {
	return slices.DeleteFunc(slices.Clone(c.spans), func(s span) bool { return s.name != name })
}

// TestOneTraceOverATakeOver has a worker killed in the middle of a plan, and another finish it: who looks at
// the trace sees both, below the submission, below the client's own span.
func TestOneTraceOverATakeOver(t *testing.T) {
	const trace, client, planted = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "Zanzibar-Quokka-4711"
	to := collect(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", to.url)
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-collector-key=planted-collector-key")
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "20") // of one that is killed, what ended before is known
	sim := simulate(t, "--tokens-per-second", "400")
	f := launch(t, 2, true, "--gemini-api-key", "planted-gemini-key", "--gemini-base-url", sim.url, "--provider-rpm", "gemini=0", "--log-format", "json")

	u := newUser(deadline(t), t, f.instances[0].url)
	must(t, u.connect())
	r, err := http.NewRequestWithContext(u.ctx, http.MethodPost, u.url+"/v1/generations", strings.NewReader(`{"idea":"A shop for `+planted+` puzzles","location":"Lisbon"}`))
	must(t, err)
	r.Header = http.Header{"Authorization": {"Bearer " + u.token}, "Content-Type": {"application/json"}, "Traceparent": {"00-" + trace + "-" + client + "-01"}}
	resp, err := http.DefaultClient.Do(r)
	must(t, err)
	defer resp.Body.Close()
	var submitted protocol.Snapshot
	must(t, json.NewDecoder(resp.Body).Decode(&submitted))
	id := submitted.ID
	must(t, u.say(map[string]any{"id": "w", "type": "watch", "generation": id, "after": "0-0"}))

	worker := f.worker(u)
	must(t, f.move(u, 1-worker, id))
	readSections(t, u, 3)
	f.instances[worker].kill()
	must(t, u.finish())
	f.instances[1-worker].terminate()

	to.mu.Lock()
	defer to.mu.Unlock()
	if len(to.bad) > 0 || len(to.spans) == 0 {
		t.Fatalf("%d spans arrived; not readable: %q", len(to.spans), to.bad)
	}
	for _, request := range to.requests {
		if request.URL.Path != "/v1/traces" || request.Header.Get("X-Collector-Key") != "planted-collector-key" {
			t.Errorf("spans are sent to %s, with the key %q", request.URL.Path, request.Header.Get("X-Collector-Key"))
		}
	}

	t.Run("it is one trace", func(t *testing.T) {
		submit := to.named("submit")
		if len(submit) != 1 || submit[0].parent != client || submit[0].attributes["planspark.generation"] != id {
			t.Fatalf("submissions: %+v", submit)
		}
		by := map[string]int{}
		for _, s := range to.spans {
			by[s.instance]++
			if s.trace != trace {
				t.Errorf("%s is in another trace", s.name)
			}
			if slices.Contains([]string{"queue", "claim", "attempt"}, s.name) && s.parent != submit[0].id {
				t.Errorf("%s is not below the submission", s.name)
			}
		}
		if len(by) != 2 {
			t.Errorf("spans by instance: %v, want two of them", by)
		}
		attempts := to.named("attempt")
		if len(attempts) != 1 || attempts[0].attributes["planspark.outcome"] != "completed" || attempts[0].instance == first(to.named("queue")).instance {
			t.Errorf("attempts that came to their end: %+v; want the second one's, by the other instance", attempts)
		}
		for name, least := range map[string]int{"queue": 1, "claim": 2, "market": 2, "financials": 2, "section": 12, "call gemini": 12, "store": 14, "assemble": 1} {
			if n := len(to.named(name)); n < least {
				t.Errorf("%d spans %q, want %d or more", n, name, least)
			}
		}
	})
	t.Run("it says which model", func(t *testing.T) {
		for _, s := range to.named("call gemini") {
			if s.attributes["gen_ai.request.model"] != "gemini-flash-latest" || s.attributes["planspark.outcome"] == "" {
				t.Fatalf("a call says %v", s.attributes)
			}
		}
	})
	t.Run("it holds nothing private", func(t *testing.T) {
		for _, s := range to.spans {
			for key := range s.attributes {
				if !slices.ContainsFunc(tracing.Keys(), func(k attribute.Key) bool { return string(k) == key }) {
					t.Errorf("%s tells %s", s.name, key)
				}
			}
		}
		for _, secret := range []string{planted, "Lisbon", "planted", u.token, "127.0.0.1", "localhost"} {
			if bytes.Contains(to.raw.Bytes(), []byte(secret)) {
				t.Errorf("%q is in the trace", secret)
			}
		}
	})
	t.Run("the logs name it", func(t *testing.T) {
		for i, s := range f.instances {
			for line := range strings.Lines(s.stderr.String()) {
				if strings.Contains(line, id) && strings.Contains(line, `"attempt"`) && !strings.Contains(line, trace) {
					t.Errorf("instance %d logs without the trace: %s", i, line)
				}
			}
		}
		if log := f.instances[1-worker].stderr.String(); !strings.Contains(log, trace) {
			t.Errorf("the log does not name the trace:\n%s", log)
		}
	})
}

func first(list []span) span { return append(list, span{})[0] }
