package generation

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
