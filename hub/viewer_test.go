package hub_test

import (
	"context"
	"encoding/json"
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

const owner = "ada"

// database is a Source that a test fills.
type database struct {
	mu      sync.Mutex
	records map[string]generation.Record
	loads   int
	away    bool
	silent  time.Duration // how long it keeps everybody waiting first
}

func (d *database) put(r generation.Record) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.records == nil {
		d.records = map[string]generation.Record{}
	}
	d.records[r.ID] = r
}

func (d *database) erase(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.records, id)
}

// keepWaiting has it answer late from now on.
func (d *database) keepWaiting(silent time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.silent = silent
}

// looks is how often it was asked.
func (d *database) looks() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.loads
}

func (d *database) Load(ctx context.Context, owner, id string) (generation.Record, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.silent > 0 {
		select {
		case <-time.After(d.silent):
		case <-ctx.Done():
		}
	}
	d.loads++
	if d.away {
		return generation.Record{}, protocol.NewProblem(protocol.CodeUnavailable, "")
	}
	r, ok := d.records[id]
	if !ok || r.Owner != owner {
		return generation.Record{}, protocol.NotFound()
	}
	return r, nil
}

// queued is a generation that waits for its first worker.
func queued(id string) generation.Record {
	return generation.Record{
		ID: id, Owner: owner, State: protocol.StateQueued, CreatedAt: time.Unix(1_700_000_000, 0),
		Request: protocol.Request{Idea: "A neighbourhood cafe"},
	}
}

// claimed is the base from which the given attempt begins.
func claimed(r generation.Record, attempt int64) protocol.Snapshot {
	r.Attempt, r.State, r.Seq = attempt, protocol.StateQueued, 0
	return r.Snapshot()
}

// bench is a hub with its database and log.
type bench struct {
	*hub.Hub
	db *database
}

func newBench(o hub.Options, records ...generation.Record) bench {
	db := &database{}
	for _, r := range records {
		db.put(r)
	}
	return bench{hub.New(hub.NewMemoryLog(), db, o), db}
}

func (b bench) open(t testing.TB, base protocol.Snapshot) generation.Writer {
	t.Helper()
	w, err := b.Open(context.Background(), owner, base)
	if err != nil {
		t.Fatalf("open attempt %d: %v", base.Attempt, err)
	}
	return w
}

func write(t testing.TB, w generation.Writer, events ...protocol.Event) {
	t.Helper()
	if _, err := w.Append(context.Background(), events...); err != nil {
		t.Fatalf("append: %v", err)
	}
}

// failer is what a viewer reports to: a test, or one draw of a property.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// viewer is a client as the contract wants it: it holds a cursor, checks the chain and folds.
type viewer struct {
	t         failer
	watch     *hub.Watch
	fold      *protocol.Fold
	cursor    protocol.Cursor
	terminals int
	snapshots int
	messages  []string // types, in the order in which they came
	percent   float64
	asked     float64 // percent of the state that it asked for last
	gone      bool
}

func (b bench) view(t failer, id string, after *protocol.Cursor) *viewer {
	t.Helper()
	v := &viewer{t: t, fold: protocol.NewFold(protocol.Snapshot{ID: id})}
	if after != nil {
		v.cursor = *after
	}
	v.resume(b, id, after)
	return v
}

func (v *viewer) resume(b bench, id string, after *protocol.Cursor) {
	v.t.Helper()
	w, err := b.Watch(context.Background(), owner, id, after, func() {})
	if err != nil {
		v.t.Fatalf("watch: %v", err)
	}
	v.watch = w
}

// take reads one message; false when there is none now.
func (v *viewer) take() bool {
	v.t.Helper()
	f, ok := v.watch.Next()
	if !ok {
		return false
	}
	var head struct {
		Type protocol.MessageType `json:"type"`
	}
	if err := json.Unmarshal(f.Data, &head); err != nil {
		v.t.Fatalf("frame is not JSON: %v", err)
	}
	v.messages = append(v.messages, string(head.Type))
	switch head.Type {
	case protocol.TypeEvents:
		v.events(f)
	case protocol.TypeSnapshot:
		v.snapshot(f)
	case protocol.TypeProgress:
		v.progress(f)
	case protocol.TypeError:
		v.gone = true
	}
	v.rise(v.fold.Percent())
	if f.Cursor != v.cursor {
		v.t.Fatalf("the frame says the client holds %v, it holds %v", f.Cursor, v.cursor)
	}
	if f.Terminal && !v.gone {
		v.terminals++
	}
	return true
}

