package providertest

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/planspark/planspark/generation/provider"
)

var breakerTests = map[string]func(*testing.T, provider.Breaker){
	"failures in a row open it, others do not": func(t *testing.T, b provider.Breaker) {
		for range 3 {
			call(t, b, provider.Failed)
			call(t, b, provider.Failed)
			call(t, b, provider.Void)
			call(t, b, provider.Worked)
		}
		call(t, b, provider.Failed)
		call(t, b, provider.Failed)
		if c := call(t, b, provider.Failed); c.To != provider.BreakerOpen || b.State(t.Context()) != provider.BreakerOpen {
			t.Errorf("the third failure in a row changed it to %q, state %q", c.To, b.State(t.Context()))
		}
		if _, ok := b.Pass(t.Context()); ok {
			t.Error("an open breaker lets a call pass")
		}
	},
	"a slow failure counts for more": func(t *testing.T, b provider.Breaker) {
		call(t, b, provider.Failed)
		if c := call(t, b, provider.Slow); c.To != provider.BreakerOpen {
			t.Errorf("changed to %q, want open", c.To)
		}
	},
	"one refusal of us opens it for longer": func(t *testing.T, b provider.Breaker) {
		if c := call(t, b, provider.Barred); c.To != provider.BreakerOpen {
			t.Fatalf("changed to %q, want open", c.To)
		}
		if _, due := b.Probe(t.Context()); due {
			t.Error("a trial is due at once")
		}
	},
	"calls from before it opened say nothing": func(t *testing.T, b provider.Breaker) {
		early, _ := b.Pass(t.Context())
		open(t, b)
		for _, v := range []provider.Verdict{provider.Worked, provider.Failed, provider.Barred} {
			if c := b.Record(t.Context(), early, v); c.To != "" || b.State(t.Context()) != provider.BreakerOpen {
				t.Errorf("%v changed it to %q", v, c.To)
			}
		}
		shut(t, b)
		b.Record(t.Context(), early, provider.Barred)
		if s := b.State(t.Context()); s != provider.BreakerClosed {
			t.Errorf("a call from before opened it again: %q", s)
		}
	},
	"there is one trial at a time, and it closes it": func(t *testing.T, b provider.Breaker) {
		open(t, b)
		var tickets atomic.Int64
		var ticket atomic.Pointer[provider.Ticket]
		until(t, "a trial is due", func() bool {
			var all sync.WaitGroup
			for range 20 {
				all.Go(func() {
					if p, due := b.Probe(t.Context()); due {
						tickets.Add(1)
						ticket.Store(&p)
					}
				})
			}
			all.Wait()
			return tickets.Load() > 0
		})
		if n := tickets.Load(); n != 1 {
			t.Fatalf("%d trials at once", n)
		}
		if s := b.State(t.Context()); s != provider.BreakerHalfOpen {
			t.Errorf("state is %q during the trial", s)
		}
		if _, ok := b.Pass(t.Context()); ok {
			t.Error("a call passed during the trial")
		}
		c := b.Record(t.Context(), *ticket.Load(), provider.Worked)
		if c.To != provider.BreakerClosed || c.After <= 0 || c.After > time.Minute {
			t.Errorf("the trial changed it to %q after %s", c.To, c.After)
		}
		if _, ok := b.Pass(t.Context()); !ok {
			t.Error("no call passes although it is closed")
		}
	},
	"a trial that failed is followed by another": func(t *testing.T, b provider.Breaker) {
		open(t, b)
		for _, v := range []provider.Verdict{provider.Failed, provider.Slow, provider.Void} {
			if c := b.Record(t.Context(), probe(t, b), v); c.To != "" || b.State(t.Context()) != provider.BreakerOpen {
				t.Errorf("%v changed it to %q", v, c.To)
			}
		}
		shut(t, b)
	},
	"a trial whose caller died is repeated": func(t *testing.T, b provider.Breaker) {
		open(t, b)
		dead := probe(t, b)
		next := probe(t, b)
		b.Record(t.Context(), dead, provider.Worked)
		if s := b.State(t.Context()); s == provider.BreakerClosed {
			t.Error("closed by a trial that had been given up")
		}
		if c := b.Record(t.Context(), next, provider.Worked); c.To != provider.BreakerClosed {
			t.Errorf("the trial that counts changed it to %q", c.To)
		}
	},
	"after it has closed it opens by the same count": func(t *testing.T, b provider.Breaker) {
		open(t, b)
		shut(t, b)
		call(t, b, provider.Failed)
		call(t, b, provider.Failed)
		if s := b.State(t.Context()); s != provider.BreakerClosed {
			t.Errorf("two failures brought it to %q", s)
		}
		if c := call(t, b, provider.Failed); c.To != provider.BreakerOpen {
			t.Errorf("three failures changed it to %q", c.To)
		}
	},
}

// Breaker proves what a provider.Breaker promises. open returns one that was never used.
func Breaker(t *testing.T, run Time, open func(testing.TB, provider.BreakerConfig) provider.Breaker) {
	for promise, test := range breakerTests {
		run(t, promise, func(t *testing.T) {
			test(t, open(t, provider.BreakerConfig{
				Failures: 3, SlowWeight: 2, First: 20 * time.Millisecond, Most: 40 * time.Millisecond, Lease: 2 * time.Second,
			}))
		})
	}
}

func call(t testing.TB, b provider.Breaker, v provider.Verdict) provider.Change {
	t.Helper()
	ticket, ok := b.Pass(t.Context())
	if !ok {
		t.Fatal("the breaker is open")
	}
	return b.Record(t.Context(), ticket, v)
}

func open(t testing.TB, b provider.Breaker) {
	t.Helper()
	for range 3 {
		call(t, b, provider.Failed)
	}
}

func probe(t testing.TB, b provider.Breaker) (ticket provider.Ticket) {
	t.Helper()
	until(t, "a trial is due", func() (due bool) {
		ticket, due = b.Probe(t.Context())
		return due
	})
	return ticket
}

func shut(t testing.TB, b provider.Breaker) {
	t.Helper()
	if c := b.Record(t.Context(), probe(t, b), provider.Worked); c.To != provider.BreakerClosed {
		t.Fatalf("a trial that worked changed it to %q", c.To)
	}
}
