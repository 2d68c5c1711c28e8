package storetest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// revision makes one that nobody has kept, told apart by its digest.
func revision(digest string) generation.Revision {
	return generation.Revision{
		Digest: digest,
		Outline: protocol.Revision{
			Changes:   []protocol.Change{{Key: "price", Label: "Prix d’un café", Unit: "money", Before: 250, After: 300}},
			Rewritten: []string{"offer"}, Source: "gemini", Degraded: true,
		},
		Financials: json.RawMessage(`{"version":"1"}`),
		Sections:   []protocol.Section{*section(1), *section(2)},
	}
}

// planned is a finished plan of an owner.
func planned(t testing.TB, s Store, owner string) string {
	t.Helper()
	h := started(t, s, owner)
	finish(t, s, h, completed)
	return h.ID
}

func addRevision(t testing.TB, s Store, owner, id, digest string) (generation.Revision, bool) {
	t.Helper()
	r, added, err := s.AddRevision(t.Context(), owner, id, revision(digest), 50)
	if err != nil {
		t.Fatalf("add revision: %v", err)
	}
	return r, added
}

func revisions(t testing.TB, s Store, owner, id string) []generation.Revision {
	t.Helper()
	list, err := s.Revisions(t.Context(), owner, id)
	if err != nil {
		t.Fatalf("revisions: %v", err)
	}
	return list
}

// revisionTests are what generation.PlanLedger promises of revisions.
var revisionTests = map[string]func(*testing.T, Store){
	"what was kept comes back, in order and numbered from 2": func(t *testing.T, s Store) {
		id, other := planned(t, s, "ann"), planned(t, s, "ann")
		addRevision(t, s, "ann", other, "0")
		addRevision(t, s, "ann", other, "of another plan")
		for i := range 3 {
			if r, added := addRevision(t, s, "ann", id, fmt.Sprint(i)); r.Number != i+2 || !added || r.CreatedAt.IsZero() {
				t.Fatalf("revision %d, added %t, at %s", r.Number, added, r.CreatedAt)
			}
		}
		list := revisions(t, s, "ann", id)
		if len(list) != 3 {
			t.Fatalf("%d are listed", len(list))
		}
		for i, r := range list {
			if r.Number != i+2 || r.Financials != nil || r.Sections != nil || !reflect.DeepEqual(r.Outline, revision("").Outline) {
				t.Errorf("revision %d is listed as %+v", i+2, r)
			}
		}
		got, err := s.Revision(t.Context(), "ann", id, 3)
		want := revision("1")
		want.Number, want.CreatedAt = 3, list[1].CreatedAt
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v\nwant %+v", got, err, want)
		}
		if r, err := s.Revision(t.Context(), "ann", other, 3); err != nil || r.Digest != "of another plan" {
			t.Errorf("of another plan got %+v, %v", r, err)
		}
		_, err = s.Revision(t.Context(), "ann", id, 99)
		if p, ok := protocol.ProblemOf(err); !ok || p.Code != protocol.CodeNotFound || !strings.Contains(p.Detail, "no such revision") {
			t.Errorf("one that is not there: %v", err)
		}
		_, err = s.Revision(t.Context(), "bob", id, 3)
		if p, ok := protocol.ProblemOf(err); !ok || p.Detail != protocol.NotFound().Detail {
			t.Errorf("somebody else's plan is told from one that is not there: %v", err)
		}
	},
	"the same changes are one revision, whatever races": func(t *testing.T, s Store) {
		id := planned(t, s, "ann")
		var wg sync.WaitGroup
		numbers, adds := make(chan int, 8), make(chan bool, 8)
		for range 8 {
			wg.Go(func() {
				r, added, err := s.AddRevision(t.Context(), "ann", id, revision("same"), 50)
				if err != nil {
					t.Errorf("add: %v", err)
				}
				numbers <- r.Number
				adds <- added
			})
		}
		wg.Wait()
		close(numbers)
		close(adds)
		made := 0
		for added := range adds {
			if added {
				made++
			}
		}
		for n := range numbers {
			if n != 2 {
				t.Errorf("one of them is revision %d", n)
			}
		}
		if made != 1 || len(revisions(t, s, "ann", id)) != 1 {
			t.Errorf("%d were made", made)
		}
	},
	"different changes at once get different numbers": func(t *testing.T, s Store) {
		id := planned(t, s, "ann")
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				if _, _, err := s.AddRevision(t.Context(), "ann", id, revision(fmt.Sprint(i)), 50); err != nil {
					t.Errorf("add: %v", err)
				}
			})
		}
		wg.Wait()
		if n := len(revisions(t, s, "ann", id)); n != 8 {
			t.Errorf("%d of 8 are kept", n)
		}
	},
	"a plan has only so many": func(t *testing.T, s Store) {
		id := planned(t, s, "ann")
		for i := range 2 {
			addRevision(t, s, "ann", id, fmt.Sprint(i))
		}
		_, _, err := s.AddRevision(t.Context(), "ann", id, revision("one more"), 3)
		refused(t, err, protocol.CodeInvalidRequest)
		if r, added, err := s.AddRevision(t.Context(), "ann", id, revision("1"), 3); err != nil || added || r.Number != 3 {
			t.Errorf("what it has comes back as %d, added %t, %v", r.Number, added, err)
		}
	},
	"only a finished plan of one's own has any": func(t *testing.T, s Store) {
		running := started(t, s, "ann")
		_, _, err := s.AddRevision(t.Context(), "ann", running.ID, revision("a"), 50)
		refused(t, err, protocol.CodeNotFound)
		finish(t, s, running, completed)
		addRevision(t, s, "ann", running.ID, "a")
		_, _, err = s.AddRevision(t.Context(), "eve", running.ID, revision("b"), 50)
		refused(t, err, protocol.CodeNotFound)
		_, _, err = s.AddRevision(t.Context(), "eve", running.ID, revision("a"), 50)
		refused(t, err, protocol.CodeNotFound)
		_, err = s.Revisions(t.Context(), "eve", running.ID)
		refused(t, err, protocol.CodeNotFound)
		_, err = s.Revision(t.Context(), "eve", running.ID, 2)
		refused(t, err, protocol.CodeNotFound)
		_, err = s.Revision(t.Context(), "ann", running.ID, 3)
		refused(t, err, protocol.CodeNotFound)
	},
	"they go with their plan": func(t *testing.T, s Store) {
		id := planned(t, s, "ann")
		addRevision(t, s, "ann", id, "a")
		if err := s.Erase(t.Context(), "ann", id); err != nil {
			t.Fatal(err)
		}
		_, err := s.Revision(t.Context(), "ann", id, 2)
		refused(t, err, protocol.CodeNotFound)
	},
}