// drain reads until nothing is to be said.
func (v *viewer) drain() *viewer {
	v.t.Helper()
	for v.take() {
	}
	return v
}

func (v *viewer) events(f hub.Frame) {
	v.t.Helper()
	var m protocol.EventsMessage
	if err := json.Unmarshal(f.Data, &m); err != nil {
		v.t.Fatalf("events: %v", err)
	}
	if m.After != v.cursor {
		v.t.Fatalf("chain broken: the client holds %v, the message goes on behind %v", v.cursor, m.After)
	}
	if !m.After.Before(m.Cursor) {
		v.t.Fatalf("the cursor does not grow: %v to %v", m.After, m.Cursor)
	}
	for _, raw := range m.Events {
		var e protocol.Event
		if err := json.Unmarshal(raw, &e); err != nil {
			v.t.Fatalf("event: %v", err)
		}
		v.fold.Apply(m.Cursor, e)
	}
	v.cursor = m.Cursor
}

func (v *viewer) snapshot(f hub.Frame) {
	v.t.Helper()
	var m protocol.SnapshotMessage
	if err := json.Unmarshal(f.Data, &m); err != nil {
		v.t.Fatalf("snapshot: %v", err)
	}
	if m.Cursor.Before(v.cursor) {
		v.t.Fatalf("the snapshot at %v lies before the client's %v", m.Cursor, v.cursor)
	}
	v.snapshots++
	v.fold, v.cursor = protocol.NewFold(m.Snapshot), m.Cursor
}

func (v *viewer) progress(f hub.Frame) {
	v.t.Helper()
	var m protocol.Progress
	if err := json.Unmarshal(f.Data, &m); err != nil {
		v.t.Fatalf("progress: %v", err)
	}
	if m.Percent > 99 {
		v.t.Fatalf("it is at %v percent while it runs", m.Percent)
	}
	v.rise(m.Percent)
}

// rise takes a percent that the client was told, or folded.
func (v *viewer) rise(percent float64) {
	v.t.Helper()
	if percent < v.percent {
		v.t.Fatalf("percent fell from %v to %v at %v, by messages %v", v.percent, percent, v.cursor, v.messages)
	}
	v.percent = percent
}

// hears takes the state that it asked for.
func (v *viewer) hears(s protocol.Snapshot) {
	v.t.Helper()
	if s.Percent < v.asked {
		v.t.Fatalf("who asks for the state is told %v percent behind %v, at %v", s.Percent, v.asked, s.Cursor)
	}
	v.asked = s.Percent
}

// text is the Markdown that the client shows, by section.
func (v *viewer) text() map[string]string {
	out := map[string]string{}
	for _, s := range v.fold.Snapshot().Sections {
		out[s.Section] = s.Text
	}
	return out
}

func delta(section, text string) protocol.Event {
	return protocol.Event{Kind: protocol.KindDelta, Section: section, Text: text}
}

func done(section string) protocol.Event {
	for _, s := range protocol.Sections() {
		if s.Slug == section {
			return protocol.Event{Kind: protocol.KindSection, Section: s.Slug, Title: s.Title, Index: s.Index, Source: protocol.SourceOffline}
		}
	}
	panic("no section " + section)
}

func started(attempt int64, kept ...string) protocol.Event {
	return protocol.Event{Kind: protocol.KindStarted, Attempt: attempt, ResumedSections: append([]string{}, kept...)}
}

func completed(w generation.Writer) protocol.Event {
	chars, sha := w.Checksum()
	return protocol.Event{Kind: protocol.KindCompleted, Degraded: protocol.Ptr(false), Chars: &chars, SHA256: sha}
}
