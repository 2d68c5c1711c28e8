//go:build unix

// Package redistest runs a real Redis for tests: a server of its own on a port of the loopback, in a
// folder of its own. A machine without Redis fails the test: a promise that was not checked is not kept.
package redistest

import (
	"bytes"
	"context"
	"net"
	"os/exec"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// Server is a Redis that ends with its test.
type Server struct {
	Addr string // host and port

	dir   string
	flags []string
	log   bytes.Buffer // written by the process

	mu      sync.Mutex
	process *exec.Cmd // guarded by mu; nil while it is stopped
}

// Start makes a server that keeps nothing on disk and waits until it answers. flags are settings as on
// the command line, such as "--maxmemory", "10mb".
func Start(t testing.TB, flags ...string) *Server {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Addr: ln.Addr().String(), dir: t.TempDir(), flags: flags}
	if err := ln.Close(); err != nil {
		t.Fatal(err)
	}
	s.Resume(t)
	t.Cleanup(func() {
		s.Stop(t)
		if t.Failed() {
			t.Logf("redis said:\n%s", s.log.String())
		}
	})
	return s
}

// URL names the server.
func (s *Server) URL() string { return "redis://" + s.Addr + "/0" }

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
	if err := s.Client(t).Do(context.Background(), command...).Err(); err != nil {
		t.Fatalf("%v: %v", command, err)
	}
}

// Stop ends the server at once; what it held is gone.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.process == nil {
		return
	}
	if err := s.process.Process.Kill(); err != nil {
		t.Errorf("stop redis: %v", err)
	}
	_ = s.process.Wait() // its exit code tells of the signal
	s.process = nil
}

// Pause holds the server still, so that it takes connections and answers nothing; Continue lets it go on.
func (s *Server) Pause(t testing.TB) { s.signal(t, syscall.SIGSTOP) }

// Continue lets a server that was paused go on.
func (s *Server) Continue(t testing.TB) { s.signal(t, syscall.SIGCONT) }

func (s *Server) signal(t testing.TB, sig syscall.Signal) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.process.Process.Signal(sig); err != nil {
		t.Fatalf("redis: %v", err)
	}
}

// Resume starts the server, empty, at its address, and waits until it answers.
func (s *Server) Resume(t testing.TB) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	host, port, err := net.SplitHostPort(s.Addr)
	if err != nil {
		t.Fatal(err)
	}
	args := append([]string{"--bind", host, "--port", port, "--dir", s.dir, "--save", "", "--appendonly", "no"}, s.flags...)
	server := exec.Command("redis-server", args...)
	server.Stdout, server.Stderr = &s.log, &s.log
	if err := server.Start(); err != nil {
		t.Fatalf("Redis is needed for this test, as redis-server in PATH: %v", err)
	}
	s.process = server
	await(t, s.Addr)
}

func await(t testing.TB, addr string) {
	t.Helper()
	c := redis.NewClient(&redis.Options{Addr: addr, MaxRetries: -1})
	defer c.Close()
	for deadline := time.Now().Add(time.Minute); ; {
		err := c.Ping(context.Background()).Err()
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("redis does not answer: %v", err)
		}
		<-time.After(10 * time.Millisecond)
	}
}

// Port is the server's port.
func (s *Server) Port(t testing.TB) int {
	t.Helper()
	_, port, err := net.SplitHostPort(s.Addr)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
