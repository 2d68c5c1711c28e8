package generation

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Observer hears how generations go here. Its methods are called in the middle of the work: they neither
// block nor fail.
type Observer interface {
	// Claimed: a worker of this instance has taken it.
	Claimed(Claimed)
	// FirstEvent and FirstText: its log began, and its text; after is counted from the submission.
	FirstEvent(after time.Duration)
	FirstText(after time.Duration, users int)
	// Wrote: the built-in planner wrote a section, for which it took so long.
	Wrote(took time.Duration)
	// Ended: it is terminal, through this instance.
	Ended(Ended)
}

// Claimed is a generation in the hands of a worker.
type Claimed struct {
	Generation string
	Attempt    int64         // 1 when nobody had begun it
	Waited     time.Duration // from the submission to the first worker
	Foretold   time.Duration // of Waited, at submission; negative without a forecast
}

// Ended is a generation that has ended.
type Ended struct {
	Generation string
	State      protocol.State
	Code       protocol.Code // of the problem; failed ones only
	Source     string
	Degraded   bool
	Users      int           // that were there when it was submitted
	Took       time.Duration // from its first worker, as far as it got to one
}

// nobody observes nothing.
type nobody struct{}

func (nobody) Claimed(Claimed)              {}
func (nobody) FirstEvent(time.Duration)     {}
func (nobody) FirstText(time.Duration, int) {}
func (nobody) Wrote(time.Duration)          {}
func (nobody) Ended(Ended)                  {}

func observerOr(o Observer) Observer {
	if o == nil {
		return nobody{}
	}
	return o
}

// observedWriter tells of the first event and the first text that an attempt appends, when nothing was
// appended before it.
type observedWriter struct {
	Writer
	observer    Observer
	record      Record
	began       time.Time   // when this instance had it; the database knows for how long it had waited by then
	event, text atomic.Bool // told
}

func observed(w Writer, o Observer, r Record, began time.Time) Writer {
	if r.Attempt > 1 {
		return w
	}
	return &observedWriter{Writer: w, observer: o, record: r, began: began}
}

// Append implements Writer.
func (w *observedWriter) Append(ctx context.Context, events ...protocol.Event) (protocol.Cursor, error) {
	c, err := w.Writer.Append(ctx, events...)
	if err != nil || w.text.Load() {
		return c, err
	}
	after := w.record.StartedAt.Sub(w.record.CreatedAt) + time.Since(w.began)
	if w.event.CompareAndSwap(false, true) {
		w.observer.FirstEvent(after)
	}
	isText := func(e protocol.Event) bool { return e.Kind == protocol.KindDelta }
	if slices.ContainsFunc(events, isText) && w.text.CompareAndSwap(false, true) {
		w.observer.FirstText(after, w.record.Users)
	}
	return c, err
}

// settled notes how a worker ended its generation in the database.
type settled struct {
	Work
	result *Result // nil until it did
}

// Finish implements Work.
func (s *settled) Finish(ctx context.Context, h Held, r Result) (time.Time, error) {
	at, err := s.Work.Finish(ctx, h, r)
	if err == nil {
		s.result = &r
	}
	return at, err
}

// ended is what an observer hears of a result.
func (r Result) ended(of Record, took time.Duration) Ended {
	e := Ended{Generation: of.ID, State: r.State, Source: r.Source, Degraded: r.Degraded, Users: of.Users, Took: took}
	if r.Problem != nil {
		e.Code = r.Problem.Code
	}
	return e
}
