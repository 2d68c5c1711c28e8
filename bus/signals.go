package bus

import (
	"context"
	"encoding/json"

	"github.com/redis/go-redis/v9"

	"github.com/planspark/planspark/generation"
)

// signalsKept bounds signals that wait to be sent. Beyond it they are left out: whoever misses one finds
// out at its next look at the database.
const signalsKept = 256

// Signals carries generation.Signal between instances. Safe for concurrent use.
type Signals struct {
	bus  *Bus
	hear func(generation.Signal)
	out  chan generation.Signal
}

// signal is how one travels.
type signal struct {
	From       string                `json:"from"`
	Kind       generation.SignalKind `json:"kind"`
	Generation string                `json:"generation,omitempty"`
}

// NewSignals returns the signals of a bus; hear gets those of other instances and must not block.
func NewSignals(b *Bus, hear func(generation.Signal)) *Signals {
	return &Signals{bus: b, hear: hear, out: make(chan generation.Signal, signalsKept)}
}

// Send implements generation.Signals.
func (s *Signals) Send(sig generation.Signal) {
	select {
	case s.out <- sig:
	default:
	}
}

func (s *Signals) channel() string { return s.bus.prefix + "signals" }

// Run sends and hears until the context ends. Behind every connection work may have been missed.
func (s *Signals) Run(ctx context.Context) error {
	ps := s.bus.client.Subscribe(ctx, s.channel())
	defer ps.Close()
	heard := ps.ChannelWithSubscriptions(redis.WithChannelSize(signalsKept), redis.WithChannelHealthCheckInterval(pingAfter))
	for {
		select {
		case <-ctx.Done():
			return nil
		case sig := <-s.out:
			s.publish(ctx, sig)
		case m, ok := <-heard:
			if !ok {
				<-ctx.Done()
				return nil
			}
			s.take(m)
		}
	}
}

func (s *Signals) publish(ctx context.Context, sig generation.Signal) {
	text, err := json.Marshal(signal{From: s.bus.opt.Instance, Kind: sig.Kind, Generation: sig.Generation})
	if err != nil {
		return // plain values always encode
	}
	_ = s.bus.do(ctx, func(ctx context.Context, c redis.UniversalClient) error {
		return c.Publish(ctx, s.channel(), text).Err()
	})
}

func (s *Signals) take(m any) {
	switch m := m.(type) {
	case *redis.Subscription:
		s.hear(generation.Signal{Kind: generation.SignalWork})
	case *redis.Message:
		var sig signal
		if json.Unmarshal([]byte(m.Payload), &sig) == nil && sig.From != s.bus.opt.Instance {
			s.hear(generation.Signal{Kind: sig.Kind, Generation: sig.Generation})
		}
	}
}
