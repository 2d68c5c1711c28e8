package storetest

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

func ids(records []generation.Record) []string {
	var out []string
	for _, r := range records {
		out = append(out, r.ID)
	}
	return out
}

func list(t testing.TB, s Store, owner, before string, limit int) []string {
	t.Helper()
	out, err := s.List(t.Context(), owner, before, limit)
	if err != nil {
		t.Fatalf("list: %v", err)
	}
	return ids(out)
}

var readTests = map[string]func(*testing.T, Store){
	"somebody else's generation does not exist": func(t *testing.T, s Store) {
		h := started(t, s, "ann")
		checkpoint(t, s, h, generation.Checkpoint{Seq: 1, Section: section(2)})
		_, err := s.Load(t.Context(), "eve", h.ID)
		foreign := refused(t, err, protocol.CodeNotFound)
		_, err = s.Load(t.Context(), "eve", NewID())
		if random := refused(t, err, protocol.CodeNotFound); foreign.Error() != random.Error() {
			t.Errorf("%q tells a foreign id from a random one: %q", foreign, random)
		}
		_, _, err = s.Cancel(t.Context(), "eve", h.ID, protocol.ByOwner)
		refused(t, err, protocol.CodeNotFound)
		refused(t, s.Erase(t.Context(), "eve", h.ID), protocol.CodeNotFound)
		same(t, "eve's list", list(t, s, "eve", "", 9), nil)
		same(t, "eve's list behind a foreign id", list(t, s, "eve", h.ID, 9), nil)
		active, err := s.Active(t.Context(), "eve")
		if err != nil || len(active) > 0 {
			t.Errorf("eve has %v active, %v", ids(active), err)
		}
		wantUsage(t, s, "eve", nil, 0)
		if r := load(t, s, "ann", h.ID); r.State != protocol.StateRunning {
			t.Errorf("eve made it %s", r.State)
		}
	},
	"a list is newest first, page by page": func(t *testing.T, s Store) {
		var all []string
		for i := range 7 {
			all = append(all, accept(t, s, "ann"))
			accept(t, s, "bob")
			if i%2 == 0 {
				cancel(t, s, "ann", all[i])
			}
		}
		slices.Reverse(all)
		same(t, "list", list(t, s, "ann", "", 100), all)
		same(t, "first page", list(t, s, "ann", "", 3), all[:3])
		same(t, "second page", list(t, s, "ann", all[2], 3), all[3:6])
		if err := s.Erase(t.Context(), "ann", all[5]); err != nil {
			t.Fatal(err)
		}
		same(t, "page behind an erased one", list(t, s, "ann", all[5], 3), all[6:])
		same(t, "page of nothing", list(t, s, "ann", "", -1), nil)
		same(t, "page behind the last", list(t, s, "ann", all[6], 3), nil)
	},
	"active are queued and running, oldest first, in outline": func(t *testing.T, s Store) {
		done := started(t, s, "ann")
		finish(t, s, done, completed)
		h := started(t, s, "ann")
		checkpoint(t, s, h, generation.Checkpoint{Seq: 1, Section: section(3), Market: json.RawMessage(`{"m":1}`), Financials: json.RawMessage(`{"f":1}`)})
		checkpoint(t, s, h, generation.Checkpoint{Seq: 2, Section: section(2)})
		queued := accept(t, s, "ann", func(x *generation.Submission) { x.HeadStart = long })
		accept(t, s, "bob")
		active, err := s.Active(t.Context(), "ann")
		if err != nil {
			t.Fatal(err)
		}
		same(t, "active", ids(active), []string{h.ID, queued})
		first := *section(2)
		first.Text = ""
		if n := len(active[0].Sections); n != 2 || active[0].Sections[0] != first {
			t.Errorf("the running one has %d sections, want 2 in the order of the document, without text", n)
		}
		listed, err := s.List(t.Context(), "ann", "", 9)
		if err != nil || len(listed) != 3 {
			t.Fatalf("a list of %d, %v", len(listed), err)
		}
		if n := len(listed[1].Sections); listed[1].ID != h.ID || n != 2 || listed[1].Sections[0] != first {
			t.Errorf("in the list it has %d sections, want 2 in the order of the document, without text", n)
		}
		for _, r := range append(listed, active...) {
			want := ""
			if r.ID == h.ID {
				want = "{}"
			}
			if string(r.Market) != want || string(r.Financials) != want {
				t.Errorf("%s comes with the brief %q and the figures %q, want %q", r.ID, r.Market, r.Financials, want)
			}
		}
		wantUsage(t, s, "ann", []string{h.ID, queued}, 3)
	},
	"a ready store says so": func(t *testing.T, s Store) {
		if err := s.Ready(t.Context()); err != nil {
			t.Error(err)
		}
	},
	"a caller who left is not told of a sick database": func(t *testing.T, s Store) {
		ctx, leave := contextOf(t)
		leave()
		_, err := s.Submit(ctx, Submission("ann"))
		if err == nil {
			t.Fatal("submitted for a caller who left")
		}
		if p, ok := protocol.ProblemOf(err); ok {
			t.Errorf("the error is %v, want no problem", p)
		}
	},
}
