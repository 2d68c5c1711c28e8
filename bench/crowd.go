package bench

import (
	"context"
	"sync"
	"time"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// crowd is the scenario watch, and its kin storm and slow: authors have plans written, one behind the
// other, and each is watched by many sessions of its author's.
type crowd struct {
	run     *run
	authors []*author
}

// author submits; its watchers follow.
type author struct {
	crowd    *crowd
	client   *client.Client
	watchers []*session
}

func (c *crowd) prepare(ctx context.Context) error {
	cfg := c.run.cfg
	for n := range cfg.Generations {
		a := &author{crowd: c}
		var err error
		a.client, err = client.New(client.Config{Server: c.run.server(n), Token: cfg.Token, UserAgent: "planspark-bench"})
		if err != nil {
			return err
		}
		if cfg.Token == "" {
			if _, err := a.client.NewGuest(ctx); err != nil {
				return err
			}
		}
		c.authors = append(c.authors, a)
	}
	for n := range cfg.Users {
		a := c.authors[n%len(c.authors)]
		s := &session{run: c.run, number: n, server: c.run.server(n), token: a.client.Token(), role: watcher{}, deaf: cfg.deaf(n)}
		a.watchers = append(a.watchers, s)
		c.run.sessions = append(c.run.sessions, s)
	}
	return nil
}

// deaf spreads those who never read evenly.
func (c Config) deaf(n int) bool {
	return c.Scenario == Slow && int(float64(n+1)*c.SlowShare) > int(float64(n)*c.SlowShare)
}

func (c *crowd) perform(ctx context.Context) {
	load, stop := context.WithTimeout(ctx, c.run.cfg.Duration)
	defer stop()
	var wg sync.WaitGroup
	for _, a := range c.authors {
		wg.Go(func() { a.work(ctx, load) })
	}
	if c.run.cfg.Scenario == Storm {
		wg.Go(func() { c.strike(load) })
	}
	<-load.Done()
	c.run.end()
	wg.Wait()
}

// strike cuts all connections at once, again and again.
func (c *crowd) strike(load context.Context) {
	for sleep(load, c.run.cfg.StormEvery) == nil {
		for _, s := range c.run.sessions {
			s.leave(cutting)
		}
	}
}

// work has plans written until the load is over, and waits for the last.
func (a *author) work(ctx, load context.Context) {
	defer a.client.CloseIdle()
	r := a.crowd.run
	for load.Err() == nil {
		r.counts.sent.Add(1)
		began := time.Now()
		s, err := a.client.Submit(load, r.idea(r.ideas.Add(1)))
		if err != nil {
			if load.Err() == nil && a.refused(load, err) != nil {
				return
			}
			continue
		}
		r.counts.took(protocol.Reply{Joined: &s.Joined, Cached: &s.Cached})
		a.show(ctx, s.ID, began)
	}
}

// refused counts a refusal and waits as it says.
func (a *author) refused(ctx context.Context, err error) error {
	wait := retryAtLeast
	if p, ok := protocol.ProblemOf(err); ok {
		a.crowd.run.counts.refused(p)
		wait = max(wait, time.Duration(p.RetryAfterMS)*time.Millisecond)
	} else {
		a.crowd.run.counts.trouble("not submitted: " + plain(err))
	}
	return sleep(ctx, wait)
}

// show lets all watchers of the author follow a generation, and returns when all know its end.
func (a *author) show(ctx context.Context, generation string, submitted time.Time) {
	tape := newTape(generation, len(a.watchers) > 1)
	r := &round{run: a.crowd.run, waiting: map[*session]bool{}, done: make(chan struct{})}
	for _, s := range a.watchers {
		if !s.deaf {
			r.waiting[s] = true
		}
	}
	if len(r.waiting) == 0 {
		close(r.done) // nobody hears of it
	}
	for _, s := range a.watchers {
		if !s.follow(&watching{follow: follow{tape: tape}, submitted: submitted, round: r}) {
			r.leave(s)
		}
	}
	select {
	case <-r.done:
	case <-ctx.Done():
	case <-time.After(patience):
		r.giveUp()
	}
}

// round is one generation that many watch.
type round struct {
	run  *run
	once sync.Once // for what is counted once, whoever watches
	done chan struct{}

	mu      sync.Mutex
	waiting map[*session]bool // guarded by mu; who has not learned the end
}

// leave notes a watcher that waits no more.
func (r *round) leave(s *session) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.waiting[s] {
		return
	}
	delete(r.waiting, s)
	if len(r.waiting) == 0 {
		close(r.done)
	}
}

// giveUp notes those who did not learn the end in time.
func (r *round) giveUp() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for s := range r.waiting {
		s.giveUp()
	}
}

// watcher is the role of a session that follows what its author submits.
type watcher struct{}

func (watcher) opened(s *session) { s.resume() }

func (watcher) answered(*session, protocol.Reply, *protocol.Problem) {}

func (watcher) ended(s *session, w *watching, h heard) {
	w.round.once.Do(func() { w.round.run.counts.ended(h) })
	w.round.leave(s)
}

func (watcher) gone(s *session) {
	s.mu.Lock()
	s.over = true
	w := s.watching
	s.mu.Unlock()
	if w != nil {
		w.round.leave(s)
	}
}
