package ops_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
)

// settle lets instances beat and look a few times.
func settle() {
	time.Sleep(12 * time.Second)
	synctest.Wait()
}

func TestInstancesSeeEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newTable()
		one, two := run(t, d, "1", nil), run(t, d, "2", nil)
		defer one.stop()
		one.set(ops.Live{Sessions: 5, Users: 3, Watches: 6, Running: 2, Workers: 4})
		two.set(ops.Live{Sessions: 2, Users: 2, Watches: 1, Running: 1, Workers: 8, State: protocol.InstanceDraining, LeavesAt: time.Now().Add(time.Minute)})
		d.set(func(d *table) { d.queued, d.running = map[string]int{"normal": 2, "low": 1}, 3 })
		settle()
		for _, i := range []*instance{one, two} {
			o := i.Snapshot(t.Context(), ops.SpanHour)
			if o.Users != (protocol.OpsUsers{Active: 5, Sessions: 7, Watches: 7}) || o.Queue.Depth != 3 || o.Pool.Running != 3 || o.Pool.Slots != 12 {
				t.Errorf("seen: %+v %+v %+v", o.Users, o.Queue, o.Pool)
			}
			if len(o.Instances) != 2 || o.Instances[0].State != protocol.InstanceServing || o.Instances[1].State != protocol.InstanceDraining || o.Instances[1].LeavesAt.IsZero() {
				t.Errorf("instances: %+v", o.Instances)
			}
			if i.Users() != 5 {
				t.Errorf("%d users are known, want 5", i.Users())
			}
		}
		two.stop()
		settle()
		if o := one.Snapshot(t.Context(), ops.SpanHour); len(o.Instances) != 1 {
			t.Errorf("after it departed: %+v", o.Instances)
		}
	})
}

func TestAnInstanceThatSaysNothingIsSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newTable()
		one := run(t, d, "1", nil)
		defer one.stop()
		d.set(func(d *table) {
			d.statuses["2"], d.heard["2"] = ops.Status{Name: "gone", State: protocol.InstanceServing, Slots: 4, Users: 9}, time.Now()
		})
		settle()
		settle()
		o := one.Snapshot(t.Context(), ops.SpanHour)
		if o.Instances[1].State != protocol.InstanceSilent || o.Users.Active != 0 || o.Pool.Slots != 4 || o.Scale.Instances != 1 {
			t.Errorf("%+v", o)
		}
		if o.Verdict.Level != protocol.VerdictDegraded || !strings.Contains(o.Verdict.Detail, "gone") {
			t.Errorf("verdict: %+v", o.Verdict)
		}
	})
}

// What an operator asks of another instance is done there within a beat, once; what is asked of the one
// that answers is done at once. Both are recorded.
func TestOperatorsReachEveryInstance(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newTable()
		one, two := run(t, d, "1", nil), run(t, d, "2", nil)
		defer one.stop()
		defer two.stop()
		settle()
		if err := one.SetWorkers(t.Context(), "eve", "1", 6); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(one.workers, []int{6}) {
			t.Errorf("the one that was asked has %v", one.workers)
		}
		if err := one.SetWorkers(t.Context(), "eve", "2", 9); err != nil {
			t.Fatal(err)
		}
		if err := one.Drain(t.Context(), "eve", "2"); err != nil {
			t.Fatal(err)
		}
		settle()
		settle()
		if !slices.Equal(two.workers, []int{9}) || two.drained != 1 || one.drained != 0 {
			t.Errorf("the other one: workers %v, drained %d", two.workers, two.drained)
		}
		if err := one.Drain(t.Context(), "eve", "3"); code(err) != protocol.CodeNotFound {
			t.Errorf("an instance that is not there: %v", err)
		}
		for _, n := range []int{-1, 0, 1001} {
			if err := one.SetWorkers(t.Context(), "eve", "1", n); code(err) != protocol.CodeInvalidRequest {
				t.Errorf("%d workers: %v", n, err)
			}
		}
		o := one.Snapshot(t.Context(), ops.SpanHour)
		var outcomes []string
		for _, a := range o.Audit {
			if a.Actor != "eve" {
				t.Errorf("recorded as %s", a.Actor)
			}
			outcomes = append(outcomes, a.Action+" "+a.Target+" "+a.Outcome)
		}
		want := []string{"drain 3 not_found", "drain 2 asked", "workers 2 → 9 asked", "workers 1 → 6 done"}
		if !slices.Equal(outcomes, want) {
			t.Errorf("recorded %q, want %q", outcomes, want)
		}
	})
}

