package generation_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

func TestAPlanIsMadeFromStartToEnd(t *testing.T) {
	w := newWorld(t)
	id := w.submit("ada", cafe)
	waiting := w.load("ada", id).Snapshot()
	w.pool("one", nil)
	events := w.follow("ada", id)
	w.checkOrder(events)
	w.checkFold(waiting, events, w.load("ada", id))
	plan, err := w.plans.Plan(w.ctx, "ada", id, protocol.FirstRevision)
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Sections) != len(protocol.Sections()) || plan.Currency != "EUR" || plan.BusinessType != "cafe" || plan.Degraded {
		t.Errorf("plan: %d sections, %s, %s, degraded %v", len(plan.Sections), plan.Currency, plan.BusinessType, plan.Degraded)
	}
	var sections []protocol.Section
	for _, s := range plan.Sections {
		sections = append(sections, protocol.Section{Text: s.Markdown, Complete: true})
	}
	chars, sha := protocol.Checksum(sections)
	last := events[len(events)-1]
	if *last.Chars != chars || last.SHA256 != sha {
		t.Error("the last event does not prove the stored plan's text")
	}
}

// The draft is what the offline planner would write: here it is what it wrote.
func TestTheDraftIsThereWhileOneWaitsAndAgreesWithThePlan(t *testing.T) {
	w := newWorld(t)
	id := w.submit("ada", cafe)
	draft, err := w.plans.Draft(w.ctx, "ada", id)
	if err != nil || !draft.Draft || len(draft.Sections) != len(protocol.Sections()) {
		t.Fatalf("draft: %d sections, %v", len(draft.Sections), err)
	}
	if _, err := w.plans.Plan(w.ctx, "ada", id, protocol.FirstRevision); code(err) != protocol.CodeNotFound {
		t.Errorf("plan of a queued generation: %v, want not_found", err)
	}
	w.pool("one", nil)
	w.follow("ada", id)
	plan, err := w.plans.Plan(w.ctx, "ada", id, protocol.FirstRevision)
	if err != nil {
		t.Fatal(err)
	}
	for i := range plan.Sections {
		if plan.Sections[i].Markdown != draft.Sections[i].Markdown {
			t.Errorf("section %s differs from its draft", plan.Sections[i].Section)
		}
	}
	if _, err := w.plans.Draft(w.ctx, "eve", id); code(err) != protocol.CodeNotFound {
		t.Errorf("another's draft: %v, want not_found", err)
	}
}

func TestADrainedGenerationGoesOnAtItsFirstMissingSection(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		stop := w.pool("one", func(c *generation.PoolConfig) { c.Pace = 20_000 })
		id := w.submit("ada", cafe)
		w.until("two sections are stored", func() bool { return len(w.load("ada", id).Sections) >= 2 })
		stop()
		r := w.load("ada", id)
		if r.State != protocol.StateQueued || len(r.Sections) == len(protocol.Sections()) {
			t.Fatalf("after the drain it is %s with %d sections", r.State, len(r.Sections))
		}
		if slots := w.line().Slots; slots != 0 {
			t.Errorf("who has left still offers %d slots", slots)
		}
		before := r.Sections
		w.pool("two", nil)
		events := w.follow("ada", id)
		began := slices.IndexFunc(events, func(e protocol.Event) bool { return e.Kind == protocol.KindStarted && e.Attempt == 2 })
		if began < 0 || len(events[began].ResumedSections) != len(before) {
			t.Errorf("the second worker did not begin as attempt 2 with %d sections kept", len(before))
		}
		after := map[string]string{}
		for _, s := range w.load("ada", id).Sections {
			after[s.Section] = s.Text
		}
		for _, s := range before {
			if after[s.Section] != s.Text {
				t.Errorf("section %s was written twice", s.Section)
			}
		}
	})
}

func TestAWorkerThatLostItsLeaseIsReplacedAndWritesNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		deaf := &deafWork{Work: w.store}
		// Its lease runs out by the real clock of the database; until then it writes, slowly.
		w.poolOn(deaf, "deaf", func(c *generation.PoolConfig) { c.Pace, c.Timeout, c.Lease = 10, time.Hour, 200*time.Millisecond })
		id := w.submit("ada", cafe)
		w.until("the first worker has it", func() bool { return w.load("ada", id).Attempt == 1 })
		w.pool("two", nil)
		w.until("it is completed by another", func() bool { return w.load("ada", id).State == protocol.StateCompleted })
		r := w.load("ada", id)
		if r.Attempt != 2 || r.Worker != "two" || len(r.Sections) != len(protocol.Sections()) {
			t.Errorf("ended by %s in attempt %d with %d sections", r.Worker, r.Attempt, len(r.Sections))
		}
		w.until("the first worker has let go", func() bool { return deaf.holds() == 0 })
	})
}

// deafWork loses its heartbeats from its first work on, as a paused process does; its writes still arrive.
type deafWork struct {
	generation.Work
	mu   sync.Mutex
	deaf bool
	held int // as the latest heartbeat would have said
}

