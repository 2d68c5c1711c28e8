package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"sync/atomic"
	"time"

	"github.com/lib/pq"
)

// punctual connects to PostgreSQL so that a call ends with its context also where the server, or the way to it, is
// silent: paused, or cut off without a word. The library waits for the server's answer then, to BEGIN without looking
// at the context at all, and elsewhere until the server has answered that the statement was cancelled.
type punctual struct{ *pq.Connector }

func newPunctual(cfg pq.Config) (punctual, error) {
	c, err := pq.NewConnectorConfig(cfg)
	if err != nil {
		return punctual{}, err
	}
	c.Dialer(caller{&net.Dialer{}})
	return punctual{c}, nil
}

// lastWord is how long a server has, once the context has ended, to say that it has stopped what it was asked.
const lastWord = time.Second

// Connect implements driver.Connector.
func (p punctual) Connect(ctx context.Context) (driver.Conn, error) {
	var w atomic.Pointer[net.Conn]
	hangUp := context.AfterFunc(ctx, func() {
		if wire := w.Load(); wire != nil {
			_ = (*wire).Close() // the library, which waits on it, tells
		}
	})
	c, err := p.Connector.Connect(context.WithValue(ctx, wireKey{}, &w))
	if ended := !hangUp(); err == nil && ended {
		err = errors.Join(ctx.Err(), c.Close())
	}
	if err != nil {
		return nil, err
	}
	s, ok := c.(pqSession)
	wire := w.Load()
	if !ok || wire == nil {
		return nil, errors.Join(fmt.Errorf("a connection of type %T cannot be bounded", c), c.Close())
	}
	return session{pqSession: s, wire: *wire, left: new(atomic.Bool)}, nil
}

// wireKey is where Connect leaves room for the connection below the one that it makes.
type wireKey struct{}

// caller dials. What is not dialled by Connect asks a server to stop what it does for another connection.
type caller struct{ *net.Dialer }

// DialContext implements pq.DialerContext.
func (c caller) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	w, connects := ctx.Value(wireKey{}).(*atomic.Pointer[net.Conn])
	if !connects {
		return c.dialBriefly(ctx, network, address)
	}
	conn, err := c.Dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	w.Store(&conn)
	if ctx.Err() != nil { // Connect may have looked before it was there
		return nil, errors.Join(ctx.Err(), conn.Close())
	}
	return conn, nil
}

// DialTimeout implements pq.Dialer, whose other method net.Dialer has.
func (c caller) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return c.DialContext(ctx, network, address)
}

func (c caller) dialBriefly(ctx context.Context, network, address string) (net.Conn, error) {
	until := time.Now().Add(lastWord)
	ctx, cancel := context.WithDeadline(ctx, until)
	defer cancel()
	conn, err := c.Dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return brief{conn}, conn.SetDeadline(until)
}

// brief is a connection with a deadline that stays: the library would wait on it for as long as the server likes.
type brief struct{ net.Conn }

// SetDeadline implements net.Conn.
func (brief) SetDeadline(time.Time) error { return nil }

// pqSession is what the library's connections can do.
type pqSession interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.NamedValueChecker
	driver.SessionResetter
	driver.Validator
}

// session is a connection whose every wait for the server ends a moment after the context of the call. It is left when
// the server turns out to be a standby: behind the same address may be another one by now.
type session struct {
	pqSession
	wire net.Conn
	left *atomic.Bool
}

func (s session) noted(err error) error {
	if onStandby(err) {
		s.left.Store(true)
	}
	return err
}

// IsValid implements driver.Validator: what is not goes back into no pool.
func (s session) IsValid() bool { return !s.left.Load() && s.pqSession.IsValid() }

// under bounds all that is read and written until the next call. The caller says when its own is over.
func (s session) under(ctx context.Context) (over func()) {
	var last time.Time // zero: never
	if at, ok := ctx.Deadline(); ok {
		last = at.Add(lastWord)
	}
	_ = s.wire.SetDeadline(last) // fails only on a closed connection, of which the call itself will tell
	fired := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(fired)
		_ = s.wire.SetDeadline(time.Now().Add(lastWord))
	})
	return func() {
		if !stop() {
			<-fired // the next call's bound comes behind this one
		}
	}
}

func (s session) Ping(ctx context.Context) error {
	defer s.under(ctx)()
	return s.pqSession.Ping(ctx)
}

func (s session) ExecContext(ctx context.Context, query string, a []driver.NamedValue) (driver.Result, error) {
	defer s.under(ctx)()
	r, err := s.pqSession.ExecContext(ctx, query, a)
	return r, s.noted(err)
}

func (s session) QueryContext(ctx context.Context, query string, a []driver.NamedValue) (driver.Rows, error) {
	defer s.under(ctx)()
	r, err := s.pqSession.QueryContext(ctx, query, a)
	return r, s.noted(err)
}

func (s session) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	defer s.under(ctx)()
	tx, err := s.pqSession.BeginTx(ctx, o)
	if err != nil {
		return nil, s.noted(err)
	}
	return transaction{Tx: tx, session: s, ctx: ctx}, nil
}

func (s session) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	defer s.under(ctx)()
	st, err := s.pqSession.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	stmt, ok := st.(pqStatement)
	if !ok {
		return nil, fmt.Errorf("a statement of type %T cannot be bounded", st)
	}
	return statement{pqStatement: stmt, session: s}, nil
}

// transaction ends, one way or the other, under the context that it was begun with.
type transaction struct {
	driver.Tx
	session session
	ctx     context.Context
}

func (t transaction) Commit() error {
	defer t.session.under(t.ctx)()
	return t.Tx.Commit()
}

func (t transaction) Rollback() error {
	defer t.session.under(t.ctx)()
	return t.Tx.Rollback()
}

// pqStatement is what the library's statements can do.
type pqStatement interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

type statement struct {
	pqStatement
	session session
}

func (s statement) ExecContext(ctx context.Context, a []driver.NamedValue) (driver.Result, error) {
	defer s.session.under(ctx)()
	r, err := s.pqStatement.ExecContext(ctx, a)
	return r, s.session.noted(err)
}

func (s statement) QueryContext(ctx context.Context, a []driver.NamedValue) (driver.Rows, error) {
	defer s.session.under(ctx)()
	r, err := s.pqStatement.QueryContext(ctx, a)
	return r, s.session.noted(err)
}
