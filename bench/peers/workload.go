package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// workload is the same work for every peer.
type workload struct {
	name, what string
	peers      []string
	base       string // whom the others are compared with
	figures    []string
	run        func(ctx context.Context, w workload, c *campaign, peer string) (figures, error)

	sessions, topics, text int
}

// figures are what one run measured, by name; less is better unless the name ends in a second.
type figures map[string]float64

var edge = []string{"wire", "planspark", "gws", "centrifuge", "naive"}

var workloads = []workload{
	{
		name: "connect", what: "5,000 sessions are opened and greeted, 64 at a time", peers: edge, base: "wire",
		figures: []string{"CPU µs/connect", "connects/CPU second"}, run: connect, sessions: 5000,
	},
	{
		name: "idle", what: "5,000 sessions that were opened and say nothing; collector at GOGC=10 for all", peers: edge, base: "wire",
		figures: []string{"KB/session"}, run: idle, sessions: 5000,
	},
	{
		name: "fan-out", what: "one generation, 1,000 watchers, 20 messages a second to each", peers: edge, base: "wire",
		figures: []string{"CPU s/million messages", "p50 ms", "p99 ms"}, run: watch, sessions: 1000, topics: 1, text: 20,
	},
	{
		name: "many", what: "200 generations with 2 watchers each, 20 messages a second to each", peers: edge, base: "wire",
		figures: []string{"CPU s/million messages", "p50 ms", "p99 ms"}, run: watch, sessions: 400, topics: 200, text: 20,
	},
	{
		name: "jobs", what: "3,000 empty jobs from 16 submitters through 64 slots, each durable before it is answered (asynq: not)",
		peers: []string{"planspark-sqlite", "planspark-postgres", "river", "asynq"}, base: "river",
		figures: []string{"jobs/second", "CPU ms/job"}, run: throughQueue,
	},
}

func workloadNames() string {
	var names []string
	for _, w := range workloads {
		names = append(names, w.name)
	}
	return strings.Join(names, ", ")
}

// ours says whether a peer is the product.
func ours(peer string) bool { return strings.HasPrefix(peer, "planspark") }

// target is a running server of any peer.
type target struct {
	*child
	addr, token string
	topics      []string
	begin       func(context.Context) error // to publish; topics are known then
	end         func()
}

func (c *campaign) target(ctx context.Context, w workload, peer string, env ...string) (*target, error) {
	if ours(peer) {
		binary := map[string]string{"planspark": c.planspark, "planspark-before": c.before}[peer]
		p, err := startPlanspark(ctx, env, binary, w.topics, w.text)
		if err != nil {
			return nil, err
		}
		t := &target{child: p.child, addr: strings.TrimPrefix(p.url, "http://"), token: p.token, end: p.end, topics: []string{""}}
		t.begin = func(ctx context.Context) error {
			t.topics, err = p.submit(ctx, w.topics)
			return err
		}
		return t, nil
	}
	s, err := again(ctx, env, "serve", "-peer", peer, "-topics", strconv.Itoa(w.topics), "-text", strconv.Itoa(w.text), "-rate", strconv.Itoa(paceTicks))
	if err != nil {
		return nil, err
	}
	t := &target{child: s, end: s.end, begin: func(context.Context) error { return s.say() }}
	for n := range max(1, w.topics) {
		t.topics = append(t.topics, topicName(n))
	}
	line, err := s.lines.ReadString('\n')
	t.addr = strings.TrimSpace(line)
	if err != nil {
		s.end()
	}
	return t, err
}

func (t *target) load(ctx context.Context, peer string, sessions int) (*child, tally, error) {
	l, err := again(ctx, nil, "load", "-peer", peer, "-addr", t.addr, "-token", t.token, "-n", strconv.Itoa(sessions), "-topics", strings.Join(t.topics, ","))
	if err != nil {
		return nil, tally{}, err
	}
	var first tally
	err = l.hear(&first)
	if err == nil && first.Connected != sessions {
		err = fmt.Errorf("%d of %d connections were made", first.Connected, sessions)
	}
	if err != nil {
		l.end()
	}
	return l, first, err
}

