package provider

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/planspark/planspark/protocol"
)

// answer is what a call brought.
type answer struct {
	text  string   // as it was shown
	wrong []string // what the review found
}

// call makes one call, as soon as breaker, quota and gate let it. The error is a *givenUp when they do
// not, and a *Fault when the call failed.
func (w *writing) call(ctx context.Context, l *link, p Prompt) (answer, error) {
	if _, ok := l.pass(ctx); !ok {
		return answer{}, w.shut(l)
	}
	reservation, err := w.reserve(ctx, l, p.tokens()+w.order.Expect)
	if err != nil {
		return answer{}, err
	}
	leave, err := w.enter(ctx, l)
	if err != nil {
		l.Quota.Release(context.WithoutCancel(ctx), reservation)
		return answer{}, err
	}
	ticket, ok := l.pass(ctx) // it may have opened while we waited
	if !ok {
		leave(LoadUnknown)
		l.Quota.Release(context.WithoutCancel(ctx), reservation)
		return answer{}, w.shut(l)
	}
	return w.made(ctx, l, p, reservation, leave, ticket)
}

// shut says why no call passes: an operator's pause and a wrong key are not what failing calls are.
func (w *writing) shut(l *link) error {
	last := l.trouble.Load()
	if l.paused.Load() || last != nil && last.fault.Kind == Rejected {
		return &givenUp{from: l.name(), reason: protocol.ReasonUnavailable}
	}
	return &givenUp{from: l.name(), reason: protocol.ReasonBreakerOpen}
}

// made makes the call and settles it with everybody who wants to know how it went.
func (w *writing) made(ctx context.Context, l *link, p Prompt, r Reservation, leave func(Load), t Ticket) (answer, error) {
	began, settled := time.Now(), context.WithoutCancel(ctx)
	e := &exchange{writing: w, link: l}
	returned := false
	defer func() {
		if !returned { // a page has panicked: what the call held is not lost with it
			leave(LoadUnknown)
			l.Quota.Release(settled, r)
		}
	}()
	err := e.ask(ctx, p)
	returned = true
	took := time.Since(began)

	usage := e.cost(p, err)
	l.Quota.Settle(settled, r, usage.Input+usage.Output, took)
	w.account.add(l.name(), usage)
	w.chain.observer.Spent(l.name(), usage.Input, usage.Output)

	err = e.review(err)
	fault, failed := faultOf(err)
	switch {
	case failed:
		w.failed(settled, l, fault, leave, t)
		w.chain.observer.Called(l.name(), fault.Kind.String(), e.first, took)
	case err != nil: // ours: cancelled, or nobody to write for
		leave(LoadUnknown)
		l.Breaker.Record(settled, t, Void)
		w.chain.observer.Called(l.name(), "cancelled", e.first, took)
	default:
		leave(LoadFine)
		w.chain.note(l, l.Breaker.Record(settled, t, Worked))
		w.chain.observer.Called(l.name(), "ok", e.first, took)
	}
	return answer{text: e.shown.String(), wrong: e.wrong}, err
}

// failed draws the consequences of a fault.
func (w *writing) failed(ctx context.Context, l *link, f *Fault, leave func(Load), t Ticket) {
	load := LoadUnknown
	if f.crowded() {
		load = LoadHigh
	}
	leave(load)
	if f.Kind == RateLimited {
		set(&f.After, defaultHold)
		l.Quota.Hold(ctx, f.After)
		w.full = append(w.full, shortage{l, &NoRoom{Wait: f.After, Held: true}})
	}
	w.chain.trouble(l, f)
	w.chain.note(l, l.Breaker.Record(ctx, t, rules[f.Kind].verdict))
}

// defaultHold is for how long a provider is left alone that does not say how long.
const defaultHold = 10 * time.Second

// exchange is one call as it goes.
type exchange struct {
	*writing
	link  *link
	shown strings.Builder
	first time.Duration // to the first text
	usage Usage
	wrong []string
}

// errStalled is the cause with which a call without text is ended.
var errStalled = errors.New("no text for too long")

// ask makes the call and writes on the page what comes. A call without text for too long is ended.
func (e *exchange) ask(ctx context.Context, p Prompt) (err error) {
	if e.void || e.dirty {
		if err := e.page.Reset(); err != nil {
			return err
		}
		e.void, e.dirty = false, false
	}
	filter := Filter(plain{})
	if e.order.Filter != nil {
		filter = e.order.Filter()
	}
	watched, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	dog := time.AfterFunc(2*e.chain.stall, func() { cancel(errStalled) })
	defer dog.Stop()
	began := time.Now()
	e.usage, err = e.link.Provider.Stream(watched, p, func(text string) error {
		dog.Stop() // the page may take its time
		defer dog.Reset(e.chain.stall)
		set(&e.first, max(time.Nanosecond, time.Since(began)))
		return e.show(filter.Next(text))
	})
	if err == nil {
		return e.show(filter.Rest())
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if context.Cause(watched) == errStalled {
		return &Fault{Kind: Stalled}
	}
	return err
}

// review looks at an answer that came to its end, and says what is wrong with it.
func (e *exchange) review(err error) error {
	if f, failed := faultOf(err); failed && f.Kind == Overlong {
		e.wrong = []string{"It is too long, and broke off. Write it much shorter."}
	}
	if err != nil || e.order.Review == nil {
		return err
	}
	if e.wrong = e.order.Review(e.shown.String()); len(e.wrong) > 0 {
		return &Fault{Kind: Unfit}
	}
	return nil
}

// maxText bounds a text, in bytes: many times what a section has.
const maxText = 64 << 10

func (e *exchange) show(text string) error {
	if text == "" {
		return nil
	}
	if e.shown.Len()+len(text) > maxText {
		return &Fault{Kind: Overlong}
	}
	e.dirty = true
	e.shown.WriteString(text)
	return e.page.Write(text)
}

// cost is what the call cost: as reported, or estimated when it broke off on the way. A call that was
// refused cost nothing.
func (e *exchange) cost(p Prompt, err error) Usage {
	if e.usage != (Usage{}) || e.first == 0 && err != nil {
		return e.usage
	}
	return Usage{Input: p.tokens(), Output: tokensIn(e.shown.String())}
}
