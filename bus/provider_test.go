package bus_test

import (
	"sync/atomic"
	"testing"

	"github.com/planspark/planspark/bus"
	"github.com/planspark/planspark/bus/redistest"
	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/providertest"
)

func TestBreaker(t *testing.T) {
	b := open(t, redistest.Start(t).URL())
	var made atomic.Int64
	providertest.Breaker(t, providertest.Real, func(t testing.TB, cfg provider.BreakerConfig) provider.Breaker {
		return bus.NewBreaker(b, name(&made), cfg)
	})
}

func TestQuota(t *testing.T) {
	b := open(t, redistest.Start(t).URL())
	var made atomic.Int64
	providertest.Quota(t, providertest.Real, func(t testing.TB, cfg provider.QuotaConfig) provider.Quota {
		return bus.NewQuota(b, name(&made), cfg, three)
	})
}

func name(made *atomic.Int64) string { return "p" + string(rune('a'+made.Add(1))) }

// TestProvidersAreSharedByInstances: what one instance has used or found out counts for the others.
func TestProvidersAreSharedByInstances(t *testing.T) {
	server := redistest.Start(t)
	here, there := open(t, server.URL()), open(t, server.URL())
	cfg := provider.QuotaConfig{Requests: 3}
	a, b := bus.NewQuota(here, "g", cfg, three), bus.NewQuota(there, "g", cfg, three)
	for _, q := range []*bus.Quota{a, b, a} {
		if _, full := q.Reserve(t.Context(), 1); full != nil {
			t.Fatalf("no room: %+v", full)
		}
	}
	if _, full := b.Reserve(t.Context(), 1); full == nil || full.Limit != 3 {
		t.Errorf("a fourth request of three: %+v", full)
	}
	x, y := bus.NewBreaker(here, "g", provider.BreakerConfig{Failures: 2}), bus.NewBreaker(there, "g", provider.BreakerConfig{Failures: 2})
	for _, side := range []*bus.Breaker{x, y} {
		ticket, _ := side.Pass(t.Context())
		side.Record(t.Context(), ticket, provider.Failed)
	}
	if _, ok := x.Pass(t.Context()); ok {
		t.Error("two failures at two instances did not open the breaker of both")
	}
}

// TestWithoutRedisProvidersAreAskedStill: each instance goes on by what it knows, within its part.
func TestWithoutRedisProvidersAreAskedStill(t *testing.T) {
	server := redistest.Start(t)
	b := open(t, server.URL())
	q := bus.NewQuota(b, "g", provider.QuotaConfig{Requests: 7}, three)
	br := bus.NewBreaker(b, "g", provider.BreakerConfig{Failures: 2})
	early, ok := br.Pass(t.Context())
	if !ok {
		t.Fatal("a new breaker is open")
	}
	br.Record(t.Context(), early, provider.Failed)
	server.Stop(t)
	for range 2 {
		r, full := q.Reserve(t.Context(), 1)
		if full != nil {
			t.Fatalf("no room within the part: %+v", full)
		}
		q.Settle(t.Context(), r, 1, 0)
	}
	if _, full := q.Reserve(t.Context(), 1); full == nil {
		t.Error("a third part of seven has room for a third request")
	}
	ticket, ok := br.Pass(t.Context())
	if !ok {
		t.Fatal("nothing passes without Redis")
	}
	if c := br.Record(t.Context(), ticket, provider.Failed); c.To != provider.BreakerOpen {
		t.Errorf("the failure before Redis went was forgotten: %+v", c)
	}
	if s := br.State(t.Context()); s != provider.BreakerOpen {
		t.Errorf("state is %q", s)
	}
}
