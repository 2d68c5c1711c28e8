package limits_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/planspark/planspark/limits"
)

func TestARateWithoutAWindowIsOff(t *testing.T) {
	if r := (limits.Rate{Limit: 5}); !r.Off() {
		t.Errorf("%+v limits something", r)
	}
}

func TestOnlyWhatWasGrantedIsRemembered(t *testing.T) {
	m := limits.NewMemory(limits.PerMinute(2), 0, newClock().Now)
	if take(t, m, "asks", 0); m.Keys() != 0 {
		t.Error("who only asked is remembered")
	}
	if d := take(t, m, "wants too much", 3); d.OK || m.Keys() != 0 {
		t.Errorf("%+v, and %d keys are remembered", d, m.Keys())
	}
}

func TestWithoutABoundOfItsOwnALimiterHasTheDefault(t *testing.T) {
	m := limits.NewMemory(limits.PerMinute(1), 0, newClock().Now)
	for i := range limits.DefaultMaxKeys {
		take(t, m, fmt.Sprint(i), 1)
	}
	if m.Keys() != limits.DefaultMaxKeys {
		t.Errorf("of %d keys %d are remembered", limits.DefaultMaxKeys, m.Keys())
	}
	if take(t, m, "one more", 1); m.Keys() != limits.DefaultMaxKeys {
		t.Errorf("%d keys are remembered", m.Keys())
	}
}

func TestAKeyTooManyCostsOneOther(t *testing.T) {
	m := limits.NewMemory(limits.PerMinute(2), 3, newClock().Now)
	for _, key := range []string{"a", "b", "c", "a", "b", "c"} {
		if d := take(t, m, key, 1); !d.OK {
			t.Fatalf("%s: %+v", key, d)
		}
	}
	for _, key := range []string{"a", "b", "c"} {
		if d := take(t, m, key, 0); d.Remaining != 0 {
			t.Errorf("%s, one of as many as there may be, was forgotten: %+v", key, d)
		}
	}
	take(t, m, "d", 1)
	fresh := 0
	for _, key := range []string{"a", "b", "c"} {
		if take(t, m, key, 0).Remaining == 2 {
			fresh++
		}
	}
	if fresh != 1 || m.Keys() != 3 {
		t.Errorf("%d others start afresh, %d keys are remembered", fresh, m.Keys())
	}
}

func TestAKeyIsForgottenAWindowBehindItsLastUse(t *testing.T) {
	c := newClock()
	m := limits.NewMemory(limits.PerMinute(2), 0, c.Now)
	step := func(after time.Duration, key string, want int) {
		t.Helper()
		c.now = c.now.Add(after)
		if take(t, m, key, 1); m.Keys() != want {
			t.Errorf("%d keys are remembered, want %d", m.Keys(), want)
		}
	}
	step(30*time.Second, "a", 1)
	step(40*time.Second, "b", 2) // a was used within the last window
	step(time.Second, "a", 2)    // and is one key still
	step(2*time.Minute, "c", 1)
}
