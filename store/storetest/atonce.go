package storetest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// step is something that is asked of the store while other things are: what it does, and what the model says
// that it must answer.
type step struct {
	name  string
	ask   func(ctx context.Context) string
	tell  func(m *model) string
	leave bool // whoever asks has left already
}

// crowd compares a store that does many things at once with the model.
type crowd struct {
	machine
	possible []*model // that agree with all that the store has answered
	asked    int      // submissions
}

// testAtOnce asks a store several things at once, again and again, some of which must fail: limits, keys that
// were used, attempts that were replaced, askers who left. There must be an order of them in which the model
// gives each the answer that it got, and ends as the store did: nobody notices with whom they shared a
// transaction. Places are left to testModel: those of one who submits at the same time may be seen or not.
func testAtOnce(t *testing.T, open func(testing.TB) Store) {
	s := open(t)
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		m := &crowd{machine: machine{t: t, store: s}, possible: []*model{{used: map[string]int{}, keys: map[string]string{}}}}
		for i := range 2 {
			m.owners = append(m.owners, fmt.Sprintf("at-once-%d-%d", run, i))
		}
		defer m.clearAll()
		for range rapid.IntRange(1, 4).Draw(rt, "rounds") {
			m.round(rt)
		}
	})
}

// clearAll empties the store for the next run, also of what the model does not know.
func (m *crowd) clearAll() {
	for _, o := range m.owners {
		if _, all, err := m.store.EraseOwner(m.t.Context(), o, 1000); err != nil || !all {
			m.t.Errorf("erase: %v, all %v", err, all)
		}
	}
}

func (m *crowd) round(rt *rapid.T) {
	// A claim passes over what somebody else has in hand, so that beside cancellations it may miss what no order
	// explains: in a round there is one claim, or there are cancellations.
	kinds := []func(*rapid.T) step{m.stepSubmit, m.stepSubmit}
	if len(m.held) > 0 {
		kinds = append(kinds, m.stepFinish, m.stepFinish)
	}
	var steps []step
	if rapid.Bool().Draw(rt, "claims") {
		steps = append(steps, m.stepClaim(rt))
	} else if len(m.possible[0].jobs) > 0 {
		kinds = append(kinds, m.stepCancel)
	}
	for range rapid.IntRange(2, 4).Draw(rt, "steps") {
		steps = append(steps, rapid.SampledFrom(kinds).Draw(rt, "kind")(rt))
	}
	answers := together(len(steps), func(i int) string {
		ctx, leave := contextOf(m.t)
		defer leave()
		if steps[i].leave {
			leave()
		}
		return steps[i].ask(ctx)
	})
	for i, s := range steps {
		rt.Logf("%s: %s", s.name, answers[i])
	}
	m.explain(rt, steps, answers)
}

// explain finds the orders of the steps in which they have these answers and this end. Orders that look the same
// may differ in what shows later, such as who of two was first: all of them are kept.
func (m *crowd) explain(rt *rapid.T, steps []step, answers []string) {
	stored := m.storedState(rt)
	found := map[string]*model{}
	var search func(at *model, left []int)
	search = func(at *model, left []int) {
		if len(left) == 0 && at.state(m.owners) == stored {
			found[at.secrets()] = at
		}
		for n, i := range left {
			next := at.clone()
			if steps[i].answer(next) == answers[i] {
				search(next, slices.Delete(slices.Clone(left), n, n+1))
			}
		}
	}
	order := make([]int, len(steps))
	for i := range order {
		order[i] = i
	}
	for _, from := range m.possible {
		search(from, order)
	}
	if len(found) == 0 {
		rt.Fatalf("no order explains that\n%sbecame\n%s", m.possible[0].state(m.owners), stored)
	}
	m.possible = slices.Collect(maps.Values(found))
	m.held = nil // every hold that there was, and the present ones
	for _, j := range m.possible[0].jobs {
		for a := range j.attempt {
			m.held = append(m.held, generation.Held{ID: j.id, Attempt: a + 1})
		}
	}
}

const left = "left"

