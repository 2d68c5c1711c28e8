package bus_test

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/planspark/planspark/bus"
	"github.com/planspark/planspark/bus/redistest"
	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/providertest"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/hub/hubtest"
	"github.com/planspark/planspark/limits"
	"github.com/planspark/planspark/protocol"
)

// TestAClusterServesAsOneServer: what instances share is divided among masters, and nobody notices.
func TestAClusterServesAsOneServer(t *testing.T) {
	cluster := redistest.StartCluster(t)
	flush := func(t *testing.T) {
		for _, node := range cluster.Nodes {
			if err := node.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Run("log", func(t *testing.T) {
		hubtest.Run(t, func(t *testing.T) hub.Log {
			flush(t)
			return bus.NewLog(open(t, cluster.URL()))
		})
		hubtest.RunShared(t, func(t *testing.T) (here, there hub.Log) {
			flush(t)
			return bus.NewLog(open(t, cluster.URL())), bus.NewLog(open(t, cluster.URL()))
		})
	})
	var made atomic.Int64
	b := open(t, cluster.URL())
	t.Run("breaker", func(t *testing.T) {
		providertest.Breaker(t, providertest.Real, func(t testing.TB, cfg provider.BreakerConfig) provider.Breaker {
			return bus.NewBreaker(b, name(&made), cfg)
		})
	})
	t.Run("quota", func(t *testing.T) {
		providertest.Quota(t, providertest.Real, func(t testing.TB, cfg provider.QuotaConfig) provider.Quota {
			return bus.NewQuota(b, name(&made), cfg, three)
		})
	})
	t.Run("rates", func(t *testing.T) {
		rates := bus.NewRates(b, "user", limits.Rate{Limit: 1, Window: time.Hour}, three, time.Now)
		for _, key := range strings.Split("abcdefghijkl", "") {
			for i, want := range []bool{true, false} {
				if d, err := rates.Take(t.Context(), key, 1); err != nil || d.OK != want {
					t.Errorf("unit %d of %s: %+v, %v", i+1, key, d, err)
				}
			}
		}
	})
	t.Run("every slot", func(t *testing.T) {
		l := bus.NewLog(b)
		for i := range 64 {
			id := fmt.Sprintf("slot-%d", i)
			if err := errors.Join(l.Append(t.Context(), id, protocol.Cursor{}, first), l.End(t.Context(), id)); err != nil {
				t.Errorf("log %s: %v", id, err)
			}
		}
	})
	if !b.Up() {
		t.Error("the cluster is said to be away")
	}
}

// TestAReplicaTakesTheMastersPlace: behind a failover the log goes on with what the replica has; no
// instance needs to be told.
func TestAReplicaTakesTheMastersPlace(t *testing.T) {
	pair := redistest.StartPair(t)
	l := bus.NewLog(open(t, pair.URL()))
	f := hubtest.NewFollower()
	f.Start(t, l)
	l.Subscribe("g")
	f.Await(t, "the log is followed", func() bool { return f.Looks("g") > 0 })
	if err := l.Append(t.Context(), "g", protocol.Cursor{}, first); err != nil {
		t.Fatal(err)
	}
	if err := pair.Replicate(t.Context()); err != nil {
		t.Fatal(err)
	}
	looks := f.Looks("g")
	if err := pair.Master.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := l.Append(t.Context(), "g", protocol.Cursor{Attempt: 1}, next); !errors.Is(err, hub.ErrAway) {
		t.Fatalf("without a master the append is %v, want ErrAway", err)
	}
	f.Await(t, "the log is back", func() bool { return f.Backs() > 0 })
	if err := l.Append(t.Context(), "g", protocol.Cursor{Attempt: 1}, next); err != nil {
		t.Errorf("behind the failover: %v", err)
	}
	f.Await(t, "the log is looked at anew", func() bool { return f.Looks("g") > looks })
	f.Await(t, "what is appended to the replica comes", func() bool { return len(f.Got("g")) > 0 })
	if err := l.Append(t.Context(), "g", protocol.Cursor{Attempt: 1}, next); err == nil {
		t.Error("the same again is taken")
	}
}
