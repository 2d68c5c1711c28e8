package generation_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/protocol"
)

// deltasOf are a section's texts, up to its first retry.
func deltasOf(events []protocol.Event, section string) (out []protocol.Event) {
	for _, e := range events {
		switch {
		case e.Section == section && e.Kind == protocol.KindRetry:
			return out
		case e.Section == section && e.Kind == protocol.KindDelta:
			out = append(out, e)
		}
	}
	return out
}

func between(a, b protocol.Event) time.Duration { return b.At.Sub(a.At.Time) }

func TestTextThatFollowsCloselyIsToldTogether(t *testing.T) {
	words := strings.Count(good, " ") + 1
	for pace, bounds := range map[time.Duration][2]int{
		time.Millisecond:      {words / 10, words/10 + 3}, // the first, what came in each ten milliseconds, and the rest
		20 * time.Millisecond: {words, words + 1},         // and the end of the line, which is held back until more comes
	} {
		inBubble(t, func(t *testing.T, w *world) {
			m := newModel("gemini", nil)
			m.pace = pace
			w.pool("one", w.with(chainOf(t, m)))
			id := w.submit("ada", cafe)
			events := w.follow("ada", id)
			r, err := read(events)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.checkStored("ada", id, r); err != nil {
				t.Error(err)
			}
			deltas := deltasOf(events, "market-analysis")
			if n := len(deltas); n < bounds[0] || n > bounds[1] {
				t.Errorf("at %v a word, %d words came in %d pieces", pace, words, len(deltas))
			}
			if first := deltas[0].Text; strings.Count(first, " ") > 1 {
				t.Errorf("the first word waited for %q", first)
			}
			for i := 2; i < len(deltas)-1; i++ {
				if d := between(deltas[i-1], deltas[i]); d < 10*time.Millisecond {
					t.Fatalf("pieces %d and %d came within %v", i, i+1, d)
				}
			}
		})
	}
}

func TestTextDoesNotWaitLongForMore(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		m := newModel("gemini", func(n int, _ provider.Prompt) act { return act{hang: n == 1} })
		m.pace = time.Millisecond
		w.pool("one", w.with(chainOf(t, m)))
		events := w.follow("ada", w.submit("ada", cafe))
		var hung string // the section of the call that wrote half of a text and then nothing
		for _, e := range events {
			if e.Kind == protocol.KindRetry {
				hung = e.Section
			}
		}
		deltas := deltasOf(events, hung)
		text := ""
		for _, d := range deltas {
			text += d.Text
		}
		words := strings.SplitAfter(good, " ")
		if half := strings.Join(words[:len(words)/2], ""); text != strings.TrimSpace(half) { // a space waits for its word
			t.Errorf("before the silence was told %q, want %q", text, half)
		}
		if last := between(deltas[len(deltas)-2], deltas[len(deltas)-1]); last > 10*time.Millisecond {
			t.Errorf("the last words waited for %v", last)
		}
	})
}

func TestTextThatComesAtOnceIsToldInPieces(t *testing.T) {
	for _, slow := range []time.Duration{0, 300 * time.Millisecond} { // in which another section is stored, and text waits
		synctest.Test(t, func(t *testing.T) {
			m := newModel("gemini", always(act{text: strings.TrimSpace(good) + " " + strings.Repeat("€", 4000) + "\n"}))
			d := work(t, &desk{record: toWrite, slow: slow}, chainOf(t, m))
			most := 0
			for _, e := range d.events {
				most = max(most, len(e.Text))
				if !utf8.ValidString(e.Text) {
					t.Errorf("a piece ends within a character: %q", e.Text[len(e.Text)-4:])
				}
			}
			if most < 4<<10-3 || most > 4<<10 {
				t.Errorf("a piece of %d bytes was told, want 4 KiB at the most", most)
			}
			if _, sha := d.fold.Checksum(); sha != d.result.SHA256 {
				t.Error("what was told in pieces is not what was stored")
			}
		})
	}
}

// A model falls silent while other sections are stored. What it had written is told when they are, not when it is given up.
func TestTextThatWaitsForOtherSectionsIsToldBehindThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newModel("gemini", func(n int, _ provider.Prompt) act { return act{hang: n == 4} })
		m.pace = time.Millisecond
		d := work(t, &desk{record: toWrite, slow: 300 * time.Millisecond}, chainOf(t, m))
		i := slices.IndexFunc(d.events, func(e protocol.Event) bool { return e.Kind == protocol.KindRetry })
		if i < 0 {
			t.Fatal("it was not given up")
		}
		given := d.events[i]
		deltas := deltasOf(d.events, given.Section)
		if len(deltas) == 0 || between(deltas[len(deltas)-1], given) < time.Second {
			t.Errorf("of %s nothing was told before it was given up, or in the last second: %d pieces", given.Section, len(deltas))
		}
	})
}

// toWrite is a generation at its first attempt.
var toWrite = generation.Record{Attempt: 1, Lane: generation.LanePool, Request: cafe}

// A plan whose log has a hole is not told as complete: whether text was lost at once, while it waited for more, or
// at the end of its section, or whatever else the log did not take.
func TestWhatIsNotToldEndsThePlan(t *testing.T) {
	for name, c := range map[string]struct {
		pace time.Duration
		nth  int // of its kind
		kind protocol.Kind
	}{
		"text at once": {time.Second, 1, protocol.KindDelta}, "text that waited": {time.Millisecond, 2, protocol.KindDelta},
		"text at the end": {0, 2, protocol.KindDelta}, "begin": {0, 1, protocol.KindStarted}, "first stage": {0, 1, protocol.KindStage},
		"last stage": {0, 18, protocol.KindStage},
		"market":     {0, 1, protocol.KindMarket}, "figures": {0, 1, protocol.KindFinancials}, "section": {0, 1, protocol.KindSection},
		"reset": {0, 1, protocol.KindSectionReset}, "fallback": {0, 1, protocol.KindFallback},
	} {
		synctest.Test(t, func(t *testing.T) {
			m := newModel("gemini", func(n int, _ provider.Prompt) act {
				if n > 1 && n < 20 { // retried, and then left to the built-in planner
					return act{fault: fault(provider.Unavailable), mid: n == 2}
				}
				return act{}
			})
			m.pace = c.pace
			r := atDesk(t, toWrite, chainOf(t, m), losing(c.kind, c.nth)).result
			if r.State != protocol.StateFailed || r.Problem.Code != protocol.CodeInternal {
				t.Errorf("%s was lost: it ended with %+v", name, r)
			}
		})
	}
}

// losing loses the n-th event of a kind; of texts, that of one section.
func losing(kind protocol.Kind, nth int) func(protocol.Event) error {
	seen := 0
	return func(e protocol.Event) error {
		if e.Kind != kind || kind == protocol.KindDelta && e.Section != "company" {
			return nil
		}
		if seen++; seen != nth {
			return nil
		}
		return errFull
	}
}
