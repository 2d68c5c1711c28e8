package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"
)

// Backup writes the SQLite database at url to a new file, as it is at one moment, and returns the size of
// the copy in bytes. It does not need the database for itself: the service goes on, in whichever process.
func Backup(ctx context.Context, from, to string) (size int64, err error) {
	path, err := sqlitePath(strings.TrimPrefix(from, "sqlite://"))
	if err == nil {
		_, err = os.Stat(path)
	}
	if err != nil {
		return 0, fmt.Errorf("store: there is nothing to back up: %w", err)
	}
	// The file is there before SQLite fills it, so that nobody else can read it.
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return 0, fmt.Errorf("store: %s is there already; a backup never overwrites", to)
	}
	if err != nil {
		return 0, fmt.Errorf("store: the backup cannot be written: %w", err)
	}
	defer func() {
		err = errors.Join(err, f.Close())
		if err != nil {
			err = errors.Join(err, os.Remove(to))
		}
	}()
	if err := copyTo(ctx, path, to); err != nil {
		return 0, fmt.Errorf("store: the backup failed: %w", err)
	}
	if err := f.Sync(); err != nil {
		return 0, fmt.Errorf("store: the backup failed: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return 0, fmt.Errorf("store: the backup failed: %w", err)
	}
	return info.Size(), nil
}

func copyTo(ctx context.Context, path, to string) (err error) {
	db, err := connect(ctx, path, url.Values{"_pragma": commonPragmas()}, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	return err
}
