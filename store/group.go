package store

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"time"
)

// group lets those who write at the same time share a transaction and so a flush (docs/decisions/0029), and
// those who want the same its statements too (0038). It has no goroutine: whoever gets the turn writes for all
// who wait, and who comes meanwhile waits for the next. What one of them fails at takes nothing from the
// others, and each is answered when the commit is durable. One behind the other in one transaction, they see
// each other as if each had had its own.
type group struct {
	pool    *pool
	timeout time.Duration // of a transaction
	loose   bool          // no transaction: each statement is one of its own
	turn    chan struct{} // holds one token: whoever has it writes

	mu      sync.Mutex
	waiting []*member // guarded by mu; who came first is first
	late    []*member // guarded by mu; the same of those who come behind
}

// member is one who writes.
type member struct {
	ctx  context.Context
	verb *verb // what is to be done, with others who want the same
	ask  any   // what the verb needs to know
	done chan struct{}
	err  error // how it went, once done is closed
}

// verb is something that members want done. Verbs are compared: members with the same one are done together.
type verb struct {
	// run does what all members ask for, and tells each how it went (member.err). An error says that it could
	// not, and that all it did must be undone.
	run  func(ctx context.Context, c conn, members []*member) error
	late bool // who wants it comes behind all others
}

// together does many at once: do says how each went.
func together[T any](do func(ctx context.Context, c conn, all []T) ([]error, error)) func(context.Context, conn, []*member) error {
	return func(ctx context.Context, c conn, members []*member) error {
		all := make([]T, len(members))
		for i, m := range members {
			all[i] = m.ask.(T)
		}
		errs, err := do(ctx, c, all)
		if err != nil {
			return err
		}
		for i, m := range members {
			m.err = errs[i]
		}
		return nil
	}
}

// single is a verb of one member, which nobody else wants.
func single(fn func(conn) error) *verb {
	return &verb{run: func(_ context.Context, c conn, _ []*member) error { return fn(c) }}
}

const (
	// mostTogether bounds a transaction: a few tens of milliseconds, however many wait.
	mostTogether = 64
	// lateShare is the part of it, in per cent, that those who come behind have however much else there is.
	lateShare = 25
	// few are so few that more are waited for, which takes long where others wait for a processor.
	few = 8
)

func newGroup(p *pool, timeout time.Duration) *group {
	return &group{pool: p, timeout: timeout, turn: make(chan struct{}, 1)}
}

// write returns when what was asked of the verb is durable, or was undone. When ctx ends before it was begun,
// it is not.
func (g *group) write(ctx context.Context, v *verb, ask any) error {
	m := &member{ctx: ctx, verb: v, ask: ask, done: make(chan struct{})}
	g.mu.Lock()
	l := g.line(v)
	*l = append(*l, m)
	g.mu.Unlock()
	for {
		select {
		case <-m.done:
			return g.result(m)
		case g.turn <- struct{}{}:
			g.lead()
			<-g.turn
		case <-ctx.Done():
			if g.withdraw(m) {
				return ctx.Err()
			}
			<-m.done // it has begun: how it ends is the answer
			return g.result(m)
		}
	}
}

// withdraw takes back what nobody has begun.
func (g *group) withdraw(m *member) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	l := g.line(m.verb)
	i := slices.Index(*l, m)
	if i < 0 {
		return false
	}
	*l = slices.Delete(*l, i, i+1)
	return true
}

// line is where a verb's members wait. Guarded by mu.
func (g *group) line(v *verb) *[]*member {
	if v.late {
		return &g.late
	}
	return &g.waiting
}

// next takes who waits, sorted by what they want.
func (g *group) next() (sets [][]*member) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.waiting)+len(g.late) < few {
		g.mu.Unlock()
		runtime.Gosched() // who is about to come, as all do who were answered together, comes first
		g.mu.Lock()
	}
	part := min(len(g.late), mostTogether*lateShare/100)
	chosen := pick(&g.waiting, mostTogether-part)
	chosen = append(chosen, pick(&g.late, mostTogether-len(chosen))...)
	at := map[*verb]int{}
	for _, m := range chosen {
		i, known := at[m.verb]
		if !known {
			i = len(sets)
			at[m.verb] = i
			sets = append(sets, nil)
		}
		sets[i] = append(sets[i], m)
	}
	return sets
}

// pick removes the first of a line, n at the most.
func pick(line *[]*member, n int) []*member {
	n = min(n, len(*line))
	out := slices.Clone((*line)[:n])
	*line = slices.Delete(*line, 0, n)
	return out
}
