package server_test

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/plan/writer"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/server"
	"github.com/planspark/planspark/tracing"
)

// fake stands in for service and hub where a test wants to decide every frame itself.
type fake struct {
	mu        sync.Mutex
	order     []*fakeGeneration
	byID      map[string]*fakeGeneration
	refusal   atomic.Pointer[error] // of everything that asks the database
	quote     protocol.Quote
	account   generation.Account
	submitted chan generation.Caller
	trace     atomic.Value // traceparent of the last submission
}

type fakeGeneration struct {
	owner   string
	snap    protocol.Snapshot
	frames  []hub.Frame // durable ones, in order
	watches map[*fakeWatch]bool
}

func newFake() *fake {
	return &fake{byID: map[string]*fakeGeneration{}, submitted: make(chan generation.Caller, 1000), quote: protocol.Quote{Outcome: protocol.QuoteStart}}
}

// refuse has everything that asks the database fail with err; nil ends that.
func (f *fake) refuse(err error) { f.refusal.Store(&err) }

func (f *fake) refused() error {
	if err := f.refusal.Load(); err != nil {
		return *err
	}
	return nil
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// add makes a running generation of an owner.
func (f *fake) add(owner string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	g := &fakeGeneration{owner: owner, watches: map[*fakeWatch]bool{}}
	g.snap = protocol.NewFold(protocol.Snapshot{
		ID: newID(), State: protocol.StateRunning, Attempt: 1,
		Request:   protocol.Request{Idea: "A small café by the river"},
		CreatedAt: protocol.At(time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)),
	}).Snapshot()
	f.order = append(f.order, g)
	f.byID[g.snap.ID] = g
	return g.snap.ID
}

// tell appends one event to a generation's log.
func (f *fake) tell(id string, e protocol.Event) {
	f.mu.Lock()
	g := f.byID[id]
	raw, _ := json.Marshal(e)
	after := g.snap.Cursor
	fold := protocol.NewFold(g.snap)
	next := after.Next()
	next.Attempt = 1
	fold.Apply(next, e)
	g.snap = fold.Snapshot()
	data, _ := json.Marshal(protocol.EventsMessage{
		Type: protocol.TypeEvents, Generation: id, After: after, Cursor: next, Events: []json.RawMessage{raw},
	})
	g.frames = append(g.frames, hub.Frame{Data: data, Cursor: next, Durable: true, Terminal: e.Kind.Terminal()})
	wakes := g.wakes()
	f.mu.Unlock()
	for _, wake := range wakes {
		wake()
	}
}

// tellAtOnce appends n events to each of several logs, and wakes their watches with the lock held, as a
// hub does: no watch can be read before all of them have everything.
func (f *fake) tellAtOnce(ids []string, n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, id := range ids {
		g := f.byID[id]
		for range n {
			after := protocol.Cursor{Attempt: min(1, int64(len(g.frames))), Seq: int64(len(g.frames))}
			next := protocol.Cursor{Attempt: 1, Seq: after.Seq + 1}
			data, _ := json.Marshal(protocol.EventsMessage{
				Type: protocol.TypeEvents, Generation: id, After: after, Cursor: next, Events: []json.RawMessage{},
			})
			g.frames = append(g.frames, hub.Frame{Data: data, Cursor: next, Durable: true})
		}
	}
	for _, id := range ids {
		for _, wake := range f.byID[id].wakes() {
			wake()
		}
	}
}

func (f *fake) delta(id, text string) {
	f.tell(id, protocol.Event{Kind: protocol.KindDelta, Section: "company", Text: text})
}

func (f *fake) finish(id string) {
	f.end(id, protocol.Event{
		Kind: protocol.KindCompleted, Degraded: protocol.Ptr(false), Source: "offline",
		DurationMS: protocol.Ptr(int64(10)), QueueMS: protocol.Ptr(int64(0)), PlanURL: "/v1/generations/" + id + "/plan.json",
	})
}

