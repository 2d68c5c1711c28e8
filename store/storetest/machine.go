package storetest

import (
	"errors"
	"slices"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// expectFence fails unless err is ErrFenced exactly when want says so.
func expectFence(rt *rapid.T, err error, want bool) {
	if want != errors.Is(err, generation.ErrFenced) || !want && err != nil {
		rt.Fatalf("error is %v; fenced should be %v", err, want)
	}
}

func (m *machine) checkpoint(rt *rapid.T) {
	h, j := m.hold(rt)
	s := section(rapid.IntRange(1, 4).Draw(rt, "section"))
	c := generation.Checkpoint{Seq: rapid.Int64Range(0, 9).Draw(rt, "seq"), Section: s, Degraded: rapid.Bool().Draw(rt, "degraded")}
	s.Source = h.ID + string(rune('0'+h.Attempt)) // each attempt writes a text of its own
	written := j != nil && slices.ContainsFunc(j.sections, func(o protocol.Section) bool {
		return o.Section == s.Section && o != *s
	})
	expectFence(rt, m.store.Checkpoint(m.t.Context(), h, c), !j.held(h) || written)
	if !j.held(h) || written {
		return
	}
	j.seq, j.degraded = max(j.seq, c.Seq), j.degraded || c.Degraded
	if !slices.Contains(j.sections, *s) {
		j.sections = append(j.sections, *s)
		slices.SortFunc(j.sections, func(a, b protocol.Section) int { return a.Index - b.Index })
	}
}

func (m *machine) finish(rt *rapid.T) {
	h, j := m.hold(rt)
	r := generation.Result{
		State:    rapid.SampledFrom([]protocol.State{protocol.StateCompleted, protocol.StateFailed}).Draw(rt, "state"),
		Degraded: rapid.Bool().Draw(rt, "degraded"), Seq: h.Attempt,
	}
	again := j != nil && j.attempt == h.Attempt && j.state == r.State && j.seq == r.Seq
	expectFence(rt, tryFinish(m.t, m.store, h, r), !j.held(h) && !again)
	if j.held(h) {
		j.state, j.seq, j.degraded = r.State, r.Seq, r.Degraded
	}
}

func (m *machine) release(rt *rapid.T) {
	h, j := m.hold(rt)
	again := j != nil && j.attempt == h.Attempt && queued(j)
	expectFence(rt, m.store.Release(m.t.Context(), h), !j.held(h) && !again)
	if j.held(h) {
		j.state, j.worker = protocol.StateQueued, ""
	}
}

// pick draws a job, and who asks for it.
func (m *machine) pick(rt *rapid.T) (*job, string) {
	if len(m.model.jobs) == 0 {
		rt.Skip("there is nothing")
	}
	return rapid.SampledFrom(m.model.jobs).Draw(rt, "job"), rapid.SampledFrom(m.owners).Draw(rt, "asked by")
}

func (m *machine) cancel(rt *rapid.T) {
	j, by := m.pick(rt)
	r, changed, err := m.store.Cancel(m.t.Context(), by, j.id, protocol.ByOwner)
	if by != j.owner {
		if p, _ := protocol.ProblemOf(err); p.Code != protocol.CodeNotFound {
			rt.Fatalf("somebody else's was cancelled: %v", err)
		}
		return
	}
	if err != nil || changed != j.active() {
		rt.Fatalf("cancel changed %v (%v), want %v", changed, err, j.active())
	}
	if changed {
		j.state, j.attempt, j.seq = protocol.StateCancelled, j.attempt+1, 1
	}
	m.compareJob(rt, j, r)
}

func (m *machine) erase(rt *rapid.T) {
	j, by := m.pick(rt)
	err := m.store.Erase(m.t.Context(), by, j.id)
	if by == j.owner {
		m.model.jobs = slices.DeleteFunc(m.model.jobs, func(o *job) bool { return o == j })
		if err != nil {
			rt.Fatalf("erase: %v", err)
		}
	} else if p, _ := protocol.ProblemOf(err); p.Code != protocol.CodeNotFound {
		rt.Fatalf("somebody else's was erased: %v", err)
	}
}

// compare holds the whole store against the model.
func (m *machine) compare(rt *rapid.T) {
	line, err := m.store.Queue(m.t.Context(), generation.LanePool)
	if want := jobIDs(m.model.line(queued)); err != nil || !slices.Equal(line.Waiting, want) {
		rt.Fatalf("queue is %q (%v), want %q", line.Waiting, err, want)
	}
	if glance, err := m.store.Glance(m.t.Context(), generation.LanePool); err != nil || glance.Length != len(line.Waiting) {
		rt.Fatalf("at a glance %d wait (%v), want %d", glance.Length, err, len(line.Waiting))
	}
	running := m.model.filter(func(j *job) bool { return j.state == protocol.StateRunning })
	if len(line.Running) != len(running) {
		rt.Fatalf("%d run, want %d", len(line.Running), len(running))
	}
	for _, owner := range m.owners {
		u, err := m.store.Usage(m.t.Context(), owner)
		active := jobIDs(m.model.activeOf(owner))
		if err != nil || !slices.Equal(u.Active, active) || u.Today != m.model.used[owner] {
			rt.Fatalf("%s has %q and used %d (%v), want %q and %d", owner, u.Active, u.Today, err, active, m.model.used[owner])
		}
		if len(u.Active) > modelLimits.MaxActive || u.Today > modelLimits.Daily {
			rt.Fatalf("a limit is exceeded: %+v", u)
		}
	}
	for _, j := range m.model.jobs {
		r, err := m.store.Load(m.t.Context(), j.owner, j.id)
		if err != nil {
			rt.Fatalf("load: %v", err)
		}
		m.compareJob(rt, j, r)
	}
}

func (m *machine) compareJob(rt *rapid.T, j *job, r generation.Record) {
	if r.State != j.state || r.Attempt != j.attempt || r.Seq != j.seq || r.Degraded != j.degraded ||
		r.Owner != j.owner || r.Request.Idea != j.idea || !slices.Equal(r.Sections, j.sections) {
		rt.Fatalf("stored %+v, want %+v", r, *j)
	}
	if r.State.Terminal() == r.FinishedAt.IsZero() {
		rt.Fatalf("%s and finished at %v", r.State, r.FinishedAt)
	}
	if chars, sha := protocol.Checksum(j.sections); r.State == protocol.StateCancelled && (r.Chars != chars || r.SHA256 != sha) {
		rt.Fatalf("cancelled with %d chars, want %d", r.Chars, chars)
	}
}
