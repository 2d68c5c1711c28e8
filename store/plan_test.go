package store

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
)

// TestHotStatementsUseTheirIndex keeps the plans of what runs often: none of them scans the table.
func TestHotStatementsUseTheirIndex(t *testing.T) {
	s := openInternal(t)
	tests := map[string]struct {
		query string
		want  []string
	}{
		"claim": {claimGenerations, []string{
			"generations USING COVERING INDEX generations_queue (lane=?)",
			"generations USING INDEX generations_leases (lane=? AND lease_until<?)",
		}},
		"order":            {selectWaiting, []string{"generations USING COVERING INDEX generations_queue (lane=?)"}},
		"places":           {selectPlaces, []string{"g USING COVERING INDEX generations_queue (lane=? AND (queue_key,id)>(?,?))"}},
		"usage":            {selectUsage, []string{"generations USING INDEX generations_active (owner=? AND created_at>?)", "usage_days USING INDEX sqlite_autoindex_usage_days_1 (owner=? AND day=?)"}},
		"active":           {selectActive, []string{"generations USING INDEX generations_active (owner=?)"}},
		"sections of some": {selectSectionsOf, []string{"sections USING INDEX sqlite_autoindex_sections_1 (generation_id=?)"}},
		"outlines":         {selectOutlines, []string{"sections USING INDEX sqlite_autoindex_sections_1 (generation_id=?)"}},
		"facts": {selectFacts, []string{
			"generations USING INDEX generations_active (owner=? AND created_at>?)", "generations USING INDEX generations_fingerprint (fingerprint=?)",
			"generations USING INDEX generations_results (fingerprint=? AND finished_at>?)", "generations_address (address=?)",
			"usage_days USING INDEX sqlite_autoindex_usage_days_1 (owner=? AND day=?)", "idempotency_keys USING INDEX sqlite_autoindex_idempotency_keys_1 (owner=? AND name=?)",
		}},
		"found":         {selectFound, []string{"generations USING INDEX generations_owner (owner=? AND id=?)"}},
		"finish":        {finishGenerations, []string{"(id=?)"}},
		"list":          {selectGenerationsBefore, []string{"generations USING INDEX generations_owner (owner=? AND id<?)"}},
		"running":       {selectRunning, []string{"generations_leases (lane=?)"}},
		"expired":       {eraseExpired, []string{"generations USING INDEX generations_finished (finished_at>? AND finished_at<?)"}},
		"shed":          {shedOverdue, []string{"generations USING INDEX generations_queue (lane=?)", "(id=?)"}},
		"glance":        {selectLength, []string{"queue_lengths USING PRIMARY KEY (lane=?)"}},
		"durations":     {selectDurations, []string{"generations USING INDEX generations_finished (finished_at>?)"}},
		"load":          {selectGeneration, []string{"(id=?)"}},
		"checkpoint":    {updateProgress, []string{"(id=?)"}},
		"revisions":     {selectRevisions, []string{"r USING INDEX sqlite_autoindex_revisions_1 (generation_id=?)"}},
		"revision":      {selectRevision, []string{"r USING INDEX sqlite_autoindex_revisions_1 (generation_id=? AND revision=?)"}},
		"same revision": {selectTwinRevision, []string{"r USING INDEX revisions_digest (generation_id=? AND digest=?)"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			plan := explain(t, s, test.query)
			for _, want := range test.want {
				if !strings.Contains(plan, want) {
					t.Errorf("the plan lacks %q:\n%s", want, plan)
				}
			}
			if strings.Contains(plan, "SCAN generations") || strings.Contains(plan, "SCAN sections") {
				t.Errorf("the plan scans a table:\n%s", plan)
			}
		})
	}
}

// TestOrderNeedsNoSort: the queue comes out of its index in order.
func TestOrderNeedsNoSort(t *testing.T) {
	if plan := explain(t, openInternal(t), selectWaiting); strings.Contains(plan, "TEMP B-TREE") {
		t.Errorf("the queue is sorted again:\n%s", plan)
	}
}

func explain(t *testing.T, s *Store, query string) string {
	t.Helper()
	bound, names, err := namesOf(s.dialect.sql(query))
	if err != nil {
		t.Fatal(err)
	}
	var steps []struct {
		ID, Parent, NotUsed int
		Detail              string
	}
	if err := s.writer.db.Select(&steps, "EXPLAIN QUERY PLAN "+bound, make([]any, len(names))...); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, step := range steps {
		lines = append(lines, step.Detail)
	}
	return strings.Join(lines, "\n")
}

// namesOf writes a statement with positional parameters, without values for them.
func namesOf(query string) (string, []any, error) {
	all := args{}
	for _, name := range []string{
		"id", "owner", "lane", "slots", "most", "overdue", "worker", "lease", "key", "fingerprint", "since", "address", "before",
		"limit", "retention", "seq", "revision", "digest", "market", "financials", "degraded", "attempt", "rows", "day", "keep",
	} {
		all[name] = nil
	}
	return sqlx.Named(query, all)
}

func openInternal(t testing.TB) *Store {
	t.Helper()
	s, err := Open(context.Background(), "sqlite://"+filepath.Join(t.TempDir(), "test.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
