package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
)

// Options are what an operator may choose about a store. The zero value is what serve uses.
type Options struct {
	Logger     zerolog.Logger
	MaxReaders int  // connections that read; 0 is 4
	NoMigrate  bool // leave the schema as it is; until it is up to date, most methods fail
}

const defaultReaders = 4

// Store is a database of generations. Safe for concurrent use.
type Store struct {
	log      zerolog.Logger
	dialect  dialect
	writer   *pool
	reader   *pool
	turn     chan struct{} // holds one token: whoever has it writes; nil lets all write
	release  func() error  // gives back what keeps other processes out
	database string        // for messages
}

var (
	_ generation.Ledger = (*Store)(nil)
	_ generation.Work   = (*Store)(nil)
)

// Open opens the database at url, and brings its schema up to date unless told not to. The one form
// of url that is known is sqlite://PATH, such as sqlite:///var/lib/planspark/planspark.db; the file
// is made when it is not there, its folder is not. Errors say what to do about them.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	scheme, path, ok := strings.Cut(url, "://")
	if !ok {
		return nil, fmt.Errorf("store: a database is given as sqlite://PATH, not %q", url)
	}
	if scheme != "sqlite" {
		return nil, fmt.Errorf("store: databases of the kind %q are not known; use sqlite://PATH", scheme)
	}
	if o.MaxReaders <= 0 {
		o.MaxReaders = defaultReaders
	}
	s, err := openSQLite(ctx, path, o)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	if err := s.start(ctx, o); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Store) start(ctx context.Context, o Options) error {
	if o.NoMigrate {
		pending, err := s.pending(ctx)
		if err != nil || pending {
			return err // statements that do not compile yet are written out each time
		}
	} else if err := s.Migrate(ctx); err != nil {
		return err
	}
	for _, p := range []*pool{s.writer, s.reader} {
		if err := p.compile(ctx, queries()); err != nil {
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

// Ready writes a row, and so fails while the database cannot: full disk, read-only file, lost server.
// The error is protocol.CodeUnavailable with the cause.
func (s *Store) Ready(ctx context.Context) error {
	return s.write(ctx, "check readiness", func(c conn) error {
		_, err := c.exec(ctx, touchReadiness, args{})
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

// queries lists the statements that are compiled once.
func queries() []string {
	return []string{
		touchReadiness, selectNow,
		selectIdempotency, upsertIdempotency, selectTwin, selectCached, countAddress, selectToday, addToday, insertGeneration, selectPlace,
		selectGeneration, selectOwner, selectSections, selectGenerations, selectGenerationsBefore, selectActive, selectActiveIDs, selectActiveSections,
		selectWaiting, selectSlots, selectRunning,
		claimGenerations, upsertWorker, deleteWorker,
		updateProgress, insertSection, selectSection,
		finishGeneration, selectFinished, releaseGeneration, selectReleased,
		cancelGeneration, setChecksum, deleteGeneration, forgetPayload,
		eraseExpired, deleteIdempotency, deleteUsage, deleteDeadWorkers,
	}
}
