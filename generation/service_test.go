package generation_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

func TestWorkStartsInTheOrderOfTheAnnouncedPositions(t *testing.T) {
	w := newWorld(t)
	var ids []string
	for i := range 12 {
		ids = append(ids, w.submit(fmt.Sprintf("user-%d", i%8), vary(cafe, i)))
	}
	announced := w.line().Waiting
	if len(announced) != len(ids) {
		t.Fatalf("%d wait, want %d", len(announced), len(ids))
	}
	w.pool("one", func(c *generation.PoolConfig) { c.Slots = 1 })
	started := map[string]time.Time{}
	for i, id := range ids {
		user := fmt.Sprintf("user-%d", i%8)
		w.until("all are completed", func() bool { return w.load(user, id).State == protocol.StateCompleted })
		started[id] = w.load(user, id).StartedAt
	}
	if !slices.IsSortedFunc(announced, func(a, b string) int { return started[a].Compare(started[b]) }) {
		t.Errorf("started in another order than announced: %v", started)
	}
}

func TestTiersAndPrioritiesDecideWhoIsAhead(t *testing.T) {
	w := newWorld(t)
	low := cafe
	low.Priority = protocol.PriorityLow
	patient := w.submit("ada", low)
	second := []string{w.submit("bob", cafe), w.submit("bob", bakery)}
	normal := w.submit("eve", cafe)
	premium, err := w.service.Submit(w.ctx, generation.Caller{User: "zoe", Tier: generation.TierPremium}, cafe, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{premium.Record.ID, second[0], normal, second[1], patient}
	if got := w.line().Waiting; !slices.Equal(got, want) {
		t.Errorf("the line is %v, want premium, first ones, second one, low priority: %v", got, want)
	}
}

// vary makes another request of the same kind.
func vary(r protocol.Request, i int) protocol.Request {
	r.Personalization = fmt.Sprintf("variant %d", i)
	return r
}

func TestWatchersOfTheQueueHearTheirPlace(t *testing.T) {
	for want, crowded := range map[string]bool{protocol.WaitingOnPool: false, protocol.WaitingOnProvider: true} {
		t.Run(want, func(t *testing.T) { hearsItsPlace(t, want, crowded) })
	}
}

func hearsItsPlace(t *testing.T, waitingOn string, crowded bool) {
	w := newWorld(t, func(c *generation.ServiceConfig) { c.Crowded = func() bool { return crowded } })
	w.submit("eve", cafe)
	id := w.submit("ada", cafe)
	wake := make(chan struct{}, 1)
	watch, err := w.hub.Watch(w.ctx, "ada", id, &protocol.Cursor{}, func() {
		select {
		case wake <- struct{}{}:
		default:
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	defer watch.Close()
	deadline := time.After(10 * time.Second)
	for {
		if f, ok := watch.Next(); ok {
			var q protocol.Queue
			if err := json.Unmarshal(f.Data, &q); err != nil {
				t.Fatal(err)
			}
			if q.Type != protocol.TypeQueue || q.Position != 2 || q.Length != 2 || q.WaitingOn != waitingOn || q.ETAMS != nil {
				t.Errorf("got %s, want place 2 of 2, without an estimate as there is no evidence", f.Data)
			}
			return
		}
		select {
		case <-wake:
		case <-deadline:
			t.Fatal("nothing was said of the place in the queue")
		}
	}
}

// TestWhoAsksLearnsItsPlace without watching: in the snapshot, in the list, and in what a new tab is told.
func TestWhoAsksLearnsItsPlace(t *testing.T) {
	w := newWorld(t)
	ahead := w.submit("eve", cafe)
	asked := func() [3]int {
		id := w.submit("ada", cafe) // the same: it is joined
		snap, err := w.service.Snapshot(w.ctx, "ada", id)
		if err != nil {
			t.Fatal(err)
		}
		list, err := w.service.List(w.ctx, "ada", "", 10)
		if err != nil || len(list) != 1 {
			t.Fatalf("%d listed: %v", len(list), err)
		}
		active, err := w.service.Active(w.ctx, "ada")
		if err != nil || len(active) != 1 {
			t.Fatalf("%d active: %v", len(active), err)
		}
		return [3]int{snap.Position, list[0].Position, active[0].Position}
	}
	if got := asked(); got != [3]int{2, 2, 2} {
		t.Errorf("behind one other, the place is given as %v by snapshot, list and active", got)
	}
	if _, err := w.service.Cancel(w.ctx, "eve", ahead, protocol.ByOwner); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(10 * time.Second); asked() != [3]int{1, 1, 1}; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("with nobody ahead it is %v", asked())
		}
	}
}

func TestALongPredictedWaitIsServedOfflineAtOnceAndSaid(t *testing.T) {
	w := newWorld(t, func(c *generation.ServiceConfig) { c.MaxWait = time.Second })
	for range 3 {
		w.estimate.Observe(time.Minute)
	}
	w.pool("one", func(c *generation.PoolConfig) { c.Slots, c.Pace, c.Drain = 1, 500, time.Millisecond })
	w.submit("eve", cafe)
	w.until("the slot is taken", func() bool { return len(w.line().Running) == 1 })
	quote, err := w.service.Quote(w.ctx, generation.Caller{User: "ada"}, cafe)
	if err != nil || quote.Outcome != protocol.QuoteOffline {
		t.Errorf("quote: %+v, %v; want offline", quote, err)
	}
	id := w.submit("ada", cafe)
	events := w.follow("ada", id)
	last := events[len(events)-1]
	if last.Kind != protocol.KindCompleted || !*last.Degraded {
		t.Errorf("ended with %s, degraded %v; want a completed plan that says it is degraded", last.Kind, last.Degraded)
	}
	if plan, err := w.plans.Plan(w.ctx, "ada", id, protocol.FirstRevision); err != nil || !plan.Degraded {
		t.Errorf("plan: degraded %v, %v", plan.Degraded, err)
	}
	again := w.submit("ada", cafe)
	if again == id {
		t.Error("a degraded plan was served from the cache as if it were whole")
	}
}

func TestWhoHasWaitedForTooLongIsServedOffline(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		m := newModel("gemini", nil)
		m.pace = time.Second // a plan takes minutes
		w.pool("one", func(c *generation.PoolConfig) {
			w.with(chainOf(t, m))(c)
			c.Slots, c.Timeout = 1, time.Hour
		})
		first := w.submit("eve", cafe)
		w.until("the slot is taken", func() bool { return len(w.line().Running) == 1 })
		id := w.submit("ada", cafe) // nothing is known of how long plans take
		r, err := read(w.follow("ada", id))
		if err != nil {
			t.Fatal(err)
		}
		plan, err := w.checkStored("ada", id, r)
		if err != nil || !plan.Degraded || len(r.fallbacks) != 1 || r.fallbacks[0].Reason != protocol.ReasonOverload {
			t.Errorf("degraded %v, %v, %+v", plan.Degraded, err, r.fallbacks)
		}
		w.follow("eve", first)
		if r := w.load("eve", first); r.State != protocol.StateCompleted || r.Degraded {
			t.Errorf("who was being served: %s, degraded %v", r.State, r.Degraded)
		}
	}, func(c *generation.ServiceConfig) { c.Overdue = time.Microsecond })
}

