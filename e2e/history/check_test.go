package history_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/e2e/history"
	"github.com/planspark/planspark/protocol"
)

// t0 is when a run begins.
var t0 = time.Unix(1_800_000_000, 0)

// sound is a history of two users in which nothing is wrong.
func sound() *history.History {
	h := &history.History{Usage: map[string]int{"ann": 1, "bob": 1}, MaxActive: 2}
	for i, owner := range []string{"ann", "bob"} {
		id := "g" + owner
		w := history.NewWatch("c-"+owner, owner, id)
		sha := play(w, id, "Hello "+owner)
		h.Watches = append(h.Watches, w)
		h.Submissions = append(h.Submissions, history.Submission{Owner: owner, Idea: "idea of " + owner, Generation: id, Answered: t0.Add(2 * time.Second)})
		h.Rows = append(h.Rows, history.Row{
			ID: id, Owner: owner, Idea: "idea of " + owner, State: protocol.StateCompleted, Attempt: 1, QueueKey: int64(i),
			CreatedAt: t0.Add(time.Duration(i) * time.Second), StartedAt: t0.Add(time.Duration(10+i) * time.Second),
			EndedAt: t0.Add(time.Minute), SHA256: sha, Text: "Hello " + owner,
		})
		w.Begun = h.Rows[i].StartedAt.Add(time.Second / 2)
	}
	return h
}

// play tells a watch of a whole generation of one section, and returns the checksum of its text.
func play(w *history.Watch, id, text string) string {
	chars, sha := protocol.Checksum([]protocol.Section{{Section: "company", Index: 2, Text: text, Complete: true}})
	tell(w, id, "0-0", "1-1", protocol.Event{Kind: protocol.KindStarted, Attempt: 1})
	tell(w, id, "1-1", "1-3", delta(text), protocol.Event{Kind: protocol.KindSection, Section: "company", Title: "The business", Index: 2})
	tell(w, id, "1-3", "1-4", protocol.Event{Kind: protocol.KindCompleted, Chars: &chars, SHA256: sha})
	return sha
}

func delta(text string) protocol.Event {
	return protocol.Event{Kind: protocol.KindDelta, Section: "company", Text: text}
}

func tell(w *history.Watch, id, after, cursor string, events ...protocol.Event) {
	m := protocol.EventsMessage{Generation: id, After: at(after), Cursor: at(cursor)}
	for _, e := range events {
		raw, err := json.Marshal(e)
		if err != nil {
			panic(err)
		}
		m.Events = append(m.Events, raw)
	}
	w.Events(m)
}

func at(text string) protocol.Cursor {
	c, err := protocol.ParseCursor(text)
	if err != nil {
		panic(err)
	}
	return c
}

func TestASoundHistoryIsSound(t *testing.T) {
	if broken := sound().Check(); len(broken) > 0 {
		t.Errorf("found %q", broken)
	}
}

