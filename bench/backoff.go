package bench

import (
	"context"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/planspark/planspark/protocol"
)

// backoff waits as the protocol asks clients to: full jitter, the first time too, up to a bound that
// doubles.
type backoff struct{ base, bound, cap time.Duration }

func newBackoff() *backoff {
	return &backoff{base: 500 * time.Millisecond, bound: 500 * time.Millisecond, cap: 20 * time.Second}
}

// tune takes over what the service asks for; a connection was made.
func (b *backoff) tune(w protocol.Backoff) {
	if w.BaseMS > 0 && w.CapMS >= w.BaseMS {
		b.base, b.cap = time.Duration(w.BaseMS)*time.Millisecond, time.Duration(w.CapMS)*time.Millisecond
	}
	b.bound = b.base
}

func (b *backoff) sleep(ctx context.Context) error {
	wait := rand.N(b.bound)
	b.bound = min(2*b.bound, b.cap)
	return sleep(ctx, wait)
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

func codeText(code int) string { return strconv.Itoa(code) }
