package bus

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// subscriptions are the logs that this instance follows, over one connection. Asking never blocks: what
// is wanted is noted, and one goroutine tells Redis.
type subscriptions struct {
	bus    *Bus
	back   chan struct{} // Redis can be used again; holds one
	turned chan struct{} // wanted has changed; holds one

	mu     sync.Mutex
	wanted map[string]bool // guarded by mu; ids
}

func newSubscriptions(b *Bus) *subscriptions {
	s := &subscriptions{bus: b, back: make(chan struct{}, 1), turned: make(chan struct{}, 1), wanted: map[string]bool{}}
	b.onBack(func() { poke(s.back) })
	return s
}

func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

func (s *subscriptions) channel(id string) string { return s.bus.prefix + "log:" + id }

func (s *subscriptions) add(id string) {
	s.mu.Lock()
	s.wanted[id] = true
	s.mu.Unlock()
	poke(s.turned)
}

func (s *subscriptions) remove(id string) {
	s.mu.Lock()
	delete(s.wanted, id)
	s.mu.Unlock()
	poke(s.turned)
}

// Bounds of the connection that listens: messages that wait for the follower, and how long it may hear
// nothing before it asks whether the connection still stands.
const (
	messagesKept = 4096
	pingAfter    = 3 * time.Second
)

// run tells f what comes until the context ends. The client behind it connects again by itself, and asks
// anew for everything; each subscription that stands is a reason to look.
func (s *subscriptions) run(ctx context.Context, f hub.Follower) error {
	ps := s.bus.client.Subscribe(ctx)
	defer ps.Close()
	heard := ps.ChannelWithSubscriptions(redis.WithChannelSize(messagesKept), redis.WithChannelHealthCheckInterval(pingAfter))
	var asking sync.WaitGroup
	defer asking.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	asking.Go(func() { s.ask(ctx, ps) })
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.back:
			f.Back()
		case m, ok := <-heard:
			if !ok {
				<-ctx.Done()
				return ctx.Err()
			}
			s.hear(m, f)
		}
	}
}

func (s *subscriptions) hear(m any, f hub.Follower) {
	switch m := m.(type) {
	case *redis.Message:
		after, entries := readMessage(m.Payload)
		f.Grew(strings.TrimPrefix(m.Channel, s.channel("")), after, entries)
	case *redis.Subscription:
		if m.Kind == "subscribe" {
			f.Grew(strings.TrimPrefix(m.Channel, s.channel("")), protocol.Cursor{}, nil)
		}
	}
}

// ask brings what Redis was asked for in line with what is wanted. When that fails, the client notes it
// for its next connection.
func (s *subscriptions) ask(ctx context.Context, ps *redis.PubSub) {
	asked := map[string]bool{}
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.turned:
		}
		more, less := s.changes(asked)
		if len(more) > 0 {
			_ = ps.Subscribe(ctx, more...)
		}
		if len(less) > 0 {
			_ = ps.Unsubscribe(ctx, less...)
		}
	}
}

// changes notes in asked what is wanted, and returns the channels that were not asked for and those that
// are wanted no more.
func (s *subscriptions) changes(asked map[string]bool) (more, less []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id := range s.wanted {
		if !asked[id] {
			asked[id] = true
			more = append(more, s.channel(id))
		}
	}
	for id := range asked {
		if !s.wanted[id] {
			delete(asked, id)
			less = append(less, s.channel(id))
		}
	}
	return more, less
}
