package store_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store"
	"github.com/planspark/planspark/store/pgtest"
	"github.com/planspark/planspark/store/storetest"
)

// The marks that are planted and searched for.
const (
	markedOwner = "owner-5d1f9c"
	markedIdea  = "a lighthouse of marzipan 77c2"
	markedText  = "Once upon a lighthouse b81e"
)

// plant gives the marked owner a plan with a revision and tokens, and somebody else one without marks.
func plant(t *testing.T, s *store.Store) {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, sub := range []generation.Submission{
		storetest.Submission(markedOwner, storetest.Idea(markedIdea), storetest.Key("key", 1)), storetest.Submission("somebody else"),
	} {
		_, err := s.Submit(t.Context(), sub)
		check(err)
	}
	claimed, err := s.Claim(t.Context(), generation.ClaimRequest{Worker: "w", Lane: generation.LanePool, Slots: 1, Lease: 60e9})
	check(err)
	text := protocol.Section{Section: "summary", Title: "Summary", Index: 1, Text: strings.Repeat(markedText+" ", 2000), Complete: true}
	held := generation.Held{ID: claimed[0].ID, Attempt: claimed[0].Attempt}
	check(s.Checkpoint(t.Context(), held, generation.Checkpoint{Seq: 1, Section: &text}))
	_, err = s.Finish(t.Context(), held, generation.Result{State: protocol.StateCompleted, Seq: 2})
	check(err)
	_, _, err = s.AddRevision(t.Context(), markedOwner, held.ID, generation.Revision{
		Digest: "d", Financials: []byte(`{}`), Sections: []protocol.Section{text},
	}, 9)
	check(err)
	check(s.Spend(t.Context(), markedOwner, []generation.Spending{{Provider: "gemini"}}))
	check(s.KeepTicket(t.Context(), "of somebody else", "somebody else", 1e9))
}

// eraseMarked erases what plant has made, then moves to the next day.
func eraseMarked(t *testing.T, s *store.Store, db *sql.DB) {
	t.Helper()
	for all := false; !all; {
		var err error
		if _, all, err = s.EraseOwner(t.Context(), markedOwner, 1); err != nil {
			t.Fatal(err)
		}
	}
	if rest := search(t, db, markedOwner); fmt.Sprint(rest) != "[erased_users idempotency_keys usage_days]" {
		t.Errorf("on the day of the erasure the owner is still in %v", rest)
	}
	age(t, db, 24*time.Hour)
	if err := s.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// search lists the tables that hold a text anywhere.
func search(t *testing.T, db *sql.DB, text string) (found []string) {
	t.Helper()
	for _, table := range []string{
		"audit", "buckets", "commands", "days", "erased_users", "generations", "idempotency_keys", "instances", "market_readings",
		"revisions", "sections", "tickets", "token_days", "usage_days", "workers",
	} {
		rows, err := db.Query("SELECT * FROM " + table)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		hit := false
		for rows.Next() {
			row := make([]any, len(columns))
			for i := range row {
				row[i] = new(any)
			}
			if err := rows.Scan(row...); err != nil {
				t.Fatal(err)
			}
			for _, v := range row {
				hit = hit || strings.Contains(fmt.Sprintf("%s", *v.(*any)), text)
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		if hit {
			found = append(found, table)
		}
	}
	return found
}

// TestErasedIsGone: of what a user erased no table of the database has anything the day after, and no byte
// of SQLite's files.
func TestErasedIsGone(t *testing.T) {
	marks := []string{markedOwner, markedIdea, markedText}
	t.Run("SQLite", func(t *testing.T) {
		dir := t.TempDir()
		s := openURL(t, "sqlite://"+filepath.Join(dir, "test.db"))
		db, err := sql.Open("sqlite", filepath.Join(dir, "test.db"))
		if err != nil {
			t.Fatal(err)
		}
		plant(t, s.Store)
		for _, mark := range marks {
			if len(search(t, db, mark)) == 0 {
				t.Fatalf("%q was not planted", mark)
			}
		}
		eraseMarked(t, s.Store, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		s.close()
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			content, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			for _, mark := range marks {
				if bytes.Contains(content, []byte(mark)) {
					t.Errorf("%s still holds %q", f.Name(), mark)
				}
			}
		}
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		url := pgtest.Start(t).URL("postgres")
		s := openURL(t, url)
		db, err := sql.Open("postgres", url)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		plant(t, s.Store)
		eraseMarked(t, s.Store, db)
		for _, mark := range marks {
			if rest := search(t, db, mark); len(rest) > 0 {
				t.Errorf("%q is still in %v", mark, rest)
			}
		}
	})
}
