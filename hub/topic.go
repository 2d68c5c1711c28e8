package hub

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/planspark/planspark/protocol"
)

// topic is what this instance knows of one generation: the fold of its log, and the tail of it for
// readers that are a little behind.
type topic struct {
	id       string
	owner    string
	opt      *Options
	users    int         // watches and writers; guarded by Hub.mu
	followed bool        // the log is subscribed; guarded by Hub.mu
	ran      bool        // it had not ended when it was first heard of here
	seen     atomic.Bool // a watch was given its end

	// reading serialises advance, so that two wake-ups do not read the same entries.
	reading sync.Mutex

	mu        sync.Mutex // guards what follows
	fold      *protocol.Fold
	standing  standing        // of the fold to the log
	erased    bool            // the generation is gone
	marked    protocol.Cursor // the latest mark of a writer of this instance
	writers   []int64         // attempts that are written by this instance, which then knows the log without asking
	puts      int             // what a writer of this instance is putting into the log, which others may read before it is here
	settled   chan struct{}   // for whoever waits until puts is 0; nil for nobody
	start     protocol.Cursor // the place before tail[0]
	tail      []item
	tailBytes int
	frames    map[protocol.Cursor]Frame // built for watches at this cursor, until the next entry
	grewAt    time.Time                 // when the fold last changed, or the database last confirmed it
	queue     volatile
	progress  progress

	watchMu sync.RWMutex // guards watches; never taken with mu held
	watches map[*Watch]struct{}
}

// standing is how what a topic has folded stands to the log.
type standing int

const (
	ofRow      standing = iota // the database said it: it has no place in the log
	ofLog                      // it is the fold of the log up to the cursor
	aheadOfLog                 // a writer here has told what the log does not hold: that is read from a base again
)

// volatile is a message of which the latest value counts.
type volatile struct {
	version int64
	data    []byte
}

func newTopic(id, owner string, base protocol.Snapshot, o *Options) *topic {
	t := &topic{id: id, owner: owner, opt: o, ran: !base.State.Terminal(), watches: map[*Watch]struct{}{}, frames: map[protocol.Cursor]Frame{}}
	t.reset(base, ofRow)
	return t
}

// reset makes base the state; watches that are elsewhere will get a snapshot. Guarded by mu.
func (t *topic) reset(base protocol.Snapshot, s standing) {
	t.fold, t.standing = protocol.NewFold(base), s
	t.start, t.tail, t.tailBytes = base.Cursor, nil, 0
	clear(t.frames)
	t.grewAt = time.Now()
	t.progress.begin(t.fold.Estimate())
}

func (t *topic) ended() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.fold.State().Terminal()
}

func (t *topic) snapshot() protocol.Snapshot {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.fold.Snapshot()
}

func (t *topic) liveSnapshot() (protocol.Snapshot, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.fold.Snapshot(), t.standing != ofRow && !t.erased
}

// behind says whether a client that holds c knows more.
func (t *topic) behind(c protocol.Cursor) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.fold.Cursor().Before(c)
}

func (t *topic) watched() bool {
	t.watchMu.RLock()
	defer t.watchMu.RUnlock()
	return len(t.watches) > 0
}

// erase tells the watches that the generation is gone.
func (t *topic) erase() {
	t.mu.Lock()
	t.erased = true
	t.mu.Unlock()
	t.wake()
}

// wake calls every watch's wake.
func (t *topic) wake() {
	t.watchMu.RLock()
	defer t.watchMu.RUnlock()
	for w := range t.watches {
		w.wake()
	}
}
