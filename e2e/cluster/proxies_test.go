//go:build unix

package cluster_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/deploy"
	"github.com/planspark/planspark/e2e/cluster"
	"github.com/planspark/planspark/e2e/process"
	"github.com/planspark/planspark/e2e/servers"
	"github.com/planspark/planspark/protocol"
)

// nginx stands in front of a cluster, beside HAProxy.
func nginx(ctx context.Context, t *testing.T, c *cluster.Cluster) (n *servers.Nginx, url string) {
	t.Helper()
	dir := t.TempDir()
	if _, err := servers.Certificate(dir, "plans.example.com"); err != nil {
		t.Fatal(err)
	}
	at := deploy.NginxPlaces{Certificates: dir}
	for _, addr := range []*string{&at.HTTP, &at.HTTPS} {
		var err error
		if *addr, err = process.FreeAddress(); err != nil {
			t.Fatal(err)
		}
	}
	text, err := deploy.Nginx(at, c.Backends())
	if err != nil {
		t.Fatal(err)
	}
	n, err = servers.StartNginx(ctx, servers.NginxConfig{Dir: dir, Text: text, Addr: at.HTTPS})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("nginx wrote:\n%s", n.Tail())
		}
		if err := n.Kill(); err != nil {
			t.Error(err)
		}
	})
	return n, "https://" + at.HTTPS
}

func TestAReloadOfTheProxyCutsNobodyOff(t *testing.T) {
	ctx := deadline(t)
	c := start(ctx, t, cluster.Options{Flags: flags})
	n, url := nginx(ctx, t, c)
	all, done := readers(ctx, t, c.URL, url, c.URL, url)
	for range 2 {
		if err := c.Reload(ctx); err != nil {
			t.Fatal(err)
		}
		if err := n.Reload(ctx); err != nil {
			t.Fatal(err)
		}
	}
	done()
	for _, r := range all {
		if r.lost.Load() != 0 || r.end.State != protocol.StateCompleted || r.end.Attempt != 1 {
			t.Errorf("a reader at %s was cut off %d times, and its plan ended %s in attempt %d", r.client.Server(), r.lost.Load(), r.end.State, r.end.Attempt)
		}
	}
}

// TestEventsPassProxiesAsTheyAreWritten reads an event stream: its first text is there while the plan is
// still being written.
func TestEventsPassProxiesAsTheyAreWritten(t *testing.T) {
	ctx := deadline(t)
	c := start(ctx, t, cluster.Options{Instances: 1, Flags: flags})
	_, url := nginx(ctx, t, c)
	for _, url := range []string{c.URL, url} {
		user, id := submit(ctx, t, url)
		resp := get(ctx, t, url+"/v1/generations/"+id+"/events", "Authorization", "Bearer "+user.Token())
		stream := bufio.NewScanner(resp.Body)
		stream.Buffer(nil, 8<<20)
		for stream.Scan() && !strings.Contains(stream.Text(), `"delta"`) {
		}
		if s, err := user.Get(ctx, id); err != nil || s.State != protocol.StateRunning {
			t.Errorf("%s: when the first text comes the plan is %s, and not being written: %v", url, s.State, err)
		}
	}
}

// submit asks for a plan as a new guest.
func submit(ctx context.Context, t *testing.T, url string) (*client.Client, string) {
	t.Helper()
	user, err := client.New(client.Config{Server: url, HTTPClient: browser})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(user.CloseIdle)
	if _, err := user.NewGuest(ctx); err != nil {
		t.Fatal(err)
	}
	s, err := user.Submit(ctx, protocol.Request{Idea: "A bicycle workshop in Utrecht with a coffee bar"})
	if err != nil {
		t.Fatal(err)
	}
	return user, s.ID
}

func get(ctx context.Context, t *testing.T, url string, headers ...string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := browser.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}

func TestWhoCannotBeServedIsToldWhenToComeBack(t *testing.T) {
	ctx := deadline(t)
	c := start(ctx, t, cluster.Options{Instances: 2, Flags: flags})
	_, url := nginx(ctx, t, c)
	user, _ := submit(ctx, t, c.URL)
	told := func(when, detail string) {
		t.Helper()
		for _, url := range []string{c.URL, url} {
			if err := problem(get(ctx, t, url+"/v1/generations", "Authorization", "Bearer "+user.Token()), detail); err != nil {
				t.Errorf("%s, at %s: %v", when, url, err)
			}
		}
	}
	if _, err := c.Postgres.Stop(ctx); err != nil {
		t.Fatal(err)
	}
	if err := c.AwaitDown(ctx, c.Instances...); err != nil {
		t.Fatal(err)
	}
	told("without PostgreSQL", "stored")
	for _, i := range c.Instances {
		if err := i.Kill(); err != nil {
			t.Fatal(err)
		}
	}
	told("without instances", "No instance answers")
	if err := c.Postgres.Start(ctx); err != nil { // what users wrote is looked for in the logs at the end
		t.Fatal(err)
	}
}

// problem says what is wrong with an answer that should be a refusal to come back from.
func problem(resp *http.Response, detail string) error {
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	var p protocol.Problem
	if err := json.Unmarshal(body, &p); err != nil {
		return fmt.Errorf("%d %s: %w", resp.StatusCode, body, err)
	}
	if resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" || p.Code != protocol.CodeUnavailable || !p.Retryable ||
		resp.Header.Get("Content-Type") != "application/problem+json" || !strings.Contains(p.Detail, detail) {
		return fmt.Errorf("%d %v %s", resp.StatusCode, resp.Header, body)
	}
	return nil
}
