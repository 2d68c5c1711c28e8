package bus_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/planspark/planspark/bus"
	"github.com/planspark/planspark/bus/redistest"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/limits"
)

func three() int { return 3 }

func TestRatesHoldOverInstances(t *testing.T) {
	server := redistest.Start(t)
	rate := limits.Rate{Limit: 20, Window: time.Hour}
	var sides []*bus.Rates
	for range 3 {
		sides = append(sides, bus.NewRates(open(t, server.URL()), "user", rate, three, time.Now))
	}
	var granted atomic.Int64
	var all sync.WaitGroup
	for i := range 60 {
		all.Go(func() {
			d, err := sides[i%3].Take(t.Context(), "ann", 1)
			if err != nil {
				t.Error(err)
			}
			if d.OK {
				granted.Add(1)
			} else if d.RetryAfter <= 0 || d.RetryAfter > 3*time.Minute || d.Remaining != 0 || d.Limit != 20 {
				t.Errorf("refused with %+v", d)
			}
		})
	}
	all.Wait()
	if granted.Load() != 20 {
		t.Errorf("%d were granted, want 20", granted.Load())
	}
	d, err := sides[0].Take(t.Context(), "bob", 0)
	if err != nil || !d.OK || d.Remaining != 20 {
		t.Errorf("asking what is left of another key: %+v, %v", d, err)
	}
	if d, err = sides[1].Take(t.Context(), "bob", 21); err != nil || d.OK {
		t.Errorf("more than fits was granted: %+v, %v", d, err)
	}
	if d, err = sides[2].Take(t.Context(), "bob", 20); err != nil || !d.OK || d.Remaining != 0 {
		t.Errorf("all of it: %+v, %v", d, err)
	}
}

// TestWithoutRedisEachInstanceGrantsItsPart: limits do not fall open, and do not shut everybody out.
func TestWithoutRedisEachInstanceGrantsItsPart(t *testing.T) {
	server := redistest.Start(t)
	rate := limits.Rate{Limit: 20, Window: time.Hour}
	sides := []*bus.Rates{
		bus.NewRates(open(t, server.URL()), "user", rate, three, time.Now),
		bus.NewRates(open(t, server.URL()), "user", rate, three, time.Now),
	}
	server.Stop(t)
	for i, side := range sides {
		granted := 0
		for range 40 {
			d, err := side.Take(t.Context(), "ann", 1)
			if err != nil {
				t.Fatal(err)
			}
			if d.OK {
				granted++
			}
		}
		if granted != 6 {
			t.Errorf("instance %d granted %d of 20 shared by three, want 6", i, granted)
		}
	}
}

func TestSignalsReachOthersAndNotTheirSender(t *testing.T) {
	server := redistest.Start(t)
	heard := make([]chan generation.Signal, 2)
	var sides []*bus.Signals
	for i := range heard {
		heard[i] = make(chan generation.Signal, 16)
		b := openAs(t, server.URL(), string(rune('a'+i)))
		s := bus.NewSignals(b, func(sig generation.Signal) { heard[i] <- sig })
		start(t, s.Run)
		sides = append(sides, s)
	}
	await := func(i int, want generation.Signal) {
		t.Helper()
		for {
			select {
			case got := <-heard[i]:
				if got == want {
					return
				}
				if got.Kind != generation.SignalWork { // each connection begins with a look at the work
					t.Fatalf("heard %+v, want %+v", got, want)
				}
			case <-time.After(30 * time.Second):
				t.Fatalf("%+v was not heard", want)
			}
		}
	}
	await(0, generation.Signal{Kind: generation.SignalWork}) // both are connected
	await(1, generation.Signal{Kind: generation.SignalWork})
	sides[0].Send(generation.Signal{Kind: generation.SignalStop, Generation: "g"})
	await(1, generation.Signal{Kind: generation.SignalStop, Generation: "g"})
	sides[1].Send(generation.Signal{Kind: generation.SignalErased, Generation: "h"})
	await(0, generation.Signal{Kind: generation.SignalErased, Generation: "h"}) // and nothing of its own came before
}
