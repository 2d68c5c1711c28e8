package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
)

// sharedTests are of what instances need to agree on.
var sharedTests = map[string]func(*testing.T, Store){
	"of those who take a ticket at once exactly one gets it": func(t *testing.T, s Store) {
		keepTicket(t, s, "ticket", "for ann", long)
		got := 0
		for _, ok := range together(8, func(int) bool {
			note, ok, err := s.TakeTicket(t.Context(), "ticket")
			if err != nil || ok && note != "for ann" {
				t.Errorf("got %q, %v", note, err)
			}
			return ok
		}) {
			if ok {
				got++
			}
		}
		if got != 1 {
			t.Errorf("%d were admitted", got)
		}
	},
	"a ticket whose life is over admits nobody, nor does one that there never was": func(t *testing.T, s Store) {
		keepTicket(t, s, "old", "for ann", past)
		for _, name := range []string{"old", "old", "never"} {
			if _, ok, err := s.TakeTicket(t.Context(), name); ok || err != nil {
				t.Errorf("%s admits: %v, %v", name, ok, err)
			}
		}
	},
	"of the secrets that instances offer at once one is everybody's": func(t *testing.T, s Store) {
		secrets := together(6, func(i int) string {
			secret, err := s.Secret(t.Context(), "session", fmt.Sprintf("offer %d", i))
			if err != nil {
				t.Error(err)
			}
			return secret
		})
		for _, secret := range secrets {
			if secret == "" || secret != secrets[0] {
				t.Fatalf("instances hold %q", secrets)
			}
		}
		if other, err := s.Secret(t.Context(), "other", "mine"); err != nil || other != "mine" {
			t.Errorf("another name has %q, %v", other, err)
		}
	},
	"a secret is replaced by one of those who want to at once": func(t *testing.T, s Store) {
		if _, err := s.Secret(t.Context(), "session", "old"); err != nil {
			t.Fatal(err)
		}
		won := together(6, func(i int) bool {
			ok, err := s.ReplaceSecret(t.Context(), "session", "old", fmt.Sprintf("new %d", i))
			if err != nil {
				t.Error(err)
			}
			return ok
		})
		winner := slices.Index(won, true)
		if value, err := s.Secret(t.Context(), "session", "late"); winner < 0 || value != fmt.Sprintf("new %d", winner) || err != nil {
			t.Errorf("the secret is %q, %v; won %v", value, err, won)
		}
		if slices.Contains(won[winner+1:], true) {
			t.Errorf("several replaced it: %v", won)
		}
	},
	"instances are counted by their heartbeats": func(t *testing.T, s Store) {
		for worker, lease := range map[string]time.Duration{"w1": long, "w2": long, "dead": past} {
			if _, err := s.Renew(t.Context(), generation.Beat{Worker: worker, Slots: 1, Lease: lease}); err != nil {
				t.Fatal(err)
			}
		}
		if n, err := s.Instances(t.Context()); n != 2 || err != nil {
			t.Errorf("%d instances, %v; want 2", n, err)
		}
	},
}

func keepTicket(t *testing.T, s Store, name, note string, life time.Duration) {
	t.Helper()
	if err := s.KeepTicket(t.Context(), name, note, life); err != nil {
		t.Fatal(err)
	}
}
