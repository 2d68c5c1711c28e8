package bench

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// dialsAtOnce bounds the connections that are being made at a time: the kernel's queue for connections
// that the service has not taken yet is often not much longer.
const dialsAtOnce = 256

// deafBuffer is the kernel's buffer of a reader that never reads: as little as the kernel gives.
const deafBuffer = 4096

// patience is how long what was accepted may take to end behind the load; with one plan for each user, how long
// nothing may end.
const patience = 5 * time.Minute

// phase is what a run is about.
type phase string

const (
	opening phase = "opening"
	running phase = "running"
	ending  phase = "ending"
)

// run is one run of a scenario.
type run struct {
	cfg      Config
	tag      string // of this run's ideas
	began    time.Time
	counts   *counts
	dial     *dialer
	dialDeaf *dialer
	dialing  chan struct{} // holds one for each connection that is being made
	pace     *rate.Limiter // of opening sessions
	buffers  sync.Pool     // *bytes.Buffer
	ideas    atomic.Int64  // asked for so far
	sessions []*session
	living   sync.WaitGroup // of sessions
	stopped  chan struct{}  // closed when sessions are to end

	mu       sync.Mutex
	phase    phase // guarded by mu
	from, to mark  // guarded by mu; of the load; zero: it has not begun, not ended
	failure  error // guarded by mu; why the first connection that was not made was not
}

// play is a scenario.
type play interface {
	// prepare makes the sessions.
	prepare(ctx context.Context) error
	// perform is called when all sessions that can be are open. It returns when the load is over, and
	// what it has begun has ended.
	perform(ctx context.Context)
}

func (r *run) play() play {
	switch {
	case r.cfg.Scenario == Connect:
		return &idle{run: r}
	case r.cfg.Scenario == Generate:
		return &visitors{run: r}
	}
	return &crowd{run: r}
}

// Run puts the load on the servers and returns what was measured; when ctx ends before, what was until
// then. The error is a *ConfigError, or says why no session at all could be opened: a *protocol.Problem
// when the service refused, else a *client.UnreachableError.
func Run(ctx context.Context, cfg Config) (Report, error) {
	if err := cfg.check(); err != nil {
		return Report{}, err
	}
	r := newRun(cfg)
	whole, end := context.WithCancel(ctx)
	var showing sync.WaitGroup
	defer showing.Wait()
	defer end()
	showing.Go(func() { r.show(whole) })
	if err := r.perform(ctx); err != nil {
		return Report{}, err
	}
	report := r.report()
	report.Interrupted = ctx.Err() != nil
	return report, nil
}

func newRun(cfg Config) *run {
	limit := rate.Inf
	if cfg.Rate > 0 {
		limit = rate.Limit(cfg.Rate)
	}
	return &run{
		cfg: cfg, tag: rand.Text()[:8], began: time.Now(), counts: newCounts(), phase: opening,
		dial: newDialer(0), dialDeaf: newDialer(deafBuffer), dialing: make(chan struct{}, dialsAtOnce),
		pace: rate.NewLimiter(limit, max(1, int(cfg.Rate/100))), stopped: make(chan struct{}),
	}
}

func (r *run) perform(ctx context.Context) error {
	p := r.play()
	if err := p.prepare(ctx); err != nil {
		return r.explain(err)
	}
	live, cut := context.WithCancel(ctx)
	defer cut()
	r.open(live)
	if r.counts.opened.Load() == 0 && ctx.Err() == nil {
		return r.explain(r.firstFailure())
	}
	r.begin()
	p.perform(ctx)
	r.end()
	r.close(cut)
	return nil
}

// open begins all sessions at the rate that was asked for, and returns when each is open, or cannot be.
func (r *run) open(ctx context.Context) {
	var settled sync.WaitGroup
	for _, s := range r.sessions {
		if r.pace.Wait(ctx) != nil {
			break
		}
		settled.Add(1)
		r.living.Go(func() { s.live(ctx, func(error) { settled.Done() }) })
	}
	settled.Wait()
}

// close ends all sessions politely, many at a time; those that do not end are cut.
func (r *run) close(cut context.CancelFunc) {
	close(r.stopped)
	hurry := time.AfterFunc(writeTimeout, cut)
	defer hurry.Stop()
	var leaving sync.WaitGroup
	places := make(chan struct{}, dialsAtOnce)
	for _, s := range r.sessions {
		places <- struct{}{}
		leaving.Go(func() {
			defer func() { <-places }()
			s.leave(done)
		})
	}
	leaving.Wait()
	cut()
	r.living.Wait()
}

// begin notes that the load begins now, unless it has.
func (r *run) begin() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.phase = running
	if r.from.at.IsZero() {
		r.from = r.counts.mark()
	}
}

// end notes that the load is over, unless it was before.
func (r *run) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.phase = ending
	if r.to.at.IsZero() {
		r.to = r.counts.mark()
	}
}

// mayDial waits for a place to make a connection.
func (r *run) mayDial(ctx context.Context) (release func(), err error) {
	select {
	case r.dialing <- struct{}{}:
		return func() { <-r.dialing }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// notOpened counts a connection that was not made.
func (r *run) notOpened(err error) {
	if p, ok := errors.AsType[*protocol.Problem](err); ok {
		r.counts.refused(p)
	} else {
		r.counts.trouble("not opened: " + plain(err))
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failure == nil {
		r.failure = err
	}
}

func (r *run) firstFailure() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.failure
}

// explain gives the reason of a run that could not begin the form that callers look for.
func (r *run) explain(err error) error {
	if p, ok := errors.AsType[*protocol.Problem](err); ok {
		return p
	}
	if u, ok := errors.AsType[*client.UnreachableError](err); ok {
		return u
	}
	return &client.UnreachableError{Server: r.cfg.Servers[0], Err: errors.New(plain(err))}
}

func (r *run) buffer() *bytes.Buffer {
	if b, ok := r.buffers.Get().(*bytes.Buffer); ok {
		b.Reset()
		return b
	}
	return new(bytes.Buffer)
}

// largeBuffer is kept by nobody: a snapshot comes rarely.
const largeBuffer = 64 << 10

func (r *run) give(b *bytes.Buffer) {
	if b.Cap() <= largeBuffer {
		r.buffers.Put(b)
	}
}

// server is the one that the n-th session speaks to.
func (r *run) server(n int) string { return r.cfg.Servers[n%len(r.cfg.Servers)] }
