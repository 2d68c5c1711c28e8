//go:build unix

package cluster_test

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/e2e/cluster"
	"github.com/planspark/planspark/e2e/private"
	"github.com/planspark/planspark/protocol"
)

// binary is built once for all tests, with the race detector.
var binary string

// browser is how clients speak HTTP: it believes the certificate of any proxy.
var browser = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "planspark-cluster")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "planspark")
	if err := cluster.Build(context.Background(), binary, true); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// start runs a cluster for a test, and shows what it wrote when the test fails.
func start(ctx context.Context, t *testing.T, o cluster.Options) *cluster.Cluster {
	t.Helper()
	o.Binary, o.Env = binary, []string{"GORACE=halt_on_error=1", private.Talkative}
	c, err := cluster.Start(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			for _, p := range c.Processes() {
				t.Logf("%s wrote:\n%s", p.Name(), p.Tail())
			}
		}
		private.CheckCluster(t, c)
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// deadline is how long a test waits for what must come.
func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// reader follows a generation of its own with the client that is shipped.
type reader struct {
	client *client.Client
	lost   atomic.Int32  // connections that broke or were given up
	begun  chan struct{} // closed when a section is finished, or none will be
	end    protocol.Snapshot
	kept   []int // of each attempt, how many sections were there already
}

// read submits a request and reads to the end.
func (r *reader) read(ctx context.Context, idea string) error {
	begun := sync.OnceFunc(func() { close(r.begun) })
	defer begun()
	s, err := r.client.Submit(ctx, protocol.Request{Idea: idea})
	if err != nil {
		return err
	}
	for u, err := range r.client.Watch(ctx, s.ID, protocol.Cursor{}) {
		if err != nil {
			return err
		}
		for _, e := range u.Events {
			switch e.Kind {
			case protocol.KindStarted:
				r.kept = append(r.kept, len(e.ResumedSections))
			case protocol.KindSection:
				begun()
			}
		}
		if u.Final != nil {
			r.end = *u.Final
		}
	}
	return nil
}

// readers are users, one for each URL; each has a finished section when it returns. done waits for all
// to have read to the end.
func readers(ctx context.Context, t *testing.T, urls ...string) (all []*reader, done func()) {
	t.Helper()
	var group sync.WaitGroup
	for i, url := range urls {
		r := &reader{begun: make(chan struct{})}
		var err error
		r.client, err = client.New(client.Config{Server: url, HTTPClient: browser, Hooks: client.Hooks{
			Disconnected: func(error, time.Duration) { r.lost.Add(1) },
		}})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(r.client.CloseIdle)
		if _, err := r.client.NewGuest(ctx); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
		group.Go(func() {
			if err := r.read(ctx, fmt.Sprintf("A bakery with sourdough bread in Ghent, number %d", i)); err != nil {
				t.Errorf("reader %d: %v", i, err)
			}
		})
	}
	for _, r := range all {
		select {
		case <-r.begun:
		case <-ctx.Done():
			t.Fatal("a generation has no finished section")
		}
	}
	return all, group.Wait
}

// flags let a plan take some seconds, and a drain too.
var flags = []string{"--pace", "5000", "--workers", "6", "--drain-timeout", "5s", "--lease", "2s", "--max-active-per-ip", "0", "--market-data", "snapshot"}

func TestARollingRestartBeginsNoPlanAnew(t *testing.T) {
	ctx := deadline(t)
	c := start(ctx, t, cluster.Options{Flags: flags})
	all, done := readers(ctx, t, c.URL, c.URL, c.URL, c.URL)
	if err := c.Roll(ctx, ""); err != nil {
		t.Fatal(err)
	}
	done()
	for _, r := range all {
		if r.end.State != protocol.StateCompleted {
			t.Errorf("a plan ended %s", r.end.State)
		}
		for i, kept := range r.kept {
			if i > 0 && (kept == 0 || kept < r.kept[i-1]) {
				t.Errorf("the attempts of a plan began with %v finished sections: something was written again", r.kept)
			}
		}
	}
}

func TestALinkThatIsCutTakesOneInstanceFromRedisOnly(t *testing.T) {
	ctx := deadline(t)
	c := start(ctx, t, cluster.Options{Instances: 2, Flags: flags, Simulator: []string{"--tokens-per-second", "0", "--first-token", "10ms"}})
	c.Instances[0].Redis.Cut()
	if err := c.Redis.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	all, done := readers(ctx, t, c.URL, c.URL)
	c.Instances[0].Redis.Heal()
	done()
	for _, r := range all {
		if r.end.State != protocol.StateCompleted || r.end.Source != "simulated" {
			t.Errorf("a plan ended %s, written by %q", r.end.State, r.end.Source)
		}
	}
}
