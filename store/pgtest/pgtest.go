//go:build unix

// Package pgtest runs a real PostgreSQL for tests: a server of its own in a folder of its own, reached
// through a Unix socket or a port of the loopback. A machine without PostgreSQL fails the test: a
// promise that was not checked is not kept.
package pgtest

import (
	"context"
	"errors"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/planspark/planspark/e2e/process"
	"github.com/planspark/planspark/e2e/servers"
)

// Server is a PostgreSQL that ends with its test.
type Server struct {
	Port int // on 127.0.0.1, and in the name of the socket

	postgres  *servers.Postgres
	databases atomic.Int32
}

// patience bounds each wait for the server.
const patience = time.Minute

// Start makes a server and waits until it answers. flags are settings, such as "max_connections=20".
func Start(t testing.TB, flags ...string) *Server {
	t.Helper()
	dir, err := os.MkdirTemp("", "pg") // short: the path of a socket has 107 bytes at most
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	ctx, cancel := wait()
	defer cancel()
	p, err := servers.StartPostgres(ctx, servers.PostgresConfig{Dir: dir, Settings: flags})
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Port: p.Port, postgres: p}
	t.Cleanup(func() {
		s.Stop(t)
		if t.Failed() {
			t.Logf("postgres said:\n%s", p.Tail())
		}
	})
	return s
}

// wait is the context of one step; a test's own has ended when it cleans up.
func wait() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), patience)
}

// URL names a database of the server, through its socket.
func (s *Server) URL(database string) string { return s.postgres.URL(database) }

// Database makes a database and returns its URL. template may name one to copy, which nobody uses; empty is none.
func (s *Server) Database(t testing.TB, template string) string {
	t.Helper()
	name := "test" + strconv.Itoa(int(s.databases.Add(1)))
	statement := "CREATE DATABASE " + name
	if template != "" {
		statement += " TEMPLATE " + template
	}
	s.Exec(t, "postgres", statement)
	return s.URL(name)
}

// Exec runs a statement as superuser.
func (s *Server) Exec(t testing.TB, database, statement string) {
	t.Helper()
	ctx, cancel := wait()
	defer cancel()
	if err := s.postgres.Exec(ctx, database, statement); err != nil {
		t.Fatal(err)
	}
}

// Empty removes every row of a database but those of the tables named in keep.
func (s *Server) Empty(t testing.TB, database string, keep ...string) {
	t.Helper()
	s.Exec(t, database, `DO $$ DECLARE name text; BEGIN
		FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ('{`+strings.Join(keep, ",")+`}') LOOP
			EXECUTE 'DELETE FROM ' || quote_ident(name);
		END LOOP;
	END $$`)
}

// Stop ends the server at once, as a crash of its sessions would look to clients; what was committed
// is there when it goes on.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	ctx, cancel := wait()
	defer cancel()
	if _, err := s.postgres.Stop(ctx); err != nil && !errors.Is(err, process.ErrNotRunning) {
		t.Errorf("stop postgres: %v", err)
	}
}

// Resume starts the server on its data and waits until it answers.
func (s *Server) Resume(t testing.TB) {
	t.Helper()
	ctx, cancel := wait()
	defer cancel()
	if err := s.postgres.Start(ctx); err != nil {
		t.Fatal(err)
	}
}
