package ops

import (
	"io"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/common/expfmt"
)

// Metrics counts what happens in this process. Its methods neither block nor allocate, and are safe for
// concurrent use.
type Metrics struct {
	registry *prometheus.Registry
	names    labels

	submissions    *prometheus.CounterVec
	userActive     prometheus.Histogram
	queueWait      prometheus.Histogram
	etaError       prometheus.Histogram
	firstEvent     prometheus.Histogram
	firstText      *prometheus.HistogramVec
	generations    *prometheus.CounterVec
	took           *prometheus.HistogramVec
	takeovers      prometheus.Counter
	cache          *prometheus.CounterVec
	databaseDone   *prometheus.CounterVec
	databaseTook   *prometheus.HistogramVec
	providerDone   *prometheus.CounterVec
	providerTook   *prometheus.HistogramVec
	breakers       *prometheus.GaugeVec
	recovery       *prometheus.HistogramVec
	providerTokens *prometheus.CounterVec
}

// Upper bounds of histograms, in seconds unless said otherwise.
var (
	quickSeconds    = []float64{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5}
	waitSeconds     = []float64{0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 7.5, 10, 15, 20, 30, 45, 60, 120, 300}
	callSeconds     = []float64{0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 7.5, 10, 15, 20, 30, 60}
	planSeconds     = []float64{0.1, 0.25, 0.5, 1, 2, 3, 5, 7.5, 10, 15, 20, 30, 45, 60, 90, 120, 180}
	recoverySeconds = []float64{0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600}
	errorRatios     = []float64{0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 5}
	activeCounts    = []float64{1, 2, 3, 5, 10}
)

// NewMetrics declares all metrics. live is asked at each scrape, as is total; both must be quick.
func NewMetrics(live func() Live, total func() Total) *Metrics {
	m := &Metrics{
		registry:       prometheus.NewRegistry(),
		submissions:    counters("submissions_total", "Submissions by what became of them: accepted, joined, cached, or the code of a refusal, such as rate_limited, too_many_active, daily_limit, queue_full, unavailable or internal.", "outcome"),
		userActive:     histogram("user_active", "Active generations of a user, counted at each accepted submission.", activeCounts),
		queueWait:      histogram("queue_wait_seconds", "From an accepted submission to a worker.", waitSeconds),
		etaError:       histogram("eta_error_ratio", "By how much the wait that was foretold at submission was wrong, as a share of the longer of both (at least 1 s).", errorRatios),
		firstEvent:     histogram("first_event_seconds", "From an accepted submission to the first event of its log.", waitSeconds),
		firstText:      histograms("first_text_seconds", "From an accepted submission to the first text, by concurrent users at submission.", waitSeconds, "load"),
		generations:    counters("generations_total", "Generations that ended: completed, failed or cancelled; by whose text they have (offline, a provider, none), and whether anything in it is a stand-in (true or false).", "state", "source", "degraded"),
		took:           histograms("generation_seconds", "From the first worker to completion, by concurrent users at submission.", planSeconds, "source", "load"),
		takeovers:      counter("takeovers_total", "Generations that a worker here went on with after another one had begun them."),
		cache:          counters("cache_requests_total", "Questions to a cache (result: that of finished plans) by what it knew: hit or miss.", "tier", "outcome"),
		databaseDone:   counters("db_operations_total", "Database operations: ok, refused (by a rule of ours), cancelled (who asked has left), or error.", "operation", "outcome"),
		databaseTook:   histograms("db_seconds", "Time of database operations, waiting for their turn included.", quickSeconds, "operation"),
		providerDone:   counters("provider_requests_total", "Calls to providers, and sections of the built-in planner (offline): ok, cancelled, or what went wrong: unavailable, rate_limited, stalled, cut, garbage, invalid, rejected, declined, overlong, unfit.", "provider", "outcome"),
		providerTook:   histograms("provider_seconds", "Time of calls to providers.", callSeconds, "provider"),
		breakers:       gauges("provider_breaker", "State of a provider's breaker: 0 closed, 1 half open, 2 open.", "provider"),
		recovery:       histograms("provider_recovery_seconds", "For how long a breaker was open when it closed again.", recoverySeconds, "provider"),
		providerTokens: counters("provider_tokens_total", "Tokens by provider; direction is in (prompt) or out (text).", "provider", "direction"),
	}
	m.registry.MustRegister(
		m.submissions, m.userActive, m.queueWait, m.etaError, m.firstEvent, m.firstText, m.generations, m.took,
		m.takeovers, m.cache, m.databaseDone, m.databaseTook, m.providerDone, m.providerTook, m.breakers, m.recovery,
		m.providerTokens, newStanding(live, total),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), collectors.NewBuildInfoCollector(),
	)
	m.begin()
	return m
}

