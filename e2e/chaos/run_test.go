//go:build unix

package chaos

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	_ "github.com/lib/pq" // the driver

	"github.com/planspark/planspark/e2e/cluster"
	"github.com/planspark/planspark/e2e/history"
	"github.com/planspark/planspark/protocol"
)

// run is one deployment under fire, and what was seen of it.
type run struct {
	cluster *cluster.Cluster
	http    *http.Client
	rng     *rand.Rand
	log     func(format string, args ...any)

	refusals, breaks, faults tally

	mu          sync.Mutex
	submissions []history.Submission
	watches     []*history.Watch
	takeovers   []time.Duration
}

// tally counts by name. Safe for concurrent use.
type tally struct {
	mu sync.Mutex
	n  map[string]int
}

func (t *tally) add(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.n == nil {
		t.n = map[string]int{}
	}
	t.n[name]++
}

func (t *tally) total() (n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, one := range t.n {
		n += one
	}
	return n
}

func (t *tally) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(t.n)) {
		parts = append(parts, fmt.Sprintf("%s %d", name, t.n[name]))
	}
	return strings.Join(parts, ", ")
}

func (r *run) record(s history.Submission) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.submissions = append(r.submissions, s)
}

func (r *run) watched(w *history.Watch) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.watches = append(r.watches, w)
}

// history joins what clients saw and what the database holds.
func (r *run) history(ctx context.Context, maxActive int) (history.History, error) {
	db, err := sql.Open("postgres", r.cluster.Postgres.URL("planspark"))
	if err != nil {
		return history.History{}, err
	}
	defer db.Close()
	rows, err := readRows(ctx, db)
	if err != nil {
		return history.History{}, err
	}
	usage, err := readUsage(ctx, db)
	r.mu.Lock()
	defer r.mu.Unlock()
	return history.History{Submissions: r.submissions, Watches: r.watches, Rows: rows, Usage: usage, MaxActive: maxActive}, err
}

const selectRows = `
	SELECT g.id, g.owner, g.request, g.state, g.attempt, g.queue_key, g.created_at, g.started_at, g.finished_at, g.sha256,
		COALESCE((SELECT string_agg(body, '' ORDER BY place) FROM sections s WHERE s.generation_id = g.id), '')
	FROM generations g ORDER BY g.id`

func readRows(ctx context.Context, db *sql.DB) (out []history.Row, err error) {
	rows, err := db.QueryContext(ctx, selectRows)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var row history.Row
		var request []byte
		var created, started, ended int64
		if err := rows.Scan(&row.ID, &row.Owner, &request, &row.State, &row.Attempt, &row.QueueKey, &created, &started, &ended, &row.SHA256, &row.Text); err != nil {
			return nil, err
		}
		var asked protocol.Request
		if err := json.Unmarshal(request, &asked); err != nil {
			return nil, err
		}
		row.Idea = asked.Idea
		row.CreatedAt, row.StartedAt, row.EndedAt = moment(created), moment(started), moment(ended)
		out = append(out, row)
	}
	return out, rows.Err()
}

func moment(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros)
}

func readUsage(ctx context.Context, db *sql.DB) (map[string]int, error) {
	rows, err := db.QueryContext(ctx, `SELECT owner, SUM(accepted) FROM usage_days GROUP BY owner`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	usage := map[string]int{}
	for rows.Next() {
		var owner string
		var n int
		if err := rows.Scan(&owner, &n); err != nil {
			return nil, err
		}
		usage[owner] = n
	}
	return usage, rows.Err()
}
