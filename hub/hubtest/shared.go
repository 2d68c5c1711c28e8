package hubtest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// RunShared checks an implementation that instances share: open returns two sides of the same logs.
func RunShared(t *testing.T, open func(t *testing.T) (here, there hub.Log)) {
	for name, test := range map[string]func(t *testing.T, here, there hub.Log){
		"what is appended here is read there":            sharesEntries,
		"who is replaced from there is fenced here":      sharesFences,
		"followers there learn of what is appended":      tellsFollowers,
		"what is erased here is gone there":              sharesDrops,
		"readers there still read the end of what ended": keepsTheEnd,
	} {
		t.Run(name, func(t *testing.T) {
			here, there := open(t)
			test(t, here, there)
		})
	}
}

func sharesEntries(t *testing.T, here, there hub.Log) {
	appendTo(t, here, "a", base(at(1, 0)), event(at(1, 1)))
	expect(t, there, "a", protocol.Cursor{}, at(1, 0), at(1, 1))
	appendTo(t, there, "a", event(at(1, 2)))
	expect(t, here, "a", at(1, 1), at(1, 2))
}

func sharesFences(t *testing.T, here, there hub.Log) {
	appendTo(t, here, "a", base(at(1, 0)), event(at(1, 1)))
	appendTo(t, there, "a", event(at(2, 1)))
	refused(t, here, "a", event(at(1, 2)))
	refused(t, here, "a", base(at(1, 2)))
}

func sharesDrops(t *testing.T, here, there hub.Log) {
	appendTo(t, here, "a", base(at(1, 0)), event(at(1, 1)))
	if err := here.Drop(context.Background(), "a"); err != nil {
		t.Fatal(err)
	}
	expect(t, there, "a", protocol.Cursor{})
	refused(t, there, "a", base(at(2, 0)))
}

func keepsTheEnd(t *testing.T, here, there hub.Log) {
	appendTo(t, here, "a", base(at(1, 0)), event(at(1, 1)))
	if err := here.End(context.Background(), "a"); err != nil {
		t.Fatal(err)
	}
	expect(t, there, "a", at(1, 0), at(1, 1))
}

// Follower notes what it is told.
type Follower struct {
	mu      sync.Mutex
	looks   map[string]int      // guarded by mu; calls without entries, by id
	entries map[string][]string // guarded by mu; cursors of what came, by id
	after   map[string]protocol.Cursor
	backs   int // guarded by mu
	changed chan struct{}
}

// NewFollower returns one that was told nothing yet.
func NewFollower() *Follower {
	return &Follower{
		looks: map[string]int{}, entries: map[string][]string{}, after: map[string]protocol.Cursor{},
		changed: make(chan struct{}, 1),
	}
}

// Grew implements hub.Follower.
func (f *Follower) Grew(id string, after protocol.Cursor, entries []hub.Entry) {
	f.note(func() {
		if len(entries) == 0 {
			f.looks[id]++
			return
		}
		f.after[id] = after
		for _, e := range entries {
			f.entries[id] = append(f.entries[id], e.Cursor.String())
		}
	})
}

// Back implements hub.Follower.
func (f *Follower) Back() { f.note(func() { f.backs++ }) }

func (f *Follower) note(change func()) {
	f.mu.Lock()
	change()
	f.mu.Unlock()
	select {
	case f.changed <- struct{}{}:
	default:
	}
}

// Looks is how often it was told to look at the log of id.
func (f *Follower) Looks(id string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.looks[id]
}

// Backs is how often it was told that the logs are back.
func (f *Follower) Backs() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.backs
}

// Got is what came of the log of id.
func (f *Follower) Got(id string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.entries[id])
}

// Await waits until ok holds.
func (f *Follower) Await(t *testing.T, what string, ok func() bool) {
	t.Helper()
	limit := time.NewTimer(30 * time.Second)
	defer limit.Stop()
	for !ok() {
		select {
		case <-f.changed:
		case <-limit.C:
			t.Fatalf("it never came to pass that %s; told of %v, looks %v", what, f.entries, f.looks)
		}
	}
}

// Start lets f follow a log until the test ends.
func (f *Follower) Start(t *testing.T, l hub.Log) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- l.Follow(ctx, f) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("following ended with %v", err)
		}
	})
}

func tellsFollowers(t *testing.T, here, there hub.Log) {
	const told, later = "told", "told later" // of no other test: what those appended may still be on its way
	f := NewFollower()
	there.Subscribe(told) // before anybody follows
	f.Start(t, there)
	f.Await(t, "a subscription asks for a look", func() bool { return f.Looks(told) > 0 })
	appendTo(t, here, told, base(at(1, 0)))
	appendTo(t, here, told, event(at(1, 1)), event(at(1, 2)))
	f.Await(t, "all entries come", func() bool { return slices.Equal(f.Got(told), []string{"1-0", "1-1", "1-2"}) })
	if f.after[told] != at(1, 0) {
		t.Errorf("the last came behind %v, want 1-0", f.after[told])
	}
	large := hub.Entry{Cursor: at(1, 3), Data: []byte(`"` + string(slices.Repeat([]byte("x"), 1<<20)) + `"`)}
	before := f.Looks(told)
	appendTo(t, here, told, large)
	f.Await(t, "what is too large to be carried is looked for", func() bool { return f.Looks(told) > before })
	there.Subscribe(later)
	f.Await(t, "a later subscription asks for a look", func() bool { return f.Looks(later) > 0 })
	there.Unsubscribe(told)
	appendTo(t, here, later, base(at(1, 0)))
	f.Await(t, "the other log is followed", func() bool { return len(f.Got(later)) == 1 })
}
