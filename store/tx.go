package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// write runs fn in a transaction that may write, and commits it when fn returns nil. What fn read
// still holds when it commits. doing says what for, for logs.
func (s *Store) write(ctx context.Context, doing string, fn func(conn) error) error {
	if s.group != nil {
		return s.together(ctx, doing, s.group, single(fn), nil)
	}
	return s.do(ctx, doing, func(ctx context.Context) error { return transact(ctx, s.writer, nil, fn) })
}

// change runs fn with single statements that may write, each of which is a transaction of its own, or part
// of one that others share.
func (s *Store) change(ctx context.Context, doing string, fn func(conn) error) error {
	if s.group != nil {
		return s.write(ctx, doing, fn)
	}
	return s.do(ctx, doing, func(ctx context.Context) error { return fn(conn{pool: s.writer, until: deadline(ctx)}) })
}

// together has a verb do what is asked, with whom else asks for it at the same time.
func (s *Store) together(ctx context.Context, doing string, g *group, v *verb, ask any) error {
	return s.do(ctx, doing, func(ctx context.Context) error {
		if err := s.there(); err != nil {
			return err
		}
		return g.write(ctx, v, ask)
	})
}

// view runs fn in a transaction that sees one state of the database.
func (s *Store) view(ctx context.Context, doing string, fn func(conn) error) error {
	return s.do(ctx, doing, func(ctx context.Context) error { return transact(ctx, s.reader, s.dialect.view, fn) })
}

// read runs fn with single statements.
func (s *Store) read(ctx context.Context, doing string, fn func(conn) error) error {
	return s.do(ctx, doing, func(ctx context.Context) error { return fn(conn{pool: s.reader, readOnly: true, until: deadline(ctx)}) })
}

// do runs what is asked. Where transactions come in each other's way, or a connection broke, it is run
// again.
func (s *Store) do(ctx context.Context, doing string, run func(context.Context) error) (err error) {
	defer s.observed(doing, time.Now(), &err)
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	return s.wrap(doing, s.again(ctx, func() error { return run(ctx) }))
}

func deadline(ctx context.Context) time.Time {
	at, _ := ctx.Deadline()
	return at
}

func transact(ctx context.Context, p *pool, o *sql.TxOptions, fn func(conn) error) (err error) {
	tx, err := p.db.BeginTxx(ctx, o)
	if err != nil {
		return err
	}
	defer func() { // after a panic too: the one connection that writes must come back
		if undone := tx.Rollback(); undone != nil && !errors.Is(undone, sql.ErrTxDone) && err == nil {
			err = undone
		}
	}()
	if err := fn(conn{pool: p, tx: tx, readOnly: o != nil && o.ReadOnly, until: deadline(ctx)}); err != nil {
		return err
	}
	return tx.Commit()
}

// The tries at a transaction that another one came first to, and the pauses between them.
const (
	maxTries   = 6
	firstPause = 2 * time.Millisecond
	mostPause  = 100 * time.Millisecond
)

// again runs fn until it succeeds, cannot succeed, or was tried often enough.
func (s *Store) again(ctx context.Context, fn func() error) error {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval, pauses.Multiplier = firstPause, mostPause, 2
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := fn()
		if err != nil && !s.dialect.classify(err).again() {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithBackOff(pauses), backoff.WithMaxTries(maxTries), backoff.WithMaxElapsedTime(0))
	return err
}
