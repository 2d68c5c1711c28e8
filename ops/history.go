package ops

import (
	"context"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Spans are how far back operators may look.
const (
	SpanQuarter = 15 * time.Minute
	SpanHour    = time.Hour
	SpanDay     = 24 * time.Hour
)

// widthOf is of how wide buckets a span is drawn.
func widthOf(span time.Duration) time.Duration {
	if span > SpanHour {
		return wide
	}
	return narrow
}

// history is what was in a span.
type history struct {
	read   time.Time // by this machine's clock, for keeping
	sums   Counts
	points []protocol.OpsPoint
	days   []protocol.OpsDay
	audit  []protocol.AuditRecord
}

// keepHistory is for how long a history is told again without reading it anew.
const keepHistory = 10 * time.Second

// auditShown is how many actions are told.
const auditShown = 20

// daysShown is how many days are told.
const daysShown = 14

// past returns the history of a span, as it was read a moment ago.
func (m *Monitor) past(ctx context.Context, span time.Duration) (history, error) {
	m.mu.Lock()
	h, ok := m.histories[span]
	m.mu.Unlock()
	if ok && time.Since(h.read) < keepHistory {
		return h, nil
	}
	h = history{read: time.Now()}
	buckets, err := m.memory.Buckets(ctx, widthOf(span), span)
	if err != nil {
		return history{}, err
	}
	h.sums, h.points = drawn(buckets)
	days, err := m.memory.Days(ctx, daysShown)
	if err != nil {
		return history{}, err
	}
	for _, d := range days {
		h.days = append(h.days, dayOf(d))
	}
	if h.audit, err = m.memory.Actions(ctx, auditShown); err != nil {
		return history{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.histories[span] = h
	return h, nil
}

// drawn puts the buckets of all instances together: a point for each moment, and the sum of all.
func drawn(buckets []Bucket) (Counts, []protocol.OpsPoint) {
	var all Counts
	var points []protocol.OpsPoint
	for len(buckets) > 0 {
		n := 1
		for n < len(buckets) && buckets[n].Began.Equal(buckets[0].Began) {
			n++
		}
		sum, point := together(buckets[:n])
		all, points = all.Plus(sum), append(points, point)
		buckets = buckets[n:]
	}
	return all, points
}

// together is one moment over all instances.
func together(buckets []Bucket) (Counts, protocol.OpsPoint) {
	var sum Counts
	p := protocol.OpsPoint{At: protocol.At(buckets[0].Began)}
	for _, b := range buckets {
		sum = sum.Plus(b.Counts)
		p.Users += b.Users
		p.Running += b.Running
		p.Queued = max(p.Queued, b.Queued)
	}
	p.Completed, p.Failed = int(sum.Completed), int(sum.Failed)
	p.CacheHits, p.CacheAsked = int(sum.Hits), int(sum.Hits+sum.Misses)
	p.DBErrors, p.DBAsked = int(sum.DBErrors), int(sum.DBAsked)
	p.WaitP50MS, p.WaitP95MS = sum.Wait.millis(0.5, waitSeconds), sum.Wait.millis(0.95, waitSeconds)
	return sum, p
}

func dayOf(d Day) protocol.OpsDay {
	n := func(measure string) int { return int(d.Measures[measure]) }
	text := make(Histogram, len(waitSeconds)+1)
	for i := range text {
		text[i] = d.Measures[textMeasure(i)]
	}
	return protocol.OpsDay{
		Date: d.Date, Accepted: n("accepted"), Completed: n("completed"), Failed: n("failed"), Cancelled: n("cancelled"),
		Degraded: n("degraded"), Resumed: n("resumed"), Unseen: max(0, n("completed")+n("failed")-n("seen")),
		FirstTextMS: text.millis(0.5, waitSeconds), FirstText95: text.millis(0.95, waitSeconds),
	}
}