const namespace = "planspark"

func counter(name, help string) prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help})
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
}

func gauges(name, help string, labels ...string) *prometheus.GaugeVec {
	return prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, labels)
}

func histogram(name, help string, buckets []float64) prometheus.Histogram {
	return prometheus.NewHistogram(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: buckets})
}

func histograms(name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: buckets}, labels)
}

// Offline is the provider that is always there.
const offline = "offline"

// begin lets the usual series start at 0, so that the first event of each is an increase.
func (m *Metrics) begin() {
	for _, outcome := range []string{"accepted", "joined", "cached", "too_many_active", "rate_limited", "daily_limit", "queue_full", "invalid_request"} {
		m.submissions.WithLabelValues(outcome)
	}
	for _, state := range []string{"completed", "failed", "cancelled"} {
		m.generations.WithLabelValues(state, offline, "false")
	}
	for _, load := range Loads() {
		m.took.WithLabelValues(offline, string(load))
		m.firstText.WithLabelValues(string(load))
	}
	for _, outcome := range []string{"hit", "miss"} {
		m.cache.WithLabelValues("result", outcome)
	}
	m.Provider(offline)
}

// Provider lets the series of a provider start at 0.
func (m *Metrics) Provider(name string) {
	m.providerDone.WithLabelValues(name, "ok")
	m.providerTook.WithLabelValues(name)
	m.breakers.WithLabelValues(name)
	m.recovery.WithLabelValues(name)
	m.providerTokens.WithLabelValues(name, "in")
	m.providerTokens.WithLabelValues(name, "out")
}

// Submitted notes a submission; active is how many of its user's are active with it, when it was
// accepted.
func (m *Metrics) Submitted(outcome string, active int) {
	m.submissions.WithLabelValues(outcome).Inc()
	if outcome == "accepted" {
		m.userActive.Observe(float64(active))
	}
	switch outcome {
	case "cached":
		m.Cached("result", true)
	case "accepted":
		m.Cached("result", false)
	}
}

// Cached notes a question to a cache.
func (m *Metrics) Cached(tier string, hit bool) {
	outcome := "miss"
	if hit {
		outcome = "hit"
	}
	m.cache.WithLabelValues(tier, outcome).Inc()
}

// Database notes an operation of the store, by what it is for.
func (m *Metrics) Database(doing, outcome string, took time.Duration) {
	operation := m.names.label(doing)
	m.databaseDone.WithLabelValues(operation, outcome).Inc()
	m.databaseTook.WithLabelValues(operation).Observe(took.Seconds())
}

// Write writes all metrics as Prometheus reads them, and returns the content type.
func (m *Metrics) Write(w io.Writer) (contentType string, err error) {
	families, err := m.registry.Gather()
	if err != nil {
		return "", err
	}
	format := expfmt.NewFormat(expfmt.TypeTextPlain)
	encoder := expfmt.NewEncoder(w, format)
	for _, f := range families {
		if err := encoder.Encode(f); err != nil {
			return "", err
		}
	}
	return string(format), nil
}

// Names lists what is exported under our own name, sorted.
func (m *Metrics) Names() ([]string, error) {
	families, err := m.registry.Gather()
	var names []string
	for _, f := range families {
		if strings.HasPrefix(f.GetName(), namespace+"_") {
			names = append(names, f.GetName())
		}
	}
	slices.Sort(names)
	return names, err
}
