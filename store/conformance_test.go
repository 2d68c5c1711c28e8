package store_test

import (
	"path/filepath"
	"testing"

	"github.com/planspark/planspark/store"
	"github.com/planspark/planspark/store/pgtest"
	"github.com/planspark/planspark/store/storetest"
)

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t testing.TB) storetest.Store {
		path := filepath.Join(t.TempDir(), "test.db")
		return agingAt(t, openAt(t, path), "sqlite", path)
	})
}

// TestPostgres runs on one database, which is emptied for each test: making one takes far longer.
func TestPostgres(t *testing.T) {
	server := pgtest.Start(t)
	s := openURL(t, server.URL("postgres"))
	old := agingAt(t, s.Store, "postgres", server.URL("postgres"))
	storetest.Run(t, func(t testing.TB) storetest.Store {
		server.Empty(t, "postgres", "goose_db_version", "compatibility")
		return old
	})
}

// opened is a store that is closed once: by hand, or when the test ends.
type opened struct {
	*store.Store
	close func()
}

func openURL(t testing.TB, url string) opened {
	t.Helper()
	s, err := store.Open(t.Context(), url, store.Options{})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	done := false
	o := opened{s, func() {
		if done {
			return
		}
		done = true
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}}
	t.Cleanup(o.close)
	return o
}