func (d *deafWork) holds() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.held
}

var errNoRoute = errors.New("no route to the database")

func (d *deafWork) Renew(ctx context.Context, b generation.Beat) ([]generation.Held, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.held = len(b.Held); d.deaf {
		return nil, errNoRoute
	}
	return d.Work.Renew(ctx, b)
}

func (d *deafWork) Claim(ctx context.Context, c generation.ClaimRequest) ([]generation.Record, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.deaf {
		return nil, errNoRoute
	}
	out, err := d.Work.Claim(ctx, c)
	d.deaf = len(out) > 0
	return out, err
}

// TestADrainEndsThoughTheDatabaseIsSilent: an instance that is told to stop does, however little it is answered.
func TestADrainEndsThoughTheDatabaseIsSilent(t *testing.T) {
	const drain, lastWords = 5 * time.Second, 7 * time.Second
	for name, at := range map[string]func(*world, string) bool{
		"while it claims":  func(w *world, id string) bool { return w.load("ada", id).Attempt == 0 },
		"while it writes":  func(w *world, id string) bool { return w.load("ada", id).Attempt == 1 },
		"behind a section": func(w *world, id string) bool { return len(w.load("ada", id).Sections) > 0 },
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, w *world) {
				work := &silentWork{Work: w.store}
				stop := w.poolOn(work, "one", func(c *generation.PoolConfig) { c.Pace, c.Drain, c.Lease = 2_000, drain, time.Second })
				time.Sleep(time.Second)
				id := w.submit("ada", cafe)
				w.until(name, func() bool { return at(w, id) })
				work.silent.Store(true)
				time.Sleep(2 * time.Second)
				began := time.Now()
				stop()
				if took := time.Since(began); took > drain+lastWords {
					t.Errorf("it left after %v", took)
				}
			})
		})
	}
}

// silentWork answers nothing once it is silent, until whoever asks goes, or the time of a store is over.
type silentWork struct {
	generation.Work
	silent atomic.Bool
}

func (s *silentWork) wait(ctx context.Context) error {
	if !s.silent.Load() {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	<-ctx.Done()
	return protocol.NewProblem(protocol.CodeUnavailable, "")
}

func (s *silentWork) Claim(ctx context.Context, c generation.ClaimRequest) ([]generation.Record, error) {
	if err := s.wait(ctx); err != nil {
		return nil, err
	}
	return s.Work.Claim(ctx, c)
}

func (s *silentWork) Renew(ctx context.Context, b generation.Beat) ([]generation.Held, error) {
	if err := s.wait(ctx); err != nil {
		return nil, err
	}
	return s.Work.Renew(ctx, b)
}

func (s *silentWork) Checkpoint(ctx context.Context, h generation.Held, c generation.Checkpoint) error {
	if err := s.wait(ctx); err != nil {
		return err
	}
	return s.Work.Checkpoint(ctx, h, c)
}

func (s *silentWork) Finish(ctx context.Context, h generation.Held, r generation.Result) (time.Time, error) {
	if err := s.wait(ctx); err != nil {
		return time.Time{}, err
	}
	return s.Work.Finish(ctx, h, r)
}

func (s *silentWork) Release(ctx context.Context, h generation.Held) error {
	if err := s.wait(ctx); err != nil {
		return err
	}
	return s.Work.Release(ctx, h)
}

func (s *silentWork) Leave(ctx context.Context, worker string) error {
	if err := s.wait(ctx); err != nil {
		return err
	}
	return s.Work.Leave(ctx, worker)
}

func TestCancelKeepsFinishedSectionsAndStopsTheWork(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		w.pool("one", func(c *generation.PoolConfig) { c.Pace = 20_000 })
		id := w.submit("ada", cafe)
		w.until("a section is stored", func() bool { return len(w.load("ada", id).Sections) >= 1 })
		if _, err := w.service.Cancel(w.ctx, "eve", id, protocol.ByOwner); code(err) != protocol.CodeNotFound {
			t.Fatalf("cancelled by another user: %v", err)
		}
		s, err := w.service.Cancel(w.ctx, "ada", id, protocol.ByOwner)
		if err != nil || s.State != protocol.StateCancelled || len(s.Sections) == 0 {
			t.Fatalf("cancel: %s with %d sections, %v", s.State, len(s.Sections), err)
		}
		again, err := w.service.Cancel(w.ctx, "ada", id, protocol.ByOwner)
		if err != nil || again.State != protocol.StateCancelled || again.Cursor != s.Cursor {
			t.Errorf("a second cancel: %s at %v, %v; want the same end", again.State, again.Cursor, err)
		}
		w.until("the slot is free", func() bool { return len(w.line().Running) == 0 })
		other := w.submit("ada", bakery)
		w.until("the next one runs", func() bool { return w.load("ada", other).Attempt == 1 })
	})
}

