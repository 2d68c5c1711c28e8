//go:build unix

package store

import (
	"testing"

	"github.com/planspark/planspark/generation"
)

// insertWaiting puts a generation into the queue without the program.
const insertWaiting = `
	INSERT INTO generations (id, owner, fingerprint, address, request, lane, state, queue_key, created_at)
	VALUES ('a', 'ann', 'f', '', '{}', 'pool', 'queued', 1, 1)`

func told(t *testing.T, s *Store) int {
	t.Helper()
	r, err := s.Quote(t.Context(), generation.Submission{ID: "q", Owner: "q", Lane: generation.LanePool})
	if err != nil {
		t.Fatal(err)
	}
	return r.Length - 1
}

// TestTheLengthOfTheQueueIsTheDatabasesOwn: it knows of what others do to the table, forgets nothing of connections
// that ended, and is set right when somebody made it wrong.
func TestTheLengthOfTheQueueIsTheDatabasesOwn(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		do := func(statement string) {
			t.Helper()
			if _, err := s.writer.db.Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
		want := func(n int, when string) {
			t.Helper()
			if got := told(t, s); got != n {
				t.Errorf("%s it is %d, want %d", when, got, n)
			}
		}
		settle := func() {
			t.Helper()
			if err := s.Sweep(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		do(insertWaiting)
		want(1, "with one from elsewhere")
		do(`UPDATE queue_lengths SET part = part + 100000000`) // as of a connection that ended
		settle()
		want(1, "when its connection has ended")
		var parts int
		if err := s.reader.db.Get(&parts, `SELECT COUNT(*) FROM queue_lengths WHERE part <> 0`); err != nil || parts != 0 {
			t.Errorf("%d parts of ended connections are kept, %v", parts, err)
		}
		do(`UPDATE queue_lengths SET n = n + 7`)
		want(8, "made wrong")
		settle()
		want(1, "set right")
		do(`DELETE FROM generations`)
		want(0, "with none")
	})
}
