package generation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// Why a worker stopped before the end.
var (
	ErrLeaseLost = errors.New("lease lost to another worker")
	ErrDraining  = errors.New("instance is draining")
	ErrCancelled = errors.New("generation was cancelled")
)

// job is one generation in the hands of a worker.
type job struct {
	record   Record
	work     Work
	writer   Writer
	planner  *Planner
	author   Author
	shed     string // whom the built-in planner replaces from the start; empty in the pool lane
	worker   string
	logger   zerolog.Logger
	draining <-chan struct{} // closed: stop at the next section
	life     context.Context // ends when the attempt is not this worker's any more, or the process stops
	telling  telling

	mu       sync.Mutex // guards record.Sections and degraded while sections are written
	degraded bool
}

func (j *job) held() Held { return Held{ID: j.record.ID, Attempt: j.record.Attempt} }

// run takes the generation from where it stands to its end. An error means that it did not get
// there: ErrDraining when it may be released, anything else as it came.
func (j *job) run(ctx context.Context) error {
	if err := j.begin(ctx); err != nil {
		return err
	}
	brief, err := j.brief(ctx)
	if err != nil {
		return err
	}
	figures, err := j.figures(ctx, brief)
	if err != nil {
		return err
	}
	if err := j.sections(ctx, figures); err != nil {
		return err
	}
	return j.finish(ctx)
}

func (j *job) begin(ctx context.Context) error {
	kept := []string{}
	for _, s := range j.record.Sections {
		kept = append(kept, s.Section)
	}
	events := []protocol.Event{{
		Kind: protocol.KindStarted, Attempt: j.record.Attempt, Worker: j.worker,
		ResumedSections: kept, Stages: protocol.StagesIn(j.record.Request.Locale),
	}}
	if j.record.Attempt == 1 {
		events[0].At = protocol.At(j.record.StartedAt)
	}
	if j.record.Attempt > 1 {
		events = append(events, voided(kept)...)
	}
	if j.shed != "" {
		events = append(events, protocol.Event{
			Kind: protocol.KindFallback, From: j.shed, To: protocol.SourceOffline, Reason: protocol.ReasonOverload,
		})
	}
	return j.tell(ctx, events...)
}

// voided says of every section that is not kept that its text so far is void: started says the same, to those who
// know what follows from it.
func voided(kept []string) []protocol.Event {
	var events []protocol.Event
	for _, s := range protocol.Sections() {
		if !slices.Contains(kept, s.Slug) {
			events = append(events, protocol.Event{Kind: protocol.KindSectionReset, Section: s.Slug})
		}
	}
	return events
}

// brief makes the market brief, or takes up that of an earlier attempt.
func (j *job) brief(ctx context.Context) (brief market.Brief, err error) {
	ctx, span := tracing.Start(ctx, spanMarket, tracing.Stage.String(protocol.StageMarket))
	defer func() { end(span, err) }()
	if err := j.stage(ctx, protocol.StageMarket); err != nil {
		return market.Brief{}, err
	}
	if brief, err = j.planner.LatestBrief(ctx, j.record); err != nil {
		return market.Brief{}, err
	}
	raw, err := json.Marshal(brief)
	if err != nil {
		return market.Brief{}, fmt.Errorf("encode market brief: %w", err)
	}
	return brief, j.tell(ctx, protocol.Event{Kind: protocol.KindMarket, Market: raw, Source: brief.Source, Date: brief.Date})
}

// figures computes the model on the brief.
func (j *job) figures(ctx context.Context, brief market.Brief) (f Figures, err error) {
	ctx, span := tracing.Start(ctx, spanFinancials, tracing.Stage.String(protocol.StageFinancials))
	defer func() { end(span, err) }()
	if err := j.stage(ctx, protocol.StageFinancials); err != nil {
		return Figures{}, err
	}
	f, err = j.planner.Figures(ctx, j.record.Request, brief, j.record.Fingerprint.Seed(), j.record.CreatedAt)
	if err != nil {
		return Figures{}, err
	}
	return f, j.complete(ctx, Checkpoint{Market: f.Market, Financials: f.Financials, Degraded: j.degraded},
		protocol.Event{Kind: protocol.KindFinancials, Financials: summaryOf(f.Financials)})
}

