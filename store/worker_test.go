package store

import (
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// TestAHeartbeatRenewsWhatItSays: slots, lease and the moment, by the database's clock.
func TestAHeartbeatRenewsWhatItSays(t *testing.T) {
	s := openInternal(t)
	beat := func(slots int, lease time.Duration) {
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
	beat(2, time.Hour)
	offered("at first", 2)
	beat(5, time.Hour)
	offered("with more slots", 5)
	beat(5, -time.Hour)
	offered("with a lease that has run out", 0)
	beat(5, time.Minute)
	offered("with a lease again", 5)
	if _, err := s.writer.db.Exec(`UPDATE workers SET heartbeat = heartbeat - 179000000`); err != nil {
		t.Fatal(err)
	}
	offered("just before the end of three leases", 5)
	if _, err := s.writer.db.Exec(`UPDATE workers SET heartbeat = heartbeat - 2000000`); err != nil {
		t.Fatal(err)
	}
	offered("after three leases", 0)
	beat(5, time.Minute)
	offered("after another heartbeat", 5)
}

// TestErasingAnOwnerForgetsEarlierDaysOfTheirs and of nobody else; each day has a limit of its own, and today still counts.
func TestErasingAnOwnerForgetsEarlierDaysOfTheirs(t *testing.T) {
	s := openInternal(t)
	submit := func(owner, id string) error {
		_, err := s.Submit(t.Context(), generation.Submission{
			ID: id, Owner: owner, Lane: generation.LanePool, Fingerprint: generation.Fingerprint{id[0]}, Limits: generation.Limits{Daily: 1},
		})
		return err
	}
	accept := func(owner, id string) {
		t.Helper()
		if err := submit(owner, id); err != nil {
			t.Fatal(err)
		}
	}
	accept("ann", "1")
	accept("bob", "2")
	if _, err := s.writer.db.Exec(`UPDATE usage_days SET day = day - 1`); err != nil {
		t.Fatal(err)
	}
	accept("ann", "3")
	accept("bob", "4")
	if _, _, err := s.EraseOwner(t.Context(), "ann", 9); err != nil {
		t.Fatal(err)
	}
	for owner, days := range map[string]int{"ann": 1, "bob": 2} {
		a, err := s.Account(t.Context(), owner)
		if err != nil || len(a.Usage) != days || days == 2 && a.Usage[0].Day >= a.Usage[1].Day {
			t.Errorf("of %s is kept %+v, %v; want %d days, the first first", owner, a.Usage, err, days)
		}
		if u, err := s.Usage(t.Context(), owner); err != nil || u.Today != 1 {
			t.Errorf("%s has used %d of this day, %v", owner, u.Today, err)
		}
		if err := submit(owner, "5"); !protocol.HasCode(err, protocol.CodeDailyLimit) {
			t.Errorf("%s was accepted a second time on this day: %v", owner, err)
		}
	}
}
