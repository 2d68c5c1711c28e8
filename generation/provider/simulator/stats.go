package simulator

import "sync"

// Stats is what has happened since the start.
type Stats struct {
	Requests      int `json:"requests"`       // for texts
	Streams       int `json:"streams"`        // of them, answers that began to stream
	Concurrent    int `json:"concurrent"`     // answers that are being given
	MaxConcurrent int `json:"max_concurrent"` // the most that were at once
	Cancelled     int `json:"cancelled"`      // answers whose client left before the end
	Tokens        int `json:"tokens"`         // written
	RateLimited   int `json:"rate_limited"`   // requests that were refused by a limit
	Faults        int `json:"faults"`         // answers that were made to fail
}

// counter keeps Stats. Safe for concurrent use.
type counter struct {
	mu    sync.Mutex
	stats Stats // guarded by mu
}

func (c *counter) count(change func(*Stats)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change(&c.stats)
}

func (c *counter) snapshot() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stats
}

func (s *Stats) enter() {
	s.Concurrent++
	s.MaxConcurrent = max(s.MaxConcurrent, s.Concurrent)
}
