package hub

import (
	"encoding/json"
	"fmt"
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
	live      bool            // the log is followed; else this is what the database said
	diverged  bool            // something was told here that the log does not hold: it is read from a base again
	erased    bool            // the generation is gone
	marked    protocol.Cursor // the latest mark of a writer of this instance
	writers   []int64         // attempts that are written by this instance, which then knows the log without asking
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

// volatile is a message of which the latest value counts.
type volatile struct {
	version int64
	data    []byte
}

func newTopic(id, owner string, base protocol.Snapshot, o *Options) *topic {
	t := &topic{id: id, owner: owner, opt: o, ran: !base.State.Terminal(), watches: map[*Watch]struct{}{}, frames: map[protocol.Cursor]Frame{}}
	t.reset(base)
	return t
}

// reset makes base the state; watches that are elsewhere will get a snapshot. Guarded by mu.
func (t *topic) reset(base protocol.Snapshot) {
	t.fold = protocol.NewFold(base)
	t.start, t.tail, t.tailBytes = base.Cursor, nil, 0
	clear(t.frames)
	t.grewAt = time.Now()
	t.progress.begin(t.fold.Estimate())
}

// advance folds what read returns behind the topic's cursor, and says whether there was anything.
func (t *topic) advance(read func(protocol.Cursor) ([]Entry, error)) (grew bool, err error) {
	t.reading.Lock()
	defer t.reading.Unlock()
	t.mu.Lock()
	after := t.fold.Cursor()
	if !t.live || t.diverged {
		after = protocol.Cursor{} // from its base: what is known here has no place in the log
	}
	t.mu.Unlock()
	entries, err := read(after)
	if err != nil || len(entries) == 0 {
		return false, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.outdated(entries) {
		return false, nil
	}
	return true, t.foldIn(entries)
}

// outdated says whether the database knows more than entries do: the log was cut short, or its end has
// been stored and is final. Guarded by mu.
func (t *topic) outdated(entries []Entry) bool {
	end := entries[len(entries)-1].Cursor
	return t.fold.State().Terminal() || (!t.live || t.diverged) && end.Before(t.fold.Cursor())
}

// take folds entries that were appended behind after, and says whether the topic is then where they end;
// when it is not, it has to be read from the log. Only a writer of this instance goes on from where the
// topic has diverged.
func (t *topic) take(after protocol.Cursor, entries []Entry, own bool) bool {
	t.reading.Lock()
	defer t.reading.Unlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	at, here := t.fold.Cursor(), false
	if t.live {
		here = at == after
		for len(entries) > 0 && !at.Before(entries[0].Cursor) {
			here = at == entries[0].Cursor
			entries = entries[1:]
		}
	}
	if len(entries) == 0 || t.outdated(entries) {
		return true // all of it is known
	}
	if !entries[0].Base && (!here || t.diverged && !own) {
		return false
	}
	return t.foldIn(entries) == nil
}

// foldIn folds entries. Guarded by mu.
func (t *topic) foldIn(entries []Entry) error {
	defer clear(t.frames)
	defer t.trim()
	t.grewAt = time.Now()
	for _, e := range entries {
		if err := t.apply(e); err != nil {
			return err
		}
	}
	return nil
}

func (t *topic) apply(e Entry) error {
	if e.Base {
		return t.applyBase(e)
	}
	if !t.live {
		return nil // nothing to fold it onto; the next look reads from the base
	}
	ev, err := e.decode()
	if err != nil {
		return err
	}
	t.fold.Apply(e.Cursor, ev)
	it := item{cursor: e.Cursor, data: e.Data, at: ev.At}
	if ev.Kind == protocol.KindDelta {
		it.section, it.text = ev.Section, ev.Text
	}
	t.push(it)
	t.progress.note(ev, t.fold)
	if ev.Kind == protocol.KindStarted {
		t.queue = volatile{version: t.queue.version} // it waits no longer
	}
	return nil
}

// applyBase starts from a base, or passes over one that says what is known already.
func (t *topic) applyBase(e Entry) error {
	if t.live && t.fold.Cursor() == e.Of {
		t.fold.Apply(e.Cursor, protocol.Event{})
		t.push(item{cursor: e.Cursor})
		return nil
	}
	var base protocol.Snapshot
	if err := json.Unmarshal(e.Data, &base); err != nil {
		return fmt.Errorf("decode base %s: %w", e.Cursor, err)
	}
	base.Cursor = e.Cursor
	t.reset(base)
	t.live, t.diverged = true, false
	return nil
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
	return t.fold.Snapshot(), t.live && !t.erased
}

// behind says whether a client that holds c knows more.
func (t *topic) behind(c protocol.Cursor) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.fold.Cursor().Before(c)
}

// waits says whether the generation is queued and somebody watches it.
func (t *topic) waits() bool {
	t.mu.Lock()
	queued := t.fold.State() == protocol.StateQueued && !t.erased
	t.mu.Unlock()
	return queued && t.watched()
}

func (t *topic) watched() bool {
	t.watchMu.RLock()
	defer t.watchMu.RUnlock()
	return len(t.watches) > 0
}

// place notes the place in the queue and wakes the watches. One that was read before the work began comes too late.
func (t *topic) place(q protocol.Queue) {
	if t.placed(q) {
		t.wake()
	}
}

func (t *topic) placed(q protocol.Queue) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.fold.State() != protocol.StateQueued {
		return false
	}
	t.requeue(q.Position)
	t.grewAt = time.Now() // the database has just confirmed that it waits
	q.Type, q.Generation = protocol.TypeQueue, t.id
	t.queue = volatile{version: t.queue.version + 1, data: encode(q)}
	return true
}

// requeue puts the generation back in line, of which no event tells. Guarded by mu.
func (t *topic) requeue(position int) {
	t.fold.Requeue(position)
	clear(t.frames)
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
