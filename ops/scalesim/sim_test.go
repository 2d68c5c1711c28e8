package scalesim_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/ops/scalesim"
)

// usual is a world with instances of four slots that take half a minute to start, and an autoscaler that
// looks every 15 s, as Kubernetes' does.
func usual(length time.Duration) scalesim.World {
	return scalesim.World{Slots: 4, StartUp: 30 * time.Second, Ask: 15 * time.Second, First: 1, Length: length}
}

const typical = 40 * time.Second

// quantile of the waits of what was begun in a time.
func quantile(r scalesim.Result, q float64, from, to time.Duration) time.Duration {
	var waits []time.Duration
	for i, w := range r.Waits {
		if r.Begun[i] >= from && r.Begun[i] < to {
			waits = append(waits, w)
		}
	}
	if len(waits) == 0 {
		return 0
	}
	slices.Sort(waits)
	return waits[min(len(waits)-1, int(q*float64(len(waits))))]
}

// changes counts how often the signal went up and down.
func changes(r scalesim.Result) (ups, downs int) {
	for i := 1; i < len(r.Points); i++ {
		switch a, b := r.Points[i-1].Desired, r.Points[i].Desired; {
		case b > a:
			ups++
		case b < a:
			downs++
		}
	}
	return ups, downs
}

// turns counts how often the signal went up behind down, or down behind up.
func turns(r scalesim.Result) (n int) {
	last := 0
	for i := 1; i < len(r.Points); i++ {
		direction := cmp.Compare(r.Points[i].Desired, r.Points[i-1].Desired)
		if direction != 0 && last != 0 && direction != last {
			n++
		}
		if direction != 0 {
			last = direction
		}
	}
	return n
}

// settled fails when the signal fell sooner than Settle after it had risen: that is flapping.
func settled(t *testing.T, r scalesim.Result) {
	t.Helper()
	rose := time.Duration(-1)
	for i := 1; i < len(r.Points); i++ {
		a, b := r.Points[i-1], r.Points[i]
		if b.Desired > a.Desired {
			rose = b.At
		}
		if b.Desired < a.Desired && rose >= 0 && b.At-rose < 5*time.Minute {
			t.Errorf("it rose at %s and fell at %s", rose, b.At)
		}
	}
}

func TestASteadyLoadGetsASteadySignal(t *testing.T) {
	for seed := range uint64(20) {
		// 0.3 plans a second of 40 s each: 12 slots are busy on average, 4 instances at three quarters.
		r := scalesim.Play(scalesim.Synthetic(seed, 2*time.Hour, typical, scalesim.Steady(0.3)), usual(2*time.Hour))
		settled(t, r)
		late := r.Points[len(r.Points)/6:]
		low, high := late[0].Desired, late[0].Desired
		for _, p := range late {
			low, high = min(low, p.Desired), max(high, p.Desired)
		}
		if low < 4 || high > 7 {
			t.Errorf("seed %d: between %d and %d instances are wanted for a load of four", seed, low, high)
		}
		if ups, downs := changes(r); ups+downs > 16 {
			t.Errorf("seed %d: %d ups and %d downs in two hours", seed, ups, downs)
		}
		if w := quantile(r, 0.95, 20*time.Minute, 2*time.Hour); w > 10*time.Second {
			t.Errorf("seed %d: the 95th percentile waits %s", seed, w)
		}
	}
}

func TestARushIsFollowedAndLeftBehind(t *testing.T) {
	for seed := range uint64(20) {
		jobs := scalesim.Synthetic(seed, 70*time.Minute, typical, scalesim.Step(0.05, 1.0, 10*time.Minute, 40*time.Minute))
		r := scalesim.Play(jobs, usual(70*time.Minute))
		settled(t, r)
		// Ten times the load is there within a few doublings, each of which takes an instance's start.
		if w := quantile(r, 0.95, 16*time.Minute, 40*time.Minute); w > 20*time.Second {
			t.Errorf("seed %d: six minutes into the rush the 95th percentile waits %s, aimed at 20 s", seed, w)
		}
		if last := r.Points[len(r.Points)-1]; last.Desired > 2 {
			t.Errorf("seed %d: half an hour after the rush %d instances are wanted", seed, last.Desired)
		}
		if share := float64(r.Busy) / float64(r.Working*4); share < 0.4 {
			t.Errorf("seed %d: only %.0f %% of the slots that were there were in use", seed, 100*share)
		}
	}
}

func TestWavesAreNotChasedDown(t *testing.T) {
	// A wave of four minutes is shorter than Settle: the signal stays at its top.
	jobs := scalesim.Synthetic(7, 2*time.Hour, typical, scalesim.Wave(0.1, 0.6, 4*time.Minute))
	r := scalesim.Play(jobs, usual(2*time.Hour))
	settled(t, r)
	if ups, downs := changes(r); ups+downs > 30 {
		t.Errorf("%d ups and %d downs in thirty waves", ups, downs)
	}
	// A wave of two hours is followed down again.
	r = scalesim.Play(scalesim.Synthetic(7, 2*time.Hour, typical, scalesim.Wave(0.02, 0.8, 2*time.Hour)), usual(2*time.Hour))
	most := slices.MaxFunc(r.Points, func(a, b scalesim.Point) int { return a.Desired - b.Desired })
	if last := r.Points[len(r.Points)-1]; last.Desired > most.Desired/3 {
		t.Errorf("at the end of the wave %d are wanted, at its top it was %d", last.Desired, most.Desired)
	}
}

// When the providers are the limit, more instances would only queue there.
func TestMoreInstancesAreNotWantedThanTheProvidersCanFeed(t *testing.T) {
	w := usual(time.Hour)
	w.Ceiling = 10
	r := scalesim.Play(scalesim.Synthetic(3, time.Hour, typical, scalesim.Steady(1.0)), w)
	said := false
	for _, p := range r.Points {
		if p.Desired > 3 { // 10 plans at a time, 4 an instance
			t.Fatalf("at %s %d instances are wanted, and the providers feed three", p.At, p.Desired)
		}
		said = said || p.Signal.LimitedBy == "providers"
	}
	if !said {
		t.Error("the signal never says that the providers are the limit")
	}
}

func TestARecordedLoadIsServed(t *testing.T) {
	jobs, err := scalesim.Recorded()
	if err != nil || len(jobs) < 100 {
		t.Fatalf("%d jobs, %v", len(jobs), err)
	}
	w := usual(20 * time.Minute)
	w.First, w.StartUp = 2, 20*time.Second
	r := scalesim.Play(jobs, w)
	settled(t, r)
	if len(r.Waits) != len(jobs) {
		t.Errorf("%d of %d plans were begun", len(r.Waits), len(jobs))
	}
	// The rush is ninefold within a minute: three doublings, each with the start of an instance.
	if w := quantile(r, 0.95, 0, 20*time.Minute); w > 75*time.Second {
		t.Errorf("the 95th percentile waits %s", w)
	}
	if n := turns(r); n > 3 {
		t.Errorf("the signal turned %d times for two rushes", n)
	}
}

// Two thousand sessions do not write plans, and need instances all the same.
func TestSessionsNeedInstancesToo(t *testing.T) {
	s := ops.NewScaler(ops.ScaleConfig{Sessions: 500})
	got := s.Next(ops.Demand{Now: time.Now(), Instances: 2, Slots: 8, Sessions: 2000})
	if got.Desired != 4 {
		t.Errorf("%d instances are wanted for 2,000 sessions at 500 each: %s", got.Desired, got.Reason)
	}
}
