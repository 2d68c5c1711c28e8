package store

import (
	"context"
	"errors"
	"fmt"
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
	ctx      context.Context
	verb     verb // what is to be done, with others who want the same
	ask      any  // what the verb needs to know
	done     chan struct{}
	err      error // final once done is closed, unless alone
	alone    bool  // it is to be written on its own, by its own goroutine
	panicked any
}

// verb does what its members ask for, and tells each how it went (member.err). An error says that it could
// not, and that all it did must be undone. Verbs are compared: members with the same one are done together.
type verb interface {
	run(ctx context.Context, c conn, members []*member) error
}

// errBusy is what a member is told whose part would hold up the others; it is then written alone, and waits.
var errBusy = errors.New("somebody else is at it")

// together is a verb that does many at once: do says how each went.
type together[T any] struct {
	do func(ctx context.Context, c conn, all []T) ([]error, error)
}

func (v *together[T]) run(ctx context.Context, c conn, members []*member) error {
	all := make([]T, len(members))
	for i, m := range members {
		all[i] = m.ask.(T)
	}
	errs, err := v.do(ctx, c, all)
	if err != nil {
		return err
	}
	for i, m := range members {
		m.err = errs[i]
		m.alone = errors.Is(m.err, errBusy)
	}
	return nil
}

// single is a verb of one member, which nobody else wants.
type single struct {
	fn func(conn) error
}

func (v *single) run(_ context.Context, c conn, _ []*member) error { return v.fn(c) }

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
func (g *group) write(ctx context.Context, v verb, ask any) error {
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

// line is where a verb's members wait: what was accepted goes on, however many want to submit. Guarded by mu.
func (g *group) line(v verb) *[]*member {
	if v == verb(submitting) {
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
	at := map[verb]int{}
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

// lead writes for those who wait, the leader mostly among them, and answers them. Who could not be written
// with the others is told to do it alone.
func (g *group) lead() {
	sets := g.next()
	if len(sets) == 0 {
		return // others wrote for all who were there
	}
	undone := false
	err := g.transact(func(ctx context.Context, c conn) error {
		if len(sets) == 1 {
			err := run(ctx, c, sets[0])
			undone = err != nil && len(sets[0]) > 1
			return err
		}
		for _, set := range sets {
			if err := savepoint(ctx, c, set); err != nil {
				undone = true
				return err
			}
		}
		return nil
	})
	for _, set := range sets {
		for _, m := range set {
			m.alone = m.alone || undone
			if m.err == nil {
				m.err = err
			}
			close(m.done)
		}
	}
}

// transact is a transaction that nobody's impatience cuts short, since others are in it.
func (g *group) transact(fn func(context.Context, conn) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), g.timeout)
	defer cancel()
	if g.loose {
		return fn(ctx, conn{pool: g.pool, until: deadline(ctx), shared: true})
	}
	return transact(ctx, g.pool, nil, func(c conn) error {
		c.shared = true
		return fn(ctx, c)
	})
}

// savepoint runs a set so that it can be undone alone, and each of its members alone when they cannot be done
// together. An error says that this cannot be done: SQLite has undone the whole transaction, as it does when
// the disk is full.
func savepoint(ctx context.Context, c conn, set []*member) error {
	if _, err := c.tx.Exec("SAVEPOINT member"); err != nil {
		return fmt.Errorf("set a savepoint: %w", err)
	}
	failed := run(ctx, c, set)
	if failed != nil {
		if _, err := c.tx.Exec("ROLLBACK TO member"); err != nil {
			return fmt.Errorf("go back to a savepoint: %w", err)
		}
	}
	if _, err := c.tx.Exec("RELEASE member"); err != nil {
		return fmt.Errorf("release a savepoint: %w", err)
	}
	if failed == nil || len(set) == 1 {
		return nil
	}
	for i := range set {
		if err := savepoint(ctx, c, set[i:i+1]); err != nil {
			return err
		}
	}
	return nil
}

// run does what members want who want the same, but for those who wait no more. An error is also that of the
// member, when there is one. A panic is the member's, not that of whoever leads.
func run(ctx context.Context, c conn, set []*member) (err error) {
	var here []*member
	for _, m := range set {
		if m.err = m.ctx.Err(); m.err == nil {
			here = append(here, m)
		}
	}
	if len(here) == 0 {
		return nil
	}
	defer func() {
		p := recover()
		if p != nil {
			err = fmt.Errorf("panic of type %T", p) // its text may hold what a user wrote
		}
		if err != nil && len(here) == 1 {
			here[0].err, here[0].panicked = err, p
		}
	}()
	return here[0].verb.run(ctx, c, here)
}

// result is how it ended, for the goroutine that asked. What could not be done with others is done now.
func (g *group) result(m *member) error {
	if m.alone {
		m.alone, m.err = false, nil
		err := g.transact(func(ctx context.Context, c conn) error {
			c.patient = true
			return run(ctx, c, []*member{m})
		})
		if m.err == nil {
			m.err = err
		}
	}
	if m.panicked != nil {
		panic(m.panicked)
	}
	return m.err
}
