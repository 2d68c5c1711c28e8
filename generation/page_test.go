package generation_test

import (
	"strings"
	"testing"
	"time"

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
