package client

import (
	"context"
	"time"

	"github.com/planspark/planspark/protocol"
)

// backoff draws the delays between tries: full jitter, anywhere between nothing and a bound that
// doubles. The first try is jittered too, so that the clients of a server that went away do not come
// back as one. Not safe for concurrent use.
type backoff struct {
	rand  func() float64
	as    protocol.Backoff
	tries int
}

func newBackoff(rand func() float64) *backoff {
	return &backoff{rand: rand, as: protocol.DefaultBackoff()}
}

// tune takes over what the server asks for.
func (b *backoff) tune(as protocol.Backoff) { b.as = as.Or(b.as) }

func (b *backoff) next() time.Duration {
	bound := b.as.Bound(b.tries)
	b.tries++
	return time.Duration(b.rand() * float64(bound))
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
