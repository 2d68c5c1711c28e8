package generation

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/tracing"
)

// PoolConfig sizes a pool.
type PoolConfig struct {
	Worker       string        // id of this instance, as events and the database name it
	Slots        int           // generations at a time
	ExpressSlots int           // beside them, for the express lane
	Lease        time.Duration // how long a silent worker keeps its work
	Timeout      time.Duration // of one attempt
	Drain        time.Duration // how long running work may take when the pool stops
	Pace         int           // characters a second of the offline planner; 0 is off
	Models       Models        // that write; nil: the offline planner alone
	Patience     time.Duration // for waiting until a provider has room; 0 has no end
	Meter        Meter         // of what models cost; nil counts nothing
	Observer     Observer      // nil is nobody
	Tracer       *tracing.Tracer
	Signals      Signals // nil: there is no other instance
	Logger       zerolog.Logger
}

// Pool is this instance's bounded pool of generators. It claims work from the database, renews its
// leases, and hands back what it cannot finish.
type Pool struct {
	cfg     PoolConfig
	work    Work
	log     Log
	planner *Planner
	observe func(time.Duration) // how long each completed generation ran

	slots    atomic.Int64  // generations at a time
	woken    chan struct{} // holds one wake-up
	draining chan struct{} // closed when the pool stops

	mu   sync.Mutex
	jobs map[string]*running // guarded by mu; by generation id
	wg   sync.WaitGroup      // of the workers
}

// running is a worker's entry in the pool.
type running struct {
	held   Held
	lane   Lane
	cancel context.CancelCauseFunc
}

// NewPool makes a pool; Run starts it. observe is told how long each completed generation ran.
func NewPool(cfg PoolConfig, work Work, log Log, planner *Planner, observe func(time.Duration)) *Pool {
	cfg.Observer, cfg.Signals = observerOr(cfg.Observer), signalsOr(cfg.Signals)
	p := &Pool{
		cfg: cfg, work: work, log: log, planner: planner, observe: observe,
		woken: make(chan struct{}, 1), draining: make(chan struct{}), jobs: map[string]*running{},
	}
	p.slots.Store(int64(cfg.Slots))
	return p
}

// Resize changes how many generations are written at a time. With fewer, those that run go on.
func (p *Pool) Resize(slots int) {
	p.slots.Store(int64(slots))
	p.Wake()
}

// Wake makes the pool look for work now, and says whether it has room for some. It never blocks.
func (p *Pool) Wake() (room bool) {
	select {
	case p.woken <- struct{}{}:
	default:
	}
	return p.busy(LanePool) < p.offered()
}

// Stop ends the work on a generation that was cancelled, if it is done here.
func (p *Pool) Stop(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r := p.jobs[id]; r != nil {
		r.cancel(ErrCancelled)
	}
}

// Run claims and works until the context ends; then it lets running work come to the end of its
// section, hands back what is not finished, and returns when the last worker has ended.
func (p *Pool) Run(ctx context.Context) error {
	alive, stop := context.WithCancel(context.WithoutCancel(ctx)) // outlives ctx: leases are renewed to the last
	var heart sync.WaitGroup
	over, cancel := after(ctx, p.cfg.Drain)
	defer cancel()
	p.beat(alive)
	heart.Go(func() { p.heartbeat(alive) })
	p.claims(ctx, alive)
	close(p.draining)
	p.drain(over)
	stop()
	heart.Wait()
	p.leave()
	return nil
}

// idleLook is how often an idle pool looks for work that nobody told it of, jittered.
const idleLook = 600 * time.Millisecond

// claims takes work for every free slot, when woken and at a slow tick, until the context ends.
func (p *Pool) claims(ctx, alive context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.woken:
		case <-timer.C:
		}
		p.claim(ctx, alive, LanePool, int(p.slots.Load()))
		p.claim(ctx, alive, LaneExpress, p.cfg.ExpressSlots)
		timer.Reset(idleLook/2 + rand.N(idleLook))
	}
}

func (p *Pool) claim(ctx, alive context.Context, lane Lane, slots int) {
	free := slots - p.busy(lane)
	if free <= 0 || ctx.Err() != nil {
		return
	}
	asked := time.Now()
	// A claim that was committed must not be lost to a stop in this moment: it is handed back instead.
	late, cancel := after(ctx, lastWrite)
	defer cancel()
	records, err := p.work.Claim(late, ClaimRequest{
		Worker: p.cfg.Worker, Lane: lane, Slots: free, Lease: p.cfg.Lease,
	})
	if err != nil {
		p.cfg.Logger.Warn().Err(err).Msg("no work was claimed; the next look tries again")
		return
	}
	for _, r := range records {
		p.cfg.Observer.Claimed(Claimed{Generation: r.ID, Attempt: r.Attempt, Waited: r.StartedAt.Sub(r.CreatedAt), Foretold: r.Foretold})
		p.start(alive, r, asked)
	}
	if len(records) == free {
		p.cfg.Signals.Send(Signal{Kind: SignalWork}) // there may be more than there was room for
	}
}

func (p *Pool) busy(lane Lane) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, r := range p.jobs {
		if r.lane == lane {
			n++
		}
	}
	return n
}

// start begins the work on a claimed generation. A worker of an earlier attempt that is still on its
// way out is fenced, and gives its place in the table to the new one. asked is when it was claimed.
func (p *Pool) start(alive context.Context, r Record, asked time.Time) {
	ctx, cancel := context.WithCancelCause(alive)
	entry := &running{held: Held{ID: r.ID, Attempt: r.Attempt}, lane: r.Lane, cancel: cancel}
	p.mu.Lock()
	if old := p.jobs[r.ID]; old != nil {
		old.cancel(ErrLeaseLost)
	}
	p.jobs[r.ID] = entry
	p.mu.Unlock()
	p.wg.Go(func() {
		defer p.end(entry)
		defer cancel(nil)
		ctx, span := p.follow(ctx, r, asked)
		defer span.End()
		p.serve(ctx, span, r)
	})
}

func (p *Pool) end(entry *running) {
	p.mu.Lock()
	if p.jobs[entry.held.ID] == entry {
		delete(p.jobs, entry.held.ID)
	}
	p.mu.Unlock()
	p.Wake()
}

// drain waits for the workers, which stop at the end of their section; who is not there when it is over is stopped.
func (p *Pool) drain(over context.Context) {
	done := make(chan struct{})
	go func() {
		p.wg.Wait()
		close(done)
	}()
	select {
	case <-done:
		return
	case <-over.Done():
	}
	p.mu.Lock()
	for _, r := range p.jobs {
		r.cancel(ErrDraining)
	}
	p.mu.Unlock()
	<-done
}

// PoolStats is what a pool does now.
type PoolStats struct {
	Running int // generations, of all lanes
	Slots   int // of the pool lane; 0 once it takes no more work
}

// Stats counts.
func (p *Pool) Stats() PoolStats {
	s := PoolStats{Slots: p.offered()}
	p.mu.Lock()
	defer p.mu.Unlock()
	s.Running = len(p.jobs)
	return s
}
