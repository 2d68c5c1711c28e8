// Package script has what scripts of the command line need, for tests: planspark as a command, a home of
// its own for each script, and exit codes. It knows no service; whoever runs the scripts brings one. It
// starts no goroutines.
package script

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/planspark/planspark/cli"
	"github.com/planspark/planspark/e2e/private"
)

// Main is the TestMain of a package whose scripts use the command planspark.
func Main(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"planspark": func() {
			env := cli.System()
			env.Stderr = private.Stderr()
			os.Exit(cli.Main(context.Background(), os.Args[1:], env))
		},
	})
}

// Home gives a script folders of its own for all that the command keeps.
func Home(e *testscript.Env) error {
	e.Setenv("HOME", e.WorkDir+"/home")
	e.Setenv("XDG_CONFIG_HOME", e.WorkDir+"/config")
	e.Setenv("XDG_DATA_HOME", e.WorkDir+"/data")
	return os.Mkdir(e.WorkDir+"/home", 0o700)
}

// Exits is the command `exits CODE COMMAND…`: a command that must end with exactly this code.
func Exits(ts *testscript.TestScript, _ bool, args []string) {
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
