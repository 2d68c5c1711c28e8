package protocol_test

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/protocol"
)

// draw makes any event that a worker could append, in any order: the fold must bear what a log holds.
func draw(t *rapid.T) protocol.Event {
	sections := protocol.Sections()
	s := sections[rapid.IntRange(0, len(sections)-1).Draw(t, "section")]
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0:
		return protocol.Event{Kind: protocol.KindStarted, Attempt: rapid.Int64Range(1, 5).Draw(t, "attempt"), ResumedSections: []string{s.Slug}}
	case 1:
		return protocol.Event{Kind: protocol.KindStage, Stage: s.Slug}
	case 2:
		return protocol.Event{Kind: protocol.KindMarket, Market: json.RawMessage(`{"country":"PT"}`)}
	case 3:
		return protocol.Event{Kind: protocol.KindFinancials, Financials: json.RawMessage(`{"currency":"EUR"}`)}
	case 4:
		return protocol.Event{Kind: protocol.KindSection, Section: s.Slug, Title: s.Title, Index: s.Index, Source: "offline"}
	case 5:
		return protocol.Event{Kind: protocol.KindSectionReset, Section: s.Slug}
	case 6:
		return protocol.Event{Kind: "from_the_future", Section: s.Slug, Text: "?"}
	default:
		return protocol.Event{Kind: protocol.KindDelta, Section: s.Slug, Text: rapid.StringN(1, 40, -1).Draw(t, "text")}
	}
}

// A snapshot taken anywhere and folded on must end where the whole log ends: that is what resume by
// snapshot relies on.
func TestASnapshotAnywhereContinuesToTheSameEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := protocol.NewFold(protocol.Snapshot{ID: "g"})
		resumed := protocol.NewFold(protocol.Snapshot{ID: "g"})
		n := rapid.IntRange(1, 60).Draw(t, "events")
		cut := rapid.IntRange(0, n-1).Draw(t, "cut")
		percent := 0.0
		for i := range n {
			e, c := draw(t), protocol.Cursor{Attempt: 1, Seq: int64(i + 1)}
			whole.Apply(c, e)
			resumed.Apply(c, e)
			if i == cut {
				raw, err := json.Marshal(resumed.Snapshot())
				if err != nil {
					t.Fatal(err)
				}
				var back protocol.Snapshot
				if err := json.Unmarshal(raw, &back); err != nil {
					t.Fatal(err)
				}
				resumed = protocol.NewFold(back)
			}
			if p := whole.Percent(); p < percent || p >= 100 || math.IsNaN(p) {
				t.Fatalf("percent went from %v to %v before the end", percent, p)
			}
			percent = whole.Percent()
		}
		end := protocol.Event{Kind: protocol.KindCompleted, Degraded: protocol.Ptr(false), Source: "offline"}
		last := protocol.Cursor{Attempt: 1, Seq: int64(n + 1)}
		whole.Apply(last, end)
		resumed.Apply(last, end)
		a, b := whole.Snapshot(), resumed.Snapshot()
		if !reflect.DeepEqual(a.Sections, b.Sections) || a.Percent != 100 || b.Percent != 100 || a.State != b.State || a.Cursor != b.Cursor {
			t.Fatalf("the whole log ends with\n%+v\nresumed at %d with\n%+v", a, cut, b)
		}
	})
}

// What a lost worker leaves in the database says the same percent as all that it told: a reader who begins there
// sees no less than one who saw it all.
func TestPercentIsOfWhatSurvivesItsWorker(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := protocol.NewFold(protocol.Snapshot{ID: "g"})
		f.Apply(protocol.Cursor{Attempt: 1, Seq: 1}, protocol.Event{Kind: protocol.KindStarted, Attempt: 1})
		ended, estimate := map[string]bool{}, 0.0
		for range rapid.IntRange(1, 60).Draw(t, "events") {
			e := draw(t)
			if e.Kind == protocol.KindStarted || ended[e.Section] {
				continue // of one attempt, and what is finished stays
			}
			ended[e.Section] = e.Kind == protocol.KindSection
			f.Apply(f.Cursor().Next(), e)
			if e.Kind == protocol.KindDelta && f.Estimate() < estimate {
				t.Fatalf("text came, and the estimate fell from %v to %v", estimate, f.Estimate())
			}
			estimate = f.Estimate()
		}
		stored := f.Snapshot()
		stored.Percent = 0
		stored.Sections = slices.DeleteFunc(stored.Sections, func(s protocol.Section) bool { return !s.Complete })
		if stored.Financials == nil {
			stored.Market = nil // they are stored together
		}
		if p := protocol.NewFold(stored).Percent(); p != f.Percent() || estimate < p {
			t.Fatalf("told was %v percent, estimated %v, and what is stored says %v", f.Percent(), estimate, p)
		}
	})
}

func TestSectionsStandInTheOrderOfTheDocument(t *testing.T) {
	f := protocol.NewFold(protocol.Snapshot{})
	for i, s := range protocol.WritingOrder() {
		f.Apply(protocol.Cursor{Attempt: 1, Seq: int64(i)}, protocol.Event{Kind: protocol.KindDelta, Section: s.Slug, Text: s.Slug})
	}
	for i, s := range f.Snapshot().Sections {
		if s.Index != i+1 || s.Section != protocol.Sections()[i].Slug {
			t.Errorf("place %d holds %s with index %d", i+1, s.Section, s.Index)
		}
	}
	if last := protocol.WritingOrder()[len(protocol.Sections())-1].Slug; last != protocol.ExecutiveSummary {
		t.Errorf("written last is %s, want the executive summary", last)
	}
}

func TestANewAttemptVoidsWhatWasNotKept(t *testing.T) {
	f := protocol.NewFold(protocol.Snapshot{})
	apply := func(e protocol.Event) { f.Apply(f.Cursor().Next(), e) }
	apply(protocol.Event{Kind: protocol.KindStarted, Attempt: 1})
	apply(protocol.Event{Kind: protocol.KindDelta, Section: "company", Text: "kept"})
	apply(protocol.Event{Kind: protocol.KindSection, Section: "company", Title: "The business", Index: 2})
	apply(protocol.Event{Kind: protocol.KindDelta, Section: "offer", Text: "void"})
	apply(protocol.Event{Kind: protocol.KindStarted, Attempt: 2, ResumedSections: []string{"company"}})
	if s := f.Snapshot().Sections; len(s) != 1 || s[0].Text != "kept" {
		t.Errorf("after the take-over: %+v", s)
	}
}

func TestWeightsSumToAHundred(t *testing.T) {
	sum := 0.0
	for _, s := range protocol.Stages() {
		sum += s.Weight
	}
	if sum != 100 {
		t.Errorf("the weights sum to %v", sum)
	}
}

func TestChecksumCountsCharactersOfCompleteSections(t *testing.T) {
	chars, sha := protocol.Checksum([]protocol.Section{
		{Text: "né😀", Complete: true}, {Text: "unfinished"}, {Text: "x", Complete: true},
	})
	const want = "e893caaf" // printf 'né😀x' | sha256sum, its head
	if chars != 4 || !strings.HasPrefix(sha, want) {
		t.Errorf("got %d characters, %s", chars, sha)
	}
}
