package hub_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// TestEveryWatcherEndsWithTheWrittenText lets a writer and its successors write while clients join, read
// now and then, and are cut anywhere; the bounds are so small that tails overflow and messages split.
func TestEveryWatcherEndsWithTheWrittenText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := newBench(hub.Options{
			TailBytes:  rapid.IntRange(200, 5000).Draw(t, "tail"),
			FrameBytes: rapid.IntRange(50, 1000).Draw(t, "frame"),
			Compact:    rapid.IntRange(3, 40).Draw(t, "compact"),
		}, queued("g"))
		row := queued("g")
		viewers := []*viewer{b.view(t, "g", &protocol.Cursor{})}
		attempt := int64(1)
		w, err := b.Open(context.Background(), owner, claimed(row, attempt))
		check(t, err)
		_, err = w.Append(context.Background(), started(attempt))
		check(t, err)
		for _, s := range protocol.WritingOrder() {
			for step := range rapid.IntRange(1, 6).Draw(t, "steps") {
				_, err = w.Append(context.Background(), delta(s.Slug, fmt.Sprintf("%s-%d.%d é😀 ", s.Slug, attempt, step)))
				check(t, err)
				viewers = stir(t, b, viewers)
				if rapid.IntRange(0, 20).Draw(t, "reset") == 0 {
					_, err = w.Append(context.Background(), protocol.Event{Kind: protocol.KindSectionReset, Section: s.Slug})
					check(t, err)
				}
				if rapid.IntRange(0, 25).Draw(t, "lost") == 0 {
					attempt++
					old := w
					w, err = b.Open(context.Background(), owner, claimed(row, attempt))
					check(t, err)
					_, err = w.Append(context.Background(), started(attempt, slugs(row.Sections)...))
					check(t, err)
					if _, err := old.Append(context.Background(), delta(s.Slug, "ghost")); !errors.Is(err, generation.ErrFenced) {
						t.Fatalf("a replaced writer appended: %v", err)
					}
					old.Close()
				}
			}
			_, err = w.Append(context.Background(), delta(s.Slug, "end"), done(s.Slug))
			check(t, err)
			row.Sections = kept(b, t)
		}
		end, err := w.Append(context.Background(), completed(w))
		check(t, err)
		chars, sha := w.Checksum()
		row.State, row.Attempt, row.Seq, row.Chars, row.SHA256 = protocol.StateCompleted, attempt, end.Seq, chars, sha
		b.db.put(row)
		w.Close()
		for i, v := range viewers {
			v.drain()
			gotChars, gotSHA := v.fold.Checksum()
			if gotSHA != sha || gotChars != chars || v.fold.State() != protocol.StateCompleted {
				t.Fatalf("viewer %d ended %s with %d characters, want completed with %d, and the same text", i, v.fold.State(), gotChars, chars)
			}
			if v.terminals != 1 {
				t.Fatalf("viewer %d learned of the end %d times", i, v.terminals)
			}
		}
	})
}

// stir lets some clients read, cuts some, and lets new ones join.
func stir(t *rapid.T, b bench, viewers []*viewer) []*viewer {
	for _, v := range viewers {
		switch rapid.IntRange(0, 9).Draw(t, "do") {
		case 0, 1, 2, 3:
			v.take()
		case 4:
			v.drain()
		case 5:
			v.watch.Close()
			at := v.cursor
			v.resume(b, "g", &at)
		}
	}
	if len(viewers) < 5 && rapid.IntRange(0, 15).Draw(t, "join") == 0 {
		var after *protocol.Cursor
		if rapid.Bool().Draw(t, "from the start") {
			after = &protocol.Cursor{}
		}
		viewers = append(viewers, b.view(t, "g", after))
	}
	return viewers
}

// kept are the complete sections, as the worker would have stored them.
func kept(b bench, t *rapid.T) []protocol.Section {
	s, err := b.Snapshot(context.Background(), owner, "g")
	check(t, err)
	var out []protocol.Section
	for _, section := range s.Sections {
		if section.Complete {
			out = append(out, section)
		}
	}
	return out
}

func slugs(sections []protocol.Section) []string {
	var out []string
	for _, s := range sections {
		out = append(out, s.Section)
	}
	return out
}

