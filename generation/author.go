package generation

import (
	"context"
	"strings"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Task asks for the text of one section.
type Task struct {
	Section protocol.SectionInfo
	Draft   Draft
}

// Author writes sections. emit takes the text as it comes; what it got is the section. An error of
// emit is to be returned.
type Author interface {
	// Source names the author in the plan.
	Source() string
	Write(ctx context.Context, t Task, emit func(text string) error) error
}

// offline is the author that always delivers.
type offline struct {
	planner *Planner
	pace    int // characters a second; 0 is as fast as it is made
}

func (offline) Source() string { return protocol.SourceOffline }

// paceTick is how often a paced text goes on.
const paceTick = 50 * time.Millisecond

// Write lets a section go paragraph by paragraph, or at the pace that was asked for.
func (o offline) Write(ctx context.Context, t Task, emit func(string) error) error {
	text, err := o.planner.Section(t.Draft, t.Section.Slug)
	if err != nil {
		return err
	}
	if o.pace > 0 {
		return paced(ctx, text, o.pace, emit)
	}
	for _, paragraph := range strings.SplitAfter(text, "\n\n") {
		if err := emit(paragraph); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// paceMargin is the time before the end of an attempt at which a pace gives way: a demonstration must
// not cost the plan.
const paceMargin = 15 * time.Second

// paced lets a text go at a number of characters a second.
func paced(ctx context.Context, text string, pace int, emit func(string) error) error {
	ticker := time.NewTicker(paceTick)
	defer ticker.Stop()
	chars := []rune(text)
	began, sent := time.Now(), 0
	for sent < len(chars) {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-ticker.C:
		}
		due := min(len(chars), int(time.Since(began).Seconds()*float64(pace)))
		if end, ok := ctx.Deadline(); ok && time.Until(end) < paceMargin {
			due = len(chars)
		}
		if due == sent {
			continue
		}
		if err := emit(string(chars[sent:due])); err != nil {
			return err
		}
		sent = due
	}
	return nil
}
