package generation

import (
	"context"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"github.com/planspark/planspark/panics"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// sections has what is missing written: in order, as many at a time as the author likes, and the
// executive summary when the others are finished.
func (j *job) sections(ctx context.Context, f Figures) error {
	missing := j.missing()
	last := slices.IndexFunc(missing, func(s protocol.SectionInfo) bool { return s.Slug == protocol.ExecutiveSummary })
	body, summary := missing, []protocol.SectionInfo(nil)
	if last >= 0 {
		body, summary = missing[:last], missing[last:]
	}
	for _, part := range [][]protocol.SectionInfo{body, summary} {
		if err := j.beside(ctx, part, f); err != nil {
			return err
		}
	}
	return nil
}

// missing lists the sections that are not finished, in the order in which they are written.
func (j *job) missing() []protocol.SectionInfo {
	return slices.DeleteFunc(protocol.WritingOrderIn(j.record.Request.Locale), func(s protocol.SectionInfo) bool {
		return slices.ContainsFunc(j.record.Sections, func(done protocol.Section) bool { return done.Section == s.Slug })
	})
}

// beside writes sections side by side. The first that fails ends the others; a drain lets those come to
// their end that have begun.
func (j *job) beside(ctx context.Context, list []protocol.SectionInfo, f Figures) error {
	group, ctx := errgroup.WithContext(ctx)
	places := semaphore.NewWeighted(int64(j.author.Beside()))
	err := func() error {
		for _, s := range list {
			if places.Acquire(ctx, 1) != nil {
				return context.Cause(ctx)
			}
			if err := j.checkDrain(); err != nil {
				return err
			}
			if err := j.stage(ctx, s.Slug); err != nil {
				return err
			}
			task := j.task(s, f)
			group.Go(func() error {
				defer places.Release(1)
				if err := panics.Caught(func() error { return j.write(ctx, task) }); err != nil {
					return fmt.Errorf("section %s: %w", s.Slug, err)
				}
				return nil
			})
		}
		return nil
	}()
	if failed := group.Wait(); failed != nil {
		return failed
	}
	return err
}

func (j *job) task(s protocol.SectionInfo, f Figures) Task {
	j.mu.Lock()
	defer j.mu.Unlock()
	written := slices.Clone(j.record.Sections)
	return Task{Section: s, Figures: f, Left: len(protocol.Sections()) - len(written), Written: written}
}

// write has a section written, stores it, and only then says that it is complete.
func (j *job) write(ctx context.Context, t Task) (err error) {
	ctx, span := tracing.Start(ctx, spanSection, tracing.Stage.String(t.Section.Slug))
	defer func() { end(span, err) }()
	p := &page{ctx: ctx, job: j, section: t.Section.Slug}
	defer p.close()
	source, err := j.author.Write(ctx, t, p)
	if err == nil {
		err = p.flush()
	}
	if err != nil {
		return err
	}
	span.Set(tracing.Source.String(source))
	s := protocol.Section{
		Section: t.Section.Slug, Title: t.Section.Title, Index: t.Section.Index,
		Text: p.text.String(), Complete: true, Source: source,
	}
	return j.complete(ctx, Checkpoint{Section: &s, Degraded: j.isDegraded()}, protocol.Event{
		Kind: protocol.KindSection, Section: s.Section, Title: s.Title, Index: s.Index, Source: s.Source,
		Chars: protocol.Ptr(len([]rune(s.Text))),
	})
}

func (j *job) keep(s protocol.Section) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.record.Sections = append(j.record.Sections, s)
}

// degrade notes that something was written offline that a model was to write.
func (j *job) degrade() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.degraded = true
}

func (j *job) isDegraded() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.degraded
}

func (j *job) checkDrain() error {
	select {
	case <-j.draining:
		return ErrDraining
	default:
		return nil
	}
}

// sourceOf is the author of most sections; of two with as many, the model, and of two models the one
// that comes first in the document.
func sourceOf(sections []protocol.Section) string {
	count := map[string]int{}
	for _, s := range sections {
		count[s.Source]++
	}
	ordered := slices.SortedFunc(slices.Values(sections), func(a, b protocol.Section) int { return a.Index - b.Index })
	best := protocol.SourceOffline
	for _, s := range ordered {
		if n := count[s.Source]; n > count[best] || n == count[best] && best == protocol.SourceOffline {
			best = s.Source
		}
	}
	return best
}
