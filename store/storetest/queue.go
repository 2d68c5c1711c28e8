package storetest

import (
	"slices"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

var queueTests = map[string]func(*testing.T, Store){
	"start order is the announced order": func(t *testing.T, s Store) {
		for i := range 40 {
			accept(t, s, "ann", func(x *generation.Submission) {
				x.HeadStart = time.Duration(i*7%13-6) * time.Minute
			})
		}
		announced := waiting(t, s)
		var order []string
		for _, slots := range []int{1, 3, 7, 40} {
			for _, r := range claim(t, s, "w1", slots, long) {
				order = append(order, r.ID)
			}
		}
		same(t, "start order", order, announced)
		same(t, "what waits", waiting(t, s), nil)
	},
	"a receipt's position is the rank in the queue": func(t *testing.T, s Store) {
		for i := range 20 {
			r := submit(t, s, Submission("ann", func(x *generation.Submission) {
				x.HeadStart = time.Duration(i*3%7) * time.Minute
			}))
			if rank := slices.Index(waiting(t, s), r.Record.ID) + 1; r.Position != rank || r.Length != i+1 {
				t.Fatalf("submission %d was told %d of %d, and stands at %d of %d", i, r.Position, r.Length, rank, i+1)
			}
		}
	},
	"a head start passes only who came within it, a penalty waits behind": func(t *testing.T, s Store) {
		first := accept(t, s, "ann")
		second := accept(t, s, "ann", func(x *generation.Submission) { x.Penalty = time.Hour })
		other := accept(t, s, "bob", func(x *generation.Submission) { x.Penalty = time.Hour }) // has nothing active
		premium := accept(t, s, "eve", func(x *generation.Submission) { x.HeadStart = 30 * time.Minute })
		low := accept(t, s, "joe", func(x *generation.Submission) { x.HeadStart = -30 * time.Minute })
		same(t, "queue", waiting(t, s), []string{premium, first, other, low, second})
	},
	"the penalty counts each active generation": func(t *testing.T, s Store) {
		behind := func(x *generation.Submission) { x.Penalty = time.Hour }
		a1 := accept(t, s, "ann", behind)
		a2 := accept(t, s, "ann", behind)
		a3 := accept(t, s, "ann", behind)
		b := accept(t, s, "bob", func(x *generation.Submission) { x.HeadStart = -90 * time.Minute })
		same(t, "queue", waiting(t, s), []string{a1, a2, b, a3})
	},
	"released and lost work keeps its place": func(t *testing.T, s Store) {
		a, b, c := accept(t, s, "ann"), accept(t, s, "ann"), accept(t, s, "ann")
		h := claimOne(t, s, "w1", long)
		if err := s.Release(t.Context(), h); err != nil {
			t.Fatal(err)
		}
		same(t, "queue after a release", waiting(t, s), []string{a, b, c})
		claimOne(t, s, "w1", past)
		var order []string
		for _, r := range claim(t, s, "w2", 3, long) {
			order = append(order, r.ID)
		}
		same(t, "claims behind a lost lease", order, []string{a, b, c})
	},
	"lanes are lines of their own": func(t *testing.T, s Store) {
		pool := accept(t, s, "ann")
		fast := submit(t, s, Submission("ann", express))
		if fast.Position != 1 || fast.Length != 1 {
			t.Errorf("express stands at %d of %d, want 1 of 1", fast.Position, fast.Length)
		}
		same(t, "the pool's queue", waiting(t, s), []string{pool})
		out, err := s.Claim(t.Context(), generation.ClaimRequest{Worker: "w1", Lane: generation.LaneExpress, Slots: 5, Lease: long})
		if err != nil || len(out) != 1 || out[0].ID != fast.Record.ID || out[0].Lane != generation.LaneExpress {
			t.Fatalf("express claimed %+v, %v", out, err)
		}
		line, err := s.Queue(t.Context(), generation.LaneExpress)
		if err != nil || len(line.Waiting) != 0 || len(line.Running) != 1 {
			t.Errorf("express line is %+v, %v", line, err)
		}
		if line, err = s.Queue(t.Context(), generation.LanePool); err != nil || len(line.Running) != 0 {
			t.Errorf("in the pool runs %+v, %v", line, err)
		}
		finish(t, s, generation.Held{ID: out[0].ID, Attempt: out[0].Attempt}, completed)
		if took, err := s.Durations(t.Context(), 9); err != nil || len(took) != 0 {
			t.Errorf("what is typical of the pool is taken from the other lane: %v, %v", took, err)
		}
	},
	"who is overdue and whom nobody has begun is shed, of the first in line": func(t *testing.T, s Store) {
		begun := started(t, s, "ann")
		if err := s.Release(t.Context(), begun); err != nil {
			t.Fatal(err)
		}
		b, c, d := accept(t, s, "bob"), accept(t, s, "cid"), accept(t, s, "dan")
		cancel(t, s, "eve", accept(t, s, "eve"))
		shed := func(overdue time.Duration, most, want int, pool, express []string) {
			t.Helper()
			n, err := s.Shed(t.Context(), overdue, most)
			if err != nil || n != want {
				t.Fatalf("shed %d, %v; want %d", n, err, want)
			}
			for lane, ids := range map[generation.Lane][]string{generation.LanePool: pool, generation.LaneExpress: express} {
				line, err := s.Queue(t.Context(), lane)
				glance, failed := s.Glance(t.Context(), lane)
				if err != nil || failed != nil || line.Length != len(ids) || glance.Length != len(ids) {
					t.Errorf("%s has %d, at a glance %d, want %d; %v, %v", lane, line.Length, glance.Length, len(ids), err, failed)
				}
				same(t, string(lane), line.Waiting, ids)
			}
		}
		shed(time.Hour, 10, 0, []string{begun.ID, b, c, d}, nil)
		shed(-time.Hour, 2, 2, []string{begun.ID, d}, []string{b, c})
		shed(-time.Hour, 10, 1, []string{begun.ID}, []string{b, c, d})
		out, err := s.Claim(t.Context(), generation.ClaimRequest{Worker: "w1", Lane: generation.LaneExpress, Slots: 1, Lease: long})
		if err != nil || len(out) != 1 || out[0].ID != b || out[0].Lane != generation.LaneExpress || out[0].Foretold >= 0 {
			t.Errorf("claimed %+v, %v", out, err)
		}
	},
	"slots are those of live workers, running is what runs": func(t *testing.T, s Store) {
		beat := func(worker string, slots int, lease time.Duration) {
			if _, err := s.Renew(t.Context(), generation.Beat{Worker: worker, Slots: slots, Lease: lease}); err != nil {
				t.Fatal(err)
			}
		}
		want := func(slots, running int) {
			t.Helper()
			line, err := s.Queue(t.Context(), generation.LanePool)
			glance, failed := s.Glance(t.Context(), generation.LanePool)
			if err != nil || failed != nil || line.Slots != slots || len(line.Running) != running || glance.Slots != slots || len(glance.Running) != running {
				t.Fatalf("line is %+v, %v, at a glance %+v, %v; want %d slots and %d running", line, err, glance, failed, slots, running)
			}
			for _, age := range line.Running {
				if age < 0 || age > time.Hour {
					t.Fatalf("something has run for %s", age)
				}
			}
		}
		want(0, 0)
		beat("w1", 4, long)
		beat("w2", 3, long)
		beat("w3", 9, past) // as one that was silent for long
		h := started(t, s, "ann")
		want(7, 1)
		beat("w1", 2, long)
		want(5, 1)
		if err := s.Leave(t.Context(), "w2"); err != nil {
			t.Fatal(err)
		}
		finish(t, s, h, completed)
		want(2, 0)
		if err := s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		want(2, 0)
	},
	"a heartbeat renews slots, lease and the moment": func(t *testing.T, s Store) {
		heard := func(slots int, lease time.Duration) {
			t.Helper()
			if _, err := s.Renew(t.Context(), generation.Beat{Worker: "w", Slots: slots, Lease: lease}); err != nil {
				t.Fatal(err)
			}
		}
		offered := func(when string, want int) {
			t.Helper()
			if l, err := s.Glance(t.Context(), generation.LanePool); err != nil || l.Slots != want {
				t.Errorf("%s, %d slots are offered, %v; want %d", when, l.Slots, err, want)
			}
		}
		heard(2, long)
		offered("at first", 2)
		heard(5, long)
		offered("with more slots", 5)
		heard(5, past)
		offered("with a lease that has run out", 0)
		heard(5, time.Hour)
		offered("with a lease again", 5)
		s.Age(t, 3*time.Hour-time.Minute)
		offered("just before the end of three leases", 5)
		s.Age(t, 2*time.Minute)
		offered("after three leases", 0)
		heard(5, time.Hour)
		offered("after another heartbeat", 5)
	},
	"durations are those of what was completed, the latest first": func(t *testing.T, s Store) {
		longest := started(t, s, "who began first and ends last")
		tick(t, s)
		for i := range 4 {
			h := started(t, s, NewID())
			result := completed
			if i == 2 {
				result.State = protocol.StateFailed
			}
			finish(t, s, h, result)
		}
		tick(t, s)
		finish(t, s, longest, completed)
		accept(t, s, "ann")
		got, err := s.Durations(t.Context(), 2)
		if err != nil || len(got) != 2 {
			t.Fatalf("got %v, %v; want the latest two", got, err)
		}
		if got, err = s.Durations(t.Context(), 10); err != nil || len(got) != 4 || slices.Max(got) != got[0] || slices.Min(got) == got[0] || got[0] > time.Minute {
			t.Errorf("got %v, %v; want those of four, the longest first, which ended last", got, err)
		}
	},
	"what is terminal does not wait": func(t *testing.T, s Store) {
		a, b := accept(t, s, "ann"), accept(t, s, "ann")
		if _, _, err := s.Cancel(t.Context(), "ann", a, protocol.ByOwner); err != nil {
			t.Fatal(err)
		}
		same(t, "queue", waiting(t, s), []string{b})
		if h := claimOne(t, s, "w1", long); h.ID != b {
			t.Errorf("claimed %s, want %s", h.ID, b)
		}
		if out := claim(t, s, "w1", 5, long); len(out) > 0 {
			t.Errorf("claimed %d more from an empty queue", len(out))
		}
	},
}
