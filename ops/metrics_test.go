package ops_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
)

func newMetrics(live ops.Live, total ops.Total) *ops.Metrics {
	return ops.NewMetrics(func() ops.Live { return live }, func() ops.Total { return total })
}

// busy uses every observer once.
func busy(m *ops.Metrics) {
	m.Submitted("accepted", 2)
	m.Cached("result", true)
	m.Claimed(generation.Claimed{Attempt: 1, Waited: time.Second, Foretold: 2 * time.Second})
	m.FirstEvent(time.Second)
	m.FirstText(time.Second, 7)
	m.Wrote(time.Millisecond)
	m.Ended(generation.Ended{State: protocol.StateCompleted, Source: "offline", Users: 31, Took: time.Minute})
	m.Database("submit", "ok", time.Millisecond)
}

func exported(t testing.TB, m *ops.Metrics) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The contract's metrics, with their labels. Whoever renames one breaks somebody's dashboard.
func TestMetricsAreThoseOfTheContract(t *testing.T) {
	m := newMetrics(ops.Live{}, ops.Total{})
	busy(m)
	text := exported(t, m)
	for _, want := range []string{
		`planspark_sessions `, `planspark_active_users `, `planspark_watches `, `planspark_queue_depth{priority="`,
		`planspark_running `, `planspark_workers `, `planspark_desired_instances `,
		`planspark_generations_total{degraded="false",source="offline",state="completed"} 1`,
		`planspark_submissions_total{outcome="accepted"} 1`, `planspark_queue_wait_seconds_count 1`,
		`planspark_generation_seconds_count{load="30+",source="offline"} 1`, `planspark_user_active_bucket{le="2"} 1`,
		`planspark_first_event_seconds_count 1`, `planspark_eta_error_ratio_sum 0.5`,
		`planspark_provider_requests_total{outcome="ok",provider="offline"} 1`, `planspark_provider_seconds_count{provider="offline"} 1`,
		`planspark_provider_breaker{provider="offline"}`, `planspark_provider_recovery_seconds_count{provider="offline"}`,
		`planspark_provider_tokens_total{direction="in",provider="offline"}`,
		`planspark_cache_requests_total{outcome="hit",tier="result"} 1`,
		`planspark_db_operations_total{operation="submit",outcome="ok"} 1`, `planspark_db_seconds_count{operation="submit"} 1`,
		`planspark_redis_up `, `planspark_hub_messages_total `, `planspark_hub_conflated_total `,
		`planspark_resumes_total{how="cursor"} `, `planspark_resumes_total{how="snapshot"} `, `planspark_takeovers_total `,
		`go_goroutines `, `process_cpu_seconds_total `, `process_resident_memory_bytes `,
	} {
		if !strings.Contains(text, "\n"+want) {
			t.Errorf("there is no %s", want)
		}
	}
}

func TestMetricsPassTheirOwnLinter(t *testing.T) {
	m := newMetrics(ops.Live{}, ops.Total{})
	busy(m)
	problems, err := promlint.New(strings.NewReader(exported(t, m))).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if strings.HasPrefix(p.Metric, "planspark_") {
			t.Errorf("%s: %s", p.Metric, p.Text)
		}
	}
}

func TestLiveValuesAreReadWhenAsked(t *testing.T) {
	live := ops.Live{Sessions: 3, Users: 2, Watches: 4, Running: 1, Workers: 5, HubMessages: 6, HubConflated: 7, ResumedByCursor: 8, ResumedBySnapshot: 9, RedisConfigured: true, RedisUp: true}
	text := exported(t, newMetrics(live, ops.Total{Queued: map[string]int{"normal": 12}, DesiredInstances: 3}))
	for _, want := range []string{
		"sessions 3", "active_users 2", "watches 4", "running 1", "workers 5", "hub_messages_total 6", "hub_conflated_total 7",
		`resumes_total{how="cursor"} 8`, `resumes_total{how="snapshot"} 9`, "redis_up 1", "redis_configured 1",
		`queue_depth{priority="normal"} 12`, `queue_depth{priority="low"} 0`, "desired_instances 3",
	} {
		if !strings.Contains(text, "\nplanspark_"+want+"\n") {
			t.Errorf("there is no %s", want)
		}
	}
}

func TestLoadClasses(t *testing.T) {
	for users, want := range map[int]ops.Load{0: "1-5", 1: "1-5", 5: "1-5", 6: "6-15", 15: "6-15", 16: "16-30", 30: "16-30", 31: "30+", 10_000: "30+"} {
		if got := ops.LoadOf(users); got != want {
			t.Errorf("%d users are %s, want %s", users, got, want)
		}
	}
}

func TestObservingDoesNotAllocate(t *testing.T) {
	m := newMetrics(ops.Live{}, ops.Total{})
	busy(m) // series are made by the first event
	if n := testing.AllocsPerRun(1000, func() { busy(m) }); n != 0 {
		t.Errorf("observing one of each allocates %v times", n)
	}
}

// Nothing of a user is a label: the values of all labels are words of ours.
func TestLabelsHoldNoUser(t *testing.T) {
	m := newMetrics(ops.Live{}, ops.Total{})
	busy(m)
	allowed := []string{"degraded", "direction", "how", "le", "load", "operation", "outcome", "priority", "provider", "source", "state", "tier"}
	for _, line := range regexp.MustCompile(`(?m)^planspark_\w+\{([^}]*)\}`).FindAllStringSubmatch(exported(t, m), -1) {
		for _, pair := range strings.Split(line[1], ",") {
			if name, _, _ := strings.Cut(pair, "="); !slices.Contains(allowed, name) {
				t.Errorf("the label %s is not one of ours: %s", name, line[0])
			}
		}
	}
}

func BenchmarkScrape(b *testing.B) {
	m := newMetrics(ops.Live{Sessions: 10_000}, ops.Total{})
	busy(m)
	for _, name := range []string{"gemini", "groq", "openai"} {
		m.Provider(name)
	}
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if _, err := m.Write(&out); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkObserve(b *testing.B) {
	m := newMetrics(ops.Live{}, ops.Total{})
	b.ReportAllocs()
	for b.Loop() {
		busy(m)
	}
}
