//go:build !linux

package ops

import "runtime/metrics"

// memory is what Go's runtime has of the operating system, in bytes.
func memory() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
