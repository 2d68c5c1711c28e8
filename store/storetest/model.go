package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// job is a generation as the model has it. Its queue key is counted in hours, far more than a test
// takes, so that the model needs no clock: within an hour, who came first is first.
type job struct {
	id       string
	owner    string
	idea     string
	key      int
	number   int // of the submission
	state    protocol.State
	attempt  int64
	seq      int64
	worker   string
	live     bool // the lease has not run out
	degraded bool
	sections []protocol.Section
}

func (j *job) active() bool {
	return j.state == protocol.StateQueued || j.state == protocol.StateRunning
}

func (j *job) held(h generation.Held) bool {
	return j != nil && j.state == protocol.StateRunning && j.attempt == h.Attempt
}

// The limits of the model: small, so that they are met often.
var modelLimits = generation.Limits{MaxActive: 2, Daily: 12, Queue: 4, CacheTTL: long}

// model is the simplest store that keeps the promises.
type model struct {
	jobs  []*job // in the order of submission, without the erased
	used  map[string]int
	keys  map[string]string // what idempotency keys were answered with, and for what
	count int
}

func (m *model) find(id string) *job {
	for _, j := range m.jobs {
		if j.id == id {
			return j
		}
	}
	return nil
}

func (m *model) filter(ok func(*job) bool) []*job {
	var out []*job
	for _, j := range m.jobs {
		if ok(j) {
			out = append(out, j)
		}
	}
	return out
}

// line is what waits, in the order of the queue.
func (m *model) line(ok func(*job) bool) []*job {
	out := m.filter(ok)
	slices.SortFunc(out, func(a, b *job) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.number, b.number)) })
	return out
}

func queued(j *job) bool { return j.state == protocol.StateQueued }

func jobIDs(jobs []*job) []string {
	var out []string
	for _, j := range jobs {
		out = append(out, j.id)
	}
	return out
}

func (m *model) activeOf(owner string) []*job {
	return m.filter(func(j *job) bool { return j.owner == owner && j.active() })
}

// answer is what a submission must be told: an outcome or a code.
func (m *model) answer(owner, idea string) string {
	twin := func(j *job) bool { return j.owner == owner && j.idea == idea }
	switch {
	case len(m.filter(func(j *job) bool { return twin(j) && j.active() })) > 0:
		return string(generation.OutcomeJoined)
	case len(m.filter(func(j *job) bool { return twin(j) && j.state == protocol.StateCompleted && !j.degraded })) > 0:
		return string(generation.OutcomeCached)
	case len(m.activeOf(owner)) >= modelLimits.MaxActive:
		return string(protocol.CodeTooManyActive)
	case m.used[owner] >= modelLimits.Daily:
		return string(protocol.CodeDailyLimit)
	case len(m.filter(queued)) >= modelLimits.Queue:
		return string(protocol.CodeQueueFull)
	}
	return string(generation.OutcomeAccepted)
}

// machine compares a store with the model, step by step.
type machine struct {
	t      *testing.T
	store  Store
	model  model
	owners []string
	held   []generation.Held // every hold that was ever given, and none that was not
}

// testModel lets owners and workers do anything in any order, and compares with the model after each
// step: order, positions, limits, fencing, and everything that is stored.
func testModel(t *testing.T, open func(testing.TB) Store) {
	s := open(t)
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		m := &machine{t: t, store: s, model: model{used: map[string]int{}}}
		for i := range 3 {
			m.owners = append(m.owners, fmt.Sprintf("owner-%d-%d", run, i))
		}
		defer m.clear()
		rt.Repeat(map[string]func(*rapid.T){
			"submit": m.submit, "claim": m.claim, "renew": m.renew, "checkpoint": m.checkpoint,
			"finish": m.finish, "release": m.release, "cancel": m.cancel, "erase": m.erase, "": m.compare,
		})
	})
}

// clear empties the store for the next run.
func (m *machine) clear() {
	for _, j := range m.model.jobs {
		if err := m.store.Erase(m.t.Context(), j.owner, j.id); err != nil {
			m.t.Errorf("erase: %v", err)
		}
	}
}

