//go:build unix

package redistest

import (
	"testing"

	"github.com/planspark/planspark/e2e/servers"
)

// StartCluster makes a cluster of three masters that ends with its test.
func StartCluster(t testing.TB) *servers.RedisCluster {
	t.Helper()
	ctx, cancel := wait()
	defer cancel()
	c, err := servers.StartRedisCluster(ctx, t.TempDir(), 3)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { end(t, c.Kill) })
	return c
}

// StartPair makes a master with a replica, and a sentinel, which end with their test.
func StartPair(t testing.TB) *servers.RedisPair {
	t.Helper()
	ctx, cancel := wait()
	defer cancel()
	p, err := servers.StartRedisPair(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { end(t, p.Kill) })
	return p
}

func end(t testing.TB, kill func() error) {
	if err := kill(); err != nil {
		t.Error(err)
	}
}
