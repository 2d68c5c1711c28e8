// Package cli_test drives the real binary against the real service, as scripts that read like a
// terminal.
package cli_test

import (
	"bufio"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/planspark/planspark/e2e/private"
	"github.com/planspark/planspark/e2e/script"
)

func TestMain(m *testing.M) { script.Main(m) }

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Values["service"] = &process{}
			return script.Home(e)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"service": service,
			"restart": restart,
			"exits":   script.Exits,
			"until":   until,
			// id takes the first line of the last standard error into $ID.
			"id": func(ts *testscript.TestScript, _ bool, _ []string) {
				first, _, _ := strings.Cut(ts.ReadFile("stderr"), "\n")
				ts.Setenv("ID", first)
			},
		},
	})
}

// service FLAGS… starts planspark serve on a free port and sets PLANSPARK_SERVER to its URL. It is
// stopped at the end of the script, and must then exit with 0.
func service(ts *testscript.TestScript, _ bool, args []string) {
	p := ts.Value("service").(*process)
	*p = *start(ts, "127.0.0.1:0", args)
	ts.Defer(func() { p.stop(ts) })
}

// restart stops the service and starts it on the same port, with the same data.
func restart(ts *testscript.TestScript, _ bool, args []string) {
	p := ts.Value("service").(*process)
	address := strings.TrimPrefix(ts.Getenv("PLANSPARK_SERVER"), "http://")
	p.stop(ts)
	*p = *start(ts, address, args)
}

type process struct {
	cmd *exec.Cmd
	log *private.Log
}

func start(ts *testscript.TestScript, address string, args []string) *process {
	cmd := exec.Command("planspark", append([]string{"serve", "--listen", address}, args...)...)
	path, err := exec.LookPath("planspark")
	ts.Check(err)
	cmd.Path, cmd.Err = path, nil
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "PATH"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	cmd.Env = append(cmd.Env, "PLANSPARK_MARKET_DATA=snapshot", private.Talkative) // tests ask no public service
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	log, err := private.NewLog(filepath.Join(ts.Getenv("WORK"), "serve.log"))
	ts.Check(err)
	p := &process{cmd, log}
	cmd.Stderr = log.File
	ts.Check(cmd.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		ts.Fatalf("the service said nothing: %v", err)
	}
	ts.Setenv("PLANSPARK_SERVER", strings.TrimSuffix(line[strings.Index(line, "http://"):], "/\n"))
	return p
}

func (p *process) stop(ts *testscript.TestScript) {
	ts.Check(p.cmd.Process.Signal(syscall.SIGTERM))
	if err := p.cmd.Wait(); err != nil {
		ts.Fatalf("the service ended with %v", err)
	}
	ts.Check(p.log.Close())
	ts.Check(private.Find(private.Process{Name: "serve", Args: p.cmd.Args, Env: p.cmd.Env, Database: p.database(ts)}, p.log.Name()))
}

// database is where what users wrote is.
func (p *process) database(ts *testscript.TestScript) string {
	dir := ts.Getenv("XDG_DATA_HOME") + "/planspark"
	if i := slices.Index(p.cmd.Args, "--data-dir"); i > 0 {
		dir = ts.MkAbs(p.cmd.Args[i+1])
	}
	return "sqlite://" + dir + "/planspark.db"
}

// until PATTERN COMMAND… repeats a command until its standard output has the pattern.
func until(ts *testscript.TestScript, _ bool, args []string) {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	deadline := time.Now().Add(2 * time.Minute)
	for time.Now().Before(deadline) {
		if ts.Exec(args[1], args[2:]...) == nil && strings.Contains(ts.ReadFile("stdout"), args[0]) {
			return
		}
		<-tick.C
	}
	ts.Fatalf("never saw %q", args[0])
}
