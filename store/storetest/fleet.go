package storetest

import (
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
)

func beat(t testing.TB, s Store, b ops.Beat) ops.Heard {
	t.Helper()
	h, err := s.Beat(t.Context(), b)
	if err != nil {
		t.Fatalf("beat: %v", err)
	}
	return h
}

func look(t testing.TB, s Store) ops.Look {
	t.Helper()
	l, err := s.Look(t.Context())
	if err != nil {
		t.Fatalf("look: %v", err)
	}
	return l
}

// fleetTests are what instances are promised that find each other here.
var fleetTests = map[string]func(*testing.T, Store){
	"an instance is seen as it said last, until it departs": func(t *testing.T, s Store) {
		status := ops.Status{Name: "one", State: protocol.InstanceServing, Slots: 4}
		beat(t, s, ops.Beat{Instance: "i-1", Status: status})
		status.Running, status.Failures = 3, []protocol.OpsFailure{{What: "Plan", Code: "internal"}}
		beat(t, s, ops.Beat{Instance: "i-1", Status: status})
		beat(t, s, ops.Beat{Instance: "i-2", Status: ops.Status{Name: "two"}})
		l := look(t, s)
		if len(l.Instances) != 2 || !reflect.DeepEqual(l.Instances[0].Status, status) || l.Instances[1].Status.Name != "two" || l.Instances[0].Heard > time.Minute {
			t.Fatalf("seen: %+v", l.Instances)
		}
		if err := s.Depart(t.Context(), "i-1"); err != nil {
			t.Fatal(err)
		}
		if l := look(t, s); len(l.Instances) != 1 || l.Instances[0].ID != "i-2" {
			t.Errorf("after it departed: %+v", l.Instances)
		}
	},
	"the queue is counted by class, with the longest wait": func(t *testing.T, s Store) {
		started(t, s, "ann")
		if l := look(t, s); l.Running != 1 || len(l.Queued) != 0 || l.Oldest != 0 {
			t.Errorf("one runs and none waits: %+v", l)
		}
		for i, class := range []string{"normal", "normal", "high", "low"} {
			sub := Submission("user-" + string(rune('a'+i)))
			sub.Priority = class
			submit(t, s, sub)
		}
		l := look(t, s)
		if l.Running != 1 || !reflect.DeepEqual(l.Queued, map[string]int{"normal": 2, "high": 1, "low": 1}) || l.Oldest < 0 || l.Oldest > time.Minute {
			t.Errorf("four wait: %+v", l)
		}
		s.Age(t, time.Hour)
		submit(t, s, Submission("user-e"))
		if l := look(t, s); l.Oldest < time.Hour || l.Oldest > time.Hour+time.Minute {
			t.Errorf("for an hour four wait, and one came: the longest wait is %s", l.Oldest)
		}
	},
	"a command is taken once, by the instance that it is for, in order": func(t *testing.T, s Store) {
		for _, i := range []string{"i-1", "i-2"} {
			if h := beat(t, s, ops.Beat{Instance: i}); len(h.Commands) != 0 {
				t.Fatalf("nobody asked, and %s heard %v", i, h.Commands)
			}
		}
		want := []ops.Command{{Action: ops.ActionWorkers, Workers: 7}, {Action: ops.ActionDrain}}
		for _, c := range want {
			if err := s.Ask(t.Context(), "i-1", c); err != nil {
				t.Fatal(err)
			}
		}
		if h := beat(t, s, ops.Beat{Instance: "i-2"}); len(h.Commands) != 0 {
			t.Errorf("the other one heard %v", h.Commands)
		}
		if h := beat(t, s, ops.Beat{Instance: "i-1"}); !slices.Equal(h.Commands, want) {
			t.Errorf("heard %v, want %v", h.Commands, want)
		}
		if h := beat(t, s, ops.Beat{Instance: "i-1"}); len(h.Commands) != 0 {
			t.Errorf("heard again: %v", h.Commands)
		}
		refused(t, s.Ask(t.Context(), "i-3", ops.Command{Action: ops.ActionDrain}), protocol.CodeNotFound)
	},
	"a pause reaches all instances, and ends": func(t *testing.T, s Store) {
		for _, provider := range []string{"groq", "gemini", "groq"} { // again is the same
			if err := s.PauseProvider(t.Context(), provider, true); err != nil {
				t.Fatal(err)
			}
		}
		for _, i := range []string{"i-1", "i-2"} {
			same(t, "paused for "+i, beat(t, s, ops.Beat{Instance: i}).Paused, []string{"gemini", "groq"})
		}
		same(t, "paused for who looks", look(t, s).Paused, []string{"gemini", "groq"})
		if err := s.PauseProvider(t.Context(), "groq", false); err != nil {
			t.Fatal(err)
		}
		same(t, "paused after the end", beat(t, s, ops.Beat{Instance: "i-1"}).Paused, []string{"gemini"})
	},
	"buckets are replaced while they are open, and read in order": func(t *testing.T, s Store) {
		began := beat(t, s, ops.Beat{Instance: "i-1"}).Now.Truncate(time.Minute)
		bucket := func(instance string, began time.Time, n int64) ops.Bucket {
			return ops.Bucket{Instance: instance, Width: time.Minute, Began: began, Users: 2, Counts: ops.Counts{Accepted: n, Wait: ops.Histogram{0, n}}}
		}
		earlier := began.Add(-10 * time.Minute)
		beat(t, s, ops.Beat{Instance: "i-1", Buckets: []ops.Bucket{bucket("i-1", began, 1)}})
		beat(t, s, ops.Beat{Instance: "i-1", Buckets: []ops.Bucket{bucket("i-1", began, 5), bucket("i-1", earlier, 3)}})
		beat(t, s, ops.Beat{Instance: "i-2", Buckets: []ops.Bucket{bucket("i-2", began, 2)}})
		got, err := s.Buckets(t.Context(), time.Minute, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		want := []ops.Bucket{bucket("i-1", earlier, 3), bucket("i-1", began, 5), bucket("i-2", began, 2)}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("read %+v, want %+v", got, want)
		}
		if got, err := s.Buckets(t.Context(), time.Minute, 5*time.Minute); err != nil || len(got) != 2 {
			t.Errorf("of the last five minutes: %d, %v", len(got), err)
		}
		if got, err := s.Buckets(t.Context(), 10*time.Minute, time.Hour); err != nil || len(got) != 0 {
			t.Errorf("of another width: %d, %v", len(got), err)
		}
	},
	"a day adds up what all instances counted, whoever comes at once": func(t *testing.T, s Store) {
		var all sync.WaitGroup
		for _, i := range []string{"i-1", "i-2", "i-3"} {
			all.Go(func() {
				for range 5 {
					if _, err := s.Beat(t.Context(), ops.Beat{Instance: i, Day: map[string]int64{"failed": 1, "accepted": 2}}); err != nil {
						t.Errorf("beat: %v", err)
					}
				}
			})
		}
		all.Wait()
		days, err := s.Days(t.Context(), 14)
		if err != nil || len(days) == 0 || len(days) > 2 { // midnight may have come
			t.Fatalf("%v, %v", days, err)
		}
		sum := map[string]int64{}
		for _, d := range days {
			if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
				t.Error(err)
			}
			for m, n := range d.Measures {
				sum[m] += n
			}
		}
		if sum["accepted"] != 30 || sum["failed"] != 15 {
			t.Errorf("the days add up to %v", sum)
		}
	},
	"days are read one by one, the latest first": func(t *testing.T, s Store) {
		for n := range int64(3) {
			s.Age(t, 24*time.Hour)
			beat(t, s, ops.Beat{Instance: "i-1", Day: map[string]int64{"failed": n, "accepted": n + 10}})
		}
		days, err := s.Days(t.Context(), 2)
		if err != nil || len(days) != 2 || days[0].Date <= days[1].Date ||
			!reflect.DeepEqual(days[0].Measures, map[string]int64{"failed": 2, "accepted": 12}) ||
			!reflect.DeepEqual(days[1].Measures, map[string]int64{"failed": 1, "accepted": 11}) {
			t.Errorf("two of three days are %v, %v", days, err)
		}
	},
	"an instance that is silent is asked nothing": func(t *testing.T, s Store) {
		drain := ops.Command{Action: ops.ActionDrain}
		beat(t, s, ops.Beat{Instance: "i-1"})
		s.Age(t, 20*time.Second)
		if err := s.Ask(t.Context(), "i-1", drain); err != nil {
			t.Errorf("heard 20 s ago, it is refused: %v", err)
		}
		s.Age(t, 15*time.Second)
		if l := look(t, s); l.Instances[0].Heard < 35*time.Second || l.Instances[0].Heard > time.Minute {
			t.Errorf("it was heard %s ago, by the look", l.Instances[0].Heard)
		}
		refused(t, s.Ask(t.Context(), "i-1", drain), protocol.CodeNotFound)
		if h := beat(t, s, ops.Beat{Instance: "i-1"}); !slices.Equal(h.Commands, []ops.Command{drain}) {
			t.Errorf("back again, it hears %v", h.Commands)
		}
		if l := look(t, s); l.Instances[0].Heard > 30*time.Second {
			t.Errorf("back again, it was heard %s ago", l.Instances[0].Heard)
		}
		if err := s.Ask(t.Context(), "i-1", drain); err != nil {
			t.Errorf("back again, it is refused: %v", err)
		}
	},
	"what operators did is kept, the latest first": func(t *testing.T, s Store) {
		for i, target := range []string{"i-1", "i-2", "i-3", "i-4", "i-5"} {
			if i == 1 {
				s.Age(t, time.Second) // those behind it come within a millisecond
			}
			r := protocol.AuditRecord{Actor: "eve", Action: ops.ActionDrain, Target: target, Outcome: "asked"}
			if err := s.Record(t.Context(), r); err != nil {
				t.Fatal(err)
			}
		}
		got, err := s.Actions(t.Context(), 4)
		if err != nil || len(got) != 4 || got[0].Actor != "eve" || got[0].At.IsZero() {
			t.Fatalf("%+v, %v", got, err)
		}
		for i, want := range []string{"i-5", "i-4", "i-3", "i-2"} {
			if got[i].Target != want {
				t.Errorf("number %d is %+v, want %s", i, got[i], want)
			}
		}
	},
}
