package hub

import (
	"context"
	"sort"
	"sync"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// MemoryLog is the Log of one process. It keeps what was appended since the latest base, in bytes that
// it shares with the hub; writers put a base often enough to bound it. A log that is not there was
// dropped: the one way to begin it is a base.
type MemoryLog struct {
	mu   sync.Mutex
	logs map[string]*memory // guarded by mu
}

type memory struct {
	entries []Entry
	last    protocol.Cursor
}

// NewMemoryLog returns an empty log.
func NewMemoryLog() *MemoryLog { return &MemoryLog{logs: map[string]*memory{}} }

// Append implements Log.
func (l *MemoryLog) Append(_ context.Context, id string, after protocol.Cursor, entries []Entry) error {
	if len(entries) == 0 {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	m, base := l.logs[id], entries[0].Base
	switch {
	case m == nil && !base:
		return generation.ErrFenced
	case m == nil:
		m = &memory{}
		l.logs[id] = m
	case base && len(entries) == 1 && m.last == entries[0].Cursor:
		return nil // all of it is here
	case !m.last.Before(entries[0].Cursor):
		return generation.ErrFenced
	case m.last != after && !base:
		return ErrNeedsBase
	}
	if base {
		m.entries = nil // nothing before a base is needed to fold; readers may still hold the old slice
	}
	for _, e := range entries {
		e.event = nil // five times as large as what it says, and readers of this process have had it
		m.entries = append(m.entries, e)
	}
	m.last = entries[len(entries)-1].Cursor
	return nil
}

// Read implements Log.
func (l *MemoryLog) Read(_ context.Context, id string, after protocol.Cursor) ([]Entry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	m := l.logs[id]
	if m == nil {
		return nil, nil
	}
	i := sort.Search(len(m.entries), func(i int) bool { return after.Before(m.entries[i].Cursor) })
	return m.entries[i:len(m.entries):len(m.entries)], nil
}

// End implements Log: every reader is in this process, and has what it needs.
func (l *MemoryLog) End(ctx context.Context, id string) error { return l.Drop(ctx, id) }

// Drop implements Log.
func (l *MemoryLog) Drop(_ context.Context, id string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.logs, id)
	return nil
}

// Subscribe implements Log: there is no other instance.
func (l *MemoryLog) Subscribe(string) {}

// Unsubscribe implements Log.
func (l *MemoryLog) Unsubscribe(string) {}

// Follow implements Log.
func (l *MemoryLog) Follow(ctx context.Context, _ Follower) error {
	<-ctx.Done()
	return ctx.Err()
}
