package ops

import (
	"strconv"
	"sync"
	"time"
)

// Widths of buckets: the last hour is drawn of narrow ones, the last day of wide ones.
const (
	narrow = time.Minute
	wide   = 10 * time.Minute
)

// ledger turns what this process has counted since its start into buckets and days. What could not be
// written down is part of what is written next.
type ledger struct {
	mu      sync.Mutex // guards what follows
	written Counts     // that are in the database
	open    map[time.Duration]*Bucket
}

// due is what is to be written with the next beat: the buckets that are open, and what the day gains.
func (l *ledger) due(now Counts, live Live, queued int) ([]Bucket, map[string]int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	gain := now.Minus(l.written)
	var out []Bucket
	for _, width := range []time.Duration{narrow, wide} {
		if b := l.open[width]; b != nil {
			b.see(live, queued)
			next := *b
			next.Counts = b.Counts.Plus(gain)
			out = append(out, next)
		}
	}
	return out, measures(gain)
}

// see notes how things stand: a bucket has the most of each.
func (b *Bucket) see(live Live, queued int) {
	b.Users, b.Queued, b.Running = max(b.Users, live.Users), max(b.Queued, queued), max(b.Running, live.Running)
}

// wrote notes that counts are in the database, and begins new buckets when it is time by its clock.
func (l *ledger) wrote(at time.Time, counts Counts) {
	l.mu.Lock()
	defer l.mu.Unlock()
	gain := counts.Minus(l.written)
	l.written = counts
	if l.open == nil {
		l.open = map[time.Duration]*Bucket{}
	}
	for _, width := range []time.Duration{narrow, wide} {
		began := at.Truncate(width)
		b := l.open[width]
		if b == nil { // nothing was open to be written: it is part of what is written next
			l.open[width] = &Bucket{Width: width, Began: began, Counts: gain}
			continue
		}
		b.Counts = b.Counts.Plus(gain)
		if b.Began.Before(began) {
			l.open[width] = &Bucket{Width: width, Began: began}
		}
	}
}

// textMeasure is the measure of a bucket of the time to the first text.
func textMeasure(bucket int) string { return "text_" + strconv.Itoa(bucket) }

// measures are what a day gains; what is 0 is left out.
func measures(c Counts) map[string]int64 {
	m := map[string]int64{
		"accepted": c.Accepted, "completed": c.Completed, "failed": c.Failed, "cancelled": c.Cancelled,
		"degraded": c.Degraded, "seen": c.Seen, "resumed": c.ByCursor + c.BySnapshot,
	}
	var text Histogram
	for _, h := range c.Text {
		text = text.plus(h, 1)
	}
	for i, n := range text {
		m[textMeasure(i)] = n
	}
	for name, n := range m {
		if n == 0 {
			delete(m, name)
		}
	}
	return m
}
