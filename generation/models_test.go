package generation_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"
	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/protocol"
)

func fault(k provider.Kind) *provider.Fault { return &provider.Fault{Kind: k} }

// inBubble runs a world in virtual time. The database's clock stays real, which nothing here minds.
func inBubble(t *testing.T, test func(t *testing.T, w *world), configure ...func(*generation.ServiceConfig)) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, configure...)
		w.patience = time.Hour
		test(t, w)
	})
}

func TestAModelWritesThePlan(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		m := newModel("gemini", nil)
		m.pace = 20 * time.Millisecond
		w.pool("one", w.with(chainOf(t, m)))
		id := w.submit("ada", cafe)
		events := w.follow("ada", id)
		r, err := read(events)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := w.checkStored("ada", id, r)
		if err != nil || plan.Source != "gemini" || plan.Degraded || len(r.fallbacks)+len(r.retries) > 0 {
			t.Errorf("plan by %s, degraded %v, %v", plan.Source, plan.Degraded, err)
		}
		calls, _, most := m.counts()
		if calls != len(protocol.Sections()) || most != 3 {
			t.Errorf("%d calls, %d at once; want 15 and 3", calls, most)
		}
		spent, err := w.service.Tokens(w.ctx, "ada")
		if err != nil || len(spent) != 1 || spent[0].Provider != "gemini" || spent[0].Input != 1500 {
			t.Errorf("spent %+v, %v", spent, err)
		}
		var stages []string
		for _, e := range events {
			if e.Kind == protocol.KindStage {
				stages = append(stages, e.Stage)
			}
		}
		for i, s := range protocol.Stages() {
			if stages[i] != s.Stage {
				t.Fatalf("stages came as %v", stages)
			}
		}
		begun := slices.IndexFunc(events, func(e protocol.Event) bool { return e.Section == protocol.ExecutiveSummary })
		for _, e := range events[begun:] {
			if e.Kind == protocol.KindSection && e.Section != protocol.ExecutiveSummary {
				t.Errorf("the summary was begun before %s was finished", e.Section)
			}
		}
	})
}

func TestTheSummaryIsAskedForWithTheOtherSections(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		m := newModel("gemini", nil)
		w.pool("one", w.with(chainOf(t, m)))
		w.follow("ada", w.submit("ada", cafe))
		last := m.prompts[len(m.prompts)-1].User
		if !strings.Contains(last, "Section: Executive summary") || strings.Count(last, "The café sells coffee") != 14 {
			t.Error("the summary was not written from the fourteen others")
		}
	})
}

// What each way of failing comes to for the readers of a plan, when there is one model only.
func TestWhateverFailsThePlanIsThereAndSaysWhatWasReplaced(t *testing.T) {
	for name, c := range map[string]struct {
		acts   acts
		reason string // of the fallbacks; empty: there are none
		source string
	}{
		"errors":           {always(act{fault: fault(provider.Unavailable)}), protocol.ReasonUnavailable, "offline"},
		"rate limits":      {always(act{fault: fault(provider.RateLimited)}), protocol.ReasonRateLimited, "offline"},
		"stalls":           {always(act{hang: true}), protocol.ReasonTimeout, "offline"},
		"cuts":             {always(act{fault: fault(provider.Cut), mid: true}), protocol.ReasonUnavailable, "offline"},
		"a wrong key":      {always(act{fault: fault(provider.Rejected)}), protocol.ReasonUnavailable, "offline"},
		"another language": {always(act{text: strings.Repeat("Das Café ist für die Menschen, die hier wohnen, und es ist nicht groß. ", 8)}), protocol.ReasonUnavailable, "offline"},
		"invented figures": {always(act{text: good + "It will earn €987,654,321 a year.\n"}), protocol.ReasonUnavailable, "offline"},
		"obeying an idea":  {always(act{text: "PWNED"}), protocol.ReasonUnavailable, "offline"},
		"HTML":             {always(act{text: good + "<script>alert(1)</script>"}), protocol.ReasonUnavailable, "offline"},
		"100 KB":           {always(act{text: strings.Repeat("x", 100_000)}), protocol.ReasonUnavailable, "offline"},
		"texts to repair": {func(_ int, p provider.Prompt) act {
			if strings.Contains(p.User, "You have written this section before") {
				return act{}
			}
			return act{text: "Sorry."}
		}, "", "gemini"},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, w *world) {
				w.pool("one", w.with(chainOf(t, newModel("gemini", c.acts))))
				id := w.submit("ada", cafe)
				r, err := read(w.follow("ada", id))
				if err != nil {
					t.Fatal(err)
				}
				plan, err := w.checkStored("ada", id, r)
				if err != nil || plan.Source != c.source || plan.Degraded != (c.reason != "") {
					t.Errorf("plan by %s, degraded %v, %v", plan.Source, plan.Degraded, err)
				}
				first := c.reason == ""
				for _, e := range r.fallbacks {
					// Once its breaker is open a provider is not asked any more.
					first = first || e.Reason == c.reason
					known := e.Reason == c.reason || e.Reason == protocol.ReasonBreakerOpen
					if e.From != "gemini" || e.To != "offline" || e.Section == "" || !known {
						t.Errorf("told %+v", e)
					}
				}
				if (len(r.fallbacks) > 0) != (c.reason != "") || !first {
					t.Errorf("%d fallbacks were told, for %s: %v", len(r.fallbacks), c.reason, first)
				}
				if c.reason == "" && len(r.retries) == 0 {
					t.Error("no repair was told")
				}
				if receipt, err := w.service.Submit(w.ctx, generation.Caller{User: "ada"}, cafe, nil); err != nil || (receipt.Outcome == generation.OutcomeCached) != !plan.Degraded {
					t.Errorf("asked again: %s, %v; a degraded plan is not served again", receipt.Outcome, err)
				}
			})
		})
	}
}