// connect measures what opening a session takes. Those who come have been nobody before.
func connect(ctx context.Context, w workload, c *campaign, peer string) (figures, error) {
	before, after, _, err := c.open(ctx, w, peer)
	n := float64(w.sessions)
	took := (after.cpu - before.cpu).Seconds()
	return figures{"CPU µs/connect": took / n * 1e6, "connects/CPU second": n / took}, err
}

// idle measures what an open session holds. The collector runs often, alike for all, so that memory is
// what is in use and not what waits to be collected.
func idle(ctx context.Context, w workload, c *campaign, peer string) (figures, error) {
	before, _, after, err := c.open(ctx, w, peer, "GOGC=10")
	return figures{"KB/session": float64(after.rss-before.rss) / float64(w.sessions) / 1024, "MB before": float64(before.rss) / (1 << 20)}, err
}

// open opens the sessions of a workload, and says what the server had taken before, when the last was
// greeted, and when it was quiet again.
func (c *campaign) open(ctx context.Context, w workload, peer string, env ...string) (before, greeted, quiet used, err error) {
	t, err := c.target(ctx, w, peer, env...)
	if err != nil {
		return before, greeted, quiet, err
	}
	defer t.end()
	t.token = ""
	time.Sleep(settle)
	if before, err = t.used(); err != nil {
		return before, greeted, quiet, err
	}
	l, _, err := t.load(ctx, peer, w.sessions)
	if err != nil {
		return before, greeted, quiet, err
	}
	defer l.end()
	if greeted, err = t.used(); err != nil {
		return before, greeted, quiet, err
	}
	time.Sleep(settle)
	quiet, err = t.used()
	return before, greeted, quiet, err
}

// settle is how long what was begun may take to become quiet; window is how long is measured.
const (
	settle = 2 * time.Second
	window = 5 * time.Second
)

// watch measures what a delivered message takes while all is under way.
func watch(ctx context.Context, w workload, c *campaign, peer string) (figures, error) {
	t, err := c.target(ctx, w, peer)
	if err != nil {
		return nil, err
	}
	defer t.end()
	if ours(peer) { // there is nothing to watch before
		err = t.begin(ctx)
	}
	if err != nil {
		return nil, err
	}
	l, _, err := t.load(ctx, peer, w.sessions)
	if err != nil {
		return nil, err
	}
	defer l.end()
	if !ours(peer) {
		if err := t.begin(ctx); err != nil {
			return nil, err
		}
	}
	due := float64(w.sessions * paceTicks)
	if err := t.underWay(l, due); err != nil {
		return nil, err
	}
	from, began, err := t.mark(l)
	if err != nil {
		return nil, err
	}
	time.Sleep(window)
	to, ended, err := t.mark(l)
	if err != nil {
		return nil, err
	}
	messages := float64(ended.Messages - began.Messages)
	if most := due * window.Seconds(); messages < most/2 {
		return nil, fmt.Errorf("%.0f of some %.0f messages came", messages, most)
	}
	return figures{
		"CPU s/million messages": (to.cpu - from.cpu).Seconds() / messages * 1e6,
		"messages/second":        messages / window.Seconds(),
		"p50 ms":                 ended.P50, "p99 ms": ended.P99,
		"MB resident": float64(to.rss) / (1 << 20),
	}, nil
}

// underWay returns when nearly all that is due comes: PlanSpark computes a plan before it writes its text.
func (t *target) underWay(l *child, due float64) error {
	_, last, err := t.mark(l)
	for range 20 {
		if err != nil {
			return err
		}
		time.Sleep(settle)
		var now tally
		_, now, err = t.mark(l)
		if float64(now.Messages-last.Messages) > 0.9*due*settle.Seconds() {
			return err
		}
		last = now
	}
	return err // the machine is slow; what comes is counted
}

// mark is where server and load stand.
func (t *target) mark(l *child) (u used, seen tally, err error) {
	if u, err = t.used(); err != nil {
		return u, seen, err
	}
	if err = l.say(); err != nil {
		return u, seen, err
	}
	return u, seen, l.hear(&seen)
}
