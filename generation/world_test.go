package generation_test

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store"
)

var (
	cafe   = protocol.Request{Idea: "A neighbourhood cafe with home-made cakes", Location: "Lisbon, Portugal", Budget: "60000", TimelineMonths: 12, Priority: protocol.PriorityNormal}
	bakery = protocol.Request{Idea: "A bakery that delivers sourdough by bicycle", Location: "Berlin", TimelineMonths: 6, Priority: protocol.PriorityNormal}
)

// planner is loaded once: it is read-only.
var planner = func() *generation.Planner {
	p, err := generation.NewPlanner()
	if err != nil {
		panic(err)
	}
	return p
}()

// world is a whole instance but for its edge: a real database, hub, service and pools.
type world struct {
	t        testing.TB
	ctx      context.Context
	store    *store.Store
	hub      *hub.Hub
	service  *generation.Service
	plans    *generation.Plans
	estimate *generation.Estimator
	pools    runners
	patience time.Duration // of follow and until
}

// runners lets several pools serve one service, as several instances would.
type runners struct{ list *[]*generation.Pool }

func (r runners) Wake() (room bool) {
	for _, p := range *r.list {
		room = p.Wake() || room
	}
	return room
}

func (r runners) Stop(id string) {
	for _, p := range *r.list {
		p.Stop(id)
	}
}

func newWorld(t testing.TB, configure ...func(*generation.ServiceConfig)) *world {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	db, err := store.Open(ctx, "sqlite://"+filepath.Join(t.TempDir(), "test.db"), store.Options{Logger: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, ctx: ctx, store: db, estimate: &generation.Estimator{}, pools: runners{&[]*generation.Pool{}}, patience: 20 * time.Second}
	w.hub = hub.New(hub.NewMemoryLog(), db, hub.Options{Logger: zerolog.Nop()})
	cfg := generation.ServiceConfig{Limits: generation.Limits{MaxActive: 2, CacheTTL: time.Minute}, Logger: zerolog.Nop()}
	for _, c := range configure {
		c(&cfg)
	}
	if w.plans, err = generation.NewPlans(db, planner, cfg.Logger); err != nil {
		t.Fatal(err)
	}
	w.service = generation.NewService(cfg, db, w.hub, w.pools, planner, w.plans, w.estimate)
	ended := make(chan error, 2)
	go func() { ended <- w.hub.Run(ctx) }()
	go func() { ended <- w.service.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		for range 2 {
			if err := <-ended; err != nil {
				t.Errorf("ended with %v", err)
			}
		}
		if err := db.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return w
}

// patientLease is longer than any test takes: the database's clock is the real one, also where all others wait for
// virtual time, and on a busy machine a worker would lose its lease between two heartbeats.
const patientLease = 10 * time.Minute

// pool starts an instance's pool; the returned function drains it.
func (w *world) pool(worker string, configure func(*generation.PoolConfig)) (stop func()) {
	return w.poolOn(w.store, worker, configure)
}

func (w *world) poolOn(work generation.Work, worker string, configure func(*generation.PoolConfig)) (stop func()) {
	w.t.Helper()
	cfg := generation.PoolConfig{
		Worker: worker, Slots: 4, ExpressSlots: 1, Lease: patientLease, Timeout: time.Minute,
		Drain: 5 * time.Second, Logger: zerolog.Nop(),
	}
	if configure != nil {
		configure(&cfg)
	}
	p := generation.NewPool(cfg, work, w.hub, planner, w.estimate.Observe)
	*w.pools.list = append(*w.pools.list, p)
	ctx, cancel := context.WithCancel(w.ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := p.Run(ctx); err != nil {
			w.t.Errorf("pool %s: %v", worker, err)
		}
	}()
	stop = func() {
		cancel()
		<-ended
	}
	w.t.Cleanup(stop)
	return stop
}

func (w *world) submit(user string, r protocol.Request) string {
	w.t.Helper()
	receipt, err := w.service.Submit(w.ctx, generation.Caller{User: user}, r, nil)
	if err != nil {
		w.t.Fatalf("submit: %v", err)
	}
	return receipt.Record.ID
}

func (w *world) load(user, id string) generation.Record {
	w.t.Helper()
	r, err := w.store.Load(w.ctx, user, id)
	if err != nil {
		w.t.Fatalf("load: %v", err)
	}
	return r
}

func (w *world) line() generation.Line {
	w.t.Helper()
	l, err := w.store.Queue(w.ctx, generation.LanePool)
	if err != nil {
		w.t.Fatalf("queue: %v", err)
	}
	return l
}

// until waits for a condition, as a user would: by looking again.
func (w *world) until(what string, ok func() bool) {
	w.t.Helper()
	deadline := time.After(w.patience)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			w.t.Fatalf("waited in vain until %s", what)
		}
	}
}