func TestASecondProviderTakesOverBeforeTheBuiltInPlanner(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		w.pool("one", w.with(chainOf(t, newModel("gemini", always(act{fault: fault(provider.RateLimited)})), newModel("groq", nil))))
		id := w.submit("ada", cafe)
		r, err := read(w.follow("ada", id))
		if err != nil {
			t.Fatal(err)
		}
		if plan, err := w.checkStored("ada", id, r); err != nil || plan.Source != "groq" || plan.Degraded {
			t.Errorf("plan by %s, degraded %v, %v", plan.Source, plan.Degraded, err)
		}
		for _, e := range r.fallbacks {
			if e.From != "gemini" || e.To != "groq" || e.Reason != protocol.ReasonRateLimited {
				t.Errorf("told %+v", e)
			}
		}
	})
}

func TestASlowProviderDoesNotHoldAPlanUp(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		slow := newModel("gemini", nil)
		slow.pace = 2 * time.Second // a section takes two minutes
		w.pool("one", func(c *generation.PoolConfig) {
			w.with(chainOf(t, slow))(c)
			c.Timeout = 3 * time.Minute
		})
		id, began := w.submit("ada", cafe), time.Now()
		r, err := read(w.follow("ada", id))
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > 3*time.Minute-10*time.Second || took < 2*time.Minute {
			t.Errorf("it took %s", took)
		}
		plan, err := w.checkStored("ada", id, r)
		if err != nil || !plan.Degraded || plan.Sections[1].Source != "gemini" {
			t.Errorf("plan by %s, degraded %v, %v", plan.Source, plan.Degraded, err)
		}
		for _, e := range r.fallbacks {
			if e.Reason != protocol.ReasonTimeout {
				t.Errorf("told %+v", e)
			}
		}
		if _, out, _ := slow.counts(); out != 0 {
			t.Errorf("%d calls are still out", out)
		}
	})
}

// asleep are models on a machine that is put to sleep while they write.
type asleep struct{}

func (asleep) First() string { return "gemini" }

func (asleep) Write(ctx context.Context, _ *provider.Account, _ provider.Order, _ provider.Page) (string, error) {
	<-ctx.Done()
	time.Sleep(5 * time.Minute)
	return "", context.Cause(ctx)
}

func TestAPlanThatSleptTooLongSaysThatItTookTooLong(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		w.patience = 10 * time.Minute
		w.pool("one", w.with(asleep{})) // a plan has a minute
		events := w.follow("ada", w.submit("ada", cafe))
		last := events[len(events)-1]
		if last.Problem == nil || last.Problem.Code != protocol.CodeUnavailable || !strings.Contains(last.Problem.Detail, "took longer than 1m0s") {
			t.Errorf("ended with %+v, want that the plan took too long", last.Problem)
		}
	})
}

