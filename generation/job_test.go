package generation_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/protocol"
)

// TestAWorkerTellsWhatItHasStored step by step, in the language of the plan: each checkpoint and the result carry the
// place in the log behind which the event lies that tells them.
func TestAWorkerTellsWhatItHasStored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		record := generation.Record{Attempt: 1, Lane: generation.LanePool, Request: cafe}
		record.Request.Locale = "es"
		d := atDesk(t, record, nil, nil)
		stages := protocol.StagesIn("es")
		var announced, stored []string
		chars := 0
		for i, e := range d.events {
			switch e.Kind {
			case protocol.KindStarted:
				if i != 0 || e.Attempt != 1 || e.Worker != "one" || e.At != protocol.At(d.record.StartedAt) || len(e.ResumedSections) != 0 || !slices.Equal(e.Stages, stages) {
					t.Errorf("event %d is %+v", i, e)
				}
			case protocol.KindStage:
				announced = append(announced, e.Stage)
				n := len(announced)
				if want := stages[n-1]; e.Title != want.Title || e.Index != n || e.Of != len(stages) {
					t.Errorf("stage %d of %d is %s, %q", e.Index, e.Of, e.Stage, e.Title)
				}
			case protocol.KindSection:
				stored = append(stored, e.Section)
				s := d.fold.Snapshot().Sections[e.Index-1]
				c := d.checkpoints[len(stored)]
				if c.Section == nil || *c.Section != s || *e.Chars != utf8.RuneCountInString(s.Text) || c.Seq != int64(i+1) || c.Degraded {
					t.Errorf("section %s of %d characters was stored as %+v at %d, told by event %d", e.Section, *e.Chars, c.Section, c.Seq, i+1)
				}
				chars += *e.Chars
			}
		}
		for i, s := range protocol.WritingOrderIn("es") {
			if stored[i] != s.Slug || announced[i+2] != s.Slug {
				t.Errorf("section %d is %s, announced %s, want %s", i+1, stored[i], announced[i+2], s.Slug)
			}
		}
		told := slices.IndexFunc(d.events, func(e protocol.Event) bool { return e.Kind == protocol.KindFinancials })
		if c := d.checkpoints[0]; c.Seq != int64(told+1) || len(c.Financials) == 0 || string(c.Market) == "" || len(d.checkpoints) != 1+len(stored) {
			t.Errorf("the figures were stored at %d of %d checkpoints, told by event %d", c.Seq, len(d.checkpoints), told+1)
		}
		last, r := d.events[len(d.events)-1], d.result
		if r.State != protocol.StateCompleted || r.Seq != int64(len(d.events)) || r.Source != protocol.SourceOffline || r.Degraded || r.Chars != chars {
			t.Errorf("the result is %+v of %d events and %d characters", r, len(d.events), chars)
		}
		if last.Kind != protocol.KindCompleted || *last.Degraded || last.Source != r.Source || *last.Chars != r.Chars || last.SHA256 != r.SHA256 || last.PlanURL != generation.PlanURL("g") ||
			*last.QueueMS != (59*time.Second).Milliseconds() || *last.DurationMS != time.Second.Milliseconds() {
			t.Errorf("the end was told as %+v, the result is %+v", last, r)
		}
	})
}

// Sections are written side by side, and each takes long to store. What comes next in the log tells it all the same: who
// has it from the database finds no log behind its place that does not know it. The model is not held up, nor blamed.
func TestWhatIsStoredIsToldNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newModel("gemini", nil)
		m.pace = 20 * time.Millisecond
		d := work(t, &desk{record: toWrite, slow: 300 * time.Millisecond}, chainOf(t, m))
		for _, c := range d.checkpoints[1:] {
			if e := d.events[c.Seq-1]; e.Kind != protocol.KindSection || e.Section != c.Section.Section {
				t.Errorf("behind the place at which %s is stored comes %s of %s", c.Section.Section, e.Kind, e.Section)
			}
		}
		if _, _, most := m.counts(); most < 2 || len(d.checkpoints) != 16 || d.result.Degraded || slices.ContainsFunc(d.events, func(e protocol.Event) bool { return e.Kind == protocol.KindRetry }) {
			t.Errorf("%d sections side by side, %d checkpoints, result %+v", most, len(d.checkpoints), d.result)
		}
		for _, s := range d.fold.Snapshot().Sections {
			if i := slices.IndexFunc(d.checkpoints, func(c generation.Checkpoint) bool { return c.Section != nil && c.Section.Section == s.Section }); s.Text != d.checkpoints[i].Section.Text {
				t.Errorf("of %s was told %q", s.Section, s.Text)
			}
		}
	})
}

// The time that an attempt has ends while a section is stored. What was stored is told, so the end proves what readers
// have, and nothing else.
func TestTheEndProvesWhatWasTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := work(t, &desk{record: toWrite, slow: 40 * time.Minute}, nil)
		last := d.events[len(d.events)-1]
		chars, sha := d.fold.Checksum()
		if last.Kind != protocol.KindFailed || chars == 0 || *last.Chars != chars || last.SHA256 != sha || d.result.SHA256 != sha {
			t.Errorf("%s says %d characters and %s, readers have %d and %s", last.Kind, *last.Chars, last.SHA256, chars, sha)
		}
	})
}

