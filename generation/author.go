package generation

import (
	"context"
	"strings"
	"time"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/protocol"
)

// Task asks for the text of one section.
type Task struct {
	Section protocol.SectionInfo
	Figures Figures
	Left    int                // sections that are not finished, this one included
	Written []protocol.Section // that are, in no order
}

// Author writes the sections of one generation. Safe for concurrent use.
type Author interface {
	// Source names the author in the plan, or of several the one who writes when nothing goes wrong.
	Source() string
	// Beside is how many sections may be written at a time.
	Beside() int
	// Write writes a section on its page, and returns who did in the end. An error of the page is to be
	// returned.
	Write(ctx context.Context, t Task, p Page) (source string, err error)
}

// Page is where a section is written, and whose readers are told what becomes of it.
type Page interface {
	provider.Page
	// Blank says whether nothing stands on the page.
	Blank() bool
}

// offline is the author that always delivers.
type offline struct {
	planner  *Planner
	pace     int // characters a second; 0 is as fast as it is made
	observer Observer
}

func (offline) Source() string { return protocol.SourceOffline }

func (offline) Beside() int { return 1 }

// Write lets a section go paragraph by paragraph, or at the pace that was asked for.
func (o offline) Write(ctx context.Context, t Task, p Page) (string, error) {
	began := time.Now()
	text, err := o.planner.Section(t.Figures, t.Section.Slug)
	if err != nil {
		return "", err
	}
	if err := o.let(ctx, text, p); err != nil {
		return "", err
	}
	o.observer.Wrote(time.Since(began))
	return o.Source(), nil
}

func (o offline) let(ctx context.Context, text string, p Page) error {
	if o.pace > 0 {
		return paced(ctx, text, o.pace, p.Write)
	}
	for _, paragraph := range strings.SplitAfter(text, "\n\n") {
		if err := p.Write(paragraph); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// paceTick is how often a paced text goes on.
const paceTick = 50 * time.Millisecond

// The time before the end of an attempt at which everything gives way that takes time: neither a
// demonstration nor a slow provider must cost the plan.
const (
	paceMargin = 15 * time.Second
	// The built-in planner writes a whole plan in less than a second; a third of the time is for where it
	// is short.
	shortMargin = 3
)

// lastCall is how long before its end an attempt leaves off waiting for others.
func lastCall(timeout time.Duration) time.Duration { return min(paceMargin, timeout/shortMargin) }

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
