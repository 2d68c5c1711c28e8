package provider_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/protocol"
)

func fault(k provider.Kind) *provider.Fault { return &provider.Fault{Kind: k} }

// The fault matrix: what each fault of the first provider leads to, with a second one behind it.
func TestEachFaultIsRetriedOrHandedOnAsItsKindAsks(t *testing.T) {
	again := func(n int, reason string) string {
		return strings.TrimSuffix(strings.Repeat("retry one "+reason+", reset, ", n), ", ")
	}
	on := func(reason string) string { return "move one two " + reason }
	for name, c := range map[string]struct {
		steps  []step
		source string
		told   string
	}{
		"none":                      {nil, "one", ""},
		"an error once":             {[]step{{fault: fault(provider.Unavailable)}, {}}, "one", again(1, "unavailable")},
		"errors for long":           {[]step{{fault: fault(provider.Unavailable)}}, "two", again(5, "unavailable") + ", " + on("unavailable")},
		"a rate limit":              {[]step{{fault: fault(provider.RateLimited)}}, "two", on("rate_limited")},
		"a stall, then text":        {[]step{{hang: true}, {}}, "one", again(1, "timeout")},
		"stalls":                    {[]step{{hang: true}}, "two", again(1, "timeout") + ", " + on("timeout") + ", reset"},
		"cut once":                  {[]step{{fault: fault(provider.Cut), mid: true}, {}}, "one", again(1, "cut")},
		"cut for good":              {[]step{{fault: fault(provider.Cut), mid: true}}, "two", again(5, "cut") + ", " + on("unavailable") + ", reset"},
		"garbage once":              {[]step{{fault: fault(provider.Garbage), mid: true}, {}}, "one", again(1, "garbage")},
		"a wrong key":               {[]step{{fault: fault(provider.Rejected)}}, "two", on("unavailable")},
		"a call that is refused":    {[]step{{fault: fault(provider.Invalid)}}, "two", on("unavailable")},
		"a model that declines":     {[]step{{fault: fault(provider.Declined), mid: true}}, "two", on("unavailable") + ", reset"},
		"an unfit text, then a fit": {[]step{{text: "unfit"}, {}}, "one", again(1, "unfit")},
		"unfit texts":               {[]step{{text: "unfit"}}, "two", again(1, "unfit") + ", " + on("unavailable") + ", reset"},
		"too long once":             {[]step{{fault: fault(provider.Overlong), mid: true}, {}}, "one", again(1, "overlong")},
		"different faults in a row": {[]step{{fault: fault(provider.Cut), mid: true}, {fault: fault(provider.Unavailable)}, {hang: true}, {}}, "one", again(1, "cut") + ", " + again(1, "unavailable") + ", " + again(1, "timeout")},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c2 := chain(t, guard(plays("one", c.steps...), plays("two"))...)
				o, p := order, &page{}
				o.Review = func(text string) []string {
					if text == "unfit" {
						return []string{"It is unfit."}
					}
					return nil
				}
				source, err := c2.Write(t.Context(), account(), o, p)
				if err != nil || source != c.source || p.read() != story {
					t.Fatalf("written by %q (%v): %q", source, err, p.read())
				}
				if p.said() != c.told {
					t.Errorf("told %q\nwant %q", p.said(), c.told)
				}
			})
		})
	}
}

func TestARepairIsAskedForWithTheFaults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one := plays("one", step{text: "unfit"}, step{})
		o := order
		o.Review = func(text string) []string {
			if text == "unfit" {
				return []string{"It is unfit."}
			}
			return nil
		}
		o.Repair = func(text string, faults []string) provider.Prompt {
			return provider.Prompt{User: text + ": " + strings.Join(faults, " ")}
		}
		if _, err := chain(t, guard(one)...).Write(t.Context(), account(), o, &page{}); err != nil {
			t.Fatal(err)
		}
		if got := one.prompts[1].User; got != "unfit: It is unfit." {
			t.Errorf("the repair was asked for with %q", got)
		}
	})
}

// TestControlCharactersOfAModelStayOffThePage: no database, file or terminal is to have them.
func TestControlCharactersOfAModelStayOffThePage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one, p := plays("one", step{text: "Bread,\x00\tbutter\x07\x1b[2J\r\n\u0085 and café."}), &page{}
		if _, err := chain(t, guard(one)...).Write(t.Context(), account(), order, p); err != nil {
			t.Fatal(err)
		}
		if want := "Bread,\tbutter[2J\n and café."; p.read() != want {
			t.Errorf("the page has %q, want %q", p.read(), want)
		}
	})
}

func TestTheProvidersWordOnWhenToComeBackIsHonoured(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one := plays("one", step{fault: &provider.Fault{Kind: provider.Unavailable, After: 7 * time.Second}}, step{})
		p, began := &page{}, time.Now()
		if _, err := chain(t, guard(one)...).Write(t.Context(), account(), order, p); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took < 7*time.Second || took > 8*time.Second {
			t.Errorf("asked again after %s, want 7s", took)
		}
	})
}

