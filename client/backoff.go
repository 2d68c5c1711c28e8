package client

import (
	"context"
	"time"

	"github.com/planspark/planspark/protocol"
)

// The back-off until the server tells its own.
const (
	baseDelay = 500 * time.Millisecond
	capDelay  = 20 * time.Second
)

// backoff draws the delays between tries: full jitter, anywhere between nothing and a bound that
// doubles from base up to cap. The first try is jittered too, so that the clients of a server that
// went away do not come back as one. Not safe for concurrent use.
type backoff struct {
	rand      func() float64
	base, cap time.Duration
	tries     int
}

func newBackoff(rand func() float64) *backoff {
	return &backoff{rand: rand, base: baseDelay, cap: capDelay}
}

// tune takes over what the server asks for.
func (b *backoff) tune(w protocol.Backoff) {
	if w.BaseMS > 0 && w.CapMS >= w.BaseMS {
		b.base, b.cap = time.Duration(w.BaseMS)*time.Millisecond, time.Duration(w.CapMS)*time.Millisecond
	}
}

func (b *backoff) next() time.Duration {
	bound := b.base
	for range b.tries {
		if bound >= b.cap {
			break
		}
		bound *= 2
	}
	b.tries++
	return time.Duration(b.rand() * float64(min(bound, b.cap)))
}

func (b *backoff) reset() { b.tries = 0 }

// sleep waits, or returns the context's error.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
