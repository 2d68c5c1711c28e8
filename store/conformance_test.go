package store_test

import (
	"testing"

	"github.com/planspark/planspark/store"
	"github.com/planspark/planspark/store/pgtest"
	"github.com/planspark/planspark/store/storetest"
)

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t testing.TB) storetest.Store { return open(t) })
}

func TestPostgres(t *testing.T) {
	server := pgtest.Start(t)
	openURL(t, server.URL("template1")).close() // every database of the server begins with the schema
	storetest.Run(t, func(t testing.TB) storetest.Store { return openURL(t, server.Database(t, "")).Store })
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
