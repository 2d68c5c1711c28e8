package hub

import (
	"context"
	"slices"

	"github.com/planspark/planspark/protocol"
)

// What a topic knows of who writes its generation in this process.

// write notes a writer of this instance and says where the log ends, and whether a new attempt can go on
// there: the topic follows the log, and has the same finished sections as the database, and its figures.
func (t *topic) write(base protocol.Snapshot) (end protocol.Cursor, keeps bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.writers = append(t.writers, base.Attempt)
	same := protocol.SameText(t.fold.Snapshot().Sections, base.Sections) && t.fold.Percent() >= base.Percent
	return t.fold.Cursor(), t.standing != ofRow && same
}

// unwrite takes write back.
func (t *topic) unwrite(attempt int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if i := slices.Index(t.writers, attempt); i >= 0 {
		t.writers = slices.Delete(t.writers, i, i+1)
	}
}

// mark notes the latest place that only the database knows.
func (t *topic) mark(c protocol.Cursor) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.marked = c
}

// putting notes that a writer of this instance puts something into the log, until it says put.
func (t *topic) putting() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.puts++
}

// put takes putting back.
func (t *topic) put() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.puts--; t.puts == 0 && t.settled != nil {
		close(t.settled)
		t.settled = nil
	}
}

// settle waits until what is in the log by a writer of this instance is known here as well: other instances are told by
// the log, and a client of theirs that comes here is to be told no less.
func (t *topic) settle(ctx context.Context) {
	t.mu.Lock()
	if t.puts == 0 {
		t.mu.Unlock()
		return
	}
	if t.settled == nil {
		t.settled = make(chan struct{})
	}
	settled := t.settled
	t.mu.Unlock()
	select {
	case <-settled:
	case <-ctx.Done():
	}
}

// wrote notes whether the log holds what a writer has told here. A base that it took makes up for everything before.
func (t *topic) wrote(alone bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.standing == ofRow:
	case alone:
		t.standing = aheadOfLog
	default:
		t.standing = ofLog
	}
}

// written says whether an attempt is written by this instance.
func (t *topic) written() bool { return t.writtenBy() > 0 }

// writtenBy is the latest attempt that is written by this instance; 0 is none.
func (t *topic) writtenBy() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.latestWriter()
}

// latestWriter is writtenBy with mu held.
func (t *topic) latestWriter() int64 {
	latest := int64(0)
	for _, attempt := range t.writers {
		latest = max(latest, attempt)
	}
	return latest
}
