package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// write runs fn in a transaction that may write, and commits it when fn returns nil. What fn read
// still holds when it commits. doing says what for, for logs.
func (s *Store) write(ctx context.Context, doing string, fn func(conn) error) error {
	if s.turn != nil {
		select {
		case s.turn <- struct{}{}:
			defer func() { <-s.turn }()
		case <-ctx.Done():
			return s.wrap(doing, ctx.Err())
		}
	}
	return s.wrap(doing, transact(ctx, s.writer, nil, fn))
}

// view runs fn in a transaction that sees one state of the database.
func (s *Store) view(ctx context.Context, doing string, fn func(conn) error) error {
	return s.wrap(doing, transact(ctx, s.reader, &sql.TxOptions{ReadOnly: true}, fn))
}

// read runs fn with single statements.
func (s *Store) read(doing string, fn func(conn) error) error {
	return s.wrap(doing, fn(conn{pool: s.reader}))
}

func transact(ctx context.Context, p *pool, o *sql.TxOptions, fn func(conn) error) (err error) {
	tx, err := p.db.BeginTxx(ctx, o)
	if err != nil {
		return err
	}
	defer func() { // after a panic too: the one connection that writes must come back
		if undone := tx.Rollback(); undone != nil && !errors.Is(undone, sql.ErrTxDone) {
			err = errors.Join(err, undone)
		}
	}()
	if err := fn(conn{pool: p, tx: tx}); err != nil {
		return err
	}
	return tx.Commit()
}

// The attempts at a transaction that another one came first to, and the pause before the second,
// which doubles.
const (
	maxTries   = 6
	firstPause = 2 * time.Millisecond
)

// retryUnique runs fn again while it loses against a row like its own.
func (s *Store) retryUnique(ctx context.Context, fn func() error) error {
	pause := firstPause
	for try := 1; ; try++ {
		err := fn()
		if err == nil || try == maxTries || s.dialect.classify(err) != classUnique {
			return err
		}
		select {
		case <-time.After(pause):
			pause *= 2
		case <-ctx.Done():
			return err
		}
	}
}
