//go:build unix

package servers

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/planspark/planspark/e2e/process"
)

// RedisCluster is a Redis cluster of masters without replicas, each of which has a part of the slots.
type RedisCluster struct {
	Nodes []*Redis
}

// slots is how many a cluster divides among its masters.
const slots = 16384

// lookAgain is the time between two questions whether servers know each other.
const lookAgain = 20 * time.Millisecond

// StartRedisCluster starts that many masters, which keep their files in dir, and waits until they agree.
func StartRedisCluster(ctx context.Context, dir string, masters int) (*RedisCluster, error) {
	c := &RedisCluster{}
	for i := range masters {
		own := filepath.Join(dir, strconv.Itoa(i))
		if err := os.MkdirAll(own, 0o755); err != nil {
			return nil, errors.Join(err, c.Kill())
		}
		between, err := process.FreePort()
		if err != nil {
			return nil, errors.Join(err, c.Kill())
		}
		r, err := StartRedis(ctx, RedisConfig{Dir: own, Flags: []string{"--cluster-enabled", "yes", "--cluster-port", strconv.Itoa(between)}})
		if err != nil {
			return nil, errors.Join(err, c.Kill())
		}
		c.Nodes = append(c.Nodes, r)
		if err := c.meet(ctx, r, i*slots/masters, (i+1)*slots/masters-1, between); err != nil {
			return nil, errors.Join(err, c.Kill())
		}
	}
	if err := c.agree(ctx); err != nil {
		return nil, errors.Join(err, c.Kill())
	}
	return c, nil
}

// meet gives a node its slots and makes it known to the first.
func (c *RedisCluster) meet(ctx context.Context, r *Redis, first, last, between int) error {
	if err := r.Do(ctx, "CLUSTER", "ADDSLOTSRANGE", first, last); err != nil || r == c.Nodes[0] {
		return err
	}
	host, port, err := net.SplitHostPort(r.Addr)
	if err != nil {
		return err
	}
	return c.Nodes[0].Do(ctx, "CLUSTER", "MEET", host, port, between)
}

// agree waits until each node knows who has which slot.
func (c *RedisCluster) agree(ctx context.Context) error {
	for _, r := range c.Nodes {
		err := r.await(ctx, func(client *redis.Client) (bool, error) {
			info, err := client.ClusterInfo(ctx).Result()
			return strings.Contains(info, "cluster_state:ok"), err
		})
		if err != nil {
			return fmt.Errorf("a cluster of %d masters does not come together: %w", len(c.Nodes), err)
		}
	}
	return nil
}

// URL names the cluster, by its first node.
func (c *RedisCluster) URL() string { return "redis://" + c.Nodes[0].Addr + "?cluster=true" }

// Kill ends all nodes.
func (c *RedisCluster) Kill() error {
	var errs []error
	for _, r := range c.Nodes {
		errs = append(errs, r.Kill())
	}
	return errors.Join(errs...)
}

// await asks the server until something holds.
func (r *Redis) await(ctx context.Context, holds func(*redis.Client) (bool, error)) (err error) {
	client := redis.NewClient(&redis.Options{Addr: r.Addr, MaxRetries: -1})
	defer func() { err = errors.Join(err, client.Close()) }()
	for {
		ok, err := holds(client)
		if ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(lookAgain):
		}
	}
}