func TestErasedGenerationsAreGone(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		w.pool("one", func(c *generation.PoolConfig) { c.Pace = 2_000 })
		id := w.submit("ada", cafe)
		w.until("it runs", func() bool { return w.load("ada", id).Attempt == 1 })
		if err := w.service.Erase(w.ctx, "eve", id); code(err) != protocol.CodeNotFound {
			t.Fatalf("erased by another user: %v", err)
		}
		if err := w.service.Erase(w.ctx, "ada", id); err != nil {
			t.Fatal(err)
		}
		for name, get := range map[string]func() error{
			"snapshot": func() error { _, err := w.service.Snapshot(w.ctx, "ada", id); return err },
			"plan":     func() error { _, err := w.plans.Plan(w.ctx, "ada", id, protocol.FirstRevision); return err },
			"draft":    func() error { _, err := w.plans.Draft(w.ctx, "ada", id); return err },
			"cancel":   func() error { _, err := w.service.Cancel(w.ctx, "ada", id, protocol.ByOwner); return err },
		} {
			if err := get(); code(err) != protocol.CodeNotFound {
				t.Errorf("%s of an erased generation: %v, want not_found", name, err)
			}
		}
	})
}

func TestALateGenerationFailsAndKeepsItsSections(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		stuck := &stuckWork{Work: w.store, room: 3}
		w.poolOn(stuck, "one", func(c *generation.PoolConfig) { c.Timeout = time.Second })
		id := w.submit("ada", cafe)
		waiting := w.load("ada", id).Snapshot()
		events := w.follow("ada", id)
		last := events[len(events)-1]
		if last.Kind != protocol.KindFailed || last.Problem == nil || !last.Problem.Retryable {
			t.Fatalf("ended with %+v, want a failure that can be retried", last)
		}
		r := w.load("ada", id)
		if r.State != protocol.StateFailed || len(r.Sections) != stuck.stored() {
			t.Errorf("it is %s with %d sections, want failed with %d", r.State, len(r.Sections), stuck.stored())
		}
		if chars, sha := protocol.Checksum(r.Snapshot().Sections); *last.Chars != chars || last.SHA256 != sha {
			t.Error("the last event does not prove the kept text")
		}
		w.checkFold(waiting, events, r)
	})
}

// stuckWork is a database that is away for checkpoints once it has stored some sections.
type stuckWork struct {
	generation.Work
	mu   sync.Mutex
	room int
	held int
}

func (s *stuckWork) stored() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.held
}

func (s *stuckWork) Checkpoint(ctx context.Context, h generation.Held, c generation.Checkpoint) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.Section != nil {
		if s.held == s.room {
			return protocol.NewProblem(protocol.CodeUnavailable, "away")
		}
		s.held++
	}
	return s.Work.Checkpoint(ctx, h, c)
}

func TestABriefOutageOfTheDatabaseCostsNothing(t *testing.T) {
	w := newWorld(t)
	w.poolOn(&flakyWork{Work: w.store}, "one", nil)
	id := w.submit("ada", cafe)
	events := w.follow("ada", id)
	if last := events[len(events)-1]; last.Kind != protocol.KindCompleted || *last.Degraded {
		t.Fatalf("ended with %+v", last)
	}
}

// flakyWork fails every second write as a database does that is away for a moment.
type flakyWork struct {
	generation.Work
	mu sync.Mutex
	n  int
}

func (f *flakyWork) flake() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.n++
	if f.n%2 == 1 {
		return protocol.NewProblem(protocol.CodeUnavailable, "away for a moment")
	}
	return nil
}

func (f *flakyWork) Checkpoint(ctx context.Context, h generation.Held, c generation.Checkpoint) error {
	if err := f.flake(); err != nil {
		return err
	}
	return f.Work.Checkpoint(ctx, h, c)
}

func (f *flakyWork) Finish(ctx context.Context, h generation.Held, r generation.Result) (time.Time, error) {
	if err := f.flake(); err != nil {
		return time.Time{}, err
	}
	return f.Work.Finish(ctx, h, r)
}

func TestAWorkerThatIsToldOfItsLostLeaseStopsAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		robbed := &robbedWork{Work: w.store}
		w.poolOn(robbed, "robbed", func(c *generation.PoolConfig) { c.Pace = 100; c.Lease = 600 * time.Millisecond; c.Slots = 1 })
		w.submit("ada", cafe)
		w.until("it has let go", robbed.letGo)
	})
}

// robbedWork tells the worker once that it has lost what it holds, and gives it nothing more.
type robbedWork struct {
	generation.Work
	mu     sync.Mutex
	robbed bool
	free   bool
}

func (r *robbedWork) letGo() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.free
}

func (r *robbedWork) Renew(_ context.Context, b generation.Beat) ([]generation.Held, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.free = r.robbed && len(b.Held) == 0
	r.robbed = r.robbed || len(b.Held) > 0
	return b.Held, nil
}

func (r *robbedWork) Claim(ctx context.Context, c generation.ClaimRequest) ([]generation.Record, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.robbed {
		return nil, nil
	}
	return r.Work.Claim(ctx, c)
}