// end tells the terminal event, with the proof of the text.
func (f *fake) end(id string, e protocol.Event) {
	f.mu.Lock()
	chars, sha := protocol.Checksum(f.byID[id].snap.Sections)
	f.mu.Unlock()
	e.Chars, e.SHA256 = &chars, sha
	f.tell(id, e)
}

// volatile tells a value that is not part of the log.
func (f *fake) volatile(id string, message any) {
	data, _ := json.Marshal(message)
	f.mu.Lock()
	g := f.byID[id]
	for w := range g.watches {
		w.volatile = append(w.volatile, data)
	}
	wakes := g.wakes()
	f.mu.Unlock()
	for _, wake := range wakes {
		wake()
	}
}

func (g *fakeGeneration) wakes() []func() {
	var out []func()
	for w := range g.watches {
		out = append(out, w.wake)
	}
	return out
}

func (f *fake) watching(id string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.byID[id].watches)
}

func (f *fake) own(owner, id string) (*fakeGeneration, error) {
	if err := f.refused(); err != nil {
		return nil, err
	}
	g := f.byID[id]
	if g == nil || g.owner != owner {
		return nil, protocol.NotFound()
	}
	return g, nil
}

type fakeWatch struct {
	fake     *fake
	g        *fakeGeneration
	next     int
	snapshot bool
	over     bool
	volatile [][]byte
	wake     func()
}

func (f *fake) Watch(_ context.Context, owner, id string, after *protocol.Cursor, wake func()) (server.LogWatch, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	g, err := f.own(owner, id)
	if err != nil {
		return nil, err
	}
	w := &fakeWatch{fake: f, g: g, wake: wake, snapshot: after == nil}
	if after != nil {
		w.next = int(after.Seq)
		w.over = g.snap.State.Terminal() && *after == g.snap.Cursor
	}
	g.watches[w] = true
	wake()
	return w, nil
}

func (w *fakeWatch) Next() (hub.Frame, bool) {
	w.fake.mu.Lock()
	defer w.fake.mu.Unlock()
	if w.snapshot || w.next > len(w.g.frames) {
		w.snapshot, w.next = false, len(w.g.frames)
		data, _ := json.Marshal(protocol.SnapshotMessage{
			Type: protocol.TypeSnapshot, Generation: w.g.snap.ID, Cursor: w.g.snap.Cursor, Snapshot: w.g.snap,
		})
		return hub.Frame{Data: data, Cursor: w.g.snap.Cursor, Durable: true, Terminal: w.g.snap.State.Terminal()}, true
	}
	if w.next < len(w.g.frames) {
		w.next++
		return w.g.frames[w.next-1], true
	}
	if len(w.volatile) > 0 {
		data := w.volatile[0]
		w.volatile = w.volatile[1:]
		return hub.Frame{Data: data}, true
	}
	return hub.Frame{}, false
}

func (w *fakeWatch) Over() bool { return w.over }

func (w *fakeWatch) Close() {
	w.fake.mu.Lock()
	defer w.fake.mu.Unlock()
	delete(w.g.watches, w)
}

func (f *fake) Submit(ctx context.Context, c generation.Caller, r protocol.Request, _ *generation.Idempotency) (generation.Receipt, error) {
	if err := f.refused(); err != nil {
		return generation.Receipt{}, err
	}
	id := f.add(c.User)
	f.trace.Store(tracing.Traceparent(ctx))
	f.submitted <- c
	return generation.Receipt{Outcome: generation.OutcomeAccepted, Record: generation.Record{
		ID: id, Owner: c.User, Request: r, State: protocol.StateQueued,
	}, Position: 1}, nil
}

func (f *fake) Quote(context.Context, generation.Caller, protocol.Request) (protocol.Quote, error) {
	return f.quote, f.refused()
}

func (f *fake) Snapshot(_ context.Context, owner, id string) (protocol.Snapshot, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	g, err := f.own(owner, id)
	if err != nil {
		return protocol.Snapshot{}, err
	}
	return g.snap, nil
}

