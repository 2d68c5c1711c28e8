package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/jmoiron/sqlx"
)

// openSQLite opens a file, which belongs to this process alone until the store is closed.
func openSQLite(ctx context.Context, path string, o Options) (*Store, error) {
	path, err := sqlitePath(path)
	if err != nil {
		return nil, err
	}
	unlock := func() error { return nil }
	if !o.Beside {
		unlock, err = lockFile(path + ".lock")
	}
	if errors.Is(err, errLocked) {
		return nil, fmt.Errorf("%s is in use by another process; stop that one first, or give this one a database of its own", path)
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be locked: %w", path, err)
	}
	s, err := openFile(ctx, path, o)
	if err != nil {
		return nil, errors.Join(err, unlock())
	}
	s.release = unlock
	return s, nil
}

func openFile(ctx context.Context, path string, o Options) (*Store, error) {
	if err := touch(path); err != nil {
		return nil, err
	}
	d := sqliteDialect()
	writer, err := connect(ctx, path, writerPragmas(), 1)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	reader, err := connect(ctx, path, readerPragmas(), o.MaxReaders)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), writer.Close())
	}
	opened, err := os.Stat(path)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("find %s: %w", path, err), reader.Close(), writer.Close())
	}
	writers := &pool{db: writer, dialect: d}
	all := newGroup(writers, o.Timeout)
	return &Store{
		log:      o.Logger,
		dialect:  d,
		writer:   writers,
		reader:   &pool{db: reader, dialect: d},
		ddl:      writer.DB,
		there:    func() error { return stillThere(path, opened) },
		group:    all,
		submits:  all,
		finishes: all,
		database: path,
	}, nil
}

// sqlitePath checks the path of a URL and returns it in the form that every process sees alike.
func sqlitePath(path string) (string, error) {
	if path == "" || path == ":memory:" || strings.HasSuffix(path, "/") {
		return "", fmt.Errorf("sqlite://%s names no file; use sqlite:///ABSOLUTE/PATH.db or sqlite://RELATIVE/PATH.db", path)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("find %s: %w", path, err)
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real, nil
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(abs))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("the folder %s does not exist; create it, or choose another with --database", filepath.Dir(abs))
	}
	if err != nil {
		return "", fmt.Errorf("the folder of %s cannot be used: %w", abs, err)
	}
	return filepath.Join(dir, filepath.Base(abs)), nil
}

// touch makes the file, readable by its owner only, and checks that it can be written. SQLite gives
// its companions (-wal, -shm) the same mode. Nobody else in this process has the file open: closing
// it would drop their locks.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", path, err)
	}
	return f.Close()
}

// stillThere looks whether a file is the one that was opened. What is written to one that was removed, or that another
// was put in place of, is lost with the process, and SQLite says nothing of it.
func stillThere(path string, opened os.FileInfo) error {
	now, err := os.Stat(path)
	if err == nil && os.SameFile(opened, now) || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return fmt.Errorf("%s was removed or replaced; put it back, or stop this process", path)
}

// busyMillis is how long a connection waits for a lock of another one. Writers queue before they
// come here, so only a checkpoint or a backup can hold one up.
const busyMillis = 5000

func commonPragmas() []string {
	return []string{"busy_timeout(" + strconv.Itoa(busyMillis) + ")", "temp_store(MEMORY)"}
}

// writerPragmas: synchronous(FULL) makes a commit survive a power cut (docs/decisions/0003);
// secure_delete overwrites what was erased.
func writerPragmas() url.Values {
	return url.Values{
		"_txlock": {"immediate"},
		"_pragma": append(commonPragmas(), "journal_mode(WAL)", "synchronous(FULL)",
			"foreign_keys(ON)", "secure_delete(ON)", "cache_size(-8000)"),
	}
}

func readerPragmas() url.Values {
	return url.Values{"_pragma": append(commonPragmas(), "query_only(ON)")}
}

func connect(ctx context.Context, path string, query url.Values, size int) (*sqlx.DB, error) {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… of Windows
	}
	dsn := url.URL{Scheme: "file", Path: slashed, RawQuery: query.Encode()}
	db, err := sqlx.ConnectContext(ctx, "sqlite", dsn.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db, nil
}
