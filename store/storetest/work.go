package storetest

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

var workTests = map[string]func(*testing.T, Store){
	"a claim is a new attempt that started now": func(t *testing.T, s Store) {
		id := accept(t, s, "ann")
		r := claim(t, s, "w1", 1, long)[0]
		if r.ID != id || r.State != protocol.StateRunning || r.Attempt != 1 || r.Seq != 0 || r.Worker != "w1" || r.StartedAt.IsZero() {
			t.Errorf("claimed %+v", r)
		}
		if got := load(t, s, "ann", id); !reflect.DeepEqual(got, r) {
			t.Errorf("stored %+v, want as claimed %+v", got, r)
		}
	},
	"who takes over has what was finished, and the first start stays": func(t *testing.T, s Store) {
		accept(t, s, "ann")
		h := claimOne(t, s, "w1", past)
		first := load(t, s, "ann", h.ID).StartedAt
		checkpoint(t, s, h, generation.Checkpoint{Seq: 3, Market: json.RawMessage(`{"m": 1}`), Financials: json.RawMessage(`[2]`)})
		checkpoint(t, s, h, generation.Checkpoint{Seq: 5, Section: section(3)})
		checkpoint(t, s, h, generation.Checkpoint{Seq: 7, Section: section(2), Degraded: true})
		tick(t, s)
		r := claim(t, s, "w2", 4, long)[0]
		if r.Attempt != 2 || r.Seq != 0 || r.Worker != "w2" || !r.StartedAt.Equal(first) || !r.Degraded {
			t.Errorf("taken over as attempt %d, seq %d, by %s, started %s, degraded %v", r.Attempt, r.Seq, r.Worker, r.StartedAt, r.Degraded)
		}
		if string(r.Market) != `{"m": 1}` || string(r.Financials) != `[2]` {
			t.Errorf("market is %s, financials are %s", r.Market, r.Financials)
		}
		if want := []protocol.Section{*section(2), *section(3)}; !reflect.DeepEqual(r.Sections, want) {
			t.Errorf("sections are %+v, want %+v", r.Sections, want)
		}
	},
	"nothing that a replaced worker writes is stored": func(t *testing.T, s Store) {
		accept(t, s, "ann")
		old := claimOne(t, s, "w1", past)
		claimOne(t, s, "w2", long)
		before := load(t, s, "ann", old.ID)
		for _, h := range []generation.Held{old, {ID: old.ID, Attempt: 3}, {ID: NewID(), Attempt: 1}} {
			fenced(t, s.Checkpoint(t.Context(), h, generation.Checkpoint{Seq: 9, Section: section(2), Degraded: true}))
			fenced(t, tryFinish(t, s, h, completed))
			fenced(t, s.Release(t.Context(), h))
		}
		if after := load(t, s, "ann", old.ID); !reflect.DeepEqual(before, after) {
			t.Errorf("changed from %+v to %+v", before, after)
		}
	},
	"a lease that ran out holds until somebody takes it": func(t *testing.T, s Store) {
		accept(t, s, "ann")
		h := claimOne(t, s, "w1", past)
		checkpoint(t, s, h, generation.Checkpoint{Seq: 1})
		lost, err := s.Renew(t.Context(), generation.Beat{Worker: "w1", Lease: long, Held: []generation.Held{h}})
		if err != nil || len(lost) > 0 {
			t.Fatalf("lost %v, %v", lost, err)
		}
		if out := claim(t, s, "w2", 5, long); len(out) > 0 {
			t.Error("claimed what was renewed")
		}
	},
	"renew returns what is no longer held": func(t *testing.T, s Store) {
		for range 5 {
			accept(t, s, "ann")
		}
		var held []generation.Held
		for range 5 {
			held = append(held, claimOne(t, s, "w1", long))
		}
		finish(t, s, held[0], completed)
		if err := s.Release(t.Context(), held[1]); err != nil {
			t.Fatal(err)
		}
		claimOne(t, s, "w2", long)
		if _, _, err := s.Cancel(t.Context(), "ann", held[2].ID, protocol.ByOwner); err != nil {
			t.Fatal(err)
		}
		if err := s.Erase(t.Context(), "ann", held[3].ID); err != nil {
			t.Fatal(err)
		}
		stale := generation.Held{ID: held[4].ID, Attempt: held[4].Attempt + 1}
		lost, err := s.Renew(t.Context(), generation.Beat{Worker: "w1", Slots: 5, Lease: long, Held: append(slices.Clone(held), stale)})
		if err != nil {
			t.Fatal(err)
		}
		if want := append(slices.Clone(held[:4]), stale); !slices.Equal(lost, want) {
			t.Errorf("lost %v, want %v", lost, want)
		}
	},
	"what a worker does not know to hold runs out": func(t *testing.T, s Store) {
		accept(t, s, "ann")
		unknown := claimOne(t, s, "w1", past) // the answer to the claim was lost
		if _, err := s.Renew(t.Context(), generation.Beat{Worker: "w1", Slots: 1, Lease: long}); err != nil {
			t.Fatal(err)
		}
		if h := claimOne(t, s, "w2", long); h.ID != unknown.ID || h.Attempt != 2 {
			t.Errorf("claimed %v", h)
		}
	},
	"a worker renews its own only": func(t *testing.T, s Store) {
		h := started(t, s, "ann")
		lost, err := s.Renew(t.Context(), generation.Beat{Worker: "w2", Lease: past, Held: []generation.Held{h}})
		if err != nil || !slices.Equal(lost, []generation.Held{h}) {
			t.Fatalf("lost %v, %v", lost, err)
		}
		if out := claim(t, s, "w3", 1, long); len(out) > 0 {
			t.Error("a stranger's heartbeat shortened a lease")
		}
	},
	"a section is written once": func(t *testing.T, s Store) {
		h := started(t, s, "ann")
		checkpoint(t, s, h, generation.Checkpoint{Seq: 2, Section: section(4)})
		checkpoint(t, s, h, generation.Checkpoint{Seq: 2, Section: section(4)}) // the first answer was lost
		for _, change := range []func(*protocol.Section){
			func(o *protocol.Section) { o.Text = "Something else." },
			func(o *protocol.Section) { o.Title = "Something else" },
			func(o *protocol.Section) { o.Index++ },
			func(o *protocol.Section) { o.Source = "somebody else" },
		} {
			other := section(4)
			change(other)
			checkpoint(t, s, started(t, s, "bob"), generation.Checkpoint{Seq: 2, Section: other}) // elsewhere it may be
			fenced(t, s.Checkpoint(t.Context(), h, generation.Checkpoint{Seq: 8, Section: other, Degraded: true}))
		}
		got := load(t, s, "ann", h.ID)
		if want := []protocol.Section{*section(4)}; !reflect.DeepEqual(got.Sections, want) || got.Seq != 2 || got.Degraded {
			t.Errorf("sections are %+v at seq %d, want the first and nothing of the refused checkpoint", got.Sections, got.Seq)
		}
	},
	"a later attempt does not write a section again": func(t *testing.T, s Store) {
		accept(t, s, "ann")
		checkpoint(t, s, claimOne(t, s, "w1", past), generation.Checkpoint{Seq: 2, Section: section(4)})
		fenced(t, s.Checkpoint(t.Context(), claimOne(t, s, "w2", long), generation.Checkpoint{Seq: 2, Section: section(4)}))
	},
	"checkpoints that overtake each other lose nothing": func(t *testing.T, s Store) {
		h := started(t, s, "ann")
		checkpoint(t, s, h, generation.Checkpoint{Seq: 7, Market: json.RawMessage(`{}`), Degraded: true})
		checkpoint(t, s, h, generation.Checkpoint{Seq: 5, Financials: json.RawMessage(`{}`)})
		if r := load(t, s, "ann", h.ID); r.Seq != 7 || r.Market == nil || r.Financials == nil || !r.Degraded {
			t.Errorf("stored seq %d, market %s, financials %s, degraded %v", r.Seq, r.Market, r.Financials, r.Degraded)
		}
	},
	"a result is stored, with all sections": func(t *testing.T, s Store) {
		results := []generation.Result{
			completed,
			{
				State: protocol.StateFailed, Seq: 4, Source: "groq", Degraded: true, Chars: 1, SHA256: "x",
				Problem: protocol.Invalid(protocol.FieldError{Field: "idea", Message: "No."}),
			},
		}
		for _, want := range results {
			h := started(t, s, "ann")
			checkpoint(t, s, h, generation.Checkpoint{Seq: 2, Section: section(4)})
			at := finish(t, s, h, want)
			again := finish(t, s, h, want) // the first answer was lost
			for _, change := range []func(*generation.Result){
				func(r *generation.Result) { r.Seq++ },
				func(r *generation.Result) { r.Chars++ },
				func(r *generation.Result) { r.SHA256 += "0" },
			} {
				other := want
				change(&other)
				fenced(t, tryFinish(t, s, h, other))
			}
			r := load(t, s, "ann", h.ID)
			got := generation.Result{State: r.State, Seq: r.Seq, Source: r.Source, Degraded: r.Degraded, Problem: r.Problem, Chars: r.Chars, SHA256: r.SHA256}
			if !reflect.DeepEqual(got, want) || r.FinishedAt.IsZero() || !at.Equal(r.FinishedAt) || !again.Equal(at) || len(r.Sections) != 1 || r.Attempt != h.Attempt {
				t.Errorf("stored %+v, want %+v, at %s and again %s", r, want, at, again)
			}
		}
	},
	"a release is repeated by who released, and by nobody else": func(t *testing.T, s Store) {
		h, waits := started(t, s, "ann"), accept(t, s, "bob")
		for range 2 { // the first answer was lost
			if err := s.Release(t.Context(), h); err != nil {
				t.Fatal(err)
			}
		}
		for _, other := range []generation.Held{
			{ID: h.ID, Attempt: h.Attempt + 1}, {ID: h.ID, Attempt: h.Attempt - 1}, {ID: NewID(), Attempt: h.Attempt}, {ID: waits},
		} {
			fenced(t, s.Release(t.Context(), other))
		}
	},
	"a terminal state never changes": func(t *testing.T, s Store) {
		h := started(t, s, "ann")
		finish(t, s, h, completed)
		before := load(t, s, "ann", h.ID)
		fenced(t, s.Checkpoint(t.Context(), h, generation.Checkpoint{Seq: 99, Section: section(2)}))
		fenced(t, s.Release(t.Context(), h))
		fenced(t, tryFinish(t, s, h, generation.Result{State: protocol.StateFailed, Seq: 10}))
		if out := claim(t, s, "w2", 5, long); len(out) > 0 {
			t.Error("claimed what was finished")
		}
		if after := load(t, s, "ann", h.ID); !reflect.DeepEqual(before, after) {
			t.Errorf("changed from %+v to %+v", before, after)
		}
	},
	"released twice is released once": func(t *testing.T, s Store) {
		h := started(t, s, "ann")
		for range 2 {
			if err := s.Release(t.Context(), h); err != nil {
				t.Fatal(err)
			}
		}
		if r := load(t, s, "ann", h.ID); r.State != protocol.StateQueued || r.Attempt != 1 || r.Worker != "" {
			t.Errorf("released is %s, attempt %d, held by %q", r.State, r.Attempt, r.Worker)
		}
		next := claimOne(t, s, "w2", long)
		fenced(t, s.Release(t.Context(), h))
		if next.Attempt != 2 {
			t.Errorf("the next attempt is %d, want 2", next.Attempt)
		}
	},
	"a result that no worker gives is refused": func(t *testing.T, s Store) {
		h := started(t, s, "ann")
		for _, state := range []protocol.State{protocol.StateQueued, protocol.StateRunning, protocol.StateCancelled, ""} {
			if tryFinish(t, s, h, generation.Result{State: state}) == nil {
				t.Errorf("finished as %q", state)
			}
		}
	},
	"a claim without slots takes nothing": func(t *testing.T, s Store) {
		accept(t, s, "ann")
		for _, slots := range []int{0, -1} {
			if out := claim(t, s, "w1", slots, long); len(out) > 0 {
				t.Errorf("%d slots took %d", slots, len(out))
			}
		}
	},
}
