package provider

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"
	"unicode"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// answer is what a call brought.
type answer struct {
	text  string   // as it was shown
	wrong []string // what the review found
}

// call makes one call, as soon as breaker, quota and gate let it. The error is a *givenUp when they do
// not, and a *Fault when the call failed.
func (w *writing) call(ctx context.Context, l *link, p Prompt) (answer, error) {
	asked := time.Now()
	a, err := w.admit(ctx, l, p)
	if now := time.Now(); now.Sub(asked) >= noticeable {
		tracing.Past(ctx, "wait", asked, now, tracing.Provider.String(l.name()))
	}
	if err != nil {
		return answer{}, err
	}
	ctx, span := tracing.Ask(ctx, l.call, tracing.Provider.String(l.name()), tracing.Try.Int(w.calls))
	defer span.End()
	return w.made(ctx, l, p, a)
}

// noticeable is the shortest wait for a provider that a trace shows.
const noticeable = time.Millisecond

// admission is a call's leave to be made, which it has to give back.
type admission struct {
	reservation Reservation
	leave       func(Load)
	ticket      Ticket
}

// admit waits until breaker, quota and gate let a call through, or says that they do not.
func (w *writing) admit(ctx context.Context, l *link, p Prompt) (a admission, err error) {
	if _, ok := l.pass(ctx); !ok {
		return admission{}, w.shut(l)
	}
	if a.reservation, err = w.reserve(ctx, l, p.tokens()+w.order.Expect); err != nil {
		return admission{}, err
	}
	if a.leave, err = w.enter(ctx, l); err != nil {
		l.Quota.Release(context.WithoutCancel(ctx), a.reservation)
		return admission{}, err
	}
	var ok bool
	if a.ticket, ok = l.pass(ctx); !ok { // it may have opened while we waited
		a.leave(LoadUnknown)
		l.Quota.Release(context.WithoutCancel(ctx), a.reservation)
		return admission{}, w.shut(l)
	}
	w.calls++
	return a, nil
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
func (w *writing) made(ctx context.Context, l *link, p Prompt, a admission) (answer, error) {
	began, settled := time.Now(), context.WithoutCancel(ctx)
	e := &exchange{writing: w, link: l}
	returned := false
	defer func() {
		if !returned { // a page has panicked: what the call held is not lost with it
			a.leave(LoadUnknown)
			l.Quota.Release(settled, a.reservation)
		}
	}()
	err := e.ask(ctx, p)
	returned = true
	took := time.Since(began)

	usage := e.cost(p, err)
	l.Quota.Settle(settled, a.reservation, usage.Input+usage.Output, took)
	w.account.add(l.name(), usage)
	w.chain.observer.Spent(l.name(), usage.Input, usage.Output)

	err = e.review(err)
	fault, failed := faultOf(err)
	outcome := "ok"
	switch {
	case failed:
		outcome = fault.Kind.String()
		w.failed(settled, l, fault, a)
	case err != nil: // ours: cancelled, or nobody to write for
		outcome = "cancelled"
		a.leave(LoadUnknown)
		l.Breaker.Record(settled, a.ticket, Void)
	default:
		a.leave(LoadFine)
		w.chain.note(l, l.Breaker.Record(settled, a.ticket, Worked))
	}
	w.chain.observer.Called(l.name(), outcome, e.first, took)
	e.tell(tracing.Of(ctx), outcome, failed, usage)
	return answer{text: e.shown.String(), wrong: e.wrong}, err
}

// failed draws the consequences of a fault.
func (w *writing) failed(ctx context.Context, l *link, f *Fault, a admission) {
	load := LoadUnknown
	if f.crowded() {
		load = LoadHigh
	}
	a.leave(load)
	if f.Kind == RateLimited {
		f.After = cmp.Or(f.After, defaultHold)
		l.Quota.Hold(ctx, f.After)
		w.full = append(w.full, shortage{l, &NoRoom{Wait: f.After, Held: true}})
	}
	w.chain.trouble(l, f)
	w.chain.note(l, l.Breaker.Record(ctx, a.ticket, rules[f.Kind].verdict))
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

// tell says in a trace how the call went.
func (e *exchange) tell(s tracing.Span, outcome string, failed bool, u Usage) {
	s.Set(tracing.Outcome.String(outcome), tracing.InputTokens.Int(u.Input), tracing.OutputTokens.Int(u.Output))
	if e.first > 0 {
		s.Set(tracing.FirstMS.Int64(e.first.Milliseconds()))
	}
	if failed {
		s.Fail(outcome)
	}
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
		e.first = cmp.Or(e.first, max(time.Nanosecond, time.Since(began)))
		return e.show(filter.Next(printable(text)))
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

// printable drops what no text has, and what PostgreSQL and XML do not take: control characters other than line breaks
// and tabs.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
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