// What an instance was told it tells to all at once, and they see it at their next look.
func TestWhatWasAskedOfAnInstanceIsSeenSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newTable()
		one, two := run(t, d, "1", nil), run(t, d, "2", nil)
		defer one.stop()
		defer two.stop()
		settle()
		if err := one.SetWorkers(t.Context(), "eve", "2", 9); err != nil {
			t.Fatal(err)
		}
		asked := time.Now()
		slots := func(of *instance) int { return of.Snapshot(t.Context(), ops.SpanHour).Instances[1].Slots }
		for slots(two) != 9 && time.Since(asked) < time.Minute {
			time.Sleep(100 * time.Millisecond)
		}
		obeyed := time.Now()
		for slots(one) != 9 && time.Since(asked) < time.Minute {
			time.Sleep(100 * time.Millisecond)
		}
		if toldAfter, seenAfter := obeyed.Sub(asked), time.Since(obeyed); toldAfter > 6*time.Second || seenAfter > 6*time.Second {
			t.Errorf("obeyed after %s, seen after another %s", toldAfter, seenAfter)
		}
	})
}

func code(err error) protocol.Code {
	p, _ := protocol.ProblemOf(err)
	return p.Code
}

func TestAPausedProviderIsPausedEverywhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newTable()
		chain := func(c *ops.MonitorConfig) {
			c.Providers = func() []ops.ProviderStatus {
				return []ops.ProviderStatus{{Name: "groq", Breaker: "closed"}, {Name: "gemini", Breaker: "closed"}}
			}
		}
		one, two := run(t, d, "1", chain), run(t, d, "2", chain)
		defer one.stop()
		defer two.stop()
		if err := one.PauseProvider(t.Context(), "eve", "groq", true); err != nil {
			t.Fatal(err)
		}
		settle()
		for _, i := range []*instance{one, two} {
			o := i.Snapshot(t.Context(), ops.SpanHour)
			if !slices.Equal(i.paused, []string{"groq"}) || !o.Providers[0].Paused || o.Providers[1].Paused || o.Providers[2].Name != "offline" {
				t.Errorf("paused %v, told %+v", i.paused, o.Providers)
			}
			if o.Verdict.Level != protocol.VerdictDegraded || !strings.Contains(o.Verdict.Detail, "Paused by an operator: groq") {
				t.Errorf("verdict %+v", o.Verdict)
			}
		}
		if err := two.PauseProvider(t.Context(), "eve", "groq", false); err != nil {
			t.Fatal(err)
		}
		settle()
		if len(one.paused) != 0 {
			t.Errorf("still paused: %v", one.paused)
		}
		if err := one.PauseProvider(t.Context(), "eve", "offline", true); code(err) != protocol.CodeInvalidRequest {
			t.Errorf("the built-in planner: %v", err)
		}
		if err := one.PauseProvider(t.Context(), "eve", "nobody", true); code(err) != protocol.CodeNotFound {
			t.Errorf("a provider that is not there: %v", err)
		}
	})
}

