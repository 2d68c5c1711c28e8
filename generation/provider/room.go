package provider

import (
	"context"
	"time"

	"github.com/planspark/planspark/protocol"
)

// reserve takes the call out of the provider's minute. When there is no room, an impatient writing goes
// on to the next provider, a patient one waits in line as long as that is worth it.
func (w *writing) reserve(ctx context.Context, l *link, tokens int) (Reservation, error) {
	r, full := l.Quota.Reserve(ctx, tokens)
	if full == nil {
		return r, nil
	}
	if !w.patient {
		w.full = append(w.full, shortage{l, full})
	}
	if !w.patient || !w.worth(ctx, full) {
		return "", full.givenUp(l)
	}
	if err := w.page.Retry(Retry{Provider: l.name(), Attempt: 1, Delay: full.Wait, Reason: full.reason()}); err != nil {
		return "", err
	}
	w.void = true
	return w.queue(ctx, l, tokens, full)
}

// queue waits behind the others who wait for the same room.
func (w *writing) queue(ctx context.Context, l *link, tokens int, full *NoRoom) (Reservation, error) {
	w.chain.waiting.Add(1)
	defer w.chain.waiting.Add(-1)
	turn := ctx
	if until := w.account.until(); !until.IsZero() {
		var cancel context.CancelFunc
		turn, cancel = context.WithDeadline(ctx, until)
		defer cancel()
	}
	if err := l.turn.Acquire(turn, 1); err != nil {
		if ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		return "", full.givenUp(l)
	}
	defer l.turn.Release(1)
	for {
		r, full := l.Quota.Reserve(ctx, tokens)
		if full == nil {
			return r, nil
		}
		if !w.worth(ctx, full) {
			return "", full.givenUp(l)
		}
		if err := w.sleep(ctx, l, max(full.Wait, shortestNap)); err != nil {
			return "", err
		}
	}
}

// shortestNap keeps a wait that was foretold too short from becoming a busy one.
const shortestNap = 20 * time.Millisecond

// longestHold is the longest rate limit of a provider that is waited for: any longer, and it moves on.
const longestHold = 5 * time.Second

// worth says whether to wait for room. A short rate limit is. Our own quota is, when all that is left to
// write can be foretold to find room before the patience ends; else the wait would be for a part only,
// and the user had better have the whole at once, now and for what is left.
func (w *writing) worth(ctx context.Context, full *NoRoom) bool {
	wait := full.Wait
	if full.Held {
		return wait <= longestHold && !tooLate(ctx, wait)
	}
	if full.Limit > 0 {
		wait += time.Duration((max(1, w.order.Left)-1)/full.Limit) * minute
	}
	until := w.account.until()
	if !until.IsZero() && time.Now().Add(wait).After(until) || tooLate(ctx, wait) {
		w.account.lose()
		return false
	}
	return true
}

func (n *NoRoom) reason() string {
	if n.Held {
		return protocol.ReasonRateLimited
	}
	return protocol.ReasonQuota
}

func (n *NoRoom) givenUp(l *link) error { return &givenUp{from: l.name(), reason: n.reason()} }

// enter waits for a place at the gate, in line, as long as the patience lasts.
func (w *writing) enter(ctx context.Context, l *link) (leave func(Load), err error) {
	waiting := ctx
	if w.account.patience > 0 {
		var cancel context.CancelFunc
		waiting, cancel = context.WithTimeout(ctx, w.account.patience)
		defer cancel()
	}
	leave, err = l.Gate.Enter(waiting)
	if err != nil && ctx.Err() == nil {
		return nil, &givenUp{from: l.name(), reason: protocol.ReasonOverload}
	}
	return leave, err
}
