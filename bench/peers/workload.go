package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
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
	mute                   int // more sessions, which never read
	pace                   int // characters a second of each topic; 0 is text twenty times a second
}

// figures are what one run measured, by name; less is better unless the name ends in a second.
type figures map[string]float64

var (
	edge   = []string{"wire", "planspark", "gws", "centrifuge", "naive"}
	queues = []string{"planspark-sqlite", "planspark-postgres", "river", "asynq"}
)

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
		name: "crowd", what: "one generation, 5,000 watchers, 20 messages a second to each: as much as two processors can, with the load", peers: edge, base: "wire",
		figures: []string{"CPU s/million events", "events/second", "p50 ms"}, run: watch, sessions: 5000, topics: 1, text: 20,
	},
	{
		name: "flood", what: "one generation, 15,000 watchers, 20 pieces of text a second to each: three times what two processors can, so a message holds what fell together", peers: edge, base: "wire",
		figures: []string{"CPU s/million events", "events/second", "events/message", "p50 ms"}, run: watch, sessions: 15000, topics: 1, text: 20,
	},
	{
		name: "path", what: "250 generations with a watcher each, 5,000 events a second; planspark-two: watched on another instance than the one that writes", peers: append(slices.Clone(edge), "planspark-two"), base: "wire",
		figures: []string{"p50 ms", "p99 ms", "CPU s/million messages"}, run: watch, sessions: 250, topics: 250, text: 20,
	},
	{
		name: "slow", what: "one generation, 1,000 watchers, 20 messages a second to each, and then 300 more that never read", peers: edge, base: "wire",
		figures: []string{"p99 ms", "p99 ÷ without", "KB/slow reader"}, run: slow, sessions: 1000, topics: 1, text: 60, mute: 300,
	},
	{
		name: "storm", what: "5,000 watchers of 20 generations, written slowly, come at once, and go on behind a cursor", peers: []string{"planspark"}, base: "planspark",
		figures: []string{"CPU µs/resume", "÷ connect", "pace meanwhile"}, run: storm, sessions: 5000, topics: 20, pace: 2,
	},
	{
		name: "instances", what: "128 users with a plan each, paced, spread over 1 to 8 instances that share PostgreSQL and Redis; what all instances take",
		peers: []string{"instances-1", "instances-2", "instances-4", "instances-8"}, base: "instances-1",
		figures: []string{"CPU ms/plan", "p50 ms", "p99 ms", "MB resident"}, run: together, sessions: 128, pace: 4000,
	},
	{
		name: "pick-up", what: "one empty job at a time while slots are free: from the answer to who submits until it begins",
		peers: queues, base: "river", figures: []string{"p50 ms", "p99 ms"}, run: throughQueue,
	},
	{
		name: "jobs", what: "3,000 empty jobs from 16 submitters through 64 slots, each durable before it is answered (asynq: not)",
		peers: queues, base: "river",
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
	addr   string
	tokens []string // whose the topics are
	topics []string
	text   int                         // characters of an event
	begin  func(context.Context) error // to publish; topics are known then
	end    func()
}

