// Package e2e holds the promises that only real processes can prove: the binary is built, started,
// killed and drained, and clients come over real connections.
package e2e

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/planspark/planspark/docs/spectest"
	"github.com/planspark/planspark/e2e/cluster"
	"github.com/planspark/planspark/e2e/private"
)

// binaries are built once for all tests: with the race detector, and as it is shipped.
var binaries struct{ race, plain string }

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "planspark-e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binaries.race, binaries.plain = filepath.Join(dir, "race"), filepath.Join(dir, "plain")
	for file, race := range map[string]bool{binaries.race: true, binaries.plain: false} {
		if err := cluster.Build(context.Background(), file, race); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return spectest.New().Run(m.Run)
}

// service is a planspark serve of its own.
type service struct {
	t      testing.TB
	url    string
	addr   string
	dir    string
	cmd    *exec.Cmd
	stderr *private.Log
	ended  chan struct{}
	err    error // of the process; read it once ended is closed
}

// command is a planspark, at its most talkative, whose log is searched for what is private when the test
// ends; rules_test.go has all tests use it. What ends it is to be registered with Cleanup behind this.
func command(t testing.TB, binary string, args ...string) (*exec.Cmd, *private.Log) {
	t.Helper()
	cmd := exec.Command(binary, args...)
	// Tests ask no public service, whatever network this machine has; a flag of a test's own comes first.
	cmd.Env = append(os.Environ(), "GORACE=halt_on_error=1", "PLANSPARK_MARKET_DATA=snapshot", private.Talkative)
	log := private.Record(t, private.Process{Name: args[0], Args: args, Env: cmd.Env, Database: databaseOf(args)})
	cmd.Stderr = log.File
	return cmd, log
}

// databaseOf is where what users of a planspark serve write is; empty for other commands.
func databaseOf(args []string) string {
	if args[0] != "serve" {
		return ""
	}
	if i := slices.Index(args, "--database"); i > 0 {
		return args[i+1]
	}
	return "sqlite://" + filepath.Join(args[slices.Index(args, "--data-dir")+1], "planspark.db")
}

// serve starts the binary on a data folder and waits until it says its URL. addr may be empty: a free port.
func serve(t testing.TB, binary, dir, addr string, flags ...string) *service {
	t.Helper()
	if addr == "" {
		addr = "127.0.0.1:0"
	}
	s := &service{t: t, dir: dir, ended: make(chan struct{})}
	s.cmd, s.stderr = command(t, binary, append([]string{"serve", "--listen", addr, "--data-dir", dir}, flags...)...)
	stdout, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ready := make(chan string, 1)
	go func() {
		defer close(s.ended)
		lines := bufio.NewReader(stdout)
		first, _ := lines.ReadString('\n')
		ready <- first
		_, _ = io.Copy(s.stderr, lines)
		s.err = s.cmd.Wait()
	}()
	t.Cleanup(func() { s.kill() })
	select {
	case line := <-ready:
		_, url, ok := strings.Cut(strings.TrimSpace(line), "http://")
		if !ok {
			<-s.ended
			t.Fatalf("the service did not start: %q\n%s", line, s.stderr)
		}
		s.addr = strings.TrimSuffix(url, "/")
		s.url = "http://" + s.addr
	case <-time.After(2 * time.Minute): // to start takes seconds on a busy machine
		t.Fatalf("the service did not say its URL\n%s", s.stderr)
	}
	return s
}

// kill is kill -9.
func (s *service) kill() {
	_ = s.cmd.Process.Kill()
	<-s.ended
}

// terminate sends SIGTERM and returns the exit code.
func (s *service) terminate() int {
	s.t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	select {
	case <-s.ended:
	case <-time.After(60 * time.Second):
		s.t.Fatalf("the service did not end\n%s", s.stderr)
	}
	return s.cmd.ProcessState.ExitCode()
}

// again starts the same service anew, at the same address, on the same data.
func (s *service) again(binary string, flags ...string) *service {
	s.t.Helper()
	return serve(s.t, binary, s.dir, s.addr, flags...)
}

// deadline is how long a test waits for what must come; it is there to end what hangs, and generous, since a busy machine is slow.
func deadline(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// freeAddress is an address that nobody listens on now.
func freeAddress(t testing.TB) string {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	return ln.Addr().String()
}