func (s step) answer(m *model) string {
	if s.leave {
		return left
	}
	return s.tell(m)
}

// answerOf is what an error says, or else what was answered.
func answerOf(err error, answer string) string {
	p, refused := protocol.ProblemOf(err)
	switch {
	case err == nil:
		return answer
	case errors.Is(err, context.Canceled):
		return left
	case errors.Is(err, generation.ErrFenced):
		return "fenced"
	case refused:
		return string(p.Code)
	}
	return err.Error()
}

func (m *crowd) stepSubmit(rt *rapid.T) step {
	owner := rapid.SampledFrom(m.owners).Draw(rt, "owner")
	idea := rapid.SampledFrom([]string{"bakery", "brewery", "bindery"}).Draw(rt, "idea")
	key := rapid.SampledFrom([]string{"", "", "k", "l"}).Draw(rt, "key")
	m.asked++ // each has its own place: who of those that come at once is first is not said
	ahead := 60*rapid.IntRange(-1, 1).Draw(rt, "hours ahead") - m.asked
	sub := Submission(owner, Idea(idea), Limit(modelLimits), func(x *generation.Submission) {
		x.HeadStart, x.Penalty = time.Duration(ahead)*time.Minute, time.Hour
	})
	if key != "" {
		Key(key, idea[2])(&sub)
	}
	return step{
		name: fmt.Sprintf("submit %s's %s by key %q, %d ahead, as %s", owner, idea, key, ahead, sub.ID),
		ask: func(ctx context.Context) string {
			r, err := m.store.Submit(ctx, sub)
			return answerOf(err, string(r.Outcome)+" "+r.Record.ID)
		},
		tell:  func(m *model) string { return m.submitKeyed(sub, idea, key, ahead) },
		leave: rapid.IntRange(0, 7).Draw(rt, "leaves") == 0,
	}
}

// submitKeyed is a submission with an idempotency key, or with none.
func (m *model) submitKeyed(sub generation.Submission, idea, key string, ahead int) string {
	name := sub.Owner + " " + key
	if kept, ok := m.keys[name]; ok && key != "" {
		answer, payload, _ := strings.Cut(kept, " for ")
		if payload != idea {
			return string(protocol.CodeInvalidRequest)
		}
		return answer
	}
	answer := m.answer(sub.Owner, idea)
	switch generation.Outcome(answer) {
	case generation.OutcomeAccepted:
		m.count++
		m.used[sub.Owner]++
		m.jobs = append(m.jobs, &job{
			id: sub.ID, owner: sub.Owner, idea: idea, number: m.count, state: protocol.StateQueued,
			key: 60*len(m.activeOf(sub.Owner)) - ahead,
		})
		answer += " " + sub.ID
	case generation.OutcomeJoined, generation.OutcomeCached:
		answer += " " + m.twin(sub.Owner, idea).id
	default:
		return answer
	}
	if key != "" {
		m.keys[name] = answer + " for " + idea
	}
	return answer
}

// twin is the identical generation that is active, or else the one that was completed last.
func (m *model) twin(owner, idea string) *job {
	var last *job
	for _, j := range m.jobs {
		if j.owner != owner || j.idea != idea {
			continue
		}
		if j.active() {
			return j
		}
		if j.state == protocol.StateCompleted && !j.degraded {
			last = j
		}
	}
	return last
}

func (m *crowd) stepClaim(rt *rapid.T) step {
	slots := rapid.IntRange(1, 3).Draw(rt, "slots")
	return step{
		name: fmt.Sprintf("claim %d", slots),
		ask: func(ctx context.Context) string {
			got, err := m.store.Claim(ctx, generation.ClaimRequest{Worker: "w", Lane: generation.LanePool, Slots: slots, Lease: long})
			return answerOf(err, strings.Join(ids(got), " "))
		},
		tell: func(m *model) string {
			line := m.line(queued)
			line = line[:min(slots, len(line))]
			for _, j := range line {
				j.state, j.attempt, j.seq, j.worker, j.live = protocol.StateRunning, j.attempt+1, 0, "w", true
			}
			return strings.Join(jobIDs(line), " ")
		},
	}
}

