package limits

import (
	"context"
	"sync"
	"time"
)

// DefaultMaxKeys bounds the memory of a limiter: about 10 MB when every key is in use.
const DefaultMaxKeys = 100_000

// Memory is a limiter of this process: the generic cell rate algorithm, one moment of memory a key.
// A key that was not used for a window is forgotten, and a limiter never holds more than twice its
// maximum of keys: beyond it an arbitrary old key starts afresh, so that a flood of new keys cannot
// take memory, nor lock out those who come after it. Safe for concurrent use.
type Memory struct {
	rate    Rate
	maxKeys int
	now     func() time.Time

	mu      sync.Mutex
	turned  time.Time            // when recent became old for the last time
	recent  map[string]time.Time // key → the moment at which its allowance is whole again
	earlier map[string]time.Time // the same, for keys last used in the window before
}

// NewMemory returns a limiter for a rate. now is the clock; maxKeys 0 is DefaultMaxKeys.
func NewMemory(rate Rate, maxKeys int, now func() time.Time) *Memory {
	if maxKeys <= 0 {
		maxKeys = DefaultMaxKeys
	}
	return &Memory{rate: rate, maxKeys: maxKeys, now: now, turned: now(), recent: map[string]time.Time{}}
}

// Take asks for n units of the key's allowance, all or nothing; 0 asks what is left. An amount above
// the limit is never granted. The error is always nil here; a limiter that is shared between
// instances can fail.
func (m *Memory) Take(_ context.Context, key string, n int) (Decision, error) {
	if m.rate.Off() {
		return Decision{OK: true}, nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	m.turn(now)
	full := m.load(key)
	if full.Before(now) {
		full = now
	}
	d, next := m.rate.Decide(now, full, n)
	if d.OK && n > 0 {
		m.store(key, next)
	}
	return d, nil
}

// Decide is the algorithm: full is the moment at which the allowance is whole again, not before now, and
// every unit taken moves it one interval into the future, at most one window ahead of now. It returns
// the moment to remember.
func (r Rate) Decide(now, full time.Time, n int) (Decision, time.Time) {
	next := full.Add(time.Duration(n) * r.Interval())
	d := Decision{Limit: r.Limit, Window: r.Window}
	if over := next.Sub(now) - r.Window; over > 0 {
		d.RetryAfter, next = over, full
	} else {
		d.OK = true
	}
	d.Reset = next.Sub(now)
	d.Remaining = int((r.Window - d.Reset) / r.Interval())
	return d, next
}

func (m *Memory) load(key string) time.Time {
	if at, ok := m.recent[key]; ok {
		return at
	}
	return m.earlier[key]
}

func (m *Memory) store(key string, at time.Time) {
	if _, known := m.recent[key]; !known && len(m.recent) >= m.maxKeys {
		for k := range m.recent {
			delete(m.recent, k)
			break
		}
	}
	m.recent[key] = at
	delete(m.earlier, key)
}

// turn forgets what has no meaning any more: an allowance is whole again one window after its last use.
func (m *Memory) turn(now time.Time) {
	switch age := now.Sub(m.turned); {
	case age < m.rate.Window:
		return
	case age < 2*m.rate.Window:
		m.earlier = m.recent
	default:
		m.earlier = nil
	}
	m.recent, m.turned = map[string]time.Time{}, now
}

// Keys is how many keys are remembered.
func (m *Memory) Keys() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.recent) + len(m.earlier)
}
