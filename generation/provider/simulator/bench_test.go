package simulator_test

import (
	"testing"

	"github.com/planspark/planspark/generation/provider/simulator"
)

// What a token costs from the socket to us, library and simulator included, in both formats.
func BenchmarkWire(b *testing.B) {
	const tokens = 1000
	_, url := simulate(b, simulator.Config{Knobs: knobs(func(k *simulator.Knobs) { k.Tokens = tokens })})
	for name, p := range both(b, url, "any") {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := p.Stream(b.Context(), prompt, func(string) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/tokens, "ns/token")
		})
	}
}
