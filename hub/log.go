package hub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/planspark/planspark/protocol"
)

// Entry is one entry of a log, encoded once and shared by all readers.
type Entry struct {
	Cursor protocol.Cursor
	Base   bool            // Data is the snapshot at Cursor, from which the log can be folded; else an event. A base is the first of its Append
	Of     protocol.Cursor // of a base: where a reader knows all that it says
	Data   []byte          // JSON, read-only

	event *protocol.Event // what Data says, when it was encoded in this process
}

// decode returns what an event entry says.
func (e Entry) decode() (protocol.Event, error) {
	if e.event != nil {
		return *e.event, nil
	}
	var ev protocol.Event
	if err := json.Unmarshal(e.Data, &ev); err != nil {
		return ev, fmt.Errorf("decode event %s: %w", e.Cursor, err)
	}
	return ev, nil
}

// Log keeps the events of running generations for the readers of every instance. The cursors of one
// generation's log only grow; that is what fences a replaced writer. Safe for concurrent use.
type Log interface {
	// Append adds entries to the log of id, in one step, all or none. after is where the writer knows the
	// log to end. It fails with generation.ErrFenced when the log holds the first cursor or a later one, or
	// was dropped; with ErrNeedsBase when it does not end at after and the first entry is not a base, so
	// that every log can be folded from its first entry and has no hole; with ErrAway when the log cannot be
	// reached, and then the entries may or may not be there. It bounds its own time and does not end with ctx: the
	// writer, which has to end the log behind what was appended, has to know.
	Append(ctx context.Context, id string, after protocol.Cursor, entries []Entry) error
	// Read returns the entries behind after, oldest first. When the log no longer reaches back to after,
	// the first of them is the latest base. A generation without a log has no entries. It fails with
	// ErrAway when the log cannot be reached.
	Read(ctx context.Context, id string, after protocol.Cursor) ([]Entry, error)
	// End says that the log of a generation is complete: nobody can append to it any more, and it goes once
	// the readers of other instances had time to read its end.
	End(ctx context.Context, id string) error
	// Drop forgets the log of a generation that was erased: nobody can append to it any more.
	Drop(ctx context.Context, id string) error

	// Subscribe asks for what other instances append to the log of id; Unsubscribe takes that back. Neither blocks.
	Subscribe(id string)
	Unsubscribe(id string)
	// Follow tells f of appends to the logs that are subscribed, until the context ends. A call may be missed.
	Follow(ctx context.Context, f Follower) error
}

// Follower learns what other instances append. Its methods are called one at a time.
type Follower interface {
	// Grew says that entries were appended behind after. Without entries there may be some: have a look.
	Grew(id string, after protocol.Cursor, entries []Entry)
	// Back says that the logs could not be reached for a while, and can be now.
	Back()
}

// What a log may answer, beside generation.ErrFenced.
var (
	ErrNeedsBase = errors.New("log does not end where its writer left it: it goes on from a base")
	ErrAway      = errors.New("logs that instances share cannot be reached")
)