// finish writes the end to the database first; a reader that misses the event finds it there.
func (j *job) finish(ctx context.Context) (err error) {
	ctx, span := tracing.Start(ctx, spanAssemble, tracing.Stage.String(protocol.StageAssemble))
	defer func() { end(span, err) }()
	if err := j.stage(ctx, protocol.StageAssemble); err != nil {
		return err
	}
	chars, sha := j.writer.Checksum()
	source := sourceOf(j.record.Sections)
	at, err := j.settle(ctx, Result{State: protocol.StateCompleted, Source: source, Degraded: j.degraded, Chars: chars, SHA256: sha})
	if err != nil {
		return err
	}
	return j.append(j.life, protocol.Event{
		Kind: protocol.KindCompleted, At: protocol.At(at), Degraded: protocol.Ptr(j.degraded), Source: source,
		DurationMS: protocol.Ptr(at.Sub(j.record.StartedAt).Milliseconds()),
		QueueMS:    protocol.Ptr(j.record.StartedAt.Sub(j.record.CreatedAt).Milliseconds()),
		PlanURL:    PlanURL(j.record.ID), Chars: protocol.Ptr(chars), SHA256: sha,
	})
}

// fail ends the generation with a problem; finished sections are kept.
func (j *job) fail(ctx context.Context, p *protocol.Problem) error {
	chars, sha := protocol.Checksum(j.record.Snapshot().Sections)
	at, err := j.settle(ctx, Result{State: protocol.StateFailed, Degraded: j.degraded, Problem: p, Chars: chars, SHA256: sha})
	if err != nil {
		return err
	}
	return j.append(j.life, protocol.Event{Kind: protocol.KindFailed, At: protocol.At(at), Problem: p, Chars: protocol.Ptr(chars), SHA256: sha})
}

// settle stores the result; the event that tells it is the next one. What was begun goes on past ctx: a plan whose time
// is over while its end is stored has that end.
func (j *job) settle(ctx context.Context, r Result) (at time.Time, err error) {
	err = j.retry(ctx, func(context.Context) error {
		r.Seq = j.writer.Next().Seq
		at, err = j.work.Finish(j.life, j.held(), r)
		return err
	})
	return at, err
}

// stage announces the next stage.
func (j *job) stage(ctx context.Context, slug string) error {
	stages := protocol.StagesIn(j.record.Request.Locale)
	for i, s := range stages {
		if s.Stage == slug {
			return j.tell(ctx, protocol.Event{Kind: protocol.KindStage, Stage: slug, Title: s.Title, Index: i + 1, Of: len(stages)})
		}
	}
	return fmt.Errorf("there is no stage %q", slug)
}

// tell appends events.
func (j *job) tell(ctx context.Context, events ...protocol.Event) error {
	return j.telling.with(ctx, func() error { return j.append(ctx, events...) })
}

// complete stores a finished stage, and tells it. What was begun goes on past ctx, the time that the plan has: its end
// is proven with the text that was kept, and readers have to have that.
func (j *job) complete(ctx context.Context, c Checkpoint, e protocol.Event) error {
	return j.telling.alone(ctx, func() error {
		err := j.retry(ctx, func(context.Context) error {
			c.Seq = j.writer.Mark().Seq
			return j.work.Checkpoint(j.life, j.held(), c)
		})
		if err != nil {
			return err
		}
		if c.Section != nil {
			j.keep(*c.Section)
		}
		return j.append(j.life, e)
	})
}

// append puts events into the log, stamped with the time where they have none: of the start and the end the database
// has it.
func (j *job) append(ctx context.Context, events ...protocol.Event) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	now := protocol.At(time.Now())
	for i := range events {
		if events[i].At.IsZero() {
			events[i].At = now
		}
	}
	_, err := j.writer.Append(ctx, events...)
	return err
}
