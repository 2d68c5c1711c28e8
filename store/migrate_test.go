package store

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
)

func TestSchemaIsMigratedAtOpening(t *testing.T) {
	s := openInternal(t)
	steps, err := s.Status(t.Context())
	if err != nil || len(steps) == 0 {
		t.Fatalf("steps are %v, %v", steps, err)
	}
	for _, m := range steps {
		if !m.Applied || m.AppliedAt.IsZero() || m.Name == "" {
			t.Errorf("step %+v is not applied", m)
		}
	}
	if err := s.Migrate(t.Context()); err != nil {
		t.Errorf("migrating again: %v", err)
	}
}

// TestNoMigrateLeavesTheSchema: the store opens, tells what is pending, is not ready, and works once
// it was migrated.
func TestNoMigrateLeavesTheSchema(t *testing.T) {
	url := "sqlite://" + filepath.Join(t.TempDir(), "test.db")
	s, err := Open(t.Context(), url, Options{NoMigrate: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	if pending, err := s.Pending(t.Context()); err != nil || !pending {
		t.Errorf("pending %v, %v", pending, err)
	}
	if s.Ready(t.Context()) == nil {
		t.Error("ready without a schema")
	}
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestNewerSchema: a version that is being replaced may restart, unless its successor's schema is not for it.
func TestNewerSchema(t *testing.T) {
	for name, test := range map[string]struct {
		oldest int64
		want   string // in the error; empty opens
	}{
		"that bears this version is opened":          {2, ""},
		"that does not bear this version is refused": {9999, "newer version"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "test.db")
			s, err := Open(t.Context(), "sqlite://"+path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.writer.db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`); err != nil {
				t.Fatal(err)
			}
			if _, err := s.writer.db.Exec(`UPDATE compatibility SET oldest = ?`, test.oldest); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s, err = Open(context.Background(), "sqlite://"+path, Options{})
			if err == nil {
				err = s.Ready(t.Context())
				if closed := s.Close(); closed != nil {
					t.Error(closed)
				}
			}
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("the error is %v, want %q", err, test.want)
			}
		})
	}
}
