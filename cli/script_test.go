package cli_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/planspark/planspark/cli"
	"github.com/planspark/planspark/e2e/private"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"planspark": func() {
			env := cli.System()
			env.Stderr = private.Stderr()
			os.Exit(cli.Main(context.Background(), os.Args[1:], env))
		},
	})
}

// What the command line promises, as scripts that read like a terminal. `double MODE` starts a server
// and sets PLANSPARK_SERVER.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir+"/home")
			e.Setenv("XDG_CONFIG_HOME", e.WorkDir+"/config")
			e.Setenv("XDG_DATA_HOME", e.WorkDir+"/data")
			e.Setenv("ID", known)
			return os.Mkdir(e.WorkDir+"/home", 0o700)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"double": func(ts *testscript.TestScript, _ bool, args []string) {
				srv := httptest.NewServer(newDouble(strings.Join(args, "")).handler())
				ts.Defer(srv.Close)
				ts.Setenv("PLANSPARK_SERVER", srv.URL)
			},
			// exits CODE COMMAND… runs a command that must end with exactly this code.
			"exits": func(ts *testscript.TestScript, _ bool, args []string) { exits(ts, args) },
			"mode": func(ts *testscript.TestScript, _ bool, args []string) {
				info, err := os.Stat(ts.MkAbs(args[1]))
				ts.Check(err)
				if got := info.Mode().String(); got != args[0] {
					ts.Fatalf("%s has mode %s, not %s", args[1], got, args[0])
				}
			},
		},
	})
}

func exits(ts *testscript.TestScript, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		failed, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%s: %v", args[1], err)
		}
		got = failed.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, not %d", got, want)
	}
}
