package generation_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/protocol"
)

// made takes a café in Lisbon from submission to its end.
func (w *world) made() string {
	w.t.Helper()
	w.pool("one", nil)
	id := w.submit("ada", cafe)
	w.follow("ada", id)
	return id
}

func (w *world) version(id string, number int) generation.Plan {
	w.t.Helper()
	p, err := w.plans.Plan(w.ctx, "ada", id, number)
	if err != nil {
		w.t.Fatalf("revision %d: %v", number, err)
	}
	return p
}

func (w *world) revise(id string, changes map[string]int64) protocol.Revision {
	w.t.Helper()
	r, _, err := w.plans.Revise(w.ctx, "ada", id, protocol.Edit{Base: protocol.FirstRevision, Assumptions: changes})
	if err != nil {
		w.t.Fatalf("revise %v: %v", changes, err)
	}
	return r
}

func figuresOf(t testing.TB, p generation.Plan) plan.Financials {
	t.Helper()
	var f plan.Financials
	if err := json.Unmarshal(p.Financials, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func assumption(t testing.TB, f plan.Financials, key string) plan.Assumption {
	t.Helper()
	for _, a := range f.Assumptions {
		if a.Key == key {
			return a
		}
	}
	t.Fatalf("no assumption %s", key)
	return plan.Assumption{}
}

func textOf(p generation.Plan) string {
	var b strings.Builder
	for _, s := range p.Sections {
		b.WriteString(s.Markdown)
	}
	return b.String()
}

func TestARevisionRecomputesThePlanAndItsTextsAndTheOldOneStays(t *testing.T) {
	w := newWorld(t)
	id := w.made()
	first := w.version(id, protocol.FirstRevision)
	price := assumption(t, figuresOf(t, first), "price")

	r := w.revise(id, map[string]int64{"price": price.Value + 125})
	second := w.version(id, r.Revision)
	if r.Revision != 2 || second.Revision != 2 || !strings.HasSuffix(r.PlanURL, "plan.json?revision=2") {
		t.Errorf("the revision is %d at %s, its plan says %d", r.Revision, r.PlanURL, second.Revision)
	}
	before, after := figuresOf(t, first), figuresOf(t, second)
	if a := assumption(t, after, "price"); a.Value != price.Value+125 || !a.Changed || a.Source != plan.SourceRequest {
		t.Errorf("the price is %+v", a)
	}
	if after.Years[1].Revenue <= before.Years[1].Revenue || r.Figures.Revenue[1] != int64(after.Years[1].Revenue) {
		t.Errorf("year 2 sold %d, now %d, told as %d", before.Years[1].Revenue, after.Years[1].Revenue, r.Figures.Revenue[1])
	}
	for i := range after.Series.Cash {
		if s := after.Series; s.Assets[i] != s.Payables[i]+s.TaxPayable[i]+s.Loan[i]+s.Equity[i] {
			t.Fatalf("month %d does not balance", i+1)
		}
	}
	if text := textOf(second); !strings.Contains(text, "€5.50") || strings.Contains(text, "€4.25") {
		t.Error("the texts do not follow the price")
	}
	want := []protocol.Change{{Key: "price", Label: price.Label, Unit: plan.UnitMoney, Before: price.Value, After: price.Value + 125}}
	if !reflect.DeepEqual(r.Changes, want) || len(r.Rewritten) < 5 {
		t.Errorf("told are changes %+v and %q rewritten", r.Changes, r.Rewritten)
	}
	if again := w.version(id, protocol.FirstRevision); !reflect.DeepEqual(again, first) {
		t.Error("the first revision is not what it was")
	}
	if latest := w.version(id, generation.LatestRevision); !reflect.DeepEqual(latest, second) {
		t.Error("the latest revision is another one")
	}
}

func TestIdenticalAssumptionsAreOneRevision(t *testing.T) {
	w := newWorld(t)
	id := w.made()
	var wg sync.WaitGroup
	var mu sync.Mutex
	numbers, made := map[int]bool{}, 0
	for range 6 {
		wg.Go(func() {
			r, added, err := w.plans.Revise(w.ctx, "ada", id, protocol.Edit{Base: 1, Assumptions: map[string]int64{"loan_rate": 90_000, "reserve_months": 4}})
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			numbers[r.Revision] = true
			if added {
				made++
			}
		})
	}
	wg.Wait()
	if len(numbers) != 1 || !numbers[2] || made != 1 {
		t.Errorf("revisions %v, made %d times", numbers, made)
	}
	rate := assumption(t, figuresOf(t, w.version(id, 1)), "loan_rate").Value
	if r := w.revise(id, map[string]int64{"loan_rate": rate}); r.Revision != protocol.FirstRevision {
		t.Errorf("what holds already became revision %d", r.Revision)
	}
	list, err := w.plans.Revisions(w.ctx, "ada", id)
	if err != nil || len(list) != 2 || list[0].Revision != 1 || len(list[0].Changes) != 0 || list[1].Revision != 2 {
		t.Errorf("listed are %+v, %v", list, err)
	}
}

func TestARevisionGoesOnFromAnother(t *testing.T) {
	w := newWorld(t)
	id := w.made()
	base := w.revise(id, map[string]int64{"reserve_months": 5})
	r, _, err := w.plans.Revise(w.ctx, "ada", id, protocol.Edit{Base: base.Revision, Assumptions: map[string]int64{"loan_rate": 90_000}})
	if err != nil {
		t.Fatal(err)
	}
	both := map[string]int64{}
	for _, c := range r.Changes {
		both[c.Key] = c.After
	}
	if r.Revision != 3 || !reflect.DeepEqual(both, map[string]int64{"reserve_months": 5, "loan_rate": 90_000}) {
		t.Errorf("revision %d changes %v", r.Revision, both)
	}
	back, added, err := w.plans.Revise(w.ctx, "ada", id, protocol.Edit{Base: 3, Assumptions: map[string]int64{
		"loan_rate": assumption(t, figuresOf(t, w.version(id, 1)), "loan_rate").Value,
	}})
	if err != nil || added || back.Revision != base.Revision {
		t.Errorf("taking a change back leads to revision %d, %v", back.Revision, err)
	}
}

func TestChangesThatCannotHoldAreRefusedByField(t *testing.T) {
	w := newWorld(t)
	id := w.made()
	edit := func(base int, changes map[string]int64) protocol.Edit {
		return protocol.Edit{Base: base, Assumptions: changes}
	}
	for name, tt := range map[string]struct {
		edit   protocol.Edit
		fields []string
	}{
		"unknown and out of range":      {edit(1, map[string]int64{"luck": 1, "price": -1}), []string{"assumptions.luck", "assumptions.price"}},
		"more sales than there is room": {edit(1, map[string]int64{"capacity": 100}), []string{"assumptions.capacity"}},
		"a base that is not there":      {edit(7, map[string]int64{"price": 500}), []string{"base"}},
	} {
		_, _, err := w.plans.Revise(w.ctx, "ada", id, tt.edit)
		p, ok := protocol.ProblemOf(err)
		var fields []string
		if ok {
			for _, e := range p.Errors {
				fields = append(fields, e.Field)
			}
		}
		if p.Code != protocol.CodeInvalidRequest || !slices.Equal(fields, tt.fields) {
			t.Errorf("%s: %v names %q", name, err, fields)
		}
	}
	if list, err := w.plans.Revisions(w.ctx, "ada", id); err != nil || len(list) != 1 {
		t.Errorf("%d revisions after refusals, %v", len(list), err)
	}
}

func TestOnlyAFinishedPlanOfOnesOwnIsRevised(t *testing.T) {
	w := newWorld(t)
	waiting := w.submit("ada", bakery)
	edit := protocol.Edit{Base: 1, Assumptions: map[string]int64{"price": 500}}
	if _, _, err := w.plans.Revise(w.ctx, "ada", waiting, edit); code(err) != protocol.CodeNotFound {
		t.Errorf("a waiting one: %v", err)
	}
	id := w.made()
	w.revise(id, edit.Assumptions)
	for name, ask := range map[string]func(owner, id string) error{
		"revise": func(owner, id string) error { _, _, err := w.plans.Revise(w.ctx, owner, id, edit); return err },
		"list":   func(owner, id string) error { _, err := w.plans.Revisions(w.ctx, owner, id); return err },
		"plan":   func(owner, id string) error { _, err := w.plans.Plan(w.ctx, owner, id, 2); return err },
	} {
		if err := ask("eve", id); code(err) != protocol.CodeNotFound {
			t.Errorf("%s by somebody else: %v", name, err)
		}
	}
	if _, err := w.plans.Plan(w.ctx, "ada", id, 3); code(err) != protocol.CodeNotFound {
		t.Errorf("a revision that is not there: %v", err)
	}
	if err := w.service.Erase(w.ctx, "ada", id); err != nil {
		t.Fatal(err)
	}
	if _, err := w.plans.Plan(w.ctx, "ada", id, 2); code(err) != protocol.CodeNotFound {
		t.Errorf("a revision outlived its plan: %v", err)
	}
}

// byLLM makes a finished plan whose sections an LLM wrote, with these texts for some of them.
func (w *world) byLLM(texts map[string]string) string {
	w.t.Helper()
	id := w.submit("ada", cafe)
	claimed, err := w.store.Claim(w.ctx, generation.ClaimRequest{Worker: "w", Lane: generation.LanePool, Slots: 1, Lease: time.Minute})
	if err != nil || len(claimed) != 1 {
		w.t.Fatalf("claimed %d, %v", len(claimed), err)
	}
	r := claimed[0]
	held := generation.Held{ID: r.ID, Attempt: r.Attempt}
	brief, err := planner.Brief(r.Request)
	if err != nil {
		w.t.Fatal(err)
	}
	d, err := planner.Figures(w.ctx, r.Request, brief, r.Fingerprint.Seed(), r.CreatedAt)
	if err != nil {
		w.t.Fatal(err)
	}
	points := []generation.Checkpoint{{Seq: 1, Market: d.Market, Financials: d.Financials}}
	for _, info := range protocol.Sections() {
		text, ok := texts[info.Slug]
		if !ok {
			text = "Words without figures about " + info.Slug + ".\n"
		}
		points = append(points, generation.Checkpoint{Seq: 2, Section: &protocol.Section{
			Section: info.Slug, Title: info.Title, Index: info.Index, Text: text, Complete: true, Source: "gemini",
		}})
	}
	for _, p := range points {
		if err := w.store.Checkpoint(w.ctx, held, p); err != nil {
			w.t.Fatal(err)
		}
	}
	if _, err := w.store.Finish(w.ctx, held, generation.Result{State: protocol.StateCompleted, Seq: 9, Source: "gemini"}); err != nil {
		w.t.Fatal(err)
	}
	return id
}

func TestTextsOfAnLLMAreKeptWhileTheirFiguresHold(t *testing.T) {
	w := newWorld(t)
	id := w.byLLM(map[string]string{
		"offer":     "A visit brings €4.25 on average.\n",
		"company":   "Opening costs €48,305 in all.\n",
		"marketing": "In the café's first year 12 neighbours tell 24 others.\n",
	})
	r := w.revise(id, map[string]int64{"price": 500})
	want := []string{"executive-summary", "offer", "milestones", "financial-plan", "funding", "risks"}
	if !slices.Equal(r.Rewritten, want) || !r.Degraded || r.Source != "gemini" {
		t.Errorf("rewritten are %q, degraded %t, source %s", r.Rewritten, r.Degraded, r.Source)
	}
	for _, s := range w.version(id, 2).Sections {
		want := "gemini"
		if slices.Contains(r.Rewritten, s.Section) {
			want = protocol.SourceOffline
		}
		if s.Source != want {
			t.Errorf("%s is by %s, want %s", s.Section, s.Source, want)
		}
	}
	// Another opening month makes every text suspect: months are told by name.
	if moved := w.revise(id, map[string]int64{"prelaunch_months": 6}); len(moved.Rewritten) != len(protocol.Sections()) || moved.Source != protocol.SourceOffline {
		t.Errorf("with another opening %d sections are rewritten, source %s", len(moved.Rewritten), moved.Source)
	}
}

// BenchmarkRevise takes a changed price from the request to the kept revision.
func BenchmarkRevise(b *testing.B) {
	w := newWorld(b)
	id := w.made()
	var err error
	for i := 0; b.Loop() && err == nil; i++ {
		if i%(protocol.MaxRevisions-1) == 0 && i > 0 {
			b.StopTimer()
			if err = w.service.Erase(w.ctx, "ada", id); err == nil {
				id = w.submit("ada", vary(cafe, i))
				w.follow("ada", id)
			}
			b.StartTimer()
		}
		_, _, err = w.plans.Revise(w.ctx, "ada", id, protocol.Edit{Base: 1, Assumptions: map[string]int64{"price": 500 + int64(i%1000)}})
	}
	if err != nil {
		b.Fatal(err)
	}
}
