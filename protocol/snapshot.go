package protocol

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"unicode/utf8"
)

// Snapshot is the whole state of a generation at its cursor: the fold of all events up to there.
type Snapshot struct {
	ID         string          `json:"id"`
	State      State           `json:"state"`
	Attempt    int64           `json:"attempt"`
	Cursor     Cursor          `json:"cursor"`
	Request    Request         `json:"request"`
	Position   int             `json:"position,omitempty"` // while queued: 1 is next
	Percent    float64         `json:"percent"`
	Stage      string          `json:"stage"`
	Stages     []Stage         `json:"stages,omitempty"`
	Market     json.RawMessage `json:"market,omitempty"`
	Financials json.RawMessage `json:"financials,omitempty"`
	Sections   []Section       `json:"sections"`
	Degraded   bool            `json:"degraded"`
	Source     string          `json:"source,omitempty"`
	Problem    *Problem        `json:"problem,omitempty"`
	By         string          `json:"by,omitempty"` // who cancelled it
	CreatedAt  Time            `json:"created_at"`
	StartedAt  Time            `json:"started_at,omitzero"`
	FinishedAt Time            `json:"finished_at,omitzero"`

	// Of a terminal state only.
	DurationMS *int64 `json:"duration_ms,omitempty"`
	QueueMS    *int64 `json:"queue_ms,omitempty"`
	PlanURL    string `json:"plan_url,omitempty"`
	Chars      *int   `json:"chars,omitempty"`
	SHA256     string `json:"sha256,omitempty"`
}

// Section is a titled part of the plan in Markdown. Index is its place in the finished document,
// counted from 1, whenever it is written. Text grows until Complete.
type Section struct {
	Section  string `json:"section"`
	Title    string `json:"title"`
	Index    int    `json:"index"`
	Text     string `json:"text"`
	Complete bool   `json:"complete"`
	Source   string `json:"source"`
}

// WithoutText returns the snapshot as it stands in hello and in lists: who and where, without market
// brief, figures and the text of the sections.
func (s Snapshot) WithoutText() Snapshot {
	s.Market, s.Financials = nil, nil
	sections := make([]Section, len(s.Sections))
	for i, sec := range s.Sections {
		sec.Text = ""
		sections[i] = sec
	}
	s.Sections = sections
	return s
}

// Checksum proves a text: the number of characters (Unicode code points) and the SHA-256, in hex, of
// the UTF-8 of the Markdown of all complete sections, one behind the other without separator, in the
// order of the document. The sections must be sorted by Index, as snapshots have them.
func Checksum(sections []Section) (chars int, sha string) {
	h := sha256.New()
	for _, s := range sections {
		if s.Complete {
			chars += utf8.RuneCountInString(s.Text)
			h.Write([]byte(s.Text))
		}
	}
	return chars, hex.EncodeToString(h.Sum(nil))
}

// SameText says whether two states have the same complete sections.
func SameText(a, b []Section) bool {
	charsA, shaA := Checksum(a)
	charsB, shaB := Checksum(b)
	return charsA == charsB && shaA == shaB
}
