package store

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// group lets those who write to SQLite at the same time share one transaction, and so one flush
// (docs/decisions/0029). It has no goroutine: whoever gets the turn writes for all who wait. Each has a
// savepoint of its own, so that what one of them fails at takes nothing from the others, and each is
// answered when the commit is durable. One behind the other in one transaction, they see each other as if
// each had had its own.
type group struct {
	pool    *pool
	timeout time.Duration // of a transaction
	turn    chan struct{} // holds one token: whoever has it writes

	mu      sync.Mutex
	waiting []*member // guarded by mu; who came first is first
}

// member is one who writes.
type member struct {
	ctx      context.Context
	fn       func(conn) error
	done     chan struct{} // closed when what follows is final
	err      error
	panicked any
}

// mostTogether bounds a transaction: a few tens of milliseconds, however many wait.
const mostTogether = 64

func newGroup(p *pool, timeout time.Duration) *group {
	return &group{pool: p, timeout: timeout, turn: make(chan struct{}, 1)}
}

// write returns when what fn did is durable, or was undone. When ctx ends before fn was begun, it is not.
func (g *group) write(ctx context.Context, fn func(conn) error) error {
	m := &member{ctx: ctx, fn: fn, done: make(chan struct{})}
	g.mu.Lock()
	g.waiting = append(g.waiting, m)
	g.mu.Unlock()
	for {
		select {
		case <-m.done:
			return m.result()
		case g.turn <- struct{}{}:
			g.lead()
			<-g.turn
		case <-ctx.Done():
			if g.withdraw(m) {
				return ctx.Err()
			}
			<-m.done // it has begun: how it ends is the answer
			return m.result()
		}
	}
}

// withdraw takes back what nobody has begun.
func (g *group) withdraw(m *member) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	i := slices.Index(g.waiting, m)
	if i < 0 {
		return false
	}
	g.waiting = slices.Delete(g.waiting, i, i+1)
	return true
}

// lead writes for those who wait, the leader mostly among them.
func (g *group) lead() {
	g.mu.Lock()
	n := min(len(g.waiting), mostTogether)
	members := slices.Clone(g.waiting[:n])
	g.waiting = slices.Delete(g.waiting, 0, n)
	g.mu.Unlock()
	if n > 1 && g.together(members) {
		return
	}
	for _, m := range members {
		m.err = g.transact(func(c conn) error { return m.run(c) })
		close(m.done)
	}
}

// together writes for several and answers them; false says that all of it was undone by what happened to
// one of them, and nobody was answered.
func (g *group) together(members []*member) bool {
	undone := false
	err := g.transact(func(c conn) error {
		for _, m := range members {
			if err := m.savepoint(c); err != nil {
				undone = true
				return err
			}
		}
		return nil
	})
	if undone {
		return false
	}
	for _, m := range members {
		if m.err == nil {
			m.err = err
		}
		close(m.done)
	}
	return true
}

// transact is a transaction that nobody's impatience cuts short, since others are in it.
func (g *group) transact(fn func(conn) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), g.timeout)
	defer cancel()
	return transact(ctx, g.pool, nil, func(c conn) error {
		c.steady = true
		return fn(c)
	})
}

// savepoint runs a member so that it can be undone alone. An error says that it cannot: SQLite has undone
// the whole transaction, as it does when the disk is full.
func (m *member) savepoint(c conn) error {
	if _, err := c.tx.Exec("SAVEPOINT member"); err != nil {
		return fmt.Errorf("set a savepoint: %w", err)
	}
	if m.err = m.run(c); m.err != nil {
		if _, err := c.tx.Exec("ROLLBACK TO member"); err != nil {
			return fmt.Errorf("go back to a savepoint: %w", err)
		}
	}
	if _, err := c.tx.Exec("RELEASE member"); err != nil {
		return fmt.Errorf("release a savepoint: %w", err)
	}
	return nil
}

// run does what the member wants, unless nobody waits for it any more. A panic is the member's, not that of
// whoever leads.
func (m *member) run(c conn) (err error) {
	if m.ctx.Err() != nil {
		return m.ctx.Err()
	}
	defer func() {
		if m.panicked = recover(); m.panicked != nil {
			err = fmt.Errorf("panic: %v", m.panicked)
		}
	}()
	return m.fn(c)
}

// result is how it ended, for the goroutine that asked.
func (m *member) result() error {
	if m.panicked != nil {
		panic(m.panicked)
	}
	return m.err
}
