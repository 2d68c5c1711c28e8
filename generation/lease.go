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
const lastWrite = 5 * time.Second

func (p *Pool) leave() {
	ctx, cancel := context.WithTimeout(context.Background(), lastWrite)
	defer cancel()
	if err := p.work.Leave(ctx, p.cfg.Worker); err != nil {
		p.cfg.Logger.Warn().Err(err).Msg("worker did not sign off; it counts until its heartbeat is old")
	}
}
