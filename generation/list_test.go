package generation_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// A client is greeted with what is active, and then watches it: what it shows must not jump.
func TestListsSayHowFarAGenerationIsAsItsSnapshotDoes(t *testing.T) {
	w := newWorld(t)
	id := w.submit("ada", cafe)
	claimed, err := w.store.Claim(w.ctx, generation.ClaimRequest{Worker: "w", Lane: generation.LanePool, Slots: 1, Lease: time.Minute})
	if err != nil || len(claimed) != 1 {
		t.Fatalf("claimed %d, %v", len(claimed), err)
	}
	company := protocol.SectionsIn("en")[1]
	err = w.store.Checkpoint(w.ctx, generation.Held{ID: id, Attempt: claimed[0].Attempt}, generation.Checkpoint{
		Seq: 5, Market: json.RawMessage(`{"place":"Lisbon"}`), Financials: json.RawMessage(`{"currency":"EUR"}`),
		Section: &protocol.Section{Section: company.Slug, Title: company.Title, Index: company.Index, Text: "Who we are.\n", Complete: true, Source: "gemini"},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.listedAs(id, 2)
	if _, err := w.service.Cancel(w.ctx, "ada", id, protocol.ByOwner); err != nil {
		t.Fatal(err)
	}
	w.listedAs(id, 1)
}

// listedAs holds what lists say of a generation against its snapshot, and in how many lists it is.
func (w *world) listedAs(id string, times int) {
	t := w.t
	t.Helper()
	whole, err := w.service.Snapshot(w.ctx, "ada", id)
	if err != nil || whole.Percent == 0 || string(whole.Financials) != `{"currency":"EUR"}` {
		t.Fatalf("at %.1f %%, figures %s, %v", whole.Percent, whole.Financials, err)
	}
	list, err := w.service.List(w.ctx, "ada", "", 10)
	if err != nil {
		t.Fatal(err)
	}
	active, err := w.service.Active(w.ctx, "ada")
	if err != nil || len(list)+len(active) != times {
		t.Fatalf("%d in the list, %d active, %v", len(list), len(active), err)
	}
	for _, s := range append(list, active...) {
		if s.Percent != whole.Percent || s.Market != nil || s.Financials != nil {
			t.Errorf("it is at %.1f %%, market %s, figures %s; want %.1f %%", s.Percent, s.Market, s.Financials, whole.Percent)
		}
		if len(s.Sections) != 1 || s.Sections[0].Text != "" || !s.Sections[0].Complete {
			t.Errorf("it has the sections %+v", s.Sections)
		}
	}
}

// erasing is readers of which somebody erases what is asked for, just before.
type erasing struct {
	generation.Readers
	store generation.Ledger
}

func (e erasing) Snapshot(ctx context.Context, owner, id string) (protocol.Snapshot, error) {
	if err := e.store.Erase(ctx, owner, id); err != nil {
		return protocol.Snapshot{}, err
	}
	return e.Readers.Snapshot(ctx, owner, id)
}

// A plan that is erased while a list is read is not in it, and takes nothing else from it.
func TestWhatIsErasedMeanwhileIsNotListed(t *testing.T) {
	w := newWorld(t)
	w.submit("ada", cafe)
	w.submit("ada", bakery)
	if claimed, err := w.store.Claim(w.ctx, generation.ClaimRequest{Worker: "w", Lane: generation.LanePool, Slots: 1, Lease: time.Minute}); err != nil || len(claimed) != 1 {
		t.Fatalf("claimed %d, %v", len(claimed), err)
	}
	s := generation.NewService(generation.ServiceConfig{Logger: zerolog.Nop()}, w.store, erasing{w.hub, w.store}, w.pools, planner, w.plans, w.estimate)
	list, err := s.List(w.ctx, "ada", "", 10)
	if err != nil || len(list) != 1 || list[0].State != protocol.StateQueued {
		t.Errorf("a list of %d, %v", len(list), err)
	}
}
