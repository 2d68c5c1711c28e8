package hub

import (
	"context"

	"github.com/planspark/planspark/protocol"
)

// Entry is one entry of a log, encoded once and shared by all readers.
type Entry struct {
	Cursor protocol.Cursor
	Base   bool   // Data is the snapshot at Cursor, from which the log can be folded; else an event. A base is the first of its Append
	Data   []byte // JSON, read-only

	event *protocol.Event // what Data says, when it was encoded in this process
}

// Log keeps the events of running generations for the readers of every instance. The cursors of one
// generation's log only grow; that is what fences a replaced writer. Safe for concurrent use.
type Log interface {
	// Append adds entries behind all that the log of id holds, in one step, all or none. It fails with
	// generation.ErrFenced when the log holds the first cursor or a later one, or when there is no log
	// and the first entry is not a base, so that the first entry of a log can always be folded from.
	Append(ctx context.Context, id string, entries []Entry) error
	// Read returns the entries behind after, oldest first. When the log no longer reaches back to after,
	// the first of them is the latest base. A generation without a log has no entries.
	Read(ctx context.Context, id string, after protocol.Cursor) ([]Entry, error)
	// Drop forgets the log of a generation that has reached its end.
	Drop(ctx context.Context, id string) error
	// Follow calls grew for each log that another instance appended to, until the context ends. It is a
	// hint: a call may be missed, and grew must not block.
	Follow(ctx context.Context, grew func(id string)) error
}
