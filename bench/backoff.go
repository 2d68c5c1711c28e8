package bench

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/planspark/planspark/protocol"
)

// backoff waits as the protocol asks clients to: full jitter, the first time too.
type backoff struct {
	as     protocol.Backoff
	failed int // tries since a connection was made
}

// tune takes over what the service asks for; a connection was made.
func (b *backoff) tune(as protocol.Backoff) { b.as, b.failed = as.Or(b.as), 0 }

func (b *backoff) sleep(ctx context.Context) error {
	bound := b.as.Bound(b.failed)
	b.failed++
	return sleep(ctx, rand.N(bound))
}

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
