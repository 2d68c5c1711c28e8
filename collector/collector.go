// Package collector keeps what the garbage collector leaves lying about small where much is alive. Go lets as much
// grow again as is alive before it collects: a process with a crowd of users is resident twice. Here that room is
// bounded, at the price of some processor time, and only in a process that large. It knows nothing of ours.
package collector

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

const (
	// room is how many bytes may be allocated between two collections by as much as is alive.
	room = 48 << 20
	// most and least are the percent of what is alive that may come anew: Go's own, and the point beyond which the
	// collector would take more processor time than memory is worth.
	most, least = 100, 50
	// step is the smallest change that is made: each stops the world for a moment.
	step = 5

	interval = time.Second
	alive    = "/gc/heap/live:bytes"
)

// Run follows how much is alive until the context ends, and then leaves the collector as Go has it. It is for a
// process whose operator has not set GOGC; a GOMEMLIMIT holds as well.
func Run(ctx context.Context) error {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	defer debug.SetGCPercent(most)
	set := most
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			if p := percent(live()); p != set && (p-set >= step || set-p >= step || p == most || p == least) {
				debug.SetGCPercent(p)
				set = p
			}
		}
	}
}

// percent is what may be allocated anew beside live bytes before the collector runs.
func percent(live uint64) int {
	if live <= room {
		return most
	}
	return max(least, int(room*100/live))
}

// live is what the last collection found alive, in bytes.
func live() uint64 {
	sample := []metrics.Sample{{Name: alive}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
