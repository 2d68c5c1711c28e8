package store

import (
	"context"
	"errors"
	"fmt"
)

// errAlone is how it went for a member that could not be written with the others: its part would hold them up,
// or all that was written with it had to be undone. It is then written by its own goroutine, and waits.
var errAlone = errors.New("to be written alone")

// lead writes for those who wait, the leader mostly among them, and answers them.
func (g *group) lead() {
	sets := g.next()
	if len(sets) == 0 {
		return // others wrote for all who were there
	}
	err := g.transact(func(ctx context.Context, c conn) error {
		err := all(ctx, c, sets)
		if err != nil && (len(sets) > 1 || len(sets[0]) > 1) {
			return errAlone
		}
		return err
	})
	undone := errors.Is(err, errAlone)
	for _, set := range sets {
		for _, m := range set {
			if undone || m.err == nil {
				m.err = err
			}
			close(m.done)
		}
	}
}

// all does what the sets want, each so that it can be undone when there are several.
func all(ctx context.Context, c conn, sets [][]*member) error {
	if len(sets) == 1 {
		return run(ctx, c, sets[0])
	}
	for _, set := range sets {
		if err := savepoint(ctx, c, set); err != nil {
			return err
		}
	}
	return nil
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
		if p := recover(); p != nil {
			err = panicked{p}
		}
		if err != nil && len(here) == 1 {
			here[0].err = err
		}
	}()
	return here[0].verb.run(ctx, c, here)
}

// panicked is the error of a verb that did.
type panicked struct{ value any }

// Error leaves out the text, which may hold what a user wrote.
func (p panicked) Error() string { return fmt.Sprintf("panic of type %T", p.value) }

// result is how it ended, for the goroutine that asked. What could not be done with others is done now.
func (g *group) result(m *member) error {
	if errors.Is(m.err, errAlone) {
		m.err = nil
		err := g.transact(func(ctx context.Context, c conn) error {
			c.patient = true
			return run(ctx, c, []*member{m})
		})
		if m.err == nil {
			m.err = err
		}
	}
	if p, ok := errors.AsType[panicked](m.err); ok {
		panic(p.value)
	}
	return m.err
}