// follow watches a generation from its beginning to its end and returns its events.
func (w *world) follow(user, id string) []protocol.Event {
	w.t.Helper()
	wake := make(chan struct{}, 1)
	watch, err := w.hub.Watch(w.ctx, user, id, &protocol.Cursor{}, func() {
		select {
		case wake <- struct{}{}:
		default:
		}
	})
	if err != nil {
		w.t.Fatalf("watch: %v", err)
	}
	defer watch.Close()
	var events []protocol.Event
	deadline := time.After(w.patience)
	for {
		f, ok := watch.Next()
		if !ok {
			select {
			case <-wake:
			case <-deadline:
				w.t.Fatalf("no end after %d events", len(events))
			}
			continue
		}
		events = append(events, eventsIn(w.t, f)...)
		if f.Terminal {
			return events
		}
	}
}

// eventsIn decodes a frame; a snapshot counts as what it proves: the end.
func eventsIn(t testing.TB, f hub.Frame) []protocol.Event {
	t.Helper()
	var m struct {
		Events   []protocol.Event   `json:"events"`
		Snapshot *protocol.Snapshot `json:"snapshot"`
	}
	if err := json.Unmarshal(f.Data, &m); err != nil {
		t.Fatal(err)
	}
	if s := m.Snapshot; s != nil && f.Terminal {
		kept := []string{}
		for _, section := range s.Sections {
			kept = append(kept, section.Section)
		}
		return []protocol.Event{{Kind: protocol.Kind(s.State), Attempt: s.Attempt, ResumedSections: kept, Problem: s.Problem, Chars: s.Chars, SHA256: s.SHA256, Degraded: &s.Degraded}}
	}
	return m.Events
}

// checkFold holds what a reader folds of a generation that it followed from its beginning against the database: it is
// the same, to the millisecond of its times.
func (w *world) checkFold(waiting protocol.Snapshot, events []protocol.Event, r generation.Record) {
	w.t.Helper()
	stored := r.Snapshot()
	f := protocol.NewFold(waiting)
	for _, e := range events {
		f.Apply(stored.Cursor, e)
	}
	a, err := json.Marshal(f.Snapshot())
	b, err2 := json.Marshal(stored)
	if err != nil || err2 != nil || !bytes.Equal(a, b) {
		w.t.Errorf("folded (%v):\n%s\nstored (%v):\n%s", err, a, err2, b)
	}
}

// checkOrder holds the events of an undisturbed generation against the contract's order.
func (w *world) checkOrder(events []protocol.Event) {
	w.t.Helper()
	var stages []string
	open, complete := "", map[string]bool{}
	for i, e := range events {
		if e.At.IsZero() {
			w.t.Errorf("event %d (%s) has no time", i, e.Kind)
		}
		switch e.Kind {
		case protocol.KindStarted:
			if i != 0 {
				w.t.Errorf("started is event %d", i)
			}
		case protocol.KindStage:
			stages, open = append(stages, e.Stage), e.Stage
		case protocol.KindDelta:
			if e.Section != open || complete[e.Section] {
				w.t.Errorf("text of %s came in stage %s", e.Section, open)
			}
		case protocol.KindSection:
			complete[e.Section] = true
		}
		if e.Kind.Terminal() != (i == len(events)-1) {
			w.t.Errorf("event %d of %d is %s", i+1, len(events), e.Kind)
		}
	}
	want := protocol.Stages()
	if len(stages) != len(want) || len(complete) != len(protocol.Sections()) {
		w.t.Fatalf("%d stages and %d sections, want %d and %d", len(stages), len(complete), len(want), len(protocol.Sections()))
	}
	for i := range want {
		if stages[i] != want[i].Stage {
			w.t.Errorf("stage %d is %s, want %s", i+1, stages[i], want[i].Stage)
		}
	}
}

func code(err error) protocol.Code {
	if err == nil {
		return ""
	}
	p, _ := protocol.ProblemOf(err)
	return p.Code
}