func (m *crowd) stepFinish(rt *rapid.T) step {
	h := rapid.SampledFrom(m.held).Draw(rt, "hold")
	degraded := rapid.Bool().Draw(rt, "degraded")
	return step{
		name: fmt.Sprintf("finish %v, degraded %v", h, degraded),
		ask: func(ctx context.Context) string {
			_, err := m.store.Finish(ctx, h, generation.Result{State: protocol.StateCompleted, Degraded: degraded, Seq: h.Attempt})
			return answerOf(err, "finished")
		},
		tell: func(m *model) string {
			j := m.find(h.ID)
			switch {
			case j.held(h):
				j.state, j.seq, j.degraded = protocol.StateCompleted, h.Attempt, degraded
			case j.attempt != h.Attempt || j.state != protocol.StateCompleted:
				return "fenced"
			}
			return "finished"
		},
		leave: rapid.IntRange(0, 7).Draw(rt, "leaves") == 0,
	}
}

func (m *crowd) stepCancel(rt *rapid.T) step {
	j := rapid.SampledFrom(m.possible[0].jobs).Draw(rt, "job")
	owner, id := j.owner, j.id
	return step{
		name: "cancel " + id,
		ask: func(ctx context.Context) string {
			_, changed, err := m.store.Cancel(ctx, owner, id, protocol.ByOwner)
			return answerOf(err, fmt.Sprint(changed))
		},
		tell: func(m *model) string {
			j := m.find(id)
			if !j.active() {
				return "false"
			}
			j.state, j.attempt, j.seq = protocol.StateCancelled, j.attempt+1, 1
			return "true"
		},
	}
}

func (m *model) clone() *model {
	out := &model{used: maps.Clone(m.used), keys: maps.Clone(m.keys), count: m.count}
	for _, j := range m.jobs {
		copied := *j
		out.jobs = append(out.jobs, &copied)
	}
	return out
}

// state is all that there is, in words.
func (m *model) state(owners []string) string {
	var b strings.Builder
	fmt.Fprintln(&b, "queue", jobIDs(m.line(queued)))
	for _, o := range owners {
		fmt.Fprintln(&b, o, "used", m.used[o])
	}
	for _, j := range slices.SortedFunc(slices.Values(m.jobs), func(a, b *job) int { return strings.Compare(a.id, b.id) }) {
		fmt.Fprintln(&b, j.id, j.owner, j.idea, j.state, j.attempt, j.seq, j.degraded)
	}
	return b.String()
}

// secrets are what of a model does not show.
func (m *model) secrets() string {
	var b strings.Builder
	for _, j := range m.line(func(*job) bool { return true }) {
		fmt.Fprintln(&b, j.id, j.key)
	}
	for _, name := range slices.Sorted(maps.Keys(m.keys)) {
		fmt.Fprintln(&b, name, m.keys[name])
	}
	return b.String()
}

// storedState is the same of the store.
func (m *crowd) storedState(rt *rapid.T) string {
	var b strings.Builder
	line, err := m.store.Queue(m.t.Context(), generation.LanePool)
	if err != nil {
		rt.Fatal(err)
	}
	fmt.Fprintln(&b, "queue", line.Waiting)
	var all []generation.Record
	for _, o := range m.owners {
		u, err := m.store.Usage(m.t.Context(), o)
		if err != nil {
			rt.Fatal(err)
		}
		fmt.Fprintln(&b, o, "used", u.Today)
		records, err := m.store.List(m.t.Context(), o, "", 1000)
		if err != nil {
			rt.Fatal(err)
		}
		all = append(all, records...)
	}
	slices.SortFunc(all, func(a, b generation.Record) int { return strings.Compare(a.ID, b.ID) })
	for _, r := range all {
		fmt.Fprintln(&b, r.ID, r.Owner, r.Request.Idea, r.State, r.Attempt, r.Seq, r.Degraded)
	}
	return b.String()
}
