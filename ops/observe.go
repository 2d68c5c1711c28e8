package ops

import (
	"math"
	"strconv"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// Claimed implements generation.Observer.
func (m *Metrics) Claimed(c generation.Claimed) {
	if c.Attempt > 1 {
		m.takeovers.Inc()
		return
	}
	m.queueWait.Observe(c.Waited.Seconds())
	if c.Foretold >= 0 {
		m.etaError.Observe(errorRatio(c.Foretold, c.Waited))
	}
}

// errorRatio is by how much a forecast was wrong, as a share of the longer time. Below a second nobody
// minds.
func errorRatio(foretold, waited time.Duration) float64 {
	off := math.Abs((foretold - waited).Seconds())
	return off / max(foretold.Seconds(), waited.Seconds(), 1)
}

// FirstEvent implements generation.Observer.
func (m *Metrics) FirstEvent(after time.Duration) { m.firstEvent.Observe(after.Seconds()) }

// FirstText implements generation.Observer.
func (m *Metrics) FirstText(after time.Duration, users int) {
	m.firstText.WithLabelValues(string(LoadOf(users))).Observe(after.Seconds())
}

// Ended implements generation.Observer.
func (m *Metrics) Ended(e generation.Ended) {
	source := e.Source
	if source == "" {
		source = "none" // it ended before it had one
	}
	m.generations.WithLabelValues(string(e.State), source, strconv.FormatBool(e.Degraded)).Inc()
	if e.State == protocol.StateCompleted {
		m.took.WithLabelValues(source, string(LoadOf(e.Users))).Observe(e.Took.Seconds())
	}
}
