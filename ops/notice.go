package ops

import (
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// failuresKept is how many failures an instance remembers.
const failuresKept = 10

// notice remembers something that went wrong here.
func (m *Monitor) notice(f protocol.OpsFailure) {
	f.At, f.Instance = protocol.At(time.Now()), m.cfg.Name
	m.mu.Lock()
	defer m.mu.Unlock()
	m.failures = append(m.failures, f)
	if n := len(m.failures) - failuresKept; n > 0 {
		m.failures = append(m.failures[:0], m.failures[n:]...)
	}
}

// Claimed implements generation.Observer.
func (m *Monitor) Claimed(c generation.Claimed) {
	m.metrics.Claimed(c)
	if c.Attempt > 1 {
		m.notice(protocol.OpsFailure{
			What: "Plan", Code: "taken_over", Generation: c.Generation, Then: "Its worker had gone; it went on here at the first missing section",
		})
	}
}

// FirstEvent implements generation.Observer.
func (m *Monitor) FirstEvent(after time.Duration) { m.metrics.FirstEvent(after) }

// FirstText implements generation.Observer.
func (m *Monitor) FirstText(after time.Duration, users int) { m.metrics.FirstText(after, users) }

// Wrote implements generation.Observer.
func (m *Monitor) Wrote(took time.Duration) { m.metrics.Wrote(took) }

// Ended implements generation.Observer.
func (m *Monitor) Ended(e generation.Ended) {
	m.metrics.Ended(e)
	if e.State == protocol.StateFailed {
		m.notice(protocol.OpsFailure{
			What: "Plan", Code: string(e.Code), Generation: e.Generation, Then: "Failed; its finished sections are kept",
		})
	}
}

// Called implements provider.Observer.
func (m *Monitor) Called(provider, outcome string, first, took time.Duration) {
	m.metrics.Called(provider, outcome, first, took)
}

// Spent implements provider.Observer.
func (m *Monitor) Spent(provider string, input, output int) { m.metrics.Spent(provider, input, output) }

// Breaker implements provider.Observer.
func (m *Monitor) Breaker(provider, state string, after time.Duration) {
	m.metrics.Breaker(provider, state, after)
	switch state {
	case breakerOpen:
		m.notice(protocol.OpsFailure{What: "Provider", Code: "breaker_open", Provider: provider, Then: "The next in the chain writes until it is back"})
	case breakerClosed:
		m.notice(protocol.OpsFailure{What: "Provider", Code: "recovered", Provider: provider, Then: "It is back after " + after.Round(time.Second).String()})
	}
}
