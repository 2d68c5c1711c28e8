package store_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/planspark/planspark/e2e/servers"
	"github.com/planspark/planspark/store"
	"github.com/planspark/planspark/store/pgtest"
	"github.com/planspark/planspark/store/storetest"
)

// submitOn submits until the context ends, and returns what was accepted.
func submitOn(ctx context.Context, t *testing.T, s *store.Store, accepted func(id string)) {
	t.Helper()
	for ctx.Err() == nil {
		r, err := s.Submit(context.WithoutCancel(ctx), storetest.Submission("ann"))
		if err != nil {
			t.Errorf("submit: %v", err)
			return
		}
		accepted(r.Record.ID)
	}
}

// holds checks that a store knows what was accepted, and goes on.
func holds(t *testing.T, s *store.Store, ids []string) {
	t.Helper()
	for _, id := range ids {
		if _, err := s.Load(t.Context(), "ann", id); err != nil {
			t.Fatalf("%s is not in the backup: %v", id, err)
		}
	}
	if _, err := s.Submit(t.Context(), storetest.Submission("ann")); err != nil {
		t.Errorf("the restored database takes nothing: %v", err)
	}
}

// TestBackupWhileTheServiceRuns: a copy made between submissions has all that was accepted before it, opens
// as a database, and is the owner's alone.
func TestBackupWhileTheServiceRuns(t *testing.T) {
	dir := t.TempDir()
	url, to := "sqlite://"+filepath.Join(dir, "planspark.db"), filepath.Join(dir, "backup.db")
	if _, err := store.Backup(t.Context(), url, to); err == nil {
		t.Error("a database that is not there was backed up")
	}
	s := openURL(t, url)
	ctx, cancel := context.WithCancel(t.Context())
	var mu sync.Mutex
	var ids []string
	var writing sync.WaitGroup
	enough := make(chan struct{})
	writing.Go(func() {
		submitOn(ctx, t, s.Store, func(id string) {
			mu.Lock()
			defer mu.Unlock()
			if ids = append(ids, id); len(ids) == 20 {
				close(enough)
			}
		})
	})
	<-enough
	mu.Lock()
	before := append([]string(nil), ids...)
	mu.Unlock()
	size, err := store.Backup(t.Context(), url, to)
	cancel()
	writing.Wait()
	if err != nil || size == 0 {
		t.Fatalf("%d bytes, %v", size, err)
	}
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, mode %v", err, info.Mode())
	}
	if _, err := store.Backup(t.Context(), url, to); err == nil || !strings.Contains(err.Error(), "never overwrites") {
		t.Errorf("over the first backup: %v", err)
	}
	holds(t, openURL(t, "sqlite://"+to).Store, before)
}

// TestPostgresIsRestoredFromADump, with the commands of docs/operations.md.
func TestPostgresIsRestoredFromADump(t *testing.T) {
	server := pgtest.Start(t)
	from, to := server.Database(t, ""), server.Database(t, "")
	s := openURL(t, from)
	var ids []string
	for range 20 {
		r, err := s.Submit(t.Context(), storetest.Submission("ann"))
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, r.Record.ID)
	}
	run := func(name string, args ...string) {
		t.Helper()
		path, err := servers.PostgresTool(name)
		if err != nil {
			t.Fatal(err)
		}
		if out, err := exec.CommandContext(t.Context(), path, args...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
	}
	dump := filepath.Join(t.TempDir(), "planspark.dump")
	run("pg_dump", "--format=custom", "--file="+dump, from)
	run("pg_restore", "--exit-on-error", "--no-owner", "--dbname="+to, dump)
	holds(t, openURL(t, to).Store, ids)
}
