package server

import (
	"sync"
	"time"
)

// member is a session or an event stream.
type member interface {
	// leave asks the client to be gone after the given time, or ends its stream then.
	leave(after time.Duration)
	// restart ends it now, politely.
	restart()
}

// registry knows who is connected, and bounds how many are, by user and by address.
type registry struct {
	perUser, perAddress int

	mu        sync.Mutex
	members   map[member]struct{} // guarded by mu, as are the counts
	users     map[string]int
	addresses map[string]int
	waiting   chan struct{} // closed when the last member has left; nil when nobody waits
}

func newRegistry(perUser, perAddress int) *registry {
	return &registry{
		perUser: perUser, perAddress: perAddress,
		members: map[member]struct{}{}, users: map[string]int{}, addresses: map[string]int{},
	}
}

// admit counts one more connection, unless the user or the address has as many as they may.
func (r *registry) admit(who caller) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.perUser > 0 && r.users[who.User] >= r.perUser || r.perAddress > 0 && r.addresses[who.address] >= r.perAddress {
		return false
	}
	r.users[who.User]++
	r.addresses[who.address]++
	return true
}

// release takes an admission back.
func (r *registry) release(who caller) {
	r.mu.Lock()
	defer r.mu.Unlock()
	drop(r.users, who.User)
	drop(r.addresses, who.address)
}

func drop(counts map[string]int, key string) {
	if counts[key]--; counts[key] <= 0 {
		delete(counts, key)
	}
}

func (r *registry) add(m member) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.members[m] = struct{}{}
}

func (r *registry) remove(m member) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.members, m)
	if len(r.members) == 0 && r.waiting != nil {
		close(r.waiting)
		r.waiting = nil
	}
}

// all lists the members.
func (r *registry) all() []member {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := make([]member, 0, len(r.members))
	for m := range r.members {
		out = append(out, m)
	}
	return out
}

// empty is closed when nobody is a member.
func (r *registry) empty() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.waiting == nil {
		c := make(chan struct{})
		if len(r.members) == 0 {
			close(c)
			return c
		}
		r.waiting = c
	}
	return r.waiting
}

// Stats counts who is connected.
type Stats struct {
	Connections int // sessions and event streams
	Users       int // with at least one of them
}

func (r *registry) stats() Stats {
	r.mu.Lock()
	defer r.mu.Unlock()
	return Stats{Connections: len(r.members), Users: len(r.users)}
}