// TestEachBrokenPromiseIsFound breaks one at a time.
func TestEachBrokenPromiseIsFound(t *testing.T) {
	watch := func(h *history.History, play func(*history.Watch)) {
		w := history.NewWatch("second", "ann", "gann")
		play(w)
		h.Watches = append(h.Watches, w)
	}
	for name, test := range map[string]struct {
		spoil func(*history.History)
		want  string
	}{
		"accepted, and lost": {func(h *history.History) {
			h.Rows = h.Rows[1:]
			h.Watches = h.Watches[1:]
			h.Usage = map[string]int{"bob": 1}
		}, "not in the database"},
		"accepted, and never ended": {func(h *history.History) { h.Rows[0].State = protocol.StateRunning }, "still running"},
		"run twice":                 {func(h *history.History) { h.Submissions[0].Generation = "other" }, "the database holds gann for it"},
		"refused, and run": {func(h *history.History) {
			h.Submissions[0].Generation, h.Submissions[0].Refused = "", protocol.CodeQueueFull
		}, "refused as queue_full"},
		"two ends": {func(h *history.History) {
			chars := 0
			tell(h.Watches[0], "gann", "1-4", "1-5", protocol.Event{Kind: protocol.KindCancelled, Chars: &chars})
		}, "behind the end"},
		"an end that is not the row's": {func(h *history.History) { h.Rows[0].State = protocol.StateFailed }, "it is failed"},
		"the end never told":           {func(h *history.History) { watch(h, func(*history.Watch) {}) }, "never learned the end"},
		"a broken chain": {func(h *history.History) {
			watch(h, func(w *history.Watch) { tell(w, "gann", "1-1", "1-2", delta("x")) })
		}, "chain is broken"},
		"a cursor that does not grow": {func(h *history.History) {
			watch(h, func(w *history.Watch) { tell(w, "gann", "0-0", "0-0", delta("x")) })
		}, "does not grow"},
		"a snapshot from the past": {func(h *history.History) {
			watch(h, func(w *history.Watch) {
				tell(w, "gann", "0-0", "1-9", delta("x"))
				w.Snapshot(protocol.SnapshotMessage{Generation: "gann", Cursor: at("1-3"), Snapshot: protocol.Snapshot{ID: "gann"}})
			})
		}, "came to a client that holds 1-9"},
		"another text":                     {func(h *history.History) { watch(h, func(w *history.Watch) { play(w, "gann", "Bye ann") }) }, "another checksum"},
		"a stored text that was not shown": {func(h *history.History) { h.Rows[0].Text = "Bye" }, "another text of gann"},
		"a lost piece": {func(h *history.History) {
			watch(h, func(w *history.Watch) {
				chars := 9
				tell(w, "gann", "0-0", "1-4", delta("Hello"), protocol.Event{Kind: protocol.KindCompleted, Chars: &chars, SHA256: h.Rows[0].SHA256})
			})
		}, "not what the end says"},
		"a section written twice": {func(h *history.History) {
			watch(h, func(w *history.Watch) {
				tell(w, "gann", "0-0", "1-2", delta("x"), protocol.Event{Kind: protocol.KindSection, Section: "company"})
			})
		}, "seen by two clients"},
		"a section completed anew": {func(h *history.History) {
			watch(h, func(w *history.Watch) {
				tell(w, "gann", "0-0", "1-4", delta("x"), protocol.Event{Kind: protocol.KindSection, Section: "company"},
					delta("y"), protocol.Event{Kind: protocol.KindSection, Section: "company"})
			})
		}, "completed with two texts"},
		"a finished section that is not kept": {func(h *history.History) {
			watch(h, func(w *history.Watch) {
				tell(w, "gann", "0-0", "1-2", delta("Hello ann"), protocol.Event{Kind: protocol.KindSection, Section: "company"})
				tell(w, "gann", "1-2", "2-1", protocol.Event{Kind: protocol.KindStarted, Attempt: 2})
			})
		}, "writes section company again"},
		"percent that falls": {func(h *history.History) {
			h.Watches[0].Progress(protocol.Progress{Generation: "gann", Percent: 40})
			h.Watches[0].Progress(protocol.Progress{Generation: "gann", Percent: 39})
		}, "percent fell"},
		"an attempt that comes back": {func(h *history.History) {
			watch(h, func(w *history.Watch) {
				tell(w, "gann", "0-0", "2-1", protocol.Event{Kind: protocol.KindStarted, Attempt: 2})
				tell(w, "gann", "2-1", "2-2", protocol.Event{Kind: protocol.KindStarted, Attempt: 1})
			})
		}, "attempt 1 came behind attempt 2"},
		"a foreign event":      {func(h *history.History) { tell(h.Watches[0], "gbob", "0-0", "1-1", delta("x")) }, "not its own"},
		"a foreign generation": {func(h *history.History) { h.Watches[0].Owner = "eve" }, "which is another's"},
		"too many at a time": {func(h *history.History) {
			for i, id := range []string{"g2", "g3"} {
				row := h.Rows[0]
				row.ID, row.Idea, row.QueueKey = id, id, int64(5+i)
				h.Rows = append(h.Rows, row)
			}
			h.Usage["ann"] = 3
		}, "3 generations at a time"},
		"a wrong count": {func(h *history.History) { h.Usage["ann"] = 2 }, "is counted with 2"},
		"a wrong order": {func(h *history.History) { h.Rows[1].QueueKey = -1 }, "stood before"},
	} {
		t.Run(name, func(t *testing.T) {
			h := sound()
			test.spoil(h)
			broken := strings.Join(h.Check(), "\n")
			if !strings.Contains(broken, test.want) {
				t.Errorf("found %q, want %q", broken, test.want)
			}
		})
	}
}

// TestWhatIsAllowedIsNotFound: a lost answer, a snapshot in between, the end told again to who asks again.
func TestWhatIsAllowedIsNotFound(t *testing.T) {
	h := sound()
	h.Submissions = append(h.Submissions, history.Submission{Owner: "ann", Idea: "idea of ann", Refused: protocol.CodeUnavailable})
	w := history.NewWatch("late", "ann", "gann")
	final := protocol.Snapshot{ID: "gann", State: protocol.StateCompleted, Attempt: 1, SHA256: h.Rows[0].SHA256}
	final.Sections = []protocol.Section{{Section: "company", Index: 2, Text: "Hello ann", Complete: true}}
	chars, _ := protocol.Checksum(final.Sections)
	final.Chars = &chars
	for range 2 {
		w.Snapshot(protocol.SnapshotMessage{Generation: "gann", Cursor: at("1-4"), Snapshot: final})
	}
	h.Watches = append(h.Watches, w)
	if broken := h.Check(); len(broken) > 0 {
		t.Errorf("found %q", broken)
	}
}

// TestStartsSideBySideAreInOrder: a statement that begins before another one is over may lock what comes later.
func TestStartsSideBySideAreInOrder(t *testing.T) {
	h := sound()
	h.Rows[1].QueueKey = -1
	h.Watches[0].Begun = h.Rows[1].StartedAt.Add(time.Millisecond)
	if broken := h.Check(); len(broken) > 0 {
		t.Errorf("found %q", broken)
	}
	h.Watches[0].Begun = h.Rows[1].StartedAt.Add(-time.Millisecond)
	if broken := h.Check(); len(broken) != 1 {
		t.Errorf("found %q, want one wrong order", broken)
	}
}

// TestWhoSubmitsBehindAStartIsNotPassedOver: what is not in the queue when another one starts does not wait for it,
// and where the answer was lost nobody knows.
func TestWhoSubmitsBehindAStartIsNotPassedOver(t *testing.T) {
	for name, answered := range map[string]time.Time{"later": t0.Add(10500 * time.Millisecond), "unknown": {}} {
		h := sound()
		h.Rows[1].QueueKey = -1
		h.Submissions[1].Answered = answered
		if broken := h.Check(); len(broken) > 0 {
			t.Errorf("%s: found %q", name, broken)
		}
	}
}
