//go:build unix

package store

import (
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
)

// TestAKeyGivesTheSameAnswerForADay by the database's clock: the keys are made older instead.
func TestAKeyGivesTheSameAnswerForADay(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		submit := func(id string, fingerprint byte) string {
			t.Helper()
			r, err := s.Submit(t.Context(), generation.Submission{
				ID: id, Owner: "ann", Lane: generation.LanePool, Fingerprint: generation.Fingerprint{fingerprint},
				Idempotency: &generation.Idempotency{Key: "k"},
			})
			if err != nil {
				t.Fatal(err)
			}
			return r.Record.ID
		}
		older := func(by time.Duration) {
			t.Helper()
			if _, err := s.writer.db.Exec(s.writer.db.Rebind(`UPDATE idempotency_keys SET created_at = created_at - ?`), by.Microseconds()); err != nil {
				t.Fatal(err)
			}
		}
		submit("first", 1)
		older(24*time.Hour - time.Minute)
		if id := submit("second", 2); id != "first" {
			t.Errorf("within a day the answer is %s", id)
		}
		older(2 * time.Minute)
		if id := submit("third", 3); id != "third" {
			t.Errorf("a day later the answer is still %s", id)
		}
		older(24*time.Hour - time.Minute)
		if id := submit("fourth", 4); id != "third" {
			t.Errorf("within a day of its second use the answer is %s", id)
		}
	})
}
