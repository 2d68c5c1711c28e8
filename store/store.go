package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
)

// Options are what an operator may choose about a store. The zero value is what serve uses.
type Options struct {
	Logger      zerolog.Logger
	MaxReaders  int           // connections to SQLite that read; 0 is 4
	Connections int           // connections to PostgreSQL, all together; 0 is 16
	Timeout     time.Duration // of everything the store is asked to do; 0 is 10 s
	NoMigrate   bool          // leave the schema as it is; until it is up to date, most methods fail
	Beside      bool          // an SQLite file may be another process's, which goes on: only Status is to be asked
	// Observe hears how each operation went, by what it was for. It must not block; nil is nobody.
	Observe func(doing, outcome string, took time.Duration)
}

const (
	defaultReaders = 4
	defaultTimeout = 10 * time.Second
)

// Store is a database of generations. Safe for concurrent use.
type Store struct {
	log      zerolog.Logger
	observe  func(doing, outcome string, took time.Duration)
	dialect  dialect
	writer   *pool
	reader   *pool
	ddl      *sql.DB       // for migrations, which may take their time
	group    *group        // who write whatever it is together; nil lets each write alone
	submits  *group        // who submit together
	finishes *group        // who finish together
	timeout  time.Duration // of one thing that is asked
	there    func() error  // says of a file whether it is still the one at its path
	release  func() error  // gives back what the store holds beside its two pools
	database string        // for messages, without password
}

var (
	_ generation.Ledger     = (*Store)(nil)
	_ generation.PlanLedger = (*Store)(nil)
	_ generation.Work       = (*Store)(nil)
)

// Open opens the database at url, and brings its schema up to date unless told not to. Two forms of url
// are known: sqlite://PATH, such as sqlite:///var/lib/planspark/planspark.db, whose file is made when it
// is not there (its folder is not); and postgres://USER:PASSWORD@HOST:PORT/DATABASE, with the
// parameters of PostgreSQL's own clients. Errors say what to do about them.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	if o.MaxReaders <= 0 {
		o.MaxReaders = defaultReaders
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	s, err := open(ctx, url, o)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	s.timeout, s.observe = o.Timeout, o.Observe
	if err := s.start(ctx, o); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Shareable says whether several instances can work on the database at url.
func Shareable(url string) bool {
	return strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://")
}

// Check says what is wrong with the form of a database's url, without looking for the database.
func Check(url string) error {
	scheme, _, ok := strings.Cut(url, "://")
	if !ok {
		return errors.New("a database is given as sqlite://PATH or postgres://USER:PASSWORD@HOST/DATABASE")
	}
	if scheme != "sqlite" && !Shareable(url) {
		return fmt.Errorf("databases of the kind %q are not known; use sqlite://PATH or postgres://…", scheme)
	}
	return nil
}

func open(ctx context.Context, url string, o Options) (*Store, error) {
	if err := Check(url); err != nil {
		return nil, err
	}
	if path, ok := strings.CutPrefix(url, "sqlite://"); ok {
		return openSQLite(ctx, path, o)
	}
	return openPostgres(ctx, url, o)
}

// Kind is which database this is: sqlite or postgres.
func (s *Store) Kind() string { return s.dialect.name }

// Shared says whether other instances work on the same database.
func (s *Store) Shared() bool { return s.dialect.locks }

func (s *Store) start(ctx context.Context, o Options) error {
	if o.NoMigrate {
		pending, err := s.Pending(ctx)
		if err != nil || pending {
			return err // statements that do not compile yet are written out each time
		}
	} else if err := s.Migrate(ctx); err != nil {
		return err
	}
	for _, p := range []*pool{s.writer, s.reader} {
		if err := p.compile(ctx, queries(s.dialect)); err != nil {
			return s.wrap("prepare "+s.database, err)
		}
	}
	return nil
}

// Close waits for the transactions that run and closes the database. Using the store afterwards
// fails.
func (s *Store) Close() error {
	return errors.Join(s.reader.close(), s.writer.close(), s.release())
}

const touchReadiness = `
	INSERT INTO readiness (id, checked_at) VALUES (1, {now})
	ON CONFLICT (id) DO UPDATE SET checked_at = excluded.checked_at`

// Ready writes a row, and so fails while the database cannot: full disk, read-only file, file that was removed, lost server.
// It reads as well, over a connection of those that read, which may have none left. The error is protocol.CodeUnavailable
// with the cause.
func (s *Store) Ready(ctx context.Context) error {
	err := s.write(ctx, "check readiness", func(c conn) error {
		_, err := c.exec(ctx, touchReadiness, args{})
		return err
	})
	if err != nil {
		return err
	}
	return s.read(ctx, "check readiness", func(c conn) error {
		_, err := now(ctx, c)
		return err
	})
}

const selectNow = `SELECT {now}`

// now reads the database's clock.
func now(ctx context.Context, c conn) (micros, error) {
	var t micros
	err := c.one(ctx, &t, selectNow, args{})
	return t, err
}
