package store

import (
	"context"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"github.com/planspark/planspark/migrations"
)

// MigrationStatus is one step of the schema.
type MigrationStatus struct {
	Version   int64
	Name      string
	Applied   bool
	AppliedAt time.Time // zero until applied
}

// Migrate brings the schema up to date; of several instances that start at once, one does it. A
// database that a newer version has migrated is left as it is, so that an instance of this version can
// restart while the newer one is rolled out, unless that version said that it cannot.
func (s *Store) Migrate(ctx context.Context) error {
	p, err := s.migrations()
	if err != nil {
		return err
	}
	current, target, err := p.GetVersions(ctx)
	if err != nil {
		return s.wrap("read the schema version of "+s.database, err)
	}
	if current > target {
		return s.bearNewer(ctx, current, target)
	}
	if current == target {
		return nil
	}
	done, err := p.Up(ctx)
	if err != nil {
		return s.wrap("migrate "+s.database, err)
	}
	for _, m := range done {
		s.log.Info().Int64("version", m.Source.Version).Dur("took", m.Duration).Msg("schema migrated")
	}
	return nil
}

const selectOldest = `SELECT oldest FROM compatibility WHERE id = 1`

// bearNewer says whether this version can work with the schema of a newer one.
func (s *Store) bearNewer(ctx context.Context, current, target int64) error {
	var oldest int64
	err := s.read(ctx, "read which versions the schema bears", func(c conn) error {
		return c.one(ctx, &oldest, selectOldest, args{})
	})
	if err != nil {
		return err
	}
	if oldest > target {
		return fmt.Errorf("store: %s has schema %d, and this version knows %d at most; use the newer version that made it", s.database, current, target)
	}
	s.log.Warn().Int64("schema", current).Int64("known", target).Msg("schema is of a newer version, which works with this one; finish the roll-out soon")
	return nil
}

// Status lists every step of the schema, oldest first.
func (s *Store) Status(ctx context.Context) ([]MigrationStatus, error) {
	p, err := s.migrations()
	if err != nil {
		return nil, err
	}
	steps, err := p.Status(ctx)
	if err != nil {
		return nil, s.wrap("read the schema of "+s.database, err)
	}
	out := make([]MigrationStatus, len(steps))
	for i, m := range steps {
		out[i] = MigrationStatus{
			Version: m.Source.Version, Name: name(m.Source.Path),
			Applied: m.State == goose.StateApplied, AppliedAt: m.AppliedAt,
		}
	}
	return out, nil
}

// name is the title of a migration: NNNN_title.
func name(file string) string {
	title, _, _ := strings.Cut(path.Base(file), ".")
	return title
}

// Pending says whether the schema lacks a step.
func (s *Store) Pending(ctx context.Context) (bool, error) {
	steps, err := s.Status(ctx)
	for _, m := range steps {
		if !m.Applied {
			return true, err
		}
	}
	return false, err
}

func (s *Store) migrations() (*goose.Provider, error) {
	options := []goose.ProviderOption{
		goose.WithLogger(goose.NopLogger()), goose.WithDisableGlobalRegistry(true),
		goose.WithExcludeNames(migrations.Foreign(s.dialect.name)),
	}
	if s.dialect.migrators != nil {
		options = append(options, goose.WithSessionLocker(s.dialect.migrators))
	}
	p, err := goose.NewProvider(s.dialect.goose, s.ddl, migrations.Files, options...)
	if err != nil {
		return nil, fmt.Errorf("store: read migrations: %w", err)
	}
	return p, nil
}
