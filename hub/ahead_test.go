package hub_test

import (
	"context"
	"testing"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// A worker that died with its process took the end of its log with it: the client knows more than the
// database. It must never be sent back.
func TestClientAheadOfTheDatabaseIsNotSentBack(t *testing.T) {
	r := queued("g")
	r.State, r.Attempt, r.Seq = protocol.StateRunning, 1, 12
	b := newBench(hub.Options{}, r)
	v := b.view(t, "g", &protocol.Cursor{Attempt: 1, Seq: 57})
	if v.drain(); len(v.messages) != 0 {
		t.Fatalf("the client was told %v", v.messages)
	}
	w := b.open(t, claimed(r, 2))
	defer w.Close()
	write(t, w, started(2), delta("company", "Anew"))
	if v.drain(); v.snapshots != 1 || v.text()["company"] != "Anew" {
		t.Fatalf("after the take-over the client has %v by %d snapshots", v.text(), v.snapshots)
	}
}

// meanwhile is a log that lets readers look while something is being appended.
type meanwhile struct {
	hub.Log
	look func()
}

func (l *meanwhile) Append(ctx context.Context, id string, after protocol.Cursor, entries []hub.Entry) error {
	l.look()
	return l.Log.Append(ctx, id, after, entries)
}

// Nor while its successor has the log open and has not said anything yet.
func TestClientAheadOfTheDatabaseIsNotSentBackWhileASuccessorBegins(t *testing.T) {
	r := queued("g")
	r.State, r.Attempt, r.Seq = protocol.StateRunning, 1, 12
	log := &meanwhile{Log: hub.NewMemoryLog(), look: func() {}}
	db := &database{}
	db.put(r)
	b := bench{hub.New(log, db, hub.Options{}), db}
	v := b.view(t, "g", &protocol.Cursor{Attempt: 1, Seq: 57})
	looks := 0
	log.look = func() {
		looks++
		if v.drain(); looks == 1 && len(v.messages) != 0 {
			t.Errorf("before attempt 2 said anything the client was told %v", v.messages)
		}
	}
	w := b.open(t, claimed(r, 2))
	defer w.Close()
	write(t, w, started(2))
	if v.drain(); looks < 2 || v.snapshots != 1 || v.cursor.Attempt != 2 {
		t.Errorf("looked %d times, got %d snapshots, up to %v", looks, v.snapshots, v.cursor)
	}
}

// The database knows finished sections, and nothing of those that are written beside them: who has its word
// gets the whole state from whoever has the log, not what comes behind.
func TestTheDatabasesWordIsNoPlaceInTheLog(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	w := b.open(t, claimed(queued("g"), 1))
	defer w.Close()
	write(t, w, started(1), delta("company", "All of it."), delta("offer", "One half"))
	first, second := w.Mark(), w.Mark() // two sections are stored at once
	if !first.Before(second) {
		t.Fatalf("marks %v and %v", first, second)
	}
	v := b.view(t, "g", &first)
	if v.drain(); len(v.messages) != 0 {
		t.Fatalf("a client that knows more was told %v", v.messages)
	}
	write(t, w, done("company"), delta("offer", ", and the other."))
	if v.drain(); v.snapshots != 1 || v.text()["offer"] != "One half, and the other." || v.text()["company"] != "All of it." {
		t.Errorf("got %v by %d snapshots", v.text(), v.snapshots)
	}
}