func TestAProviderThatAsksForALongPauseIsLeftAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one := plays("one", step{fault: &provider.Fault{Kind: provider.Unavailable, After: time.Minute}})
		began := time.Now()
		source, err := chain(t, guard(one, plays("two"))...).Write(t.Context(), account(), order, &page{})
		if source != "two" || err != nil || time.Since(began) != 0 {
			t.Errorf("written by %q after %s, %v", source, time.Since(began), err)
		}
	})
}

func TestWaitsBetweenRetriesGrowAndAreJittered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var highest, sum [5]time.Duration
		for range 200 {
			p := &page{}
			exhausted(t, second(chain(t, guard(plays("one", step{fault: fault(provider.Unavailable)}))...).Write(t.Context(), account(), order, p)))
			for i, d := range p.delay {
				highest[i], sum[i] = max(highest[i], d), sum[i]+d
			}
		}
		limit := 250 * time.Millisecond
		for i := range highest {
			if mean := sum[i] / 200; highest[i] > limit || mean < limit/3 || mean > limit*2/3 {
				t.Errorf("wait %d: at most %s, on average %s; want full jitter up to %s", i+1, highest[i], mean, limit)
			}
			limit *= 2
		}
	})
}

func second[A any](_ A, err error) error { return err }

func TestABudgetBoundsTheRetriesOfAGeneration(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one := plays("one", step{fault: fault(provider.Unavailable)})
		c, a := chain(t, guard(one)...), provider.NewAccount(7, time.Minute)
		for range 5 {
			exhausted(t, second(c.Write(t.Context(), a, order, &page{})))
		}
		if n := one.count(); n != 5+7 {
			t.Errorf("%d calls for five texts with a budget of 7 retries", n)
		}
	})
}

func TestAnOpenBreakerMovesOnAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one := plays("one", step{fault: fault(provider.Unavailable)})
		c := chain(t, guard(one)...)
		for range 3 { // 3 × 6 calls are more than it takes to open
			exhausted(t, second(c.Write(t.Context(), account(), order, &page{})))
		}
		before, began := one.count(), time.Now()
		for range 10 {
			if e := exhausted(t, second(c.Write(t.Context(), account(), order, &page{}))); e.Reason != protocol.ReasonBreakerOpen || e.From != "one" {
				t.Errorf("given up with %+v", *e)
			}
		}
		if time.Since(began) != 0 || one.count() != before {
			t.Errorf("took %s and %d calls", time.Since(began), one.count()-before)
		}
	})
}

func TestAProviderThatIsBackIsUsedWithinSeconds(t *testing.T) {
	for name, down := range map[string]step{"answering with errors": {fault: fault(provider.Unavailable)}, "a black hole": {hang: true}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				one := plays("one", down)
				c := chain(t, guard(one)...)
				ctx, stop := context.WithCancel(t.Context())
				defer synctest.Wait()
				defer stop()
				go func() { _ = c.Run(ctx) }()
				for c.Status(ctx)[0].Breaker == provider.BreakerClosed {
					_, _ = c.Write(ctx, account(), order, &page{})
				}
				time.Sleep(10*time.Minute + 3*time.Second)
				one.play(step{})
				began := time.Now()
				for c.Status(ctx)[0].Breaker != provider.BreakerClosed {
					time.Sleep(100 * time.Millisecond)
				}
				if took := time.Since(began); took > 10*time.Second {
					t.Errorf("used again after %s, want within 10s", took)
				}
				if source, err := c.Write(ctx, account(), order, &page{}); source != "one" || err != nil {
					t.Errorf("written by %q, %v", source, err)
				}
			})
		})
	}
}

func TestAWrongKeyIsFoundAtTheStartAndNotTriedForever(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one := plays("one", step{fault: fault(provider.Rejected)})
		one.check = fault(provider.Rejected)
		c := chain(t, guard(one)...)
		ctx, stop := context.WithCancel(t.Context())
		defer synctest.Wait()
		defer stop()
		go func() { _ = c.Run(ctx) }()
		synctest.Wait()
		if s := c.Status(ctx)[0]; !s.Rejected || s.Breaker != provider.BreakerOpen {
			t.Fatalf("after the check it stands at %+v", s)
		}
		for range 20 {
			if e := exhausted(t, second(c.Write(ctx, account(), order, &page{}))); e.Reason != protocol.ReasonUnavailable {
				t.Errorf("given up for %s", e.Reason)
			}
			time.Sleep(time.Minute)
		}
		if n := one.count(); n != 0 {
			t.Errorf("%d calls with a key that is known to be wrong", n)
		}
	})
}

func TestCancelledWorkStopsCallingAtOnce(t *testing.T) {
	gone := errors.New("cancelled by the owner")
	for name, steps := range map[string][]step{
		"while it writes":      {{pace: time.Second}},
		"while it stalls":      {{hang: true}},
		"while it waits":       {{fault: &provider.Fault{Kind: provider.Unavailable, After: 9 * time.Second}}},
		"while it lacks quota": {{fault: &provider.Fault{Kind: provider.RateLimited, After: 4 * time.Second}}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				one := plays("one", steps...)
				ctx, cancel := context.WithCancelCause(t.Context())
				began := time.Now()
				time.AfterFunc(2500*time.Millisecond, func() { cancel(gone) })
				_, err := chain(t, guard(one)...).Write(ctx, account(), order, &page{})
				if !errors.Is(err, gone) || time.Since(began) != 2500*time.Millisecond {
					t.Errorf("ended with %v after %s", err, time.Since(began))
				}
				calls := one.count()
				time.Sleep(time.Hour)
				if one.count() != calls || one.out != 0 {
					t.Errorf("%d calls came after the cancel, %d are out", one.count()-calls, one.out)
				}
			})
		})
	}
}

