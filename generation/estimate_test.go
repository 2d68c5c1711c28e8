package generation_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation"
)

// TestWhatIsTypicalFollowsTheLatest: a service that became slower, or faster, foretells so after a while.
func TestWhatIsTypicalFollowsTheLatest(t *testing.T) {
	var e generation.Estimator
	observe := func(n int, d time.Duration) {
		for range n {
			e.Observe(d)
		}
	}
	holds := func(when string, median, high time.Duration) {
		t.Helper()
		if m, h, ok := e.Typical(); !ok || m != median || h != high {
			t.Errorf("%s: %v and %v, %v; want %v and %v", when, m, h, ok, median, high)
		}
	}
	observe(2, time.Second)
	if _, _, ok := e.Typical(); ok {
		t.Error("two are no evidence")
	}
	observe(62, time.Second)
	holds("all alike", time.Second, time.Second)
	observe(16, 3*time.Second)
	holds("a quarter takes longer", time.Second, 3*time.Second)
	observe(48, 3*time.Second)
	holds("all that is kept took longer", 3*time.Second, 3*time.Second)

	e.Learn([]time.Duration{time.Minute, time.Minute, time.Minute})
	holds("less evidence than there is", 3*time.Second, 3*time.Second)
	learnt := slices.Repeat([]time.Duration{time.Second}, 164) // the latest first
	for i := range 6 {
		learnt[1+i] = time.Hour
	}
	learnt[63] = time.Hour
	e.Learn(learnt)
	holds("seven of the latest 64 took an hour", time.Second, time.Hour)
	observe(1, time.Second)
	holds("the oldest, which took an hour, made room", time.Second, time.Second)
	e.Learn(slices.Repeat([]time.Duration{time.Minute}, 64))
	holds("others know as much", time.Minute, time.Minute)
	observe(65, time.Second)
	holds("once around", time.Second, time.Second)
}

func TestWhatWasLearntIsKeptWhileThereIsRoom(t *testing.T) {
	var e generation.Estimator
	e.Learn(slices.Repeat([]time.Duration{time.Minute}, 5))
	for i := range 5 {
		e.Observe(time.Duration(i+1) * time.Hour)
	}
	if median, high, ok := e.Typical(); median != time.Hour || high != 5*time.Hour || !ok {
		t.Errorf("of five who took a minute and five who took hours, half took %v and nine in ten %v, %v", median, high, ok)
	}
}

// Each place takes the slot that is free first, one after the other.
func TestWaitsAreThoseOfTheSlotsThatAreFreeFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		each := time.Duration(rapid.IntRange(1, 600).Draw(t, "each")) * time.Second
		var e generation.Estimator
		for range 3 {
			e.Observe(each)
		}
		if typical, _ := e.Waits(generation.Line{}, 40); typical != nil {
			t.Fatalf("nobody serves, and foretold is %v", typical)
		}
		line := generation.Line{Slots: rapid.IntRange(1, 9).Draw(t, "slots")}
		free := make([]time.Duration, line.Slots)
		for i := range rapid.IntRange(0, line.Slots).Draw(t, "running") {
			age := time.Duration(rapid.IntRange(0, 900).Draw(t, "for")) * time.Second
			line.Running = append(line.Running, age)
			free[i] = max(each-age, each/10)
		}
		typical, high := e.Waits(line, 40)
		if len(typical) != 40 || !slices.Equal(typical, high) {
			t.Fatalf("all take %v, and foretold is %v and at most %v", each, typical, high)
		}
		for place, got := range typical {
			first := slices.Index(free, slices.Min(free))
			if got != free[first] {
				t.Fatalf("place %d waits %v, want %v", place+1, got, free[first])
			}
			free[first] += each
		}
	})
}
