package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store"
	"github.com/planspark/planspark/store/storetest"
)

// dieAt is set in the process that TestAcceptedSurvivesKill kills: the file that it writes to.
const dieAt = "PLANSPARK_TEST_DIE_AT"

func TestMain(m *testing.M) {
	if path := os.Getenv(dieAt); path != "" {
		submitUntilKilled(path)
	}
	os.Exit(m.Run())
}

// submitUntilKilled prints the id of each generation once it is accepted.
func submitUntilKilled(path string) {
	die := func(err error) {
		if err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
	}
	ctx := context.Background()
	s, err := store.Open(ctx, "sqlite://"+path, store.Options{})
	die(err)
	for {
		r, err := s.Submit(ctx, storetest.Submission("ann"))
		die(err)
		fmt.Println("accepted", r.Record.ID)
	}
}

// TestAcceptedSurvivesKill: what a process said it accepted is there when it was killed with -9 in
// the middle of its writes, and the next process takes the file over at once.
func TestAcceptedSurvivesKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), dieAt+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var accepted []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		word, id, _ := strings.Cut(lines.Text(), " ")
		if word != "accepted" {
			t.Fatalf("the child says %q", lines.Text())
		}
		if accepted = append(accepted, id); len(accepted) == 100 {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the child was not killed")
	}
	s := openAt(t, path)
	for i, id := range accepted {
		if r, err := s.Load(t.Context(), "ann", id); err != nil || r.State != protocol.StateQueued {
			t.Fatalf("accepted %d of %d is %s, %v", i+1, len(accepted), r.State, err)
		}
	}
	u, err := s.Usage(t.Context(), "ann")
	if err != nil || len(u.Active) < len(accepted) || u.Today != len(u.Active) {
		t.Errorf("%d accepted, %d stored, %d counted, %v", len(accepted), len(u.Active), u.Today, err)
	}
}

// TestWorkGoesOnAfterReopening: queue, attempts, sections and keys are where they were.
func TestWorkGoesOnAfterReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s, err := store.Open(t.Context(), "sqlite://"+path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	first, err := s.Submit(t.Context(), storetest.Submission("ann", storetest.Key("k", 1)))
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Submit(t.Context(), storetest.Submission("ann"))
	if err != nil {
		t.Fatal(err)
	}
	claim := generation.ClaimRequest{Worker: "w1", Lane: generation.LanePool, Slots: 1, Lease: -time.Second}
	if _, err := s.Claim(t.Context(), claim); err != nil {
		t.Fatal(err)
	}
	section := protocol.Section{Section: "offer", Title: "Offer", Index: 3, Text: "Bread.", Complete: true, Source: "offline"}
	held := generation.Held{ID: first.Record.ID, Attempt: 1}
	if err := s.Checkpoint(t.Context(), held, generation.Checkpoint{Seq: 4, Section: &section}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = openAt(t, path)
	again, err := s.Submit(t.Context(), storetest.Submission("ann", storetest.Key("k", 1)))
	if err != nil || again.Record.ID != first.Record.ID {
		t.Errorf("the key answers %s, %v; want %s", again.Record.ID, err, first.Record.ID)
	}
	claim.Slots = 5
	got, err := s.Claim(t.Context(), claim)
	if err != nil || len(got) != 2 || got[0].ID != first.Record.ID || got[1].ID != second.Record.ID {
		t.Fatalf("claimed %+v, %v; want the interrupted one, then the other", got, err)
	}
	if got[0].Attempt != 2 || len(got[0].Sections) != 1 || got[0].Sections[0] != section {
		t.Errorf("taken over %+v, want attempt 2 with its section", got[0])
	}
}

func TestSecondProcessIsRefused(t *testing.T) {
	dir := t.TempDir()
	openAt(t, filepath.Join(dir, "test.db"))
	if err := os.Symlink(filepath.Join(dir, "test.db"), filepath.Join(dir, "link.db")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"test.db", "link.db"} {
		s, err := store.Open(t.Context(), "sqlite://"+filepath.Join(dir, name), store.Options{})
		if err == nil {
			t.Fatal(errors.Join(errors.New("two opened "+name), s.Close()))
		}
		if !strings.Contains(err.Error(), "in use by another process") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheSchemaIsReadBesideTheService(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	service := openAt(t, file)
	beside, err := store.Open(t.Context(), "sqlite://"+file, store.Options{NoMigrate: true, Beside: true})
	if err != nil {
		t.Fatal(err)
	}
	steps, err := beside.Status(t.Context())
	if err = errors.Join(err, beside.Close()); err != nil || len(steps) == 0 || !steps[len(steps)-1].Applied {
		t.Errorf("%+v, %v", steps, err)
	}
	if err := service.Ready(t.Context()); err != nil {
		t.Errorf("the service, afterwards: %v", err)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("this is no database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := map[string]string{
		"planspark.db":                        "sqlite://PATH",
		"mysql://localhost/planspark":         `"mysql"`,
		"sqlite://":                           "names no file",
		"sqlite://:memory:":                   "names no file",
		"sqlite://" + dir + "/":               "names no file",
		"sqlite://" + dir + "/missing/x.db":   "does not exist; create it",
		"sqlite://" + dir:                     "cannot be written",
		"sqlite://" + text:                    "not a database",
		"sqlite:///proc/planspark-test/x.db":  "does not exist",
		"sqlite:///proc/self/planspark-it.db": "cannot be",
	}
	for url, want := range tests {
		s, err := store.Open(t.Context(), url, store.Options{})
		if err == nil {
			t.Error(errors.Join(fmt.Errorf("%s opened", url), s.Close()))
		} else if !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %q lacks %q", url, err, want)
		}
	}
}

// TestPathsAreTakenAsTheyStand: what means something in a URL means nothing in the name of a file.
func TestPathsAreTakenAsTheyStand(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"a b?c=d#e%41&f.db", "Übung.db"} {
		s, err := store.Open(t.Context(), "sqlite://"+name, store.Options{MaxReaders: 1})
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(s.Ready(t.Context()), s.Close()); err != nil {
			t.Error(err)
		}
		info, err := os.Stat(name)
		if err != nil || info.Size() == 0 {
			t.Fatalf("there is no file %q: %v", name, err)
		}
		if mode := info.Mode().Perm(); runtime.GOOS != "windows" && mode != 0o600 {
			t.Errorf("%q can be read by others: %o", name, mode)
		}
	}
}
