// Package hubtest is the conformance suite of hub.Log: what every implementation promises, whether it
// keeps the logs in memory or elsewhere.
package hubtest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// Run checks the implementation that open returns; each test opens its own.
func Run(t *testing.T, open func(t *testing.T) hub.Log) {
	for name, test := range map[string]func(*testing.T, hub.Log){
		"a log begins with a base":                                     beginsWithBase,
		"entries come back in order, behind a cursor":                  readsInOrder,
		"a cursor that does not grow is refused":                       refusesOldCursors,
		"a replaced writer cannot append":                              fencesReplacedWriter,
		"a base lets go of what lies before it":                        compacts,
		"nothing of a refused append is kept":                          appendsAllOrNothing,
		"a dropped log is gone, and stays fenced":                      drops,
		"of two writers at one place exactly one wins":                 oneWriterWins,
		"logs know nothing of each other":                              keepsLogsApart,
		"where its writer did not leave it, a log goes on from a base": needsBase,
		"a base where the log ends changes nothing":                    takesBaseAsSaid,
		"an ended log takes nothing more":                              ends,
		"an append does not end with who asked for it":                 outlivesItsContext,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func at(attempt, seq int64) protocol.Cursor { return protocol.Cursor{Attempt: attempt, Seq: seq} }

func base(c protocol.Cursor) hub.Entry {
	return hub.Entry{Cursor: c, Base: true, Of: at(1, 7), Data: []byte(`{"state":"running"}`)}
}

func event(c protocol.Cursor) hub.Entry {
	return hub.Entry{Cursor: c, Data: []byte(`{"kind":"delta","section":"` + c.String() + `"}`)}
}

// endOf is where the log of id ends.
func endOf(t *testing.T, l hub.Log, id string) protocol.Cursor {
	t.Helper()
	entries, err := l.Read(context.Background(), id, protocol.Cursor{})
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	if len(entries) == 0 {
		return protocol.Cursor{}
	}
	return entries[len(entries)-1].Cursor
}

// appendTo appends where the log ends.
func appendTo(t *testing.T, l hub.Log, id string, entries ...hub.Entry) {
	t.Helper()
	if err := l.Append(context.Background(), id, endOf(t, l, id), entries); err != nil {
		t.Fatalf("append %v: %v", entries[0].Cursor, err)
	}
}

func refused(t *testing.T, l hub.Log, id string, entries ...hub.Entry) {
	t.Helper()
	if err := l.Append(context.Background(), id, endOf(t, l, id), entries); !errors.Is(err, generation.ErrFenced) {
		t.Fatalf("append %v: got %v, want ErrFenced", entries[0].Cursor, err)
	}
}

func expect(t *testing.T, l hub.Log, id string, after protocol.Cursor, want ...protocol.Cursor) {
	t.Helper()
	entries, err := l.Read(context.Background(), id, after)
	if err != nil {
		t.Fatalf("read behind %v: %v", after, err)
	}
	got := []protocol.Cursor{}
	for _, e := range entries {
		got = append(got, e.Cursor)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) && len(got)+len(want) > 0 {
		t.Fatalf("behind %v: got %v, want %v", after, got, want)
	}
}

func beginsWithBase(t *testing.T, l hub.Log) {
	err := l.Append(context.Background(), "a", protocol.Cursor{}, []hub.Entry{event(at(1, 1))})
	if !errors.Is(err, hub.ErrNeedsBase) && !errors.Is(err, generation.ErrFenced) { // it may take a log that is not there for a dropped one
		t.Fatalf("a log began with an event: %v", err)
	}
	appendTo(t, l, "a", base(at(1, 0)), event(at(1, 1)))
	expect(t, l, "a", protocol.Cursor{}, at(1, 0), at(1, 1))
}

func readsInOrder(t *testing.T, l hub.Log) {
	appendTo(t, l, "a", base(at(1, 0)))
	appendTo(t, l, "a", event(at(1, 1)), event(at(1, 2)))
	appendTo(t, l, "a", event(at(1, 3)))
	expect(t, l, "a", at(1, 1), at(1, 2), at(1, 3))
	expect(t, l, "a", at(1, 3))
	entries, err := l.Read(context.Background(), "a", at(1, 2))
	if err != nil || len(entries) != 1 || string(entries[0].Data) != string(event(at(1, 3)).Data) || entries[0].Base {
		t.Fatalf("got %v, %v: want the event as it was appended", entries, err)
	}
	all, err := l.Read(context.Background(), "a", protocol.Cursor{})
	if err != nil || !all[0].Base || all[0].Of != at(1, 7) || all[1].Base {
		t.Fatalf("got %v, %v: want the base as it was appended, and nothing else to be one", all, err)
	}
}

func refusesOldCursors(t *testing.T, l hub.Log) {
	appendTo(t, l, "a", base(at(1, 0)), event(at(1, 1)))
	refused(t, l, "a", event(at(1, 1)))
	refused(t, l, "a", event(at(1, 0)))
	expect(t, l, "a", at(1, 0), at(1, 1))
}

func fencesReplacedWriter(t *testing.T, l hub.Log) {
	appendTo(t, l, "a", base(at(1, 0)), event(at(1, 1)))
	appendTo(t, l, "a", event(at(2, 1)))
	refused(t, l, "a", event(at(1, 2)))
	refused(t, l, "a", base(at(1, 2)))
	expect(t, l, "a", at(1, 1), at(2, 1))
}

func compacts(t *testing.T, l hub.Log) {
	appendTo(t, l, "a", base(at(1, 0)), event(at(1, 1)), event(at(1, 2)))
	appendTo(t, l, "a", base(at(1, 3)))
	appendTo(t, l, "a", event(at(1, 4)))
	entries, err := l.Read(context.Background(), "a", at(1, 1))
	if err != nil || len(entries) == 0 {
		t.Fatalf("got %v, %v", entries, err)
	}
	if first := entries[0]; first.Cursor != at(1, 2) && !first.Base {
		t.Fatalf("behind 1-1 the log goes on with %v, which is neither the next entry nor a base", first.Cursor)
	}
	expect(t, l, "a", at(1, 3), at(1, 4))
}

func appendsAllOrNothing(t *testing.T, l hub.Log) {
	appendTo(t, l, "a", base(at(2, 0)))
	refused(t, l, "a", event(at(1, 9)), event(at(2, 1)))
	expect(t, l, "a", at(2, 0))
}

func drops(t *testing.T, l hub.Log) {
	appendTo(t, l, "a", base(at(1, 0)), event(at(1, 1)))
	if err := l.Drop(context.Background(), "a"); err != nil {
		t.Fatal(err)
	}
	expect(t, l, "a", protocol.Cursor{})
	refused(t, l, "a", event(at(1, 2)))
}

func oneWriterWins(t *testing.T, l hub.Log) {
	appendTo(t, l, "a", base(at(1, 0)))
	const writers = 8
	var wg sync.WaitGroup
	errs := make([]error, writers)
	for i := range writers {
		wg.Go(func() { errs[i] = l.Append(context.Background(), "a", at(1, 0), []hub.Entry{event(at(1, 1))}) })
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		} else if !errors.Is(err, generation.ErrFenced) {
			t.Errorf("got %v, want ErrFenced", err)
		}
	}
	if won != 1 {
		t.Fatalf("%d writers appended 1-1, want exactly one", won)
	}
}

func keepsLogsApart(t *testing.T, l hub.Log) {
	appendTo(t, l, "a", base(at(3, 0)))
	appendTo(t, l, "b", base(at(1, 0)), event(at(1, 1)))
	expect(t, l, "a", protocol.Cursor{}, at(3, 0))
	expect(t, l, "b", protocol.Cursor{}, at(1, 0), at(1, 1))
}

func needsBase(t *testing.T, l hub.Log) {
	appendTo(t, l, "a", base(at(1, 0)), event(at(1, 1)), event(at(1, 2)))
	for _, after := range []protocol.Cursor{at(1, 1), at(1, 3), {}} {
		err := l.Append(context.Background(), "a", after, []hub.Entry{event(at(1, 4))})
		if !errors.Is(err, hub.ErrNeedsBase) {
			t.Fatalf("a writer that left the log at %v appended behind 1-2: %v, want ErrNeedsBase", after, err)
		}
	}
	if err := l.Append(context.Background(), "a", at(1, 3), []hub.Entry{base(at(1, 3)), event(at(1, 4))}); err != nil {
		t.Fatalf("a base is refused: %v", err)
	}
	expect(t, l, "a", at(1, 1), at(1, 3), at(1, 4))
}

func takesBaseAsSaid(t *testing.T, l hub.Log) {
	appendTo(t, l, "a", base(at(1, 0)), event(at(1, 1)))
	if err := l.Append(context.Background(), "a", at(1, 1), []hub.Entry{base(at(1, 1))}); err != nil {
		t.Fatalf("a base where the log ends: %v", err)
	}
	expect(t, l, "a", protocol.Cursor{}, at(1, 0), at(1, 1))
	appendTo(t, l, "a", event(at(1, 2)))
	refused(t, l, "a", base(at(1, 1)))
}

func ends(t *testing.T, l hub.Log) {
	appendTo(t, l, "a", base(at(1, 0)), event(at(1, 1)))
	if err := l.End(context.Background(), "a"); err != nil {
		t.Fatal(err)
	}
	refused(t, l, "a", event(at(1, 2)))
}

func outlivesItsContext(t *testing.T, l hub.Log) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := l.Append(ctx, "g", protocol.Cursor{}, []hub.Entry{base(at(1, 0))}); err != nil {
		t.Fatalf("append: %v", err)
	}
	expect(t, l, "g", protocol.Cursor{}, at(1, 0))
}
