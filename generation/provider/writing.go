package provider

import (
	"context"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/planspark/planspark/protocol"
)

// writing is the making of one text.
type writing struct {
	chain   *Chain
	account *Account
	order   Order
	page    Page

	calls   int        // that were made
	patient bool       // wait for room rather than go on to the next
	full    []shortage // providers that had none
	void    bool       // a retry was told: a reset tells its reader where the text begins, shown or not
	dirty   bool       // text stands on the page that is not going to be finished
}

// shortage is a provider that had no room.
type shortage struct {
	link *link
	room *NoRoom
}

// givenUp is the error of a provider that will not write this text; another may.
type givenUp struct {
	from   string
	reason string
}

// Error implements error.
func (g *givenUp) Error() string { return g.from + " was given up: " + g.reason }

// round asks providers in turn, and returns who wrote the text. The error is a *givenUp, that of the
// last one, when all were given up.
func (w *writing) round(ctx context.Context, links []*link) (source string, err error) {
	for i, l := range links {
		err = w.try(ctx, l)
		g, up := err.(*givenUp)
		if !up {
			return l.name(), err
		}
		if i+1 == len(links) {
			break
		}
		if err := w.page.MoveOn(Move{From: g.from, To: links[i+1].name(), Reason: g.reason}); err != nil {
			return "", err
		}
	}
	return "", err
}

// soonest is the provider that will have room first; nil when none lacked only that.
func (w *writing) soonest() *link {
	var best shortage
	for _, s := range w.full {
		if best.link == nil || s.room.Wait < best.room.Wait {
			best = s
		}
	}
	return best.link
}

// maxAttempts bounds the calls to one provider for one text, whatever their faults.
const maxAttempts = 6

// try has one provider write the text, as often as its faults and the account allow.
func (w *writing) try(ctx context.Context, l *link) error {
	waits := newWaits()
	prompt, seen := w.order.Prompt, map[Kind]int{}
	for attempt := 1; ; attempt++ {
		a, err := w.call(ctx, l, prompt)
		fault, failed := faultOf(err)
		if !failed {
			return err
		}
		seen[fault.Kind]++
		rule := rules[fault.Kind]
		up := &givenUp{from: l.name(), reason: rule.reason}
		if seen[fault.Kind] > rule.again || attempt == maxAttempts {
			return up
		}
		delay := max(waits.NextBackOff(), fault.After)
		if len(a.wrong) > 0 && w.order.Repair != nil {
			prompt, delay = w.order.Repair(a.text, a.wrong), 0
		}
		if delay > longestWait || tooLate(ctx, delay) || !w.account.retry() {
			return up
		}
		if err := w.page.Retry(Retry{Provider: l.name(), Attempt: attempt + 1, Delay: delay, Reason: rule.retry()}); err != nil {
			return err
		}
		if err := w.sleep(ctx, l, delay); err != nil {
			return err
		}
		w.void = true
	}
}

// retry is what a retry is told with: the words of fallbacks, and those of faults that only a retry has.
func (r rule) retry() string {
	if r.reason == protocol.ReasonUnavailable {
		return r.name
	}
	return r.reason
}

// The waits between two calls for the same text: full jitter, from a quarter of a second. A provider that
// asks for a longer one than the longest is left to others.
const (
	firstWait   = 250 * time.Millisecond
	mostWait    = 8 * time.Second
	longestWait = 10 * time.Second
)

func newWaits() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval, b.Multiplier = firstWait/2, mostWait/2, 2
	b.RandomizationFactor = 1 // from 0 to twice the interval
	b.Reset()
	return b
}

// tooLate says whether the context will have ended by then.
func tooLate(ctx context.Context, wait time.Duration) bool {
	end, ok := ctx.Deadline()
	return ok && time.Until(end) <= wait
}

// glance is how often somebody who waits looks whether waiting has lost its point.
const glance = 250 * time.Millisecond

// sleep waits, unless the provider goes down meanwhile: the user has waited enough then.
func (w *writing) sleep(ctx context.Context, l *link, d time.Duration) error {
	end := time.Now().Add(d)
	timer := time.NewTimer(min(d, glance))
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-timer.C:
		}
		left := time.Until(end)
		if left <= 0 {
			return nil
		}
		if _, ok := l.pass(ctx); !ok {
			return &givenUp{from: l.name(), reason: protocol.ReasonBreakerOpen}
		}
		timer.Reset(min(left, glance))
	}
}
