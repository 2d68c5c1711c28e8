package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"

	"github.com/planspark/planspark/e2e/servers"
)

// fleet is instances that share PostgreSQL and Redis.
type fleet struct {
	instances []*planspark
	ends      []func() // of what they need, the last one first
}

// startFleet starts instances with a number of workers each, and at least one.
func startFleet(ctx context.Context, env []string, binary string, workers []int, pace int) (f *fleet, err error) {
	f = &fleet{}
	defer func() {
		if err != nil {
			f.end()
		}
	}()
	dir, err := os.MkdirTemp("", "pk-*")
	if err != nil {
		return nil, err
	}
	f.ends = append(f.ends, func() { _ = os.RemoveAll(dir) })
	pg, err := servers.StartPostgres(ctx, servers.PostgresConfig{Dir: dir, Settings: []string{"fsync=on", "max_connections=200"}})
	if err != nil {
		return nil, err
	}
	f.ends = append(f.ends, func() { stop(pg.Stop) })
	r, err := servers.StartRedis(ctx, servers.RedisConfig{Dir: dir})
	if err != nil {
		return nil, err
	}
	f.ends = append(f.ends, func() { stop(r.Stop) })
	for _, n := range workers {
		p := &planspark{dir: dir}
		if err := p.start(ctx, env, binary, n, pace, "--database", pg.Over(pg.Addr(), "postgres"), "--redis", r.Over(r.Addr)); err != nil {
			return nil, err
		}
		f.instances = append(f.instances, p)
		f.ends = append(f.ends, p.child.end)
	}
	return f, nil
}

func (f *fleet) end() {
	for _, end := range slices.Backward(f.ends) {
		end()
	}
}

// used is what all instances have taken.
func (f *fleet) used() (all used, err error) {
	for _, p := range f.instances {
		u, err := p.used()
		if err != nil {
			return all, err
		}
		all.cpu += u.cpu
		all.rss += u.rss
	}
	return all, nil
}

// startPair starts two instances, of which one writes and the other one is watched.
func startPair(ctx context.Context, env []string, binary string, generations, pace int) (*planspark, error) {
	f, err := startFleet(ctx, env, binary, []int{generations, 1}, pace)
	if err != nil {
		return nil, err
	}
	writes := f.instances[0]
	writes.watched, writes.others = f.instances[1].url, []func(){f.end}
	return writes, nil
}

// together measures what the same plans take when more instances share them: users are spread over all, and few plans
// are written where they are watched.
func together(ctx context.Context, w workload, c *campaign, peer string) (figures, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(peer, "instances-"))
	if err != nil {
		return nil, err
	}
	f, err := startFleet(ctx, nil, c.planspark, slices.Repeat([]int{w.sessions / n}, n), w.pace)
	if err != nil {
		return nil, err
	}
	defer f.end()
	args := []string{"bench", "--scenario", "generate", "--users", strconv.Itoa(w.sessions), "--json"}
	for _, p := range f.instances {
		args = append(args, "--server", p.url)
	}
	before, err := f.used()
	if err != nil {
		return nil, err
	}
	raw, err := exec.CommandContext(ctx, c.planspark, args...).Output()
	if err != nil {
		return nil, fmt.Errorf("bench: %w: %.300s", err, raw)
	}
	after, err := f.used()
	if err != nil {
		return nil, err
	}
	var report struct {
		Completions struct{ Proven int }
		Latency     struct{ Delivery struct{ P50, P99 float64 } } `json:"latency_ms"`
	}
	if err := json.NewDecoder(bytes.NewReader(raw)).Decode(&report); err != nil {
		return nil, err
	}
	if report.Completions.Proven != w.sessions {
		return nil, fmt.Errorf("%d of %d plans were proven", report.Completions.Proven, w.sessions)
	}
	return figures{
		"CPU ms/plan": (after.cpu - before.cpu).Seconds() * 1000 / float64(w.sessions), "MB resident": float64(after.rss) / (1 << 20),
		"p50 ms": report.Latency.Delivery.P50, "p99 ms": report.Latency.Delivery.P99,
	}, nil
}
