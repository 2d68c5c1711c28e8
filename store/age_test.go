package store_test

import (
	"database/sql"
	"fmt"
	"testing"
	"time"

	"github.com/planspark/planspark/store"
)

// aging is a store that can be made older: what is kept for a while is kept by the database's clock, which no
// test can move.
type aging struct {
	*store.Store
	db *sql.DB // beside the store's own connections
}

// agingAt is a store on a database, whose tests may make it older.
func agingAt(t testing.TB, s *store.Store, driver, dsn string) aging {
	t.Helper()
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return aging{s, db}
}

// Age implements storetest.Store.
func (a aging) Age(t testing.TB, by time.Duration) {
	t.Helper()
	age(t, a.db, by)
}

// moments are the columns that say when, in microseconds.
var moments = map[string][]string{
	"audit":            {"at"},
	"buckets":          {"began_at"},
	"commands":         {"created_at"},
	"erased_users":     {"erased_at"},
	"generations":      {"created_at", "started_at", "claimed_at", "finished_at", "lease_until", "queue_key"},
	"idempotency_keys": {"created_at"},
	"instances":        {"beat_at"},
	"market_readings":  {"read_at"},
	"paused_providers": {"paused_at"},
	"revisions":        {"created_at"},
	"tickets":          {"expires_at"},
	"workers":          {"heartbeat"},
}

// age makes all that a database holds older, days by whole ones.
func age(t testing.TB, db *sql.DB, by time.Duration) {
	t.Helper()
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }() // when it fails
	older := func(table, column string, by int64) {
		// By way of negative values, so that no row takes the place of one that is still to be moved; 0 is "not yet".
		for _, statement := range []string{
			fmt.Sprintf("UPDATE %[1]s SET %[2]s = %[3]d - %[2]s WHERE %[2]s > 0", table, column, by),
			fmt.Sprintf("UPDATE %[1]s SET %[2]s = -%[2]s WHERE %[2]s < 0", table, column),
		} {
			if _, err := tx.ExecContext(t.Context(), statement); err != nil {
				t.Fatalf("%s: %v", statement, err)
			}
		}
	}
	for table, columns := range moments {
		for _, column := range columns {
			older(table, column, by.Microseconds())
		}
	}
	if days := int64(by / (24 * time.Hour)); days > 0 {
		for _, table := range []string{"days", "token_days", "usage_days"} {
			older(table, "day", days)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}