func (c *campaign) target(ctx context.Context, w workload, peer string, env ...string) (*target, error) {
	if ours(peer) {
		p, err := c.startOurs(ctx, env, peer, w)
		if err != nil {
			return nil, err
		}
		t := &target{child: p.child, addr: strings.TrimPrefix(p.watched, "http://"), end: p.end, topics: []string{""}, text: max(1, w.letGo()/paceTicks)}
		t.begin = func(ctx context.Context) error {
			t.topics, t.tokens, err = p.submit(ctx, w.topics)
			return err
		}
		return t, nil
	}
	s, err := again(ctx, env, "serve", "-peer", peer, "-topics", strconv.Itoa(w.topics), "-text", strconv.Itoa(w.text), "-rate", strconv.Itoa(paceTicks))
	if err != nil {
		return nil, err
	}
	t := &target{child: s, end: s.end, text: w.text, begin: func(context.Context) error { return s.say() }}
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

// letGo is how many characters a second a topic says.
func (w workload) letGo() int { return cmp.Or(w.pace, w.text*paceTicks) }

// startOurs starts the product in one of its forms.
func (c *campaign) startOurs(ctx context.Context, env []string, peer string, w workload) (*planspark, error) {
	switch peer {
	case "planspark-before":
		return startPlanspark(ctx, env, c.before, w.topics, w.letGo())
	case "planspark-two":
		return startPair(ctx, env, c.planspark, w.topics, w.letGo())
	}
	return startPlanspark(ctx, env, c.planspark, w.topics, w.letGo())
}

func (t *target) load(ctx context.Context, peer string, sessions int, more ...string) (*child, tally, error) {
	l, err := again(ctx, nil, append([]string{"load", "-peer", peer, "-addr", t.addr, "-tokens", strings.Join(t.tokens, ","), "-n", strconv.Itoa(sessions), "-topics", strings.Join(t.topics, ","), "-text", strconv.Itoa(cmp.Or(t.text, 20))}, more...)...)
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
	t, l, err := c.watched(ctx, w, peer)
	if err != nil {
		return nil, err
	}
	defer t.end()
	defer l.end()
	f, _, err := t.during(l, window)
	if err == nil && f["events/second"] < float64(w.sessions*paceTicks)/10 {
		err = fmt.Errorf("%.0f events a second came, of %d", f["events/second"], w.sessions*paceTicks)
	}
	return f, err
}

// watched is a target that is being watched, with all under way.
func (c *campaign) watched(ctx context.Context, w workload, peer string, env ...string) (*target, *child, error) {
	t, err := c.target(ctx, w, peer, env...)
	if err != nil {
		return nil, nil, err
	}
	l, err := t.watchers(ctx, w, peer)
	if err != nil {
		t.end()
		return nil, nil, err
	}
	if err := t.underWay(l, float64(w.sessions*paceTicks)); err != nil {
		l.end()
		t.end()
		return nil, nil, err
	}
	return t, l, nil
}

func (t *target) watchers(ctx context.Context, w workload, peer string) (*child, error) {
	if ours(peer) { // there is nothing to watch before
		if err := t.begin(ctx); err != nil {
			return nil, err
		}
	}
	l, _, err := t.load(ctx, peer, w.sessions)
	if err != nil || ours(peer) {
		return l, err
	}
	if err := t.begin(ctx); err != nil {
		l.end()
		return nil, err
	}
	return l, nil
}

// during is what the watchers of a load see for a while, and what the server has taken at its end.
func (t *target) during(l *child, how time.Duration) (figures, used, error) {
	from, began, err := t.mark(l)
	if err != nil {
		return nil, from, err
	}
	time.Sleep(how)
	to, ended, err := t.mark(l)
	if err != nil {
		return nil, to, err
	}
	messages, events := float64(ended.Messages-began.Messages), float64(ended.Events-began.Events)
	if messages == 0 {
		return nil, to, errors.New("nothing came")
	}
	took := (to.cpu - from.cpu).Seconds()
	return figures{
		"CPU s/million messages": took / messages * 1e6, "messages/second": messages / how.Seconds(),
		"CPU s/million events": took / events * 1e6, "events/second": events / how.Seconds(), "events/message": events / messages,
		"p50 ms": ended.P50, "p99 ms": ended.P99, "MB resident": float64(to.rss) / (1 << 20),
	}, to, nil
}

// slow measures what some who never read cost the others, and the server.
func slow(ctx context.Context, w workload, c *campaign, peer string) (figures, error) {
	t, l, err := c.watched(ctx, w, peer, "GOGC=10")
	if err != nil {
		return nil, err
	}
	defer t.end()
	defer l.end()
	without, before, err := t.during(l, window)
	if err != nil {
		return nil, err
	}
	m, _, err := t.load(ctx, peer, w.mute, "-mute")
	if err != nil {
		return nil, err
	}
	defer m.end()
	time.Sleep(2 * settle) // until what is on the way to them is full
	f, after, err := t.during(l, window)
	if err != nil {
		return nil, err
	}
	f["p99 ÷ without"] = f["p99 ms"] / without["p99 ms"]
	f["KB/slow reader"] = float64(after.rss-before.rss) / float64(w.mute) / 1024
	return f, nil
}

// storm measures what it takes when all come back at once, beside what it takes that they come and watch nothing, and
// how much of its pace the writing keeps.
func storm(ctx context.Context, w workload, c *campaign, peer string) (figures, error) {
	t, err := c.target(ctx, w, peer)
	if err != nil {
		return nil, err
	}
	defer t.end()
	few := w
	few.sessions = w.topics
	l, err := t.watchers(ctx, few, peer)
	if err != nil {
		return nil, err
	}
	defer l.end()
	time.Sleep(window)
	alone, _, err := t.during(l, window)
	if err != nil {
		return nil, err
	}
	topics := t.topics
	t.topics = []string{""}
	come, _, err := t.coming(ctx, peer, w.sessions)
	if err != nil {
		return nil, err
	}
	t.topics = topics
	time.Sleep(settle)
	_, before, err := t.mark(l)
	if err != nil {
		return nil, err
	}
	back, took, err := t.coming(ctx, peer, w.sessions, "-after", "1-1")
	if err != nil {
		return nil, err
	}
	_, now, err := t.mark(l)
	if err != nil {
		return nil, err
	}
	n := float64(w.sessions)
	return figures{
		"CPU µs/resume": back.Seconds() / n * 1e6, "÷ connect": back.Seconds() / come.Seconds(),
		"pace meanwhile": float64(now.Events-before.Events) / took.Seconds() / alone["events/second"],
	}, nil
}

// coming is what it takes that sessions come, and how long that lasts. They leave at the end.
func (t *target) coming(ctx context.Context, peer string, sessions int, more ...string) (cpu, took time.Duration, err error) {
	before, err := t.used()
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	l, _, err := t.load(ctx, peer, sessions, more...)
	if err != nil {
		return 0, 0, err
	}
	defer l.end()
	after, err := t.used()
	return after.cpu - before.cpu, time.Since(began), err
}

// underWay returns when nearly all that is due comes, or as much as before of what is more than the machine can:
// PlanSpark computes a plan before it writes its text.
func (t *target) underWay(l *child, due float64) error {
	due *= settle.Seconds()
	_, last, err := t.mark(l)
	before := 0.0
	for range 20 {
		if err != nil {
			return err
		}
		time.Sleep(settle)
		var now tally
		_, now, err = t.mark(l)
		came := float64(now.Events - last.Events)
		if came > 0.9*due || came > 0.1*due && came < 1.1*before {
			return err
		}
		last, before = now, came
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