func (m *machine) submit(rt *rapid.T) {
	owner := rapid.SampledFrom(m.owners).Draw(rt, "owner")
	idea := rapid.SampledFrom([]string{"bakery", "brewery", "bindery", "bank"}).Draw(rt, "idea")
	ahead := rapid.IntRange(-1, 1).Draw(rt, "hours ahead")
	sub := Submission(owner, Idea(idea), Limit(modelLimits), func(x *generation.Submission) {
		x.HeadStart, x.Penalty = time.Duration(ahead)*time.Hour, time.Hour
	})
	want := m.model.answer(owner, idea)
	quoted, quoteErr := m.store.Quote(m.t.Context(), sub)
	r, err := m.store.Submit(m.t.Context(), sub)
	got := string(r.Outcome)
	if p, ok := protocol.ProblemOf(err); ok {
		got = string(p.Code)
	} else if err != nil {
		rt.Fatalf("submit: %v", err)
	}
	if got != want || (err == nil) != (quoteErr == nil) || describe(quoted) != describe(r) {
		rt.Fatalf("answered %s, quoted %s, want %s", got, describe(quoted), want)
	}
	if r.Outcome == generation.OutcomeAccepted {
		m.model.count++
		m.model.used[owner]++
		m.model.jobs = append(m.model.jobs, &job{
			id: sub.ID, owner: owner, idea: idea, number: m.model.count, state: protocol.StateQueued,
			key: len(m.model.activeOf(owner)) - ahead,
		})
	}
	m.checkReceipt(rt, owner, idea, r)
}

func (m *machine) checkReceipt(rt *rapid.T, owner, idea string, r generation.Receipt) {
	if r.Outcome == "" {
		return
	}
	j := m.model.find(r.Record.ID)
	if j == nil || j.owner != owner || j.idea != idea || j.state != r.Record.State {
		rt.Fatalf("was given %+v for %s's %s, want %+v", r.Record, owner, idea, j)
	}
	line, length := m.model.line(queued), 0
	if queued(j) {
		length = len(line)
	}
	if rank := slices.Index(line, j) + 1; r.Position != rank || r.Length != length {
		rt.Fatalf("stands at %d of %d, was told %d of %d", rank, length, r.Position, r.Length)
	}
}

var leases = map[bool]time.Duration{true: long, false: past}

func drawWorker(rt *rapid.T) string {
	return rapid.SampledFrom([]string{"w1", "w2", "w3"}).Draw(rt, "worker")
}

func (m *machine) claim(rt *rapid.T) {
	worker, slots, live := drawWorker(rt), rapid.IntRange(0, 3).Draw(rt, "slots"), rapid.Bool().Draw(rt, "live")
	want := m.model.line(func(j *job) bool { return queued(j) || j.state == protocol.StateRunning && !j.live })
	want = want[:min(slots, len(want))]
	got, err := m.store.Claim(m.t.Context(), generation.ClaimRequest{
		Worker: worker, Lane: generation.LanePool, Slots: slots, Lease: leases[live],
	})
	if err != nil || !slices.Equal(ids(got), jobIDs(want)) {
		rt.Fatalf("claimed %q (%v), want %q", ids(got), err, jobIDs(want))
	}
	for i, j := range want {
		j.state, j.attempt, j.seq, j.worker, j.live = protocol.StateRunning, j.attempt+1, 0, worker, live
		if got[i].Attempt != j.attempt || !slices.Equal(got[i].Sections, j.sections) {
			rt.Fatalf("claimed %+v, want %+v", got[i], j)
		}
		m.held = append(m.held, generation.Held{ID: j.id, Attempt: j.attempt})
	}
}

func (m *machine) renew(rt *rapid.T) {
	worker, live := drawWorker(rt), rapid.Bool().Draw(rt, "live")
	var held, want []generation.Held
	for _, h := range m.held {
		if !rapid.Bool().Draw(rt, "held") {
			continue
		}
		held = append(held, h)
		j := m.model.find(h.ID)
		if !j.held(h) || j.worker != worker {
			want = append(want, h)
		}
	}
	lost, err := m.store.Renew(m.t.Context(), generation.Beat{Worker: worker, Slots: 1, Lease: leases[live], Held: held})
	if err != nil || !slices.Equal(lost, want) {
		rt.Fatalf("lost %v (%v), want %v", lost, err, want)
	}
	for _, h := range held { // whatever attempt was named, what the worker has is renewed
		if j := m.model.find(h.ID); j != nil && j.state == protocol.StateRunning && j.worker == worker {
			j.live = live
		}
	}
}

// hold draws one that was given at some time.
func (m *machine) hold(rt *rapid.T) (generation.Held, *job) {
	if len(m.held) == 0 {
		rt.Skip("nothing was ever claimed")
	}
	h := rapid.SampledFrom(m.held).Draw(rt, "hold")
	return h, m.model.find(h.ID)
}
