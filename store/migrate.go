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

// Migrate brings the schema up to date. It refuses a database that a newer version has migrated.
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
		return fmt.Errorf("store: %s has schema %d, and this version knows %d at most; use the newer version that made it", s.database, current, target)
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
			Version: m.Source.Version, Name: strings.TrimSuffix(path.Base(m.Source.Path), ".sql"),
			Applied: m.State == goose.StateApplied, AppliedAt: m.AppliedAt,
		}
	}
	return out, nil
}

// pending says whether the schema lacks a step.
func (s *Store) pending(ctx context.Context) (bool, error) {
	steps, err := s.Status(ctx)
	for _, m := range steps {
		if !m.Applied {
			return true, err
		}
	}
	return false, err
}

func (s *Store) migrations() (*goose.Provider, error) {
	p, err := goose.NewProvider(s.dialect.goose, s.writer.db.DB, migrations.Files,
		goose.WithLogger(goose.NopLogger()), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, fmt.Errorf("store: read migrations: %w", err)
	}
	return p, nil
}