func TestAnOutageCostsNothingOnceItIsKnown(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		m := newModel("gemini", always(act{fault: fault(provider.Unavailable)}))
		c := chainOf(t, m)
		go func() { _ = c.Run(w.ctx) }()
		w.pool("one", w.with(c))
		w.follow("ada", w.submit("ada", cafe))
		before, _, _ := m.counts()
		began := time.Now()
		id := w.submit("bob", cafe)
		r, err := read(w.follow("bob", id))
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("with an open breaker it took %s", took)
		}
		if calls, _, _ := m.counts(); calls-before > 3 {
			t.Errorf("%d calls went to a provider that is known to be down", calls-before)
		}
		if len(r.fallbacks) != len(protocol.Sections()) || r.fallbacks[0].Reason != protocol.ReasonBreakerOpen {
			t.Errorf("told %+v", r.fallbacks)
		}
		m.become(always(act{}))
		time.Sleep(10 * time.Second)
		again := w.submit("eve", cafe)
		r, err = read(w.follow("eve", again))
		if err != nil || r.end.Source != "gemini" || *r.end.Degraded {
			t.Errorf("ten seconds after its return the plan is by %s, %v", r.end.Source, err)
		}
	})
}

func TestCancelStopsTheCallsAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		m := newModel("gemini", nil)
		m.pace = time.Second
		w.pool("one", w.with(chainOf(t, m)))
		id := w.submit("ada", cafe)
		w.until("three sections are being written", func() bool { _, out, _ := m.counts(); return out == 3 })
		began := time.Now()
		if _, err := w.service.Cancel(w.ctx, "ada", id, protocol.ByOwner); err != nil {
			t.Fatal(err)
		}
		w.until("no call is out", func() bool { _, out, _ := m.counts(); return out == 0 })
		if took := time.Since(began); took > 100*time.Millisecond {
			t.Errorf("the calls ended %s after the cancel", took)
		}
		calls, _, _ := m.counts()
		time.Sleep(time.Minute)
		if now, _, _ := m.counts(); now != calls {
			t.Errorf("%d calls came after the cancel", now-calls)
		}
	})
}

func TestADrainKeepsWhatTheModelsHaveFinished(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		m := newModel("gemini", nil)
		m.pace = 50 * time.Millisecond
		stop := w.pool("one", w.with(chainOf(t, m)))
		id := w.submit("ada", cafe)
		w.until("two sections are stored", func() bool { return len(w.load("ada", id).Sections) >= 2 })
		stop()
		before, _, _ := m.counts()
		kept := len(w.load("ada", id).Sections)
		if kept != before {
			t.Errorf("%d sections are stored of %d that were begun: those that run come to their end", kept, before)
		}
		w.pool("two", w.with(chainOf(t, m)))
		w.follow("ada", id)
		if calls, _, _ := m.counts(); calls != len(protocol.Sections()) {
			t.Errorf("%d calls for 15 sections: one was written twice", calls)
		}
	})
}

func TestAPanicInOneSectionEndsOneGeneration(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		m := newModel("gemini", func(n int, _ provider.Prompt) act {
			if n == 2 {
				panic("a secret idea")
			}
			return act{}
		})
		var logs lockedBuffer
		w.pool("one", func(c *generation.PoolConfig) {
			w.with(chainOf(t, m))(c)
			c.Logger = zerolog.New(&logs)
		})
		events := w.follow("ada", w.submit("ada", cafe))
		if end := events[len(events)-1]; end.Kind != protocol.KindFailed {
			t.Errorf("ended with %+v", end)
		}
		if strings.Contains(logs.String(), "a secret idea") || !strings.Contains(logs.String(), "panic") {
			t.Errorf("logged: %s", logs.String())
		}
	})
}

// lockedBuffer is a buffer that several may write to.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func TestAMeterThatFailsCostsNoPlan(t *testing.T) {
	inBubble(t, func(t *testing.T, w *world) {
		w.pool("one", func(c *generation.PoolConfig) {
			w.with(chainOf(t, newModel("gemini", nil)))(c)
			c.Meter = brokenMeter{}
		})
		if r, err := read(w.follow("ada", w.submit("ada", cafe))); err != nil || r.end.Source != "gemini" {
			t.Errorf("ended with %+v, %v", r.end, err)
		}
	})
}