// A crowd that comes to a service that has not finished a plan yet must not wait behind itself.
func TestACrowdIsRecognisedBeforeThereIsEvidence(t *testing.T) {
	w := newWorld(t, func(c *generation.ServiceConfig) { c.MaxWait = 50 * time.Millisecond })
	w.pool("one", func(c *generation.PoolConfig) { c.Slots, c.Pace, c.Drain = 1, 100, time.Millisecond })
	w.submit("eve", cafe)
	w.until("the slot is taken", func() bool { return len(w.line().Running) == 1 })
	w.submit("bob", cafe)
	var quote protocol.Quote
	w.until("what runs has run for a while", func() bool {
		q, err := w.service.Quote(w.ctx, generation.Caller{User: "ada"}, cafe)
		quote = q
		return err != nil || q.Outcome == protocol.QuoteOffline
	})
	if quote.Outcome != protocol.QuoteOffline || quote.ETAMS != nil || quote.ReadyMS != nil {
		t.Errorf("quote: %+v; want offline, and no time that nobody knows", quote)
	}
}

func TestQuoteSaysWhatSubmitWouldDo(t *testing.T) {
	w := newWorld(t)
	ada := generation.Caller{User: "ada"}
	quote := func(r protocol.Request) protocol.Quote {
		t.Helper()
		q, err := w.service.Quote(w.ctx, ada, r)
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	expect := func(r protocol.Request, want protocol.QuoteOutcome) {
		t.Helper()
		if q := quote(r); q.Outcome != want {
			t.Errorf("quote: %s, want %s", q.Outcome, want)
		}
	}
	expect(cafe, protocol.QuoteQueue) // nobody serves
	stop := w.pool("one", nil)
	w.until("the pool is known", func() bool { return w.line().Slots > 0 })
	expect(cafe, protocol.QuoteStart)
	id := w.submit("ada", cafe)
	w.follow("ada", id)
	if q := quote(cafe); q.Outcome != protocol.QuoteCached || q.Generation != id {
		t.Errorf("quote of a finished plan: %+v", q)
	}
	stop()
	waiting := w.submit("ada", bakery)
	if q := quote(bakery); q.Outcome != protocol.QuoteJoined || q.Generation != waiting {
		t.Errorf("quote of a waiting request: %+v", q)
	}
	w.submit("ada", vary(cafe, 1))
	q := quote(vary(cafe, 2))
	if q.Outcome != protocol.QuoteRefused || q.Problem == nil || q.Problem.Code != protocol.CodeTooManyActive || len(q.Problem.Active) != 2 {
		t.Errorf("quote beyond the limit: %+v", q)
	}
}

func TestIdenticalRequestsOfOneUserShareAGenerationAndNoOthers(t *testing.T) {
	w := newWorld(t)
	id := w.submit("ada", cafe)
	if again := w.submit("ada", cafe); again != id {
		t.Error("the same request of the same user became a second generation")
	}
	if other := w.submit("eve", cafe); other == id {
		t.Error("two users share a generation")
	}
	low := cafe
	low.Priority = protocol.PriorityLow
	if again := w.submit("ada", low); again != id {
		t.Error("another priority made another plan")
	}
}

func TestTablesAreAskedBeforeARequestIsAccepted(t *testing.T) {
	w := newWorld(t)
	for field, r := range map[string]protocol.Request{
		"currency":      {Idea: cafe.Idea, Currency: "XXQ"},
		"business_type": {Idea: cafe.Idea, BusinessType: "spaceport"},
		"locale":        {Idea: cafe.Idea, Locale: "not a language"},
	} {
		_, err := w.service.Submit(w.ctx, generation.Caller{User: "ada"}, r, nil)
		p, ok := protocol.ProblemOf(err)
		if !ok || p.Code != protocol.CodeInvalidRequest || len(p.Errors) != 1 || p.Errors[0].Field != field {
			t.Errorf("%s: %v, want invalid_request that names it", field, err)
		}
	}
	if n := len(w.line().Waiting); n != 0 {
		t.Errorf("%d refused requests wait in the queue", n)
	}
}

func TestForecastsAreOrderedAndBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var e generation.Estimator
		for range rapid.IntRange(3, 80).Draw(t, "evidence") {
			e.Observe(time.Duration(rapid.IntRange(1, 600_000).Draw(t, "ms")) * time.Millisecond)
		}
		line := generation.Line{Slots: rapid.IntRange(1, 9).Draw(t, "slots")}
		for range rapid.IntRange(0, line.Slots).Draw(t, "running") {
			line.Running = append(line.Running, time.Duration(rapid.IntRange(0, 900_000).Draw(t, "for"))*time.Millisecond)
		}
		n := rapid.IntRange(1, 60).Draw(t, "waiting")
		typical, high := e.Waits(line, n)
		median, _, _ := e.Typical()
		for i := range typical {
			if high[i] < typical[i] {
				t.Fatalf("place %d: nine in ten within %v, half within %v", i+1, high[i], typical[i])
			}
			if i > 0 && typical[i] < typical[i-1] {
				t.Fatalf("place %d starts before place %d", i+1, i)
			}
			if most := time.Duration(i/line.Slots+1) * median; typical[i] > most {
				t.Fatalf("place %d of %d slots waits %v, more than %v", i+1, line.Slots, typical[i], most)
			}
		}
	})
}

func TestWithoutEvidenceNothingIsForetold(t *testing.T) {
	var e generation.Estimator
	e.Observe(time.Second)
	if typical, high := e.Waits(generation.Line{Slots: 4}, 3); typical != nil || high != nil {
		t.Errorf("foretold %v, %v from one duration", typical, high)
	}
}