func TestAPageThatCannotBeWrittenEndsTheCall(t *testing.T) {
	fenced := errors.New("fenced")
	one := plays("one")
	_, err := chain(t, guard(one)...).Write(t.Context(), account(), order, &page{err: fenced})
	if !errors.Is(err, fenced) || one.count() != 1 {
		t.Errorf("ended with %v after %d calls", err, one.count())
	}
}

// bomb is a page that panics.
type bomb struct{ page }

func (*bomb) Write(string) error { panic("a page of ours") }

func TestAPanicLosesNoPlaceAndNoQuota(t *testing.T) {
	g := guard(plays("one"))
	g[0].Gate, g[0].Quota = provider.NewGate(1), provider.NewQuota(provider.QuotaConfig{Requests: 1})
	c := chain(t, g...)
	for range 3 {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic was swallowed")
				}
			}()
			_, _ = c.Write(t.Context(), account(), order, &bomb{})
		}()
	}
	if _, err := c.Write(t.Context(), account(), order, &page{}); err != nil {
		t.Error(err)
	}
}

func TestAPausedProviderIsPassedOver(t *testing.T) {
	c := chain(t, guard(plays("one"), plays("two"))...)
	if !c.Pause("one", true) || c.Pause("three", true) {
		t.Error("pausing did not say whether there is such a provider")
	}
	for want, paused := range map[string]bool{"two": true, "one": false} {
		c.Pause("one", paused)
		if source, err := c.Write(t.Context(), account(), order, &page{}); source != want || err != nil {
			t.Errorf("written by %q, %v; want %s", source, err, want)
		}
	}
}

func TestTokensAreCountedByProviderEvenOfCallsThatBrokeOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one, two := plays("one", step{fault: fault(provider.Declined), mid: true}), plays("two")
		a := account()
		if _, err := chain(t, guard(one, two)...).Write(t.Context(), a, order, &page{}); err != nil {
			t.Fatal(err)
		}
		spent := a.Take()
		if len(spent) != 2 || spent[0].Provider != "one" || spent[0].Output == 0 || spent[0].Input == 0 || spent[1] != (protocol.Spending{Provider: "two", Input: 100, Output: 17}) {
			t.Errorf("spent %+v", spent)
		}
		if again := a.Take(); len(again) != 0 {
			t.Errorf("the same was taken twice: %+v", again)
		}
	})
}

// Whatever two providers do, a text is written whole and once, or there is none; and its reader was
// told so: what stands on the page behind the last reset is the text.
func TestWhateverHappensTheTextIsWholeOrThereIsNone(t *testing.T) {
	kinds := []provider.Kind{
		provider.Unavailable, provider.RateLimited, provider.Cut, provider.Garbage, provider.Invalid,
		provider.Rejected, provider.Declined, provider.Overlong,
	}
	steps := rapid.Custom(func(t *rapid.T) step {
		s := step{text: rapid.SampledFrom([]string{"", "unfit"}).Draw(t, "text"), hang: rapid.IntRange(0, 9).Draw(t, "hang") == 0}
		if rapid.Bool().Draw(t, "fails") {
			s.fault = &provider.Fault{
				Kind:  rapid.SampledFrom(kinds).Draw(t, "kind"),
				After: time.Duration(rapid.IntRange(0, 8).Draw(t, "after")) * time.Second,
			}
			s.mid = rapid.Bool().Draw(t, "mid")
		}
		return s
	})
	rapid.Check(t, func(rt *rapid.T) {
		one := rapid.SliceOfN(steps, 1, 12).Draw(rt, "one")
		two := rapid.SliceOfN(steps, 1, 12).Draw(rt, "two")
		rpm := rapid.IntRange(0, 12).Draw(rt, "rpm")
		synctest.Test(t, func(t *testing.T) {
			g := guard(plays("one", one...), plays("two", two...))
			g[0].Quota = provider.NewQuota(provider.QuotaConfig{Requests: rpm})
			c := chain(t, g...)
			o := order
			o.Review = func(text string) []string {
				if text != story {
					return []string{"It is not the story."}
				}
				return nil
			}
			for i := range 6 {
				o.Left = 6 - i
				p := &page{}
				source, err := c.Write(t.Context(), account(), o, p)
				if err != nil {
					e := exhausted(t, err)
					if !slices.Contains([]string{"one", "two"}, e.From) {
						rt.Fatalf("given up from %q", e.From)
					}
					continue
				}
				if p.read() != story || source != "one" && source != "two" {
					rt.Fatalf("written by %q: %q", source, p.read())
				}
			}
		})
	})
}
