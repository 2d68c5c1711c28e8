package generation_test

import (
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

// BenchmarkPlan takes a plan from submission to its end with a free slot: ms/first is the time from the
// accepted submission to the first event at a watcher, ms/plan to the last.
func BenchmarkPlan(b *testing.B) {
	w := newWorld(b)
	w.pool("one", nil)
	var first, whole time.Duration
	for i := 0; b.Loop(); i++ {
		id := w.submit("ada", vary(cafe, i))
		accepted := time.Now()
		wake := make(chan struct{}, 1)
		watch, err := w.hub.Watch(w.ctx, "ada", id, &protocol.Cursor{}, func() {
			select {
			case wake <- struct{}{}:
			default:
			}
		})
		if err != nil {
			b.Fatal(err)
		}
		for seen := false; ; {
			f, ok := watch.Next()
			if !ok {
				<-wake
				continue
			}
			if f.Durable && !seen {
				first, seen = first+time.Since(accepted), true
			}
			if f.Terminal {
				break
			}
		}
		whole += time.Since(accepted)
	}
	b.ReportMetric(float64(first.Milliseconds())/float64(b.N), "ms/first")
	b.ReportMetric(float64(whole.Milliseconds())/float64(b.N), "ms/plan")
}
