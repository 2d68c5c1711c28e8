package providertest

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/planspark/planspark/generation/provider"
)

// The limits of the suite's quotas, and how long their minute and their lease are.
const (
	requests = 4
	tokens   = 1000
	span     = 1500 * time.Millisecond
	lease    = 2500 * time.Millisecond
)

var quotaTests = map[string]func(*testing.T, provider.Quota){
	"no more requests than the limit, whatever races": func(t *testing.T, q provider.Quota) {
		var got atomic.Int64
		var all sync.WaitGroup
		for range 40 {
			all.Go(func() {
				if _, full := q.Reserve(t.Context(), 1); full == nil {
					got.Add(1)
				}
			})
		}
		all.Wait()
		if n := got.Load(); n != requests {
			t.Errorf("%d requests got room, want %d", n, requests)
		}
	},
	"no more tokens than the limit": func(t *testing.T, q provider.Quota) {
		reserve(t, q, 600)
		full := refuse(t, q, 500)
		if full.Limit != 2 {
			t.Errorf("%d requests of 500 tokens are said to fit into a minute, want 2", full.Limit)
		}
		reserve(t, q, 400)
	},
	"what was not used is free at once": func(t *testing.T, q provider.Quota) {
		r := reserve(t, q, 900)
		q.Settle(t.Context(), r, 100, 0)
		reserve(t, q, 900)
	},
	"what was not asked for is free at once": func(t *testing.T, q provider.Quota) {
		for range 3 * requests {
			q.Release(t.Context(), reserve(t, q, tokens))
		}
	},
	"settled twice or after a release changes nothing": func(t *testing.T, q provider.Quota) {
		r := reserve(t, q, 10)
		q.Release(t.Context(), r)
		q.Settle(t.Context(), r, tokens, 0)
		q.Release(t.Context(), r)
		reserve(t, q, tokens)
	},
	"a minute later there is room again, as was foretold": func(t *testing.T, q provider.Quota) {
		for range requests {
			q.Settle(t.Context(), reserve(t, q, 1), 1, 0)
		}
		full := refuse(t, q, 1)
		if full.Held || full.Wait <= 0 || full.Wait > span || full.Limit != requests {
			t.Errorf("refused with %+v", *full)
		}
		began := time.Now()
		until(t, "there is room", func() bool { _, full := q.Reserve(t.Context(), 1); return full == nil })
		if took := time.Since(began); took < full.Wait/2 {
			t.Errorf("there was room after %s, foretold were %s", took, full.Wait)
		}
	},
	"a call counts from its beginning": func(t *testing.T, q provider.Quota) {
		for range requests {
			q.Settle(t.Context(), reserve(t, q, 1), 1, span)
		}
		reserve(t, q, 1)
	},
	"a call that is out counts, however long it takes": func(t *testing.T, q provider.Quota) {
		for range requests {
			reserve(t, q, 1)
		}
		began := time.Now()
		until(t, "there is room", func() bool { _, full := q.Reserve(t.Context(), 1); return full == nil })
		if took := time.Since(began); took < lease*3/4 {
			t.Errorf("the reservations lapsed after %s", took)
		}
	},
	"a request larger than the minute has all of it": func(t *testing.T, q provider.Quota) {
		r := reserve(t, q, 50*tokens)
		refuse(t, q, 1)
		q.Release(t.Context(), r)
		reserve(t, q, 1)
		refuse(t, q, 50*tokens)
	},
	"the provider's own word holds everything": func(t *testing.T, q provider.Quota) {
		q.Hold(t.Context(), span)
		q.Hold(t.Context(), time.Millisecond) // the longer one counts
		full := refuse(t, q, 1)
		if !full.Held || full.Wait <= time.Millisecond || full.Wait > span {
			t.Errorf("refused with %+v", *full)
		}
		until(t, "the hold is over", func() bool { _, full := q.Reserve(t.Context(), 1); return full == nil })
	},
}

// Quota proves what a provider.Quota promises. open returns one of which nothing is used.
func Quota(t *testing.T, run Time, open func(testing.TB, provider.QuotaConfig) provider.Quota) {
	for promise, test := range quotaTests {
		run(t, promise, func(t *testing.T) {
			test(t, open(t, provider.QuotaConfig{Requests: requests, Tokens: tokens, Minute: span, Lease: lease}))
		})
	}
	run(t, "without limits there is room", func(t *testing.T) {
		q := open(t, provider.QuotaConfig{})
		for range 100 {
			reserve(t, q, 1_000_000)
		}
	})
}

func reserve(t testing.TB, q provider.Quota, n int) provider.Reservation {
	t.Helper()
	r, full := q.Reserve(t.Context(), n)
	if full != nil {
		t.Fatalf("no room for %d tokens: %+v", n, *full)
	}
	return r
}

func refuse(t testing.TB, q provider.Quota, n int) *provider.NoRoom {
	t.Helper()
	_, full := q.Reserve(t.Context(), n)
	if full == nil {
		t.Fatalf("there was room for %d tokens", n)
	}
	return full
}