func (f *fake) List(_ context.Context, owner, before string, limit int) ([]protocol.Snapshot, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := []protocol.Snapshot{}
	for i := len(f.order) - 1; i >= 0 && len(out) < limit; i-- {
		if g := f.order[i]; g.owner == owner && (before == "" || g.snap.ID < before) {
			out = append(out, g.snap.WithoutText())
		}
	}
	return out, f.refused()
}

func (f *fake) Active(_ context.Context, owner string) ([]protocol.Snapshot, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := []protocol.Snapshot{}
	for _, g := range f.order {
		if g.owner == owner && !g.snap.State.Terminal() {
			out = append(out, g.snap.WithoutText())
		}
	}
	return out, f.refused()
}

func (f *fake) Tokens(_ context.Context, owner string) ([]generation.Spending, error) {
	if owner == "" {
		return nil, protocol.NotFound()
	}
	return []generation.Spending{{Provider: "gemini", Input: 1200, Output: 340}}, nil
}

func (f *fake) Usage(ctx context.Context, owner string) (generation.Usage, error) {
	active, err := f.Active(ctx, owner)
	u := generation.Usage{Today: len(active)}
	for _, a := range active {
		u.Active = append(u.Active, a.ID)
	}
	return u, err
}

func (f *fake) Cancel(_ context.Context, owner, id, by string) (protocol.Snapshot, error) {
	f.mu.Lock()
	_, err := f.own(owner, id)
	f.mu.Unlock()
	if err != nil {
		return protocol.Snapshot{}, err
	}
	f.end(id, protocol.Event{Kind: protocol.KindCancelled, By: by})
	return f.Snapshot(context.Background(), owner, id)
}

func (f *fake) Erase(_ context.Context, owner, id string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, err := f.own(owner, id); err != nil {
		return err
	}
	delete(f.byID, id)
	return nil
}

func (f *fake) EraseOwner(_ context.Context, owner string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.order = slices.DeleteFunc(f.order, func(g *fakeGeneration) bool { return g.owner == owner })
	for id, g := range f.byID {
		if g.owner == owner {
			delete(f.byID, id)
		}
	}
	return f.refused()
}

func (f *fake) Account(context.Context, string) (generation.Account, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.account, f.refused()
}

func (f *fake) Belonging(ctx context.Context, owner, id string) (generation.Belonging, error) {
	snapshot, err := f.Snapshot(ctx, owner, id)
	return generation.Belonging{Snapshot: snapshot}, err
}

func (f *fake) Owner(_ context.Context, id string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if g := f.byID[id]; g != nil {
		return g.owner, f.refused()
	}
	return "", protocol.NotFound()
}

func (f *fake) Revise(_ context.Context, owner, id string, _ protocol.Edit) (protocol.Revision, bool, error) {
	_, err := f.own(owner, id)
	return protocol.Revision{}, false, err
}

func (f *fake) Revisions(_ context.Context, owner, id string) ([]protocol.Revision, error) {
	_, err := f.own(owner, id)
	return nil, err
}

func (f *fake) Plan(ctx context.Context, owner, id string, _ int) (generation.Plan, error) {
	_, err := f.Snapshot(ctx, owner, id)
	return generation.Plan{ID: id}, err
}

func (f *fake) Draft(ctx context.Context, owner, id string) (generation.Plan, error) {
	_, err := f.Snapshot(ctx, owner, id)
	return generation.Plan{ID: id, Draft: true}, err
}

func (f *fake) Writer() *writer.Planner {
	p, err := planner()
	if err != nil {
		panic(err)
	}
	return p.Writer()
}

func (f *fake) BusinessTypes(string) []protocol.BusinessType { return nil }
func (f *fake) Currencies() []protocol.Currency              { return nil }
func (f *fake) Reading(protocol.Request) *protocol.Reading   { return nil }
func (f *fake) Check(protocol.Request) []protocol.FieldError { return nil }
