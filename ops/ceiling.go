package ops

import (
	"math"
	"slices"
	"sync"
	"time"

	"github.com/planspark/planspark/protocol"
)

// besideEach is how many calls a generation makes of language models at a time; in all it makes one a
// section.
const besideEach = 3

// ceiling is how many generations the language models can take at a time, over all instances; 0 is no
// limit: nothing is known of one, or there is no model left and the built-in planner writes.
//
// A quota of calls a minute limits generations by Little's law: as many are under way as begin in the
// time that one takes. What a provider was seen to take at a time is the sum over the instances' gates.
func ceiling(chain []ProviderStatus, look Look, typical time.Duration) int {
	total, usable := 0.0, false
	for _, p := range chain {
		if p.Breaker == breakerOpen || slices.Contains(look.Paused, p.Name) {
			continue
		}
		usable = true
		total += min(byQuota(p, typical), byGates(p, look))
	}
	if !usable || math.IsInf(total, 1) {
		return 0
	}
	return max(1, int(math.Ceil(total)))
}

func byQuota(p ProviderStatus, typical time.Duration) float64 {
	if p.RPM == 0 || typical == 0 {
		return math.Inf(1)
	}
	return float64(p.RPM) / float64(len(protocol.Sections())) * typical.Minutes()
}

// byGates is a limit only when some instance was made to ask less: until then nobody knows what more it
// would take.
func byGates(p ProviderStatus, look Look) float64 {
	sum, reduced := 0, false
	for _, i := range look.Instances {
		if i.silent() {
			continue
		}
		for _, seen := range i.Status.Providers {
			if seen.Name == p.Name {
				sum += seen.Limit
				reduced = reduced || seen.Reduced
			}
		}
	}
	if !reduced {
		return math.Inf(1)
	}
	return float64(sum) / besideEach
}

// calls remembers for a minute how many calls to providers there had been.
type calls struct {
	mu   sync.Mutex
	past []called // guarded by mu; the oldest first
}

type called struct {
	at time.Time
	n  map[string]int64
}

func (c *calls) note(now time.Time, counts Counts) {
	n := make(map[string]int64, len(counts.Providers))
	for name, p := range counts.Providers {
		n[name] = p.Calls
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.past) > 1 && now.Sub(c.past[1].at) >= time.Minute {
		c.past = c.past[1:]
	}
	c.past = append(c.past, called{now, n})
}

// calledLately fills in how many calls this instance made within the last minute.
func (m *Monitor) calledLately(chain []ProviderStatus) []ProviderStatus {
	m.calls.mu.Lock()
	defer m.calls.mu.Unlock()
	if n := len(m.calls.past); n > 0 {
		first, last := m.calls.past[0], m.calls.past[n-1]
		for i := range chain {
			chain[i].Calls = int(last.n[chain[i].Name] - first.n[chain[i].Name])
		}
	}
	return chain
}
