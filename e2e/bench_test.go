package e2e

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/planspark/planspark/bench"
)

// load runs a load test and returns what it measured; meanwhile happens while it runs.
func load(t *testing.T, meanwhile func(), args ...string) bench.Report {
	t.Helper()
	cmd, said := command(t, binaries.plain, append([]string{"bench", "--json"}, args...)...)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	defer context.AfterFunc(deadline(t), func() { _ = cmd.Process.Kill() })()
	meanwhile()
	var r bench.Report
	if err := json.NewDecoder(out).Decode(&r); err != nil {
		t.Fatalf("the load test said nothing: %v\n%s", err, said)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the load test ended with %v: %+v\n%s", err, r.Violations, said)
	}
	return r
}

// TestALoadTestProvesWhatSurvivesAKill has forty watchers on a service that is killed under them: all
// come back, go on where they were, and end with the proven text.
func TestALoadTestProvesWhatSurvivesAKill(t *testing.T) {
	flags := append([]string{"--lease", lease, "--pace", "8000"}, unlimited...)
	s := serve(t, binaries.race, t.TempDir(), "", flags...)
	r := load(t, func() {
		watcher := newUser(deadline(t), t, s.url)
		must(t, watcher.connect())
		_, err := watcher.generate(idea, nil)
		must(t, err)
		readSections(t, watcher, 3)
		s.kill()
		s.again(binaries.race, flags...)
	}, "--server", s.url, "--scenario", "watch", "--users", "40", "--generations", "2", "--duration", "4s")
	if r.Sessions.Lost < 40 || r.Completions.Completed < 2 || r.Completions.Proven < 40 {
		t.Errorf("sessions %+v, completions %+v", r.Sessions, r.Completions)
	}
	if r.Violations.Count > 0 {
		t.Errorf("violations: %+v", r.Violations)
	}
}
