package e2e

import (
	"io"
	"net/http"
	"slices"
	"testing"
	"time"
)

// BenchmarkScrape has ten thousand sessions open, and measures how long GET /metrics takes then.
func BenchmarkScrape(b *testing.B) {
	const sessions = 10_000
	s := serve(b, binaries.plain, b.TempDir(), "", append([]string{"--max-sessions-per-user", "0", "--max-sessions-per-ip", "0"}, unlimited...)...)
	users, _ := command(b, binaries.plain, "bench", "--scenario", "connect", "--users", "10000", "--rate", "2000", "--duration", "1h", "--server", s.url)
	must(b, users.Start())
	b.Cleanup(func() {
		_ = users.Process.Kill()
		_ = users.Wait()
	})
	until(b, "all sessions are open", func() bool {
		return scrape(b, s.url)["planspark_sessions"].GetMetric()[0].GetGauge().GetValue() == sessions
	})
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		resp, err := http.Get(s.url + "/metrics")
		must(b, err)
		n, err := io.Copy(io.Discard, resp.Body)
		must(b, err)
		must(b, resp.Body.Close())
		took = append(took, time.Since(began))
		b.SetBytes(n)
	}
	slices.Sort(took)
	for name, i := range map[string]int{"p50-ms": len(took) / 2, "p99-ms": len(took) * 99 / 100} {
		b.ReportMetric(float64(took[i].Microseconds())/1000, name)
	}
}
