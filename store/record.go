package store

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// micros is a time as the database has it: microseconds since the epoch, 0 for "not yet".
type micros int64

// microsPerDay divides times into UTC days.
const microsPerDay = 24 * 60 * 60 * 1_000_000

func (m micros) time() time.Time {
	if m == 0 {
		return time.Time{}
	}
	return time.UnixMicro(int64(m)).UTC()
}

func (m micros) day() int64 { return int64(m) / microsPerDay }

// untilMidnight is the time until the next UTC day begins.
func (m micros) untilMidnight() time.Duration {
	return time.Duration(microsPerDay-int64(m)%microsPerDay) * time.Microsecond
}

const (
	// generationColumns are those of generationRow.
	generationColumns = shortColumns + `, market, financials`
	// outlineColumns are the same, with {} for the brief and the figures when there are some: they are ten times as long
	// as all others together.
	outlineColumns = shortColumns + `,
	CASE WHEN market IS NULL THEN NULL ELSE '{}' END AS market, CASE WHEN financials IS NULL THEN NULL ELSE '{}' END AS financials`
	shortColumns = `id, owner, fingerprint, request, lane, state, queue_key, attempt, seq, worker,
	source, degraded, problem, cancelled_by, chars, sha256, created_at, started_at, finished_at, users, foretold, trace`
)

type generationRow struct {
	ID          string  `db:"id"`
	Owner       string  `db:"owner"`
	Fingerprint string  `db:"fingerprint"`
	Request     string  `db:"request"`
	Lane        string  `db:"lane"`
	State       string  `db:"state"`
	QueueKey    int64   `db:"queue_key"`
	Attempt     int64   `db:"attempt"`
	Seq         int64   `db:"seq"`
	Worker      string  `db:"worker"`
	Market      *string `db:"market"`
	Financials  *string `db:"financials"`
	Source      string  `db:"source"`
	Degraded    int64   `db:"degraded"`
	Problem     *string `db:"problem"`
	CancelledBy string  `db:"cancelled_by"`
	Chars       int     `db:"chars"`
	SHA256      string  `db:"sha256"`
	CreatedAt   micros  `db:"created_at"`
	StartedAt   micros  `db:"started_at"`
	FinishedAt  micros  `db:"finished_at"`
	Users       int     `db:"users"`
	Foretold    int64   `db:"foretold"` // microseconds; negative for none
	Trace       string  `db:"trace"`
}

// record reads the row, without sections.
func (r generationRow) record() (generation.Record, error) {
	out := generation.Record{
		ID: r.ID, Owner: r.Owner, State: protocol.State(r.State), Attempt: r.Attempt, Seq: r.Seq,
		Worker: r.Worker, Lane: generation.Lane(r.Lane), Market: raw(r.Market), Financials: raw(r.Financials),
		Source: r.Source, Degraded: r.Degraded != 0, CancelledBy: r.CancelledBy, Chars: r.Chars, SHA256: r.SHA256,
		CreatedAt: r.CreatedAt.time(), StartedAt: r.StartedAt.time(), FinishedAt: r.FinishedAt.time(),
		Users: r.Users, Foretold: time.Duration(r.Foretold) * time.Microsecond, Trace: r.Trace,
	}
	if err := json.Unmarshal([]byte(r.Request), &out.Request); err != nil {
		return generation.Record{}, unreadable(r.ID, "request", err)
	}
	if n, err := hex.Decode(out.Fingerprint[:], []byte(r.Fingerprint)); err != nil || n != len(out.Fingerprint) {
		return generation.Record{}, unreadable(r.ID, "fingerprint", err)
	}
	if r.Problem != nil {
		if err := json.Unmarshal([]byte(*r.Problem), &out.Problem); err != nil {
			return generation.Record{}, unreadable(r.ID, "problem", err)
		}
	}
	return out, nil
}

// unreadable names row and column and keeps the content, which may be an owner's, out of the text.
func unreadable(id, column string, err error) error {
	return rowError{fmt.Errorf("the %s of %s cannot be read (%T)", column, id, err)}
}

func records(rows []generationRow) ([]generation.Record, error) {
	out := make([]generation.Record, len(rows))
	for i, r := range rows {
		var err error
		if out[i], err = r.record(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func raw(s *string) json.RawMessage {
	if s == nil {
		return nil
	}
	return json.RawMessage(*s)
}

// text is JSON for a column that may be NULL.
func text(raw json.RawMessage) *string {
	if len(raw) == 0 {
		return nil
	}
	s := string(raw)
	return &s
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// sectionColumns are those of sectionRow.
const sectionColumns = `generation_id, section, title, place, body, source`

type sectionRow struct {
	GenerationID string `db:"generation_id"`
	Section      string `db:"section"`
	Title        string `db:"title"`
	Place        int    `db:"place"`
	Body         string `db:"body"`
	Source       string `db:"source"`
}

func (r sectionRow) section() protocol.Section {
	return protocol.Section{Section: r.Section, Title: r.Title, Index: r.Place, Text: r.Body, Complete: true, Source: r.Source}
}
