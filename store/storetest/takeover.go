package storetest

import (
	"reflect"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

func cancel(t testing.TB, s Store, owner, id string) (generation.Record, bool) {
	t.Helper()
	r, changed, err := s.Cancel(t.Context(), owner, id, protocol.ByOwner)
	if err != nil {
		t.Fatalf("cancel: %v", err)
	}
	return r, changed
}

var takeoverTests = map[string]func(*testing.T, Store){
	"cancel ends what waits, as the first event of a new attempt": func(t *testing.T, s Store) {
		id := accept(t, s, "ann")
		r, changed := cancel(t, s, "ann", id)
		none, noneSHA := protocol.Checksum(nil)
		if !changed || r.State != protocol.StateCancelled || r.Cursor() != (protocol.Cursor{Attempt: 1, Seq: 1}) ||
			r.CancelledBy != protocol.ByOwner || r.FinishedAt.IsZero() || r.Chars != none || r.SHA256 != noneSHA {
			t.Errorf("cancelled %+v, changed %v", r, changed)
		}
	},
	"cancel keeps finished sections, proves their text and fences the worker": func(t *testing.T, s Store) {
		h := started(t, s, "ann")
		checkpoint(t, s, h, generation.Checkpoint{Seq: 5, Section: section(3)})
		checkpoint(t, s, h, generation.Checkpoint{Seq: 8, Section: section(2)})
		r, _ := cancel(t, s, "ann", h.ID)
		chars, sha := protocol.Checksum([]protocol.Section{*section(2), *section(3)})
		if r.Cursor() != (protocol.Cursor{Attempt: 2, Seq: 1}) || len(r.Sections) != 2 || r.Chars != chars || r.SHA256 != sha {
			t.Errorf("cancelled at %s with %d sections, %d chars, %s; want 2-1, 2, %d, %s", r.Cursor(), len(r.Sections), r.Chars, r.SHA256, chars, sha)
		}
		if got := load(t, s, "ann", h.ID); !reflect.DeepEqual(got, r) {
			t.Errorf("stored %+v, told %+v", got, r)
		}
		fenced(t, s.Checkpoint(t.Context(), h, generation.Checkpoint{Seq: 9, Section: section(4)}))
		fenced(t, tryFinish(t, s, h, completed))
		fenced(t, s.Release(t.Context(), h))
	},
	"cancel leaves what is terminal as it is": func(t *testing.T, s Store) {
		h := started(t, s, "ann")
		checkpoint(t, s, h, generation.Checkpoint{Seq: 5, Section: section(3)})
		finish(t, s, h, completed)
		before := load(t, s, "ann", h.ID)
		r, changed := cancel(t, s, "ann", h.ID)
		if changed || !reflect.DeepEqual(r, before) {
			t.Errorf("changed %v: %+v, want %+v", changed, r, before)
		}
		id := accept(t, s, "ann")
		first, _ := cancel(t, s, "ann", id)
		if again, changed := cancel(t, s, "ann", id); changed || !reflect.DeepEqual(again, first) {
			t.Errorf("cancelled twice: %+v, want %+v", again, first)
		}
	},
	"erase leaves nothing, whatever the state, and fences the worker": func(t *testing.T, s Store) {
		queued := accept(t, s, "bob")
		claim(t, s, "w0", 1, long)
		h := started(t, s, "ann")
		checkpoint(t, s, h, generation.Checkpoint{Seq: 5, Section: section(3)})
		done := started(t, s, "ann")
		finish(t, s, done, completed)
		for _, id := range []string{h.ID, done.ID} {
			if err := s.Erase(t.Context(), "ann", id); err != nil {
				t.Fatal(err)
			}
			_, err := s.Load(t.Context(), "ann", id)
			refused(t, err, protocol.CodeNotFound)
			refused(t, s.Erase(t.Context(), "ann", id), protocol.CodeNotFound)
		}
		fenced(t, s.Checkpoint(t.Context(), h, generation.Checkpoint{Seq: 6, Section: section(4)}))
		fenced(t, tryFinish(t, s, h, completed))
		wantUsage(t, s, "ann", nil, 2)
		wantUsage(t, s, "bob", []string{queued}, 1)
	},
	"an erased request can be made anew": func(t *testing.T, s Store) {
		cache := Limit(generation.Limits{CacheTTL: time.Hour})
		h := started(t, s, "ann", Idea("the same idea"), cache)
		finish(t, s, h, completed)
		if err := s.Erase(t.Context(), "ann", h.ID); err != nil {
			t.Fatal(err)
		}
		accept(t, s, "ann", Idea("the same idea"), cache)
	},
	"retention erases finished generations only, the oldest first": func(t *testing.T, s Store) {
		var done []string
		for range 3 {
			h := started(t, s, "ann")
			finish(t, s, h, completed)
			done = append(done, h.ID)
			tick(t, s)
		}
		running := started(t, s, "ann")
		queued := accept(t, s, "ann")
		tick(t, s)
		expire := func(retention time.Duration, limit int) []string {
			ids, err := s.EraseExpired(t.Context(), retention, limit)
			if err != nil {
				t.Fatal(err)
			}
			return ids
		}
		same(t, "erased at 0", expire(0, 9), nil)
		same(t, "erased at an hour", expire(time.Hour, 9), nil)
		same(t, "erased by one", expire(time.Microsecond, 1), done[:1])
		if rest := expire(time.Microsecond, 9); len(rest) != 2 {
			t.Errorf("erased %q, want the other two", rest)
		}
		wantUsage(t, s, "ann", []string{running.ID, queued}, 5)
	},
}
