package generation

import (
	"context"
	"time"
)

// heartbeat renews the leases of everything that runs here, three times a lease.
func (p *Pool) heartbeat(alive context.Context) {
	ticker := time.NewTicker(p.cfg.Lease / 3)
	defer ticker.Stop()
	for {
		select {
		case <-alive.Done():
			return
		case <-ticker.C:
			p.beat(alive)
		}
	}
}

func (p *Pool) beat(alive context.Context) {
	ctx, cancel := context.WithTimeout(alive, p.cfg.Lease)
	defer cancel()
	lost, err := p.work.Renew(ctx, Beat{Worker: p.cfg.Worker, Slots: p.offered(), Lease: p.cfg.Lease, Held: p.held()})
	if err != nil && alive.Err() == nil {
		p.cfg.Logger.Warn().Err(err).Msg("leases were not renewed")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, h := range lost {
		if r := p.jobs[h.ID]; r != nil && r.held == h {
			r.cancel(ErrLeaseLost)
		}
	}
}

// offered is how many slots others may count on: none once the pool takes no more work.
func (p *Pool) offered() int {
	select {
	case <-p.draining:
		return 0
	default:
		return int(p.slots.Load())
	}
}

func (p *Pool) held() []Held {
	p.mu.Lock()
	defer p.mu.Unlock()
	held := make([]Held, 0, len(p.jobs))
	for _, r := range p.jobs {
		held = append(held, r.held)
	}
	return held
}

// lastWrite bounds a write that must land although its context has ended.
const lastWrite = 3 * time.Second

// after is ctx with a while to come: what must not be lost to the end of ctx, and must not hold it up either.
func after(ctx context.Context, while time.Duration) (context.Context, context.CancelFunc) {
	late, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		timer := time.AfterFunc(while, cancel)
		context.AfterFunc(late, func() { timer.Stop() })
	})
	return late, func() {
		stop()
		cancel()
	}
}

func (p *Pool) leave() {
	ctx, cancel := context.WithTimeout(context.Background(), lastWrite)
	defer cancel()
	if err := p.work.Leave(ctx, p.cfg.Worker); err != nil {
		p.cfg.Logger.Warn().Err(err).Msg("worker did not sign off; it counts until its heartbeat is old")
	}
}
