package limits_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/limits"
)

type clock struct{ now time.Time }

func newClock() *clock { return &clock{now: time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time { return c.now }

func take(t interface{ Fatal(...any) }, m *limits.Memory, key string, n int) limits.Decision {
	d, err := m.Take(context.Background(), key, n)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWholeLimitAtOnceThenOneInterval(t *testing.T) {
	c := newClock()
	m := limits.NewMemory(limits.PerMinute(30), 0, c.Now)
	for i := range 30 {
		if d := take(t, m, "a", 1); !d.OK || d.Remaining != 29-i {
			t.Fatalf("take %d: %+v", i, d)
		}
	}
	d := take(t, m, "a", 1)
	if d.OK || d.RetryAfter != 2*time.Second || d.Remaining != 0 || d.Reset != time.Minute {
		t.Fatalf("the 31st: %+v", d)
	}
	c.now = c.now.Add(d.RetryAfter)
	if d := take(t, m, "a", 1); !d.OK {
		t.Fatalf("after the announced wait: %+v", d)
	}
	if d := take(t, m, "b", 1); !d.OK {
		t.Fatalf("another key is its own: %+v", d)
	}
}

func TestZeroRateIsOff(t *testing.T) {
	c := newClock()
	m := limits.NewMemory(limits.PerMinute(0), 0, c.Now)
	for range 1000 {
		if d := take(t, m, "a", 1); !d.OK || d.Limit != 0 {
			t.Fatalf("%+v", d)
		}
	}
	if m.Keys() != 0 {
		t.Fatalf("%d keys remembered by a limiter that is off", m.Keys())
	}
}

func TestAskingTakesNothing(t *testing.T) {
	c := newClock()
	m := limits.NewMemory(limits.PerMinute(2), 0, c.Now)
	for range 10 {
		if d := take(t, m, "a", 0); !d.OK || d.Remaining != 2 {
			t.Fatalf("%+v", d)
		}
	}
}

func TestMemoryIsBounded(t *testing.T) {
	c := newClock()
	m := limits.NewMemory(limits.PerMinute(5), 100, c.Now)
	for i := range 10_000 {
		c.now = c.now.Add(20 * time.Millisecond)
		take(t, m, fmt.Sprint(i), 1)
		if m.Keys() > 200 {
			t.Fatalf("%d keys after %d", m.Keys(), i)
		}
	}
	c.now = c.now.Add(3 * time.Minute)
	take(t, m, "a", 1)
	if m.Keys() != 1 {
		t.Fatalf("%d keys remembered, want the one in use", m.Keys())
	}
}

// Against a list of all grants: within any window there are never more than twice the limit (a burst
// plus what came back meanwhile), never fewer than the announced allowance, and the announced wait
// is exact.
func TestGrantsMatchTheModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := limits.PerMinute(rapid.IntRange(1, 20).Draw(t, "limit"))
		c := newClock()
		m := limits.NewMemory(rate, 0, c.Now)
		var grants []time.Time
		for range rapid.IntRange(1, 200).Draw(t, "steps") {
			c.now = c.now.Add(time.Duration(rapid.IntRange(0, 90_000).Draw(t, "ms")) * time.Millisecond)
			left := take(t, m, "k", 0).Remaining
			d := take(t, m, "k", 1)
			if d.OK != (left > 0) {
				t.Fatalf("remaining %d, then %+v", left, d)
			}
			if d.OK {
				grants = append(grants, c.now)
				continue
			}
			c.now = c.now.Add(d.RetryAfter - 1)
			if take(t, m, "k", 1).OK {
				t.Fatalf("granted before the announced wait was over")
			}
			c.now = c.now.Add(1)
			if !take(t, m, "k", 1).OK {
				t.Fatalf("refused after the announced wait")
			}
			grants = append(grants, c.now)
		}
		for i, from := range grants {
			n := 0
			for _, at := range grants[i:] {
				if at.Sub(from) < rate.Window {
					n++
				}
			}
			if n > 2*rate.Limit {
				t.Fatalf("%d grants within one window of limit %d", n, rate.Limit)
			}
		}
	})
}
