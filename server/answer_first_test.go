package server

import "testing"

// TestAnAnswerIsSaidBeforeWhatItsWatchHas, also when both came while the burst was looking for the one and then the other.
func TestAnAnswerIsSaidBeforeWhatItsWatchHas(t *testing.T) {
	ss := &session{}
	w := &watching{session: ss}
	w.due.Store(true)
	ss.watches, ss.control = []*watching{w}, [][]byte{[]byte(`{"type":"reply"}`)}
	if ss.nextWatch() != nil {
		t.Error("a watch was to speak before the answer")
	}
	ss.control = nil
	if ss.nextWatch() != w {
		t.Error("the watch has nothing to say behind the answer")
	}
}
