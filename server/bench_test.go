package server_test

import (
	"runtime"
	"testing"
)

// BenchmarkIdleSessions measures what an idle session costs this process, heap and stacks together.
// The client's own connection, a few hundred bytes in the same process, is counted with it.
func BenchmarkIdleSessions(b *testing.B) {
	const sessions = 2000
	w := start(b, func(o *options) {
		o.cfg.SessionsPerAddress = 2 * sessions
		o.cfg.GuestsPerMinute = -1
	})
	for b.Loop() {
		leave := []func(){w.connectIdle()} // what is made once is not a session's
		before := memory()
		for range sessions - 1 {
			leave = append(leave, w.connectIdle())
		}
		b.StopTimer()
		eventually(b, "all are greeted", w.connected(sessions))
		b.ReportMetric(float64(memory()-before)/(sessions-1), "B/session")
		for _, l := range leave {
			l()
		}
		eventually(b, "all have left", w.connected(0))
		b.StartTimer()
	}
	b.ReportMetric(float64(sessions)*float64(b.N)/b.Elapsed().Seconds(), "sessions/s")
}

// memory is heap and stacks in use.
func memory() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}
