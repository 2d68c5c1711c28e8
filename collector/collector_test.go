package collector

import (
	"context"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

func TestTheRoomBesideWhatIsAliveIsBounded(t *testing.T) {
	for _, c := range []struct {
		live uint64
		want int
	}{{0, 100}, {48 << 20, 100}, {64 << 20, 75}, {96 << 20, 50}, {4 << 30, 50}} {
		if got := percent(c.live); got != c.want {
			t.Errorf("beside %d MB that are alive %d %% may come anew, want %d", c.live>>20, got, c.want)
		}
	}
}

// What the collector is told follows what is alive, up and down again, and ends with who told it.
func TestTheCollectorIsToldOfWhatIsAlive(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- Run(ctx) }()
	held := make([]byte, 200<<20)
	waitFor(t, least)
	runtime.KeepAlive(held)
	held = nil
	waitFor(t, most)
	held = make([]byte, 200<<20)
	waitFor(t, least)
	runtime.KeepAlive(held)
	cancel()
	if err := <-ended; err != nil || told() != most {
		t.Errorf("behind its end: %v, %d %%", err, told())
	}
}

func waitFor(t *testing.T, percent int) {
	t.Helper()
	for end := time.Now().Add(time.Minute); told() != percent; time.Sleep(10 * time.Millisecond) {
		runtime.GC()
		if time.Now().After(end) {
			t.Fatalf("the collector goes by %d %%, want %d", told(), percent)
		}
	}
}

func told() int {
	sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	metrics.Read(sample)
	return int(sample[0].Value.Uint64())
}