// The time that an attempt has ends while the result is stored. It is stored, and told.
func TestAPlanThatIsStoredAsItsTimeEndsIsCompleted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := work(t, &desk{record: toWrite, late: 2 * time.Hour}, nil)
		if last := d.events[len(d.events)-1]; d.result.State != protocol.StateCompleted || last.Kind != protocol.KindCompleted {
			t.Errorf("it is stored as %s, and told as %s", d.result.State, last.Kind)
		}
	})
}

// The next worker writes what is missing on the figures of the first, and counts what it found.
func TestAWorkerGoesOnWhereTheLastOneStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		record := generation.Record{Attempt: 3, Lane: generation.LanePool, Request: cafe, Degraded: true}
		for _, s := range protocol.WritingOrder()[:13] {
			record.Sections = append(record.Sections, protocol.Section{Section: s.Slug, Title: s.Title, Index: s.Index, Text: fmt.Sprintf("Ä%d\n", s.Index), Complete: true, Source: "gemini"})
		}
		d := atDesk(t, record, nil, nil)
		var announced, voided, written []string
		for _, e := range d.events {
			switch e.Kind {
			case protocol.KindSectionReset:
				voided = append(voided, e.Section)
			case protocol.KindStarted:
				if len(e.ResumedSections) != 13 || e.Attempt != 3 || !e.At.Equal(time.Now()) {
					t.Errorf("it starts with %+v", e)
				}
			case protocol.KindStage:
				announced = append(announced, e.Stage)
			case protocol.KindSection:
				written = append(written, e.Section)
			}
		}
		if !slices.Equal(written, []string{"next-steps", protocol.ExecutiveSummary}) ||
			!slices.Equal(announced, []string{protocol.StageMarket, protocol.StageFinancials, "next-steps", protocol.ExecutiveSummary, protocol.StageAssemble}) {
			t.Errorf("announced are %v, written %v", announced, written)
		}
		// Who knows of section_reset alone is left with no text of the last worker's.
		if slices.Sort(voided); !slices.Equal(voided, []string{protocol.ExecutiveSummary, "next-steps"}) {
			t.Errorf("void are %v", voided)
		}
		chars, sha := d.fold.Checksum()
		if r := d.result; r.Source != "gemini" || !r.Degraded || r.Chars != chars || r.SHA256 != sha || len(d.fold.Snapshot().Sections) != 15 {
			t.Errorf("the result is %+v", r)
		}
	})
}

// counting are models that note how many sections each question says are left.
type counting struct {
	generation.Models
	mu   sync.Mutex
	left []int // guarded by mu
}

func (c *counting) Write(ctx context.Context, a *provider.Account, o provider.Order, p provider.Page) (string, error) {
	c.mu.Lock()
	c.left = append(c.left, o.Left)
	c.mu.Unlock()
	return c.Models.Write(ctx, a, o, p)
}

// Whether to wait for a provider's room depends on what is still to be written.
func TestEachQuestionSaysHowManySectionsAreLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &counting{Models: chainOf(t, newModel("gemini", nil))}
		work(t, &desk{record: toWrite}, c)
		if slices.Max(c.left) != 15 || slices.Min(c.left) != 1 || len(c.left) != 15 || c.left[14] != 1 { // beside each other in any order, and the summary last
			t.Errorf("left are %v", c.left)
		}
	})
}

// A plan of which something was not stored is not told as complete.
func TestWhatIsNotStoredEndsThePlan(t *testing.T) {
	for name, nth := range map[string]int{"first section": 2, "result": 17} {
		synctest.Test(t, func(t *testing.T) {
			d := work(t, &desk{record: toWrite, refuse: nth}, nil)
			if last := d.events[len(d.events)-1]; d.result.State != protocol.StateFailed || last.Kind != protocol.KindFailed || d.writes != nth+1 {
				t.Errorf("%s was not stored: %d writes, it ended with %+v", name, d.writes, last)
			}
		})
	}
}

// Who finds all written puts it together. Its source is who wrote most; of two with as many the model, and of two models
// the one that comes first in the document.
func TestAPlanIsByWhoWroteMostOfIt(t *testing.T) {
	for _, sources := range [][]string{ // whom it is to be by comes first
		{"gemini", "offline", "gemini", "groq", "gemini", "groq"},
		{"groq", "gemini", "groq", "groq", "offline"},
		{"groq", "offline", "groq"},
		{protocol.SourceOffline, "offline", "gemini", "offline"},
		{protocol.SourceOffline, "offline", "offline", "gemini"},
	} {
		want, sources := sources[0], sources[1:]
		synctest.Test(t, func(t *testing.T) {
			record := generation.Record{Attempt: 2, Lane: generation.LanePool, Request: cafe}
			for i, s := range protocol.Sections() {
				by := sources[i%len(sources)]
				if i >= 15/len(sources)*len(sources) { // as many of each
					by = fmt.Sprint("of one, ", i)
				}
				record.Sections = append(record.Sections, protocol.Section{Section: s.Slug, Title: s.Title, Index: s.Index, Text: "Ä\n", Complete: true, Source: by})
			}
			slices.Reverse(record.Sections)
			d := atDesk(t, record, nil, nil)
			if d.result.State != protocol.StateCompleted || d.result.Source != want || len(d.checkpoints) != 1 {
				t.Errorf("by %v: %s by %s, want %s", sources, d.result.State, d.result.Source, want)
			}
		})
	}
}
