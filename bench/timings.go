package bench

import (
	"sync"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
)

// timings is a distribution of durations, from a microsecond to an hour and exact to three digits, that
// many goroutines record at once.
type timings struct{ shards [8]shard }

type shard struct {
	mu sync.Mutex
	h  *hdrhistogram.Histogram // guarded by mu; nil before the first record
	_  [64]byte                // shards do not share a cache line
}

const longest = time.Hour

func newHistogram() *hdrhistogram.Histogram {
	return hdrhistogram.New(1, longest.Microseconds(), 3)
}

// record notes a duration; by spreads those who record at once. Clocks of two machines differ: what is
// negative counts as nothing.
func (t *timings) record(d time.Duration, by int) {
	s := &t.shards[uint(by)%uint(len(t.shards))]
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.h == nil {
		s.h = newHistogram()
	}
	_ = s.h.RecordValue(min(max(0, d), longest).Microseconds()) // it lies within the bounds
}

// Latency is a distribution in milliseconds. Max is exact to three digits, as the others are.
type Latency struct {
	Count int64   `json:"count"`
	P50   float64 `json:"p50"`
	P90   float64 `json:"p90"`
	P99   float64 `json:"p99"`
	Max   float64 `json:"max"`
}

// latency sums up what was recorded; nil when nothing was.
func (t *timings) latency() *Latency {
	all := newHistogram()
	for i := range t.shards {
		s := &t.shards[i]
		s.mu.Lock()
		if s.h != nil {
			all.Merge(s.h)
		}
		s.mu.Unlock()
	}
	if all.TotalCount() == 0 {
		return nil
	}
	at := all.ValueAtPercentilesSlice([]float64{50, 90, 99})
	ms := func(micros int64) float64 { return float64(micros) / 1000 }
	return &Latency{Count: all.TotalCount(), P50: ms(at[0]), P90: ms(at[1]), P99: ms(at[2]), Max: ms(all.Max())}
}
