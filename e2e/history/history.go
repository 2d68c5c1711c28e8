package history

import (
	"time"

	"github.com/planspark/planspark/protocol"
)

// History is everything that was seen of a run.
type History struct {
	Submissions []Submission
	Watches     []*Watch
	Rows        []Row
	Usage       map[string]int // accepted submissions by owner, as the database counts them
	MaxActive   int            // generations that one owner may have at a time; 0 is any number
}

// Submission is one request of a client and what it was told.
type Submission struct {
	Owner      string
	Idea       string // unique in the run, so that a row tells of which submission it is
	Generation string // id that was answered; empty when it was refused, or the answer was lost
	Refused    protocol.Code
	Answered   time.Time // by the clock of the database's machine; zero when it does not matter
}

// Row is a generation as the database holds it at the end.
type Row struct {
	ID        string
	Owner     string
	Idea      string
	State     protocol.State
	Attempt   int64
	QueueKey  int64 // microseconds of virtual time
	CreatedAt time.Time
	StartedAt time.Time // of the first attempt; zero when there was none
	EndedAt   time.Time // zero when it has not ended
	SHA256    string
	Text      string // of the sections, in their order
}

// Watch is what one client saw of one generation, over all its connections. Its methods are called in the
// order of what happened; it is not safe for concurrent use.
type Watch struct {
	Client     string
	Owner      string
	Generation string
	Begun      time.Time // when it heard that work on it had begun, by the clock of the database's machine; zero before

	fold      *protocol.Fold
	cursor    protocol.Cursor
	percent   float64
	attempt   int64
	terminals int
	ended     protocol.State
	written   map[string]string // by section, as completed
	faults    []string          // promises that were broken on the way
	trail     []string          // of the latest messages
}

// NewWatch returns the watch of a client that holds nothing yet.
func NewWatch(client, owner, generation string) *Watch {
	return &Watch{
		Client: client, Owner: owner, Generation: generation,
		fold: protocol.NewFold(protocol.Snapshot{ID: generation}), written: map[string]string{},
	}
}

// Cursor is where the client is.
func (w *Watch) Cursor() protocol.Cursor { return w.cursor }

// Ended says whether the client knows the end.
func (w *Watch) Ended() bool { return w.ended != "" }
