package cli_test

import (
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/planspark/planspark/e2e/script"
)

func TestMain(m *testing.M) { script.Main(m) }

// What the command line promises, as scripts that read like a terminal. `double MODE` starts a server
// and sets PLANSPARK_SERVER.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("ID", known)
			return script.Home(e)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"double": func(ts *testscript.TestScript, _ bool, args []string) {
				srv := httptest.NewServer(newDouble(strings.Join(args, "")).handler())
				ts.Defer(srv.Close)
				ts.Setenv("PLANSPARK_SERVER", srv.URL)
			},
			"exits": script.Exits,
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