func check(t *rapid.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestFirstEventsContinueTheEmptyChain(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	v := b.view(t, "g", &protocol.Cursor{})
	if v.drain(); len(v.messages) != 0 {
		t.Fatalf("before its first event a generation said %v", v.messages)
	}
	w := b.open(t, claimed(queued("g"), 1))
	write(t, w, started(1), delta("company", "Hello"))
	if v.drain(); v.snapshots != 0 || v.text()["company"] != "Hello" {
		t.Fatalf("got %v with %d snapshots, want the text by events alone", v.text(), v.snapshots)
	}
}

func TestUpToDateWatchersShareOneFrame(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	w := b.open(t, claimed(queued("g"), 1))
	defer w.Close()
	write(t, w, started(1))
	one, two := b.view(t, "g", &protocol.Cursor{}).drain(), b.view(t, "g", &protocol.Cursor{}).drain()
	write(t, w, delta("company", "Hello"))
	a, _ := one.watch.Next()
	c, _ := two.watch.Next()
	if &a.Data[0] != &c.Data[0] {
		t.Error("the message for one append was built twice")
	}
}

func TestNeighbouringDeltasAreJoined(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	w := b.open(t, claimed(queued("g"), 1))
	defer w.Close()
	for range 500 {
		write(t, w, delta("company", "word "))
	}
	v := b.view(t, "g", &protocol.Cursor{})
	f, _ := v.watch.Next()
	if n := strings.Count(string(f.Data), `"kind":"delta"`); n != 1 {
		t.Errorf("500 neighbouring deltas were sent as %d", n)
	}
	if n := strings.Count(string(f.Data), "word "); n != 500 {
		t.Errorf("the joined delta holds %d of 500 words", n)
	}
}

func TestAnothersGenerationDoesNotExist(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	w := b.open(t, claimed(queued("g"), 1))
	defer w.Close()
	_, err := b.Watch(context.Background(), "eve", "g", nil, func() {})
	if p, ok := protocol.ProblemOf(err); !ok || p.Code != protocol.CodeNotFound {
		t.Errorf("watch of another's running generation: %v, want not_found", err)
	}
	if _, err := b.Snapshot(context.Background(), "eve", "g"); err == nil {
		t.Error("the snapshot of another's running generation was given out")
	}
}

func TestFinishedGenerationAnswersWithItsFinalState(t *testing.T) {
	r := queued("g")
	r.State, r.Attempt, r.Seq = protocol.StateCompleted, 2, 40
	r.Sections = []protocol.Section{{Section: "company", Title: "The business", Index: 2, Text: "Done.", Complete: true}}
	b := newBench(hub.Options{}, r)
	for _, after := range []*protocol.Cursor{nil, {}, {Attempt: 1, Seq: 7}, {Attempt: 2, Seq: 40}, {Attempt: 99, Seq: 1}} {
		w, err := b.Watch(context.Background(), owner, "g", after, func() {})
		if err != nil {
			t.Fatal(err)
		}
		end := protocol.Cursor{Attempt: 2, Seq: 40}
		if had := after != nil && *after == end; w.Over() != had {
			t.Errorf("behind %v: that the client has the end is %v", after, !had)
		}
		f, ok := w.Next()
		if !ok || !f.Terminal || f.Cursor != end || !strings.Contains(string(f.Data), `"snapshot"`) {
			t.Errorf("behind %v: got %s, want the final snapshot", after, f.Data)
		}
		if _, more := w.Next(); more {
			t.Errorf("behind %v: something was said after the end", after)
		}
	}
}

func TestCancellationEndsTheChainWithoutASnapshot(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	v := b.view(t, "g", &protocol.Cursor{})
	w := b.open(t, claimed(queued("g"), 1))
	write(t, w, started(1), delta("company", "kept"), done("company"), delta("offer", "void"))
	v.drain()
	row := queued("g")
	row.Sections = []protocol.Section{{Section: "company", Title: "The business", Index: 2, Text: "kept", Complete: true, Source: protocol.SourceOffline}}
	canceller := b.open(t, claimed(row, 2))
	write(t, canceller, protocol.Event{Kind: protocol.KindCancelled, By: protocol.ByOwner})
	canceller.Close()
	if _, err := w.Append(context.Background(), delta("offer", "late")); !errors.Is(err, generation.ErrFenced) {
		t.Errorf("the cancelled worker appended: %v", err)
	}
	w.Close()
	v.drain()
	if text := v.text(); v.snapshots != 0 || len(text) != 1 || text["company"] != "kept" || v.fold.State() != protocol.StateCancelled {
		t.Errorf("got %v, %s, %d snapshots", text, v.fold.State(), v.snapshots)
	}
}

// The database had the section, but its worker died before it could say so.
func TestTakeOverPutsRightWhatTheLogDidNotSay(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	v := b.view(t, "g", &protocol.Cursor{})
	w := b.open(t, claimed(queued("g"), 1))
	write(t, w, started(1), delta("company", "whole"))
	v.drain()
	row := queued("g")
	row.Sections = []protocol.Section{{Section: "company", Title: "The business", Index: 2, Text: "whole", Complete: true}}
	next := b.open(t, claimed(row, 2))
	defer next.Close()
	write(t, next, started(2, "company"))
	w.Close()
	v.drain()
	if s := v.fold.Snapshot().Sections; len(s) != 1 || !s[0].Complete || s[0].Text != "whole" {
		t.Errorf("after the take-over the client has %+v", s)
	}
}

func TestWatchersLearnOfAnEndThatWasNeverTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(hub.Options{}, queued("g"))
		ctx, cancel := context.WithCancel(context.Background())
		go func() { _ = b.Run(ctx) }()
		v := b.view(t, "g", &protocol.Cursor{})
		w := b.open(t, claimed(queued("g"), 1))
		write(t, w, started(1))
		late := b.view(t, "g", nil) // was given a snapshot of the running state
		v.drain()
		late.drain()
		r := queued("g")
		r.State, r.Attempt, r.Seq = protocol.StateCompleted, 1, 9
		b.db.put(r)
		time.Sleep(5 * time.Second)
		for _, v := range []*viewer{v, late} {
			if v.drain(); v.fold.State() != protocol.StateCompleted || v.terminals != 1 {
				t.Errorf("five seconds later the client still sees %s", v.fold.State())
			}
		}
		cancel()
		synctest.Wait()
	})
}

