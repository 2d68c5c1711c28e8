//go:build unix

package store

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"

	"github.com/planspark/planspark/migrations"
	"github.com/planspark/planspark/store/pgtest"
)

// TestAServerThatDoesNotEncryptIsUsedAsItIs, as psql does, unless encryption was asked for.
func TestAServerThatDoesNotEncryptIsUsedAsItIs(t *testing.T) {
	url := fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres", pgtest.Start(t).Port)
	s, err := Open(t.Context(), url, Options{NoMigrate: true})
	if err != nil {
		t.Fatalf("without sslmode: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	_, err = Open(t.Context(), url+"?sslmode=require", Options{NoMigrate: true})
	if err == nil || !strings.Contains(err.Error(), "does not encrypt") {
		t.Errorf("encryption was asked for: %v", err)
	}
}

// TestMigrationsRunOnPostgres: the schema is one, up and down, and every statement that we write
// compiles there too.
func TestMigrationsRunOnPostgres(t *testing.T) {
	db, err := sql.Open("postgres", pgtest.Start(t).URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	d, err := postgresDialect()
	if err != nil {
		t.Fatal(err)
	}
	p := &pool{db: sqlx.NewDb(db, "postgres"), dialect: d}
	defer func() {
		if err := p.close(); err != nil {
			t.Error(err)
		}
	}()
	provider, err := goose.NewProvider(d.goose, db, migrations.Files, goose.WithLogger(goose.NopLogger()), goose.WithExcludeNames(migrations.Foreign("postgres")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.Up(t.Context()); err != nil {
		t.Fatalf("up: %v", err)
	}
	if _, err := provider.DownTo(t.Context(), 0); err != nil {
		t.Fatalf("down: %v", err)
	}
	if _, err := provider.Up(t.Context()); err != nil {
		t.Fatalf("up again: %v", err)
	}
	if err := p.compile(t.Context(), queries(d)); err != nil {
		t.Error(err)
	}
	c := conn{pool: p, until: time.Now().Add(time.Minute)}
	var held []struct{ ID, Attempt string }
	if err := c.all(t.Context(), &held, renewLeases, args{"ids": []string{"a", "b"}, "worker": "w", "lease": 1}); err != nil {
		t.Errorf("renew: %v", err)
	}
}
