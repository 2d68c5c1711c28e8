package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/planspark/planspark/store"
)

// BackupCmd is `planspark backup`.
type BackupCmd struct {
	databaseFlags

	File string `arg:"" type:"path" help:"File to write; there must be none of this name."`
}

// Run copies the SQLite file while the service goes on.
func (c BackupCmd) Run(ctx context.Context, env *Env) error {
	if store.Shareable(c.url()) {
		return usageError("PostgreSQL has its own tools for this: pg_dump, or a base backup with an archive of its log")
	}
	size, err := store.Backup(ctx, c.url(), c.File)
	if err != nil {
		return err
	}
	secret := filepath.Join(c.dataDir(), "secret")
	_, err = fmt.Fprintf(env.Stdout, "%s has all that was accepted until now (%d KB).\nKeep %s with it: it signs the sessions of guests.\n", c.File, (size+1023)/1024, secret)
	return err
}
