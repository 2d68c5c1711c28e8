package ops

import "time"

// Called counts a call to a provider and its time.
func (m *Metrics) Called(provider, outcome string, _, took time.Duration) {
	m.providerDone.WithLabelValues(provider, outcome).Inc()
	m.providerTook.WithLabelValues(provider).Observe(took.Seconds())
}

// Wrote counts a section of the built-in planner, which is a provider like the others, the last one.
func (m *Metrics) Wrote(took time.Duration) { m.Called(offline, "ok", 0, took) }

// Spent counts the tokens of a call.
func (m *Metrics) Spent(provider string, input, output int) {
	m.providerTokens.WithLabelValues(provider, "in").Add(float64(input))
	m.providerTokens.WithLabelValues(provider, "out").Add(float64(output))
}

// Breaker notes how a provider's breaker stands, and when it closed for how long it had been open.
func (m *Metrics) Breaker(provider, state string, after time.Duration) {
	level := 0.0
	switch state {
	case "half_open":
		level = 1
	case "open":
		level = 2
	}
	m.breakers.WithLabelValues(provider).Set(level)
	if after > 0 {
		m.recovery.WithLabelValues(provider).Observe(after.Seconds())
	}
}
