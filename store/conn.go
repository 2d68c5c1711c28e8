package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
)

// args are the named parameters of a statement.
type args = map[string]any

// pool is a set of connections with the statements that were compiled for it.
type pool struct {
	db       *sqlx.DB
	dialect  dialect
	compiled map[string]*sqlx.NamedStmt // by the text as written; fixed once the store is open
}

// compile prepares the statements once; connections that the pool opens later prepare their own.
func (p *pool) compile(ctx context.Context, queries []string) error {
	compiled := make(map[string]*sqlx.NamedStmt, len(queries))
	for _, q := range queries {
		stmt, err := p.db.PrepareNamedContext(ctx, p.dialect.sql(q))
		if err != nil {
			return errors.Join(fmt.Errorf("compile %.60q: %w", q, err), closeAll(compiled))
		}
		compiled[q] = stmt
	}
	p.compiled = compiled
	return nil
}

func closeAll(stmts map[string]*sqlx.NamedStmt) error {
	var errs []error
	for _, s := range stmts {
		errs = append(errs, s.Close())
	}
	return errors.Join(errs...)
}

// close ends the connections, and with them their statements. One that is broken already is closed well.
func (p *pool) close() error {
	if err := p.db.Close(); err != nil && p.dialect.classify(err) != classLost {
		return err
	}
	return nil
}

// conn runs statements, in a transaction or without one.
type conn struct {
	pool     *pool
	tx       *sqlx.Tx  // nil without a transaction
	readOnly bool      // the transaction changes nothing
	until    time.Time // when all that is asked over it together must be done
	shared   bool      // others are in the transaction: a statement that the caller's end interrupts would undo theirs
	patient  bool      // nobody else is: it may wait for locks
}

// one reads one row into dest; sql.ErrNoRows when there is none.
func (c conn) one(ctx context.Context, dest any, query string, a args) error {
	ctx, cancel := c.within(ctx)
	defer cancel()
	if stmt := c.stmt(ctx, query); stmt != nil {
		return stmt.GetContext(ctx, dest, a)
	}
	text, list, err := c.bind(query, a)
	if err != nil {
		return err
	}
	return sqlx.GetContext(ctx, c.ext(), dest, text, list...)
}

// all reads every row into dest, a pointer to a slice.
func (c conn) all(ctx context.Context, dest any, query string, a args) error {
	ctx, cancel := c.within(ctx)
	defer cancel()
	if stmt := c.stmt(ctx, query); stmt != nil {
		return stmt.SelectContext(ctx, dest, a)
	}
	text, list, err := c.bind(query, a)
	if err != nil {
		return err
	}
	return sqlx.SelectContext(ctx, c.ext(), dest, text, list...)
}

// exec changes rows and says how many.
func (c conn) exec(ctx context.Context, query string, a args) (int64, error) {
	res, err := c.run(ctx, query, a)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (c conn) run(ctx context.Context, query string, a args) (sql.Result, error) {
	ctx, cancel := c.within(ctx)
	defer cancel()
	if stmt := c.stmt(ctx, query); stmt != nil {
		return stmt.ExecContext(ctx, a)
	}
	text, list, err := c.bind(query, a)
	if err != nil {
		return nil, err
	}
	return c.ext().ExecContext(ctx, text, list...)
}

// within ends with the caller's context, and with the time that the store allows for the whole.
func (c conn) within(ctx context.Context) (context.Context, context.CancelFunc) {
	if c.shared {
		ctx = context.WithoutCancel(ctx)
	}
	return context.WithDeadline(ctx, c.until)
}

// stmt is the compiled statement, nil when there is none: lists have a text for each length.
func (c conn) stmt(ctx context.Context, query string) *sqlx.NamedStmt {
	stmt := c.pool.compiled[query]
	if stmt != nil && c.tx != nil {
		return c.tx.NamedStmtContext(ctx, stmt)
	}
	return stmt
}

// bind writes the statement with positional parameters; slices become lists.
func (c conn) bind(query string, a args) (string, []any, error) {
	text, list, err := sqlx.Named(c.pool.dialect.sql(query), a)
	if err != nil {
		return "", nil, rowError{err}
	}
	if text, list, err = sqlx.In(text, list...); err != nil {
		return "", nil, rowError{err}
	}
	return c.pool.db.Rebind(text), list, nil
}

// rows writes the rows of a statement that has them by {rows …}, as JSON.
func rows[T any](all []T) string {
	raw, err := json.Marshal(all)
	if err != nil {
		panic(err) // rows are structs of texts and numbers
	}
	return string(raw)
}

func (c conn) ext() sqlx.ExtContext {
	if c.tx != nil {
		return c.tx
	}
	return c.pool.db
}
