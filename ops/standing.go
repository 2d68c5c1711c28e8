package ops

import "github.com/prometheus/client_golang/prometheus"

// standing exports what is counted elsewhere: it is asked when Prometheus asks, so that it costs nothing
// in between.
type standing struct {
	live  func() Live
	total func() Total
}

func newStanding(live func() Live, total func() Total) standing { return standing{live, total} }

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(namespace+"_"+name, help, labels, nil)
}

// value is a metric that is read off Live.
type value struct {
	desc *prometheus.Desc
	kind prometheus.ValueType
	of   func(Live) float64
}

func values() []value {
	gauge := func(name, help string, of func(Live) int) value {
		return value{describe(name, help), prometheus.GaugeValue, func(l Live) float64 { return float64(of(l)) }}
	}
	total := func(name, help string, of func(Live) uint64) value {
		return value{describe(name, help), prometheus.CounterValue, func(l Live) float64 { return float64(of(l)) }}
	}
	yes := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	return []value{
		gauge("sessions", "WebSocket sessions and event streams of this instance.", func(l Live) int { return l.Sessions }),
		gauge("active_users", "Users with at least one of them.", func(l Live) int { return l.Users }),
		gauge("watches", "Watches of this instance.", func(l Live) int { return l.Watches }),
		gauge("running", "Generations that this instance writes.", func(l Live) int { return l.Running }),
		gauge("workers", "Generations that this instance writes at most at a time.", func(l Live) int { return l.Workers }),
		gauge("redis_configured", "Whether this instance has a Redis.", func(l Live) int { return yes(l.RedisConfigured) }),
		gauge("redis_up", "Whether the Redis of this instance answers; 0 without one.", func(l Live) int { return yes(l.RedisUp) }),
		total("hub_messages_total", "Messages that were delivered to watches.", func(l Live) uint64 { return l.HubMessages }),
		total("hub_conflated_total", "Events and values that watches were spared: joined with others, or outdated.", func(l Live) uint64 { return l.HubConflated }),
		total("ends_seen_total", "Generations whose end somebody watched here.", func(l Live) uint64 { return l.EndsSeen }),
	}
}

// The metrics with labels, or of all instances together.
var (
	resumesDesc = describe("resumes_total", "Watches that were taken up again: behind their cursor, or with a snapshot.", "how")
	queueDesc   = describe("queue_depth", "Queued generations of all instances, as each of them sees it: high, normal or low.", "priority")
	desiredDesc = describe("desired_instances", "How many instances there should be; see /v1/ops/scale.")
)

// Describe implements prometheus.Collector.
func (s standing) Describe(out chan<- *prometheus.Desc) {
	for _, v := range values() {
		out <- v.desc
	}
	out <- resumesDesc
	out <- queueDesc
	out <- desiredDesc
}

// Collect implements prometheus.Collector.
func (s standing) Collect(out chan<- prometheus.Metric) {
	live, total := s.live(), s.total()
	for _, v := range values() {
		out <- prometheus.MustNewConstMetric(v.desc, v.kind, v.of(live))
	}
	out <- prometheus.MustNewConstMetric(resumesDesc, prometheus.CounterValue, float64(live.ResumedByCursor), "cursor")
	out <- prometheus.MustNewConstMetric(resumesDesc, prometheus.CounterValue, float64(live.ResumedBySnapshot), "snapshot")
	for _, p := range Priorities() {
		out <- prometheus.MustNewConstMetric(queueDesc, prometheus.GaugeValue, float64(total.Queued[p]), p)
	}
	out <- prometheus.MustNewConstMetric(desiredDesc, prometheus.GaugeValue, float64(total.DesiredInstances))
}

// Priorities are the classes of the queue, the first served first among those that came at once.
func Priorities() []string { return []string{"high", "normal", "low"} }
