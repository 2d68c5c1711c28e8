package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"github.com/adrg/xdg"
	"github.com/rs/zerolog"

	"github.com/planspark/planspark/store"
)

// MigrateCmd is `planspark migrate`.
type MigrateCmd struct {
	Up     MigrateUpCmd     `cmd:"" help:"Apply every step that is missing. planspark serve does it at start, too."`
	Status MigrateStatusCmd `cmd:"" help:"List the steps, and which of them are applied."`
}

// databaseFlags say which database is meant, as for serve.
type databaseFlags struct {
	Database string `placeholder:"URL" group:"Database" help:"Where generations live: sqlite://PATH or postgres://… [sqlite://<data-dir>/planspark.db]"`
	DataDir  string `placeholder:"DIR" type:"path" group:"Database" help:"Folder of the SQLite file. [the user's data folder + /planspark]"`
}

func (f databaseFlags) dataDir() string {
	if f.DataDir != "" {
		return f.DataDir
	}
	return filepath.Join(xdg.DataHome, "planspark")
}

// url is where the database is, as for serve.
func (f databaseFlags) url() string {
	if f.Database != "" {
		return f.Database
	}
	return "sqlite://" + filepath.Join(f.dataDir(), "planspark.db")
}

// makeDir makes the folder of the data.
func (f databaseFlags) makeDir() error {
	if err := os.MkdirAll(f.dataDir(), 0o700); err != nil {
		return fmt.Errorf("the data folder cannot be made: %w; choose another with --data-dir", err)
	}
	return nil
}

func (f databaseFlags) open(ctx context.Context, o store.Options) (*store.Store, error) {
	if err := inFlag("database", store.Check(f.url())); err != nil {
		return nil, err
	}
	if f.Database == "" {
		if err := f.makeDir(); err != nil {
			return nil, err
		}
	}
	o.Logger, o.NoMigrate = zerolog.Nop(), true
	return store.Open(ctx, f.url(), o)
}

// MigrateUpCmd is `planspark migrate up`.
type MigrateUpCmd struct {
	databaseFlags
}

// Run applies the steps that are missing.
func (c MigrateUpCmd) Run(ctx context.Context, env *Env) (err error) {
	db, err := c.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	before, err := db.Status(ctx)
	if err != nil {
		return err
	}
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	n := 0
	for _, m := range before {
		if !m.Applied {
			n++
			fmt.Fprintf(env.Stdout, "applied %s\n", m.Name)
		}
	}
	if n == 0 {
		fmt.Fprintln(env.Stdout, "The schema is up to date.")
	}
	return nil
}

// MigrateStatusCmd is `planspark migrate status`.
type MigrateStatusCmd struct {
	databaseFlags
}

// Run lists the steps.
func (c MigrateStatusCmd) Run(ctx context.Context, env *Env) (err error) {
	db, err := c.open(ctx, store.Options{Beside: true}) // the service goes on meanwhile
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	steps, err := db.Status(ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "STEP\tAPPLIED")
	for _, m := range steps {
		at := "pending"
		if m.Applied {
			at = m.AppliedAt.UTC().Format(time.RFC3339)
		}
		fmt.Fprintf(w, "%s\t%s\n", m.Name, at)
	}
	return w.Flush()
}
