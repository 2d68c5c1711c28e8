package storetest

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	_ "github.com/lib/pq"  // the drivers of
	_ "modernc.org/sqlite" // both databases

	"github.com/planspark/planspark/protocol"
)

// The bounds of what is read: the latest, which is enough to find out what is logged of them.
const (
	latestRequests = `SELECT request FROM generations ORDER BY id DESC LIMIT 200`
	latestTexts    = `SELECT body FROM sections WHERE generation_id IN (SELECT id FROM generations ORDER BY id DESC LIMIT 20)`
)

// Written returns what users of a database wrote, and a piece of each text that was written for them. It is
// for who searches logs for that; the service may have been killed before.
func Written(ctx context.Context, url string) (out []string, err error) {
	driver, source := "postgres", url
	if path, ok := strings.CutPrefix(url, "sqlite://"); ok {
		driver, source = "sqlite", path
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	requests, err := texts(ctx, db, latestRequests)
	if err != nil {
		return nil, err
	}
	for _, raw := range requests {
		var r protocol.Request
		if err := json.Unmarshal([]byte(raw), &r); err != nil {
			return nil, err
		}
		out = append(out, r.Idea, r.Location, r.Personalization)
	}
	bodies, err := texts(ctx, db, latestTexts)
	for _, body := range bodies {
		out = append(out, piece(body))
	}
	return out, err
}

// pieceLength is long enough that nobody else writes the same.
const pieceLength = 40

// piece is a piece of a text that stands in one line; empty when none is long enough.
func piece(body string) string {
	for line := range strings.Lines(body) {
		if line = strings.TrimSpace(line); len(line) >= pieceLength && !strings.HasPrefix(line, "|") {
			return line[:pieceLength]
		}
	}
	return ""
}

func texts(ctx context.Context, db *sql.DB, query string) (out []string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}
