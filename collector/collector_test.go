package collector

import (
	"context"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"testing/synctest"
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
	synctest.Test(t, func(t *testing.T) {
		defer debug.SetGCPercent(debug.SetGCPercent(most))
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- Run(ctx) }()
		for _, held := range []int{200 << 20, 0, 200 << 20} {
			alive := make([]byte, held)
			runtime.GC()
			time.Sleep(interval + time.Millisecond)
			want := most
			if held > 0 {
				want = least
			}
			if got := told(); got != want {
				t.Errorf("with %d MB alive the collector goes by %d %%, want %d", held>>20, got, want)
			}
			runtime.KeepAlive(alive)
		}
		cancel()
		if err := <-ended; err != nil || told() != most {
			t.Errorf("behind its end: %v, %d %%", err, told())
		}
	})
}

func told() int {
	sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	metrics.Read(sample)
	return int(sample[0].Value.Uint64())
}