// Whatever was counted is in the history once: over beats, buckets, days, an outage and the end.
func TestTheHistoryHasEverythingOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newTable()
		one, two := run(t, d, "1", nil), run(t, d, "2", nil)
		ended := 0
		end := func(i *instance, n int) {
			for range n {
				i.Claimed(generation.Claimed{Attempt: 1, Waited: 2 * time.Second, Foretold: time.Second})
				i.FirstText(3*time.Second, 20)
				i.Ended(generation.Ended{State: protocol.StateCompleted, Source: "offline", Degraded: true, Users: 20, Took: time.Second})
				ended++
			}
		}
		for minute := range 70 {
			if minute == 30 {
				d.set(func(d *table) { d.down = true })
			}
			if minute == 33 {
				d.set(func(d *table) { d.down = false })
			}
			end(one, 2)
			end(two, 1)
			time.Sleep(time.Minute)
		}
		end(one, 5)
		one.stop()
		settle()
		o := two.Snapshot(t.Context(), ops.SpanDay)
		if o.Plans.Completed != ended || o.Plans.Degraded != ended {
			t.Errorf("the day has %d plans, %d degraded, of %d", o.Plans.Completed, o.Plans.Degraded, ended)
		}
		if got := o.FirstText[2]; got.Load != "16-30" || got.Plans != ended || got.P50MS == nil || *got.P50MS < 2000 || *got.P50MS > 3000 {
			t.Errorf("first text: %+v", got)
		}
		if w := o.Queue.WaitP95MS; w == nil || *w < 1000 || *w > 2000 || *o.Queue.ETAError != 0.5 {
			t.Errorf("waits: %+v", o.Queue)
		}
		sum, hour := 0, two.Snapshot(t.Context(), ops.SpanHour)
		for _, p := range hour.History {
			sum += p.Completed
		}
		if len(hour.History) < 55 || len(hour.History) > 61 || sum != hour.Plans.Completed || sum > ended {
			t.Errorf("the hour has %d points and %d plans, said to be %d", len(hour.History), sum, hour.Plans.Completed)
		}
		if day := o.Days[0]; day.Completed+0 != ended || day.Degraded != ended || day.Unseen != ended {
			t.Errorf("the day: %+v", day)
		}
		two.stop()
	})
}

func TestOperationsAreShownWithoutTheDatabase(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newTable()
		one := run(t, d, "1", nil)
		defer one.stop()
		settle()
		d.set(func(d *table) { d.down = true })
		time.Sleep(time.Minute)
		o := one.Snapshot(t.Context(), ops.SpanHour)
		if o.Stores.Database.Up || o.Verdict.Level != protocol.VerdictDown || len(o.Instances) != 1 || o.History == nil {
			t.Errorf("%+v", o)
		}
		d.set(func(d *table) { d.down = false })
		settle()
		if o := one.Snapshot(t.Context(), ops.SpanHour); !o.Stores.Database.Up || o.Verdict.Level != protocol.VerdictOK {
			t.Errorf("when it is back: %+v", o.Verdict)
		}
	})
}

func TestWhoWatchesIsToldEveryTwoSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newTable()
		one := run(t, d, "1", nil)
		defer one.stop()
		woken := make(chan struct{}, 100)
		w := one.Watch(func() { woken <- struct{}{} })
		synctest.Wait()
		data, ok := w.Next()
		var m protocol.OpsMessage
		if err := json.Unmarshal(data, &m); !ok || err != nil || m.Type != protocol.TypeOps || m.Ops.Instance != "1" {
			t.Fatalf("%s %v", data, err)
		}
		if _, again := w.Next(); again {
			t.Error("told twice")
		}
		time.Sleep(10*time.Second + time.Millisecond)
		synctest.Wait()
		if n := len(woken); n < 5 || n > 7 {
			t.Errorf("woken %d times in ten seconds", n)
		}
		w.Close()
		w.Close()
		before := len(woken)
		settle()
		if len(woken) != before {
			t.Error("woken after it was closed")
		}
		second := one.Watch(func() {})
		if _, ok := second.Next(); ok {
			t.Error("a new watch was told what is old by now")
		}
		second.Close()
	})
}

func TestFailuresAreRememberedAndBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newTable()
		one, two := run(t, d, "1", nil), run(t, d, "2", nil)
		defer one.stop()
		defer two.stop()
		for range 30 {
			time.Sleep(time.Second)
			one.Ended(generation.Ended{Generation: "g", State: protocol.StateFailed, Code: protocol.CodeInternal})
		}
		time.Sleep(time.Second)
		two.Claimed(generation.Claimed{Generation: "h", Attempt: 2})
		settle()
		o := two.Snapshot(t.Context(), ops.SpanHour)
		if len(o.Failures) != 11 || o.Failures[0].Code != "taken_over" || o.Failures[1].Code != "internal" || o.Failures[1].Instance != "host-1" {
			t.Errorf("%+v", o.Failures)
		}
		if o.Plans.Failed != 30 || o.Pool.Takeovers != 1 || o.Verdict.Title != "Plans fail." {
			t.Errorf("%+v %+v %+v", o.Plans, o.Pool, o.Verdict)
		}
	})
}
