package protocol

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Cursor is a place in the log of one generation: the attempt that wrote the event, and its sequence
// number within that attempt, both counted from 1. Cursors of one generation only grow. The zero
// Cursor, "0-0", is the place before the first event.
type Cursor struct {
	Attempt int64
	Seq     int64
}

// maxCursorText is the length of the longest cursor: two decimal int64 and a dash.
const maxCursorText = 39

// ParseCursor reads the form ATTEMPT-SEQ. It accepts only what String writes: decimal digits without
// sign, spaces or leading zeros, each number fitting an int64.
func ParseCursor(s string) (Cursor, error) {
	if len(s) > maxCursorText {
		return Cursor{}, errCursor
	}
	a, b, ok := strings.Cut(s, "-")
	if !ok {
		return Cursor{}, errCursor
	}
	attempt, err := cursorNumber(a)
	if err != nil {
		return Cursor{}, err
	}
	seq, err := cursorNumber(b)
	if err != nil {
		return Cursor{}, err
	}
	return Cursor{Attempt: attempt, Seq: seq}, nil
}

var errCursor = fmt.Errorf("a cursor has the form ATTEMPT-SEQ, such as 1-57")

func cursorNumber(s string) (int64, error) {
	if s == "" || (len(s) > 1 && s[0] == '0') || s[0] < '0' || s[0] > '9' {
		return 0, errCursor
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, errCursor
	}
	return n, nil
}

// String returns the form ATTEMPT-SEQ.
func (c Cursor) String() string { return string(c.Append(nil)) }

// Append appends the form ATTEMPT-SEQ to b.
func (c Cursor) Append(b []byte) []byte {
	b = strconv.AppendInt(b, c.Attempt, 10)
	return strconv.AppendInt(append(b, '-'), c.Seq, 10)
}

// Compare is negative when c lies before o, positive when behind, zero when they are the same place.
func (c Cursor) Compare(o Cursor) int {
	return cmp.Or(cmp.Compare(c.Attempt, o.Attempt), cmp.Compare(c.Seq, o.Seq))
}

// Before says whether c lies before o.
func (c Cursor) Before(o Cursor) bool { return c.Compare(o) < 0 }

// Next is the cursor of the event that the same attempt appends behind c.
func (c Cursor) Next() Cursor { return Cursor{Attempt: c.Attempt, Seq: c.Seq + 1} }

// MarshalText implements encoding.TextMarshaler.
func (c Cursor) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (c *Cursor) UnmarshalText(b []byte) error {
	v, err := ParseCursor(string(b))
	if err == nil {
		*c = v
	}
	return err
}