func TestWatchersLearnThatAGenerationWasErased(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	v := b.view(t, "g", &protocol.Cursor{})
	b.db.erase("g")
	b.Forget("g")
	if v.drain(); !v.gone {
		t.Error("the client was not told")
	}
	if _, err := b.Watch(context.Background(), owner, "g", nil, func() {}); err == nil {
		t.Error("an erased generation can be watched")
	}
}

func TestARunningGenerationIsNeverSilentForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := queued("g")
		b := newBench(hub.Options{}, r)
		ctx, cancel := context.WithCancel(context.Background())
		go func() { _ = b.Run(ctx) }()
		v := b.view(t, "g", &protocol.Cursor{})
		w := b.open(t, claimed(r, 1))
		write(t, w, started(1), delta("company", "one word"))
		r.State = protocol.StateRunning
		b.db.put(r)
		for range 6 {
			v.messages = nil
			time.Sleep(5500 * time.Millisecond)
			if v.drain(); len(v.messages) == 0 {
				t.Fatal("nothing was said for more than five seconds")
			}
		}
		cancel()
		synctest.Wait()
	})
}

func TestPlacesAreWholeValuesAndTheLatestWins(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	v := b.view(t, "g", &protocol.Cursor{})
	if got := b.Waiting(); len(got) != 1 || got[0] != "g" {
		t.Fatalf("waiting: %v", got)
	}
	for place := 9; place > 0; place-- {
		b.Place("g", protocol.Queue{Position: place, Length: 9, WaitingOn: protocol.WaitingOnPool})
	}
	f, ok := v.watch.Next()
	if !ok || !strings.Contains(string(f.Data), `"position":1,`) || f.Durable {
		t.Errorf("got %s, want only the latest place", f.Data)
	}
	if _, more := v.watch.Next(); more {
		t.Error("an outdated place was told")
	}
}

// A place, or a row, that was read before the worker began may be told behind its first event.
func TestWhatWasReadBeforeTheStartDoesNotPutAGenerationBackInLine(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	v := b.view(t, "g", &protocol.Cursor{})
	w := b.open(t, claimed(queued("g"), 1))
	defer w.Close()
	write(t, w, started(1), delta("company", "Hello"))
	b.Place("g", protocol.Queue{Position: 1, Length: 1})
	hub.CheckAll(context.Background(), b.Hub)
	if v.drain(); v.fold.State() != protocol.StateRunning || slices.Contains(v.messages, "queue") {
		t.Errorf("the client has %s by %v", v.fold.State(), v.messages)
	}
	if s, err := b.Snapshot(context.Background(), owner, "g"); err != nil || s.State != protocol.StateRunning {
		t.Errorf("the snapshot says %s, %v", s.State, err)
	}
}

func TestNothingIsKeptWhenNobodyReadsOrWrites(t *testing.T) {
	b := newBench(hub.Options{}, queued("g"))
	v := b.view(t, "g", nil)
	v.watch.Close()
	v.watch.Close()
	w := b.open(t, claimed(queued("g"), 1))
	write(t, w, started(1), protocol.Event{Kind: protocol.KindFailed, Problem: protocol.NewProblem(protocol.CodeInternal, "")})
	w.Close()
	r := queued("g")
	r.State = protocol.StateFailed
	b.db.put(r)
	loads := b.db.looks()
	if s, err := b.Snapshot(context.Background(), owner, "g"); err != nil || s.State != protocol.StateFailed || b.db.looks() == loads {
		t.Errorf("got %s, %v: want the state from the database, since the topic is gone", s.State, err)
	}
}

func TestWritersKeepTheirLogsShort(t *testing.T) {
	log := hub.NewMemoryLog()
	h := hub.New(log, &database{}, hub.Options{Compact: 10})
	w, err := h.Open(context.Background(), owner, claimed(queued("g"), 1))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for range 100 {
		write(t, w, delta("company", "word "))
	}
	entries, err := log.Read(context.Background(), "g", protocol.Cursor{})
	if err != nil || len(entries) > 12 || !entries[0].Base {
		t.Errorf("after 100 events the log holds %d entries, %v; want a base and the few behind it", len(entries), err)
	}
}
