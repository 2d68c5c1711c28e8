package server_test

import (
	"net"
	"runtime"
	"testing"
)

// BenchmarkIdleSessions measures what an idle session costs this process, heap and stacks together.
// The client's own connection, a few hundred bytes in the same process, is counted with it. The
// target is 12 KB.
func BenchmarkIdleSessions(b *testing.B) {
	const sessions = 2000
	w := start(b, func(o *options) {
		o.cfg.SessionsPerAddress = 2 * sessions
		o.cfg.GuestsPerMinute = -1
	})
	greeting := make([]byte, 4096)
	connect := func() net.Conn {
		c, err := net.Dial("tcp", w.addr)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := c.Write([]byte(upgradeHead + "\r\n")); err != nil {
			b.Fatal(err)
		}
		if _, err := c.Read(greeting); err != nil {
			b.Fatal(err)
		}
		return c
	}
	count := func(n int) func() bool {
		return func() bool { return w.Stats().Connections == n }
	}
	for b.Loop() {
		var clients [sessions]net.Conn
		clients[0] = connect() // what is made once is not a session's
		before := memory()
		for i := range clients[1:] {
			clients[i+1] = connect()
		}
		b.StopTimer()
		eventually(b, "all are greeted", count(sessions))
		b.ReportMetric(float64(memory()-before)/(sessions-1), "B/session")
		for _, c := range clients {
			_ = c.Close()
		}
		eventually(b, "all have left", count(0))
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
