package server

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"github.com/planspark/planspark/protocol"
)

// maxTickets bounds the memory of outstanding tickets.
const maxTickets = 10_000

// memoryTickets keeps tickets of this process.
type memoryTickets struct {
	life time.Duration
	now  func() time.Time

	mu   sync.Mutex
	open map[string]ticket // guarded by mu
}

type ticket struct {
	id      Identity
	expires time.Time
}

func newMemoryTickets(life time.Duration, now func() time.Time) *memoryTickets {
	return &memoryTickets{life: life, now: now, open: map[string]ticket{}}
}

// Issue implements Tickets. When too many are outstanding it refuses with unavailable.
func (t *memoryTickets) Issue(_ context.Context, id Identity) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	if len(t.open) >= maxTickets {
		for k, v := range t.open {
			if !now.Before(v.expires) {
				delete(t.open, k)
			}
		}
	}
	if len(t.open) >= maxTickets {
		return "", protocol.NewProblem(protocol.CodeUnavailable, "Too many tickets are open. Try again in a moment.").After(t.life)
	}
	name := rand.Text()
	t.open[name] = ticket{id: id, expires: now.Add(t.life)}
	return name, nil
}

// Take implements Tickets.
func (t *memoryTickets) Take(_ context.Context, name string) (Identity, bool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	v, ok := t.open[name]
	delete(t.open, name)
	if !ok || !t.now().Before(v.expires) {
		return Identity{}, false, nil
	}
	return v.id, true, nil
}
