package protocol

import (
	"encoding/json"
	"math"
	"slices"
	"unicode/utf8"
)

// Fold turns events into the snapshot at their end. Server and clients use the same one, so that a
// snapshot that was sent equals what a client folded itself. Not safe for concurrent use.
type Fold struct {
	snap     Snapshot // without Sections
	sections []*foldSection
}

type foldSection struct {
	Section
	text []byte
}

// typicalSectionChars is the length at which an unfinished section counts as nearly done.
const typicalSectionChars = 1800

// NewFold starts from a snapshot, as from one that the server sent; its sections may come in any order.
func NewFold(base Snapshot) *Fold {
	f := &Fold{}
	for _, s := range base.Sections {
		fs := &foldSection{Section: s, text: []byte(s.Text)}
		fs.Text = ""
		f.sections = append(f.sections, fs)
	}
	f.sort()
	base.Sections = nil
	f.snap = base
	if f.snap.Stages == nil {
		f.snap.Stages = Stages()
	}
	f.snap.Percent = max(base.Percent, f.sum(f.stored))
	return f
}

// Cursor is the place up to which was folded.
func (f *Fold) Cursor() Cursor { return f.snap.Cursor }

// State is the state at the cursor.
func (f *Fold) State() State { return f.snap.State }

// Percent is the share of the work that is stored, 0 to 100 in tenths: of finished stages. It never falls
// within a generation, whatever is lost, and is 100 only when the generation is completed.
func (f *Fold) Percent() float64 { return f.snap.Percent }

// Estimate is Percent with what is written and not stored yet, a section by its length: what a bar can show. It
// falls when a section is written again or a worker is lost; a bar holds the highest.
func (f *Fold) Estimate() float64 { return max(f.snap.Percent, f.sum(f.written)) }

// Stage is the stage that began last.
func (f *Fold) Stage() string { return f.snap.Stage }

// Requeue notes that the generation lost its worker and stands in the queue again; finished sections
// are kept. It is not an event: the next attempt's started is.
func (f *Fold) Requeue(position int) {
	if !f.snap.State.Terminal() {
		f.snap.State, f.snap.Position = StateQueued, position
	}
}

// Apply folds one event, which lies at cursor c. Events of kinds that are not known change nothing
// but the cursor.
func (f *Fold) Apply(c Cursor, e Event) {
	f.snap.Cursor = c
	switch e.Kind {
	case KindStarted:
		f.started(e)
	case KindStage:
		f.snap.Stage = e.Stage
	case KindMarket:
		f.snap.Market = e.Market
	case KindFinancials:
		f.snap.Financials = e.Financials
	case KindDelta:
		s := f.section(e.Section)
		s.text = append(s.text, e.Text...)
		return // which stores nothing
	case KindSection:
		s := f.section(e.Section)
		s.Title, s.Index, s.Source, s.Complete = e.Title, e.Index, e.Source, true
		f.sort()
	case KindSectionReset:
		if s := f.find(e.Section); s != nil {
			s.text, s.Complete = nil, false
		}
	case KindFallback:
		f.snap.Degraded = f.snap.Degraded || e.To == SourceOffline
	case KindCompleted, KindFailed, KindCancelled:
		f.finished(e)
	}
	f.snap.Percent = max(f.snap.Percent, f.sum(f.stored))
}

func (f *Fold) started(e Event) {
	f.snap.State, f.snap.Attempt, f.snap.Position = StateRunning, e.Attempt, 0
	if f.snap.StartedAt.IsZero() {
		f.snap.StartedAt = e.At
	}
	if len(e.Stages) > 0 {
		f.snap.Stages = e.Stages
	}
	f.keep(func(s *foldSection) bool { return slices.Contains(e.ResumedSections, s.Section.Section) })
}

func (f *Fold) finished(e Event) {
	switch e.Kind {
	case KindCompleted:
		f.snap.State, f.snap.Source = StateCompleted, e.Source
		f.snap.Degraded = e.Degraded != nil && *e.Degraded
		f.snap.DurationMS, f.snap.QueueMS, f.snap.PlanURL = e.DurationMS, e.QueueMS, e.PlanURL
	case KindFailed:
		f.snap.State, f.snap.Problem = StateFailed, e.Problem
	default:
		f.snap.State, f.snap.By = StateCancelled, e.By
	}
	f.snap.Position, f.snap.FinishedAt = 0, e.At
	f.snap.Chars, f.snap.SHA256 = e.Chars, e.SHA256
	f.keep(func(s *foldSection) bool { return s.Complete })
}

// keep drops the sections whose text is void.
func (f *Fold) keep(ok func(*foldSection) bool) {
	f.sections = slices.DeleteFunc(f.sections, func(s *foldSection) bool { return !ok(s) })
}

func (f *Fold) find(slug string) *foldSection {
	i := slices.IndexFunc(f.sections, func(s *foldSection) bool { return s.Section.Section == slug })
	if i < 0 {
		return nil
	}
	return f.sections[i]
}

func (f *Fold) section(slug string) *foldSection {
	if s := f.find(slug); s != nil {
		return s
	}
	s := &foldSection{Section: Section{Section: slug, Title: slug, Index: len(sectionNames) + 1}}
	for i, n := range sectionNames {
		if n[0] == slug {
			s.Index = i + 1
		}
	}
	for _, stage := range f.snap.Stages { // in the language of the plan
		if stage.Stage == slug {
			s.Title = stage.Title
		}
	}
	f.sections = append(f.sections, s)
	f.sort()
	return s
}

func (f *Fold) sort() {
	slices.SortStableFunc(f.sections, func(a, b *foldSection) int { return a.Index - b.Index })
}

// sum weighs the stages by the share of each that is done.
func (f *Fold) sum(share func(stage string) float64) float64 {
	if f.snap.State == StateCompleted {
		return 100
	}
	var done float64
	for _, st := range f.snap.Stages {
		done += st.Weight * share(st.Stage)
	}
	return min(99, math.Floor(done*10)/10)
}

// stored is 1 for a stage whose result is stored. The market brief is told of before: it is stored with the figures.
func (f *Fold) stored(stage string) float64 {
	switch stage {
	case StageMarket, StageFinancials:
		return known(f.snap.Financials)
	}
	if s := f.find(stage); s != nil && s.Complete {
		return 1
	}
	return 0
}

// written is the share of a stage that readers have, stored or not.
func (f *Fold) written(stage string) float64 {
	if stage == StageMarket {
		return known(f.snap.Market)
	}
	share := f.stored(stage)
	if s := f.find(stage); s != nil && share == 0 {
		return min(0.9, float64(utf8.RuneCount(s.text))/typicalSectionChars)
	}
	return share
}

func known(raw json.RawMessage) float64 {
	if len(raw) == 0 {
		return 0
	}
	return 1
}

// Snapshot returns the state at the cursor, as a value of its own.
func (f *Fold) Snapshot() Snapshot {
	s := f.snap
	s.Sections = make([]Section, len(f.sections))
	for i, fs := range f.sections {
		s.Sections[i] = fs.Section
		s.Sections[i].Text = string(fs.text)
	}
	return s
}

// Checksum is that of the complete sections; see the function Checksum.
func (f *Fold) Checksum() (chars int, sha string) { return Checksum(f.Snapshot().Sections) }
