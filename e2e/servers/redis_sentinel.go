//go:build unix

package servers

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/planspark/planspark/e2e/process"
)

// masterName is what the sentinel calls the pair that it watches.
const masterName = "planspark"

// RedisPair is a Redis master with one replica, and a sentinel that has the replica take its place when
// the master is gone for half a second.
type RedisPair struct {
	Master, Replica *Redis
	sentinel        *Redis
}

// StartRedisPair starts all three, with their files in dir, and waits until the sentinel knows both.
func StartRedisPair(ctx context.Context, dir string) (*RedisPair, error) {
	p := &RedisPair{}
	if err := p.start(ctx, dir); err != nil {
		return nil, errors.Join(err, p.Kill())
	}
	return p, nil
}

func (p *RedisPair) start(ctx context.Context, dir string) (err error) {
	for _, folder := range []string{"master", "replica"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			return err
		}
	}
	if p.Master, err = StartRedis(ctx, RedisConfig{Dir: filepath.Join(dir, "master"), Flags: []string{"--repl-diskless-sync-delay", "0"}}); err != nil {
		return err
	}
	host, port, err := net.SplitHostPort(p.Master.Addr)
	if err != nil {
		return err
	}
	replicaOf := []string{"--replicaof", host, port}
	if p.Replica, err = StartRedis(ctx, RedisConfig{Dir: filepath.Join(dir, "replica"), Flags: replicaOf}); err != nil {
		return err
	}
	if err := p.watch(ctx, dir, host, port); err != nil {
		return err
	}
	err = p.sentinel.await(ctx, func(c *redis.Client) (bool, error) {
		known, err := c.Info(ctx, "sentinel").Result()
		return strings.Contains(known, "status=ok") && strings.Contains(known, "slaves=1"), err
	})
	if err != nil {
		return fmt.Errorf("the sentinel does not find master and replica: %w", err)
	}
	return nil
}

// watch starts the sentinel.
func (p *RedisPair) watch(ctx context.Context, dir, host, port string) error {
	addr, err := process.FreeAddress()
	if err != nil {
		return err
	}
	_, own, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	settings := []string{
		"bind 127.0.0.1", "port " + own,
		fmt.Sprintf("sentinel monitor %s %s %s 1", masterName, host, port),
		"sentinel down-after-milliseconds " + masterName + " 500",
		"sentinel failover-timeout " + masterName + " 5000",
	}
	file := filepath.Join(dir, "sentinel.conf")
	if err := os.WriteFile(file, []byte(strings.Join(settings, "\n")+"\n"), 0o600); err != nil {
		return err
	}
	p.sentinel = &Redis{Addr: addr}
	p.sentinel.Process = process.New(process.Command{
		Name: "sentinel", Path: "redis-server", Dir: dir, Signal: syscall.SIGKILL, Args: []string{file, "--sentinel"},
		Ready: func(ctx context.Context) error { return p.sentinel.Do(ctx, "PING") },
	})
	return p.sentinel.Start(ctx)
}

// URL names the master, whoever it is, as the sentinel tells.
func (p *RedisPair) URL() string {
	return "redis://" + p.sentinel.Addr + "/0?master_name=" + masterName
}

// Replicate waits until the replica has all that was written to the master before.
func (p *RedisPair) Replicate(ctx context.Context) error {
	mark := rand.Text()
	if err := p.Master.Do(ctx, "SET", "mark", mark, "PX", time.Minute.Milliseconds()); err != nil {
		return err
	}
	return p.Replica.await(ctx, func(c *redis.Client) (bool, error) {
		got, err := c.Get(ctx, "mark").Result()
		if errors.Is(err, redis.Nil) {
			err = nil
		}
		return got == mark, err
	})
}

// Kill ends all that runs of it.
func (p *RedisPair) Kill() error {
	var errs []error
	for _, r := range []*Redis{p.sentinel, p.Replica, p.Master} {
		if r != nil {
			errs = append(errs, r.Kill())
		}
	}
	return errors.Join(errs...)
}
