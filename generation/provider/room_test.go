package provider_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/protocol"
)

func TestQuotaIsWaitedForWhenTheWholePlanWillFindRoom(t *testing.T) {
	for _, c := range []struct {
		rpm, texts int
		written    int // of the texts, by the model
		minutes    int
	}{{10, 15, 15, 1}, {15, 15, 15, 0}, {5, 15, 15, 2}, {4, 15, 4, 0}, {1, 15, 1, 0}} {
		t.Run(fmt.Sprintf("%d a minute for %d texts", c.rpm, c.texts), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				g := guard(plays("one"))
				g[0].Quota = provider.NewQuota(provider.QuotaConfig{Requests: c.rpm})
				ch, a, began, written := chain(t, g...), provider.NewAccount(10, 125*time.Second), time.Now(), 0
				for i := range c.texts {
					o := order
					o.Left = c.texts - i
					_, err := ch.Write(t.Context(), a, o, &page{})
					if err == nil {
						written++
					} else if e := exhausted(t, err); e.Reason != protocol.ReasonQuota {
						t.Errorf("given up for %s", e.Reason)
					}
				}
				if written != c.written || time.Since(began).Round(time.Minute) != time.Duration(c.minutes)*time.Minute {
					t.Errorf("%d written in %s, want %d in %d minutes", written, time.Since(began), c.written, c.minutes)
				}
			})
		})
	}
}

func TestAShortRateLimitIsWaitedForWhenNothingElseIsLeft(t *testing.T) {
	for after, want := range map[time.Duration]bool{4 * time.Second: true, 30 * time.Second: false} {
		synctest.Test(t, func(t *testing.T) {
			one := plays("one", step{fault: &provider.Fault{Kind: provider.RateLimited, After: after}}, step{})
			p, began := &page{}, time.Now()
			_, err := chain(t, guard(one)...).Write(t.Context(), account(), order, p)
			if (err == nil) != want {
				t.Errorf("limited for %s: %v", after, err)
			}
			if want && (time.Since(began) != after || p.said() != "retry one rate_limited, reset") {
				t.Errorf("waited %s, told %q", time.Since(began), p.said())
			}
			if !want && (time.Since(began) != 0 || exhausted(t, err).Reason != protocol.ReasonRateLimited) {
				t.Errorf("gave up after %s: %v", time.Since(began), err)
			}
		})
	}
}

// Fairness under a quota of one: whoever waits is served in the order of coming, and nobody is passed.
func TestAQuotaOfOneServesInTheOrderOfComing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := guard(plays("one"))
		g[0].Quota = provider.NewQuota(provider.QuotaConfig{Requests: 1})
		c := chain(t, g...)
		const users = 8
		served := make(chan int, users)
		for i := range users {
			go func() {
				if _, err := c.Write(t.Context(), provider.NewAccount(10, time.Hour), order, &page{}); err != nil {
					t.Errorf("user %d: %v", i, err)
				}
				served <- i
			}()
			time.Sleep(time.Second)
		}
		if n := c.Waiting(); n != users-1 {
			t.Errorf("%d are said to wait, want %d", n, users-1)
		}
		began := time.Now()
		for want := range users {
			if got := <-served; got != want {
				t.Errorf("user %d was served as number %d", got, want+1)
			}
		}
		if took := time.Since(began); took > users*time.Minute {
			t.Errorf("eight texts at one a minute took %s", took)
		}
	})
}

func TestTheGateBoundsCallsAndRateLimitsNarrowIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one := plays("one", step{pace: 100 * time.Millisecond})
		g := provider.Guarded{Provider: one, Gate: provider.NewGate(4)}
		c := chain(t, g)
		done := make(chan error, 20)
		for range cap(done) {
			go func() { done <- second(c.Write(t.Context(), account(), order, &page{})) }()
		}
		for range cap(done) {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if one.most != 4 {
			t.Errorf("%d calls at once, want 4", one.most)
		}
		one.play(step{fault: fault(provider.RateLimited)})
		_, _ = c.Write(t.Context(), account(), order, &page{})
		if n := c.Status(t.Context())[0].Limit; n != 2 {
			t.Errorf("after a rate limit the gate lets %d through, want 2", n)
		}
	})
}
