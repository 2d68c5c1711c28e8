//go:build unix

// Package pgtest runs a real PostgreSQL for tests: a server of its own in a folder of its own, reached
// through a Unix socket or a port of the loopback. A machine without PostgreSQL fails the test: a
// promise that was not checked is not kept.
package pgtest

import (
	"bytes"
	"database/sql"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/lib/pq" // the driver
)

// Server is a PostgreSQL that ends with its test.
type Server struct {
	Port int // on 127.0.0.1, and in the name of the socket

	bin, dir string
	as       *syscall.SysProcAttr
	flags    []string

	mu        sync.Mutex
	process   *exec.Cmd    // guarded by mu; nil while it is stopped
	log       bytes.Buffer // written by the process
	databases int          // guarded by mu
}

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
	s := &Server{Port: freePort(t), bin: binaries(t), dir: dir, as: owner(t, dir), flags: flags}
	initdb := exec.Command(filepath.Join(s.bin, "initdb"), "-D", s.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
	initdb.SysProcAttr, initdb.Dir = s.as, dir
	if out, err := initdb.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	s.Resume(t)
	t.Cleanup(func() {
		s.Stop(t)
		if t.Failed() {
			t.Logf("postgres said:\n%s", s.log.String())
		}
	})
	return s
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// URL names a database of the server, through its socket.
func (s *Server) URL(database string) string {
	q := url.Values{"host": {s.dir}, "port": {strconv.Itoa(s.Port)}, "user": {"postgres"}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", Path: "/" + database, RawQuery: q.Encode()}).String()
}

// Over names a database of the server as it is reached at an address, such as that of a proxy.
func (s *Server) Over(address, database string) string {
	return (&url.URL{Scheme: "postgres", User: url.User("postgres"), Host: address, Path: "/" + database, RawQuery: "sslmode=disable"}).String()
}

// Database makes a database and returns its URL. template may name one to copy, which nobody uses; empty is none.
func (s *Server) Database(t testing.TB, template string) string {
	t.Helper()
	s.mu.Lock()
	s.databases++
	name := "test" + strconv.Itoa(s.databases)
	s.mu.Unlock()
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
	db, err := sql.Open("postgres", s.URL(database))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
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
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.process == nil {
		return
	}
	if err := s.process.Process.Signal(syscall.SIGQUIT); err != nil { // immediate shutdown
		t.Errorf("stop postgres: %v", err)
	}
	_ = s.process.Wait() // its exit code tells of the signal
	s.process = nil
}

// Resume starts the server on its data and waits until it answers.
func (s *Server) Resume(t testing.TB) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	args := []string{"-D", s.data(), "-k", s.dir, "-p", strconv.Itoa(s.Port), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"}
	for _, f := range s.flags {
		args = append(args, "-c", f)
	}
	server := exec.Command(filepath.Join(s.bin, "postgres"), args...)
	server.SysProcAttr, server.Dir, server.Stdout, server.Stderr = s.as, s.dir, &s.log, &s.log
	if err := server.Start(); err != nil {
		t.Fatalf("postgres: %v", err)
	}
	s.process = server
	await(t, s.URL("postgres"))
}

func freePort(t testing.TB) int {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	return ln.Addr().(*net.TCPAddr).Port
}

// binaries finds the newest installed server.
func binaries(t testing.TB) string {
	t.Helper()
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path)
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		t.Fatal("PostgreSQL is not installed: this test needs initdb and postgres, in PATH or in /usr/lib/postgresql")
	}
	return filepath.Dir(slices.Max(found))
}

// owner gives the folder to the user postgres when the test runs as root, as whom no server starts.
func owner(t testing.TB, dir string) *syscall.SysProcAttr {
	t.Helper()
	if os.Getuid() != 0 {
		return &syscall.SysProcAttr{}
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		t.Fatalf("PostgreSQL does not run as root, and there is no other user for it: %v", err)
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		t.Fatal(err)
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(dir, uid, gid); err != nil {
		t.Fatal(err)
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
}

func await(t testing.TB, dsn string) {
	t.Helper()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	for deadline := time.Now().Add(time.Minute); ; {
		if err = db.Ping(); err == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("postgres does not answer: %v", err)
		}
		<-time.After(20 * time.Millisecond)
	}
}