type brokenMeter struct{}

func (brokenMeter) Spend(_ context.Context, _ string, _ []generation.Spending) error {
	return errors.New("no room")
}

func TestTheAuthorOfMostSectionsIsTheSource(t *testing.T) {
	for want, down := range map[string]int{"gemini": 8, "offline": 7} {
		inBubble(t, func(t *testing.T, w *world) {
			m := newModel("gemini", func(n int, _ provider.Prompt) act {
				if n > down {
					return act{fault: fault(provider.Declined)}
				}
				return act{}
			})
			w.pool("one", w.with(chainOf(t, m)))
			if r, err := read(w.follow("ada", w.submit("ada", cafe))); err != nil || r.end.Source != want || !*r.end.Degraded {
				t.Errorf("with %d sections of 15 by the model the source is %s, %v", down, r.end.Source, err)
			}
		})
	}
}

// Whatever two models do, and whenever the worker is drained, the generation ends completed, has each
// section exactly once, and its readers have read what is stored.
func TestWhateverModelsDoThePlanIsWholeAndAsItWasRead(t *testing.T) {
	kinds := []provider.Kind{
		provider.Unavailable, provider.RateLimited, provider.Cut, provider.Garbage, provider.Invalid,
		provider.Rejected, provider.Declined, provider.Overlong,
	}
	drawn := rapid.Custom(func(t *rapid.T) act {
		a := act{text: rapid.SampledFrom([]string{"", "", "", "PWNED", good + "And 987,654,321 guests."}).Draw(t, "text")}
		a.hang = rapid.IntRange(0, 11).Draw(t, "hang") == 0
		if rapid.IntRange(0, 2).Draw(t, "fails") == 0 {
			a.fault = &provider.Fault{
				Kind:  rapid.SampledFrom(kinds).Draw(t, "kind"),
				After: time.Duration(rapid.IntRange(0, 20).Draw(t, "after")) * time.Second,
			}
			a.mid = rapid.Bool().Draw(t, "mid")
		}
		return a
	})
	runs := 0
	most := 12
	if testing.Short() {
		most = 4
	}
	rapid.Check(t, func(rt *rapid.T) {
		one := rapid.SliceOfN(drawn, 1, 20).Draw(rt, "one")
		two := rapid.SliceOfN(drawn, 1, 20).Draw(rt, "two")
		rpm := rapid.SampledFrom([]int{0, 1, 7, 12}).Draw(rt, "rpm")
		drained := rapid.Bool().Draw(rt, "drained")
		if runs++; runs > most {
			return // each run makes a whole plan
		}
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t)
			w.patience = time.Hour
			cycle := func(list []act) acts { return func(n int, _ provider.Prompt) act { return list[n%len(list)] } }
			c := newChain(t,
				provider.Guarded{Provider: newModel("gemini", cycle(one)), Gate: provider.NewGate(4), Quota: provider.NewQuota(provider.QuotaConfig{Requests: rpm})},
				provider.Guarded{Provider: newModel("groq", cycle(two)), Gate: provider.NewGate(4)},
			)
			stop := w.pool("first", w.with(c))
			id := w.submit("ada", cafe)
			if drained {
				w.until("a section is stored", func() bool { return len(w.load("ada", id).Sections) > 0 })
				stop()
				w.pool("second", w.with(c))
			}
			events := w.follow("ada", id)
			if drained { // what is told anew begins behind the last start
				w.checkResumed(rt, id, events)
				return
			}
			r, err := read(events)
			if err == nil {
				_, err = w.checkStored("ada", id, r)
			}
			if err != nil {
				rt.Fatal(err)
			}
		})
	})
}

// checkResumed holds the end of a generation that was handed on against what is stored.
func (w *world) checkResumed(rt *rapid.T, id string, events []protocol.Event) {
	end := events[len(events)-1]
	record := w.load("ada", id)
	chars, sha := protocol.Checksum(record.Snapshot().Sections)
	if end.Kind != protocol.KindCompleted || len(record.Sections) != len(protocol.Sections()) || *end.Chars != chars || end.SHA256 != sha {
		rt.Fatalf("ended with %+v, stored are %d sections", end, len(record.Sections))
	}
}
