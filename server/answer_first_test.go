package server

import "testing"

// TestAnAnswerIsSaidBeforeWhatItsWatchHas: it may be the one that the watch began with.
func TestAnAnswerIsSaidBeforeWhatItsWatchHas(t *testing.T) {
	ss := &session{}
	w := &watching{session: ss}
	w.due.Store(true)
	ss.watches, ss.control = []*watching{w}, [][]byte{[]byte(`{"type":"reply"}`)}
	ss.room.L = &ss.mu
	if d := ss.next(atOnce); d.watch != nil || d.payload == nil {
		t.Error("a watch was to speak before the answer")
	}
	if d := ss.next(atOnce); d.watch != w {
		t.Error("the watch has nothing to say behind the answer")
	}
}
