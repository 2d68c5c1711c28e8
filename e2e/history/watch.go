package history

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/planspark/planspark/protocol"
)

// trailKept is how many of the latest messages a fault is told with.
const trailKept = 8

// note keeps what came, to tell a fault with.
func (w *Watch) note(format string, args ...any) {
	w.trail = append(w.trail, fmt.Sprintf(format, args...))
	if len(w.trail) > trailKept {
		w.trail = w.trail[1:]
	}
}

// Note keeps what the client did, such as going to another instance, to tell a fault with.
func (w *Watch) Note(what string) { w.note("(%s)", what) }

func (w *Watch) fault(format string, args ...any) {
	w.faults = append(w.faults, fmt.Sprintf(format, args...)+"; before: "+strings.Join(w.trail, " "))
}

// Events takes an events message.
func (w *Watch) Events(m protocol.EventsMessage) {
	if !w.mine(m.Generation) {
		return
	}
	w.note("events %s>%s", m.After, m.Cursor)
	if m.After != w.cursor {
		w.fault("the chain is broken: it holds %s and was given what lies behind %s", w.cursor, m.After)
	}
	w.grow(m.Cursor)
	for _, raw := range m.Events {
		var e protocol.Event
		if err := json.Unmarshal(raw, &e); err != nil {
			w.fault("an event cannot be read: %v", err)
			continue
		}
		w.fold.Apply(m.Cursor, e)
		w.event(e)
	}
	w.cursor = m.Cursor
}

func (w *Watch) event(e protocol.Event) {
	switch {
	case w.Ended():
		w.fault("%s came behind the end", e.Kind)
	case e.Kind == protocol.KindStarted:
		w.begin(e.Attempt)
		w.resumed(e)
	case e.Kind == protocol.KindSection:
		w.complete(e.Section, w.text(e.Section))
	case e.Kind.Terminal():
		w.end(w.fold.State())
	}
}

// Snapshot takes a snapshot message.
func (w *Watch) Snapshot(m protocol.SnapshotMessage) {
	if !w.mine(m.Generation) || !w.mine(m.Snapshot.ID) {
		return
	}
	w.note("snapshot %s of attempt %d at %v%%", m.Cursor, m.Snapshot.Attempt, m.Snapshot.Percent)
	if m.Cursor.Before(w.cursor) {
		w.fault("a snapshot at %s came to a client that holds %s", m.Cursor, w.cursor)
	}
	again := w.Ended() && m.Snapshot.State == w.ended // who asks again is told again
	w.fold, w.cursor = protocol.NewFold(m.Snapshot), m.Cursor
	w.begin(m.Snapshot.Attempt)
	w.rise(m.Snapshot.Percent)
	for _, s := range m.Snapshot.Sections {
		if s.Complete {
			w.complete(s.Section, s.Text)
		}
	}
	if m.Snapshot.State.Terminal() && !again {
		w.end(m.Snapshot.State)
	}
}

// Progress takes a progress message.
func (w *Watch) Progress(m protocol.Progress) {
	if !w.mine(m.Generation) {
		return
	}
	w.note("%v%% in %s", m.Percent, m.Stage)
	if m.Percent >= 100 {
		w.fault("percent is %v before the end", m.Percent)
	}
	w.rise(m.Percent)
}

// rise takes a percent: over all attempts and instances it never falls.
func (w *Watch) rise(percent float64) {
	if percent < w.percent {
		w.fault("percent fell from %v to %v in attempt %d", w.percent, percent, w.attempt)
	}
	w.percent = percent
}

// Foreign takes the id of any other message about a generation.
func (w *Watch) Foreign(generation string) { w.mine(generation) }

func (w *Watch) mine(generation string) bool {
	if generation != w.Generation {
		w.fault("it was told of %s, which is not its own", generation)
		return false
	}
	return true
}

func (w *Watch) grow(to protocol.Cursor) {
	if !w.cursor.Before(to) {
		w.fault("the cursor does not grow: %s behind %s", to, w.cursor)
	}
}

// begin notes an attempt.
func (w *Watch) begin(attempt int64) {
	if attempt < w.attempt {
		w.fault("attempt %d came behind attempt %d", attempt, w.attempt)
	}
	if attempt > 0 && w.Begun.IsZero() {
		w.Begun = time.Now()
	}
	w.attempt = attempt
}

// resumed holds what an attempt says that it keeps against what was finished before.
func (w *Watch) resumed(e protocol.Event) {
	for section := range w.written {
		if !slices.Contains(e.ResumedSections, section) {
			w.fault("attempt %d writes section %s again, which was finished", e.Attempt, section)
		}
	}
}

func (w *Watch) text(section string) string {
	for _, s := range w.fold.Snapshot().Sections {
		if s.Section == section {
			return s.Text
		}
	}
	return ""
}

func (w *Watch) complete(section, text string) {
	if before, ok := w.written[section]; ok && before != text {
		w.fault("section %s was completed with two texts", section)
	}
	w.written[section] = text
}

func (w *Watch) end(s protocol.State) {
	w.terminals++
	if w.terminals > 1 {
		w.fault("the end came %d times", w.terminals)
	}
	w.ended = s
	snap := w.fold.Snapshot()
	chars, sha := protocol.Checksum(snap.Sections)
	if snap.Chars == nil || *snap.Chars != chars || snap.SHA256 != sha {
		w.fault("the text of %d characters is not what the end says", chars)
	}
}
