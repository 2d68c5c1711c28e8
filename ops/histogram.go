package ops

import "time"

// Histogram counts values by bucket: as many as its bounds, and one for what lies above the last. The
// zero value is empty and takes any bounds.
type Histogram []int64

func (h Histogram) plus(o Histogram, sign int64) Histogram {
	if len(o) == 0 {
		return h
	}
	sum := make(Histogram, max(len(h), len(o)))
	copy(sum, h)
	for i, n := range o {
		sum[i] += sign * n
	}
	return sum
}

// total is how many values were counted.
func (h Histogram) total() int64 {
	var n int64
	for _, v := range h {
		n += v
	}
	return n
}

// quantile is the value below which the share q lies, by linear interpolation within its bucket, as
// Prometheus' histogram_quantile does it; what lies above the last bound counts as that. ok is false
// for an empty histogram.
func (h Histogram) quantile(q float64, bounds []float64) (v float64, ok bool) {
	rank := q * float64(h.total())
	if rank <= 0 {
		return 0, false
	}
	var below float64
	low := 0.0
	for i, n := range h {
		if i == len(bounds) {
			return bounds[len(bounds)-1], true
		}
		if below+float64(n) >= rank && n > 0 {
			return low + (bounds[i]-low)*(rank-below)/float64(n), true
		}
		below += float64(n)
		low = bounds[i]
	}
	return low, true
}

// millis is a quantile of seconds in whole milliseconds; nil for an empty histogram.
func (h Histogram) millis(q float64, bounds []float64) *int64 {
	v, ok := h.quantile(q, bounds)
	if !ok {
		return nil
	}
	ms := time.Duration(v * float64(time.Second)).Round(time.Millisecond).Milliseconds()
	return &ms
}
