//go:build unix

// Package redistest runs a real Redis for tests: a server of its own on a port of the loopback, in a
// folder of its own. A machine without Redis fails the test: a promise that was not checked is not kept.
package redistest

import (
	"context"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/planspark/planspark/e2e/servers"
)

// Server is a Redis that ends with its test.
type Server struct {
	Addr string // host and port

	redis *servers.Redis
}

// patience bounds each wait for the server.
const patience = time.Minute

// Start makes a server that keeps nothing on disk and waits until it answers. flags are settings as on
// the command line, such as "--maxmemory", "10mb".
func Start(t testing.TB, flags ...string) *Server {
	t.Helper()
	ctx, cancel := wait()
	defer cancel()
	r, err := servers.StartRedis(ctx, servers.RedisConfig{Dir: t.TempDir(), Flags: flags})
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Addr: r.Addr, redis: r}
	t.Cleanup(func() {
		s.Stop(t)
		if t.Failed() {
			t.Logf("redis said:\n%s", r.Tail())
		}
	})
	return s
}

func wait() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), patience)
}

// URL names the server.
func (s *Server) URL() string { return s.redis.URL() }

// Client is a connection for the test itself.
func (s *Server) Client(t testing.TB) *redis.Client {
	t.Helper()
	c := redis.NewClient(&redis.Options{Addr: s.Addr, MaxRetries: 3})
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// Do runs a command.
func (s *Server) Do(t testing.TB, command ...any) {
	t.Helper()
	ctx, cancel := wait()
	defer cancel()
	if err := s.redis.Do(ctx, command...); err != nil {
		t.Fatal(err)
	}
}

// Stop ends the server at once; what it held is gone.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if err := s.redis.Kill(); err != nil {
		t.Error(err)
	}
}

// Pause holds the server still, so that it takes connections and answers nothing; Continue lets it go on.
func (s *Server) Pause(t testing.TB) {
	t.Helper()
	if err := s.redis.Pause(); err != nil {
		t.Fatal(err)
	}
}

// Continue lets a server that was paused go on.
func (s *Server) Continue(t testing.TB) {
	t.Helper()
	if err := s.redis.Continue(); err != nil {
		t.Fatal(err)
	}
}

// Resume starts the server, empty, at its address, and waits until it answers.
func (s *Server) Resume(t testing.TB) {
	t.Helper()
	ctx, cancel := wait()
	defer cancel()
	if err := s.redis.Start(ctx); err != nil {
		t.Fatal(err)
	}
}
