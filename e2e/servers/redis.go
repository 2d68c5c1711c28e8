//go:build unix

package servers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"

	"github.com/redis/go-redis/v9"

	"github.com/planspark/planspark/e2e/process"
)

// Redis is a Redis server that keeps nothing on disk: started again it is empty. Its Stop is a kill.
type Redis struct {
	*process.Process
	Addr string // host and port
}

// RedisConfig says how a Redis runs.
type RedisConfig struct {
	Dir    string    // where it works
	Flags  []string  // settings as on its command line, such as "--maxmemory", "10mb"
	Output io.Writer // what it logs; nil is nobody
}

// StartRedis starts a server and waits until it answers.
func StartRedis(ctx context.Context, c RedisConfig) (*Redis, error) {
	addr, err := process.FreeAddress()
	if err != nil {
		return nil, err
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	r := &Redis{Addr: addr}
	r.Process = process.New(process.Command{
		Name: "redis", Path: "redis-server", Dir: c.Dir, Signal: syscall.SIGKILL, Output: c.Output,
		Args: append([]string{"--bind", host, "--port", port, "--dir", c.Dir, "--save", "", "--appendonly", "no"}, c.Flags...),
		Ready: func(ctx context.Context) error {
			return r.Do(ctx, "PING")
		},
	})
	if err := r.Start(ctx); err != nil {
		return nil, fmt.Errorf("%w (redis-server must be in PATH)", err)
	}
	return r, nil
}

// URL names the server.
func (r *Redis) URL() string { return r.Over(r.Addr) }

// Over names the server as it is reached at an address, such as that of a link.
func (r *Redis) Over(address string) string { return "redis://" + address + "/0" }

// Do runs a command.
func (r *Redis) Do(ctx context.Context, command ...any) error {
	c := redis.NewClient(&redis.Options{Addr: r.Addr, MaxRetries: -1})
	if err := errors.Join(c.Do(ctx, command...).Err(), c.Close()); err != nil {
		return fmt.Errorf("redis: %v: %w", command[0], err)
	}
	return nil
}

// Flush makes it forget everything.
func (r *Redis) Flush(ctx context.Context) error { return r.Do(ctx, "FLUSHALL") }
