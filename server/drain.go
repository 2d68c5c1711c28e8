package server

import (
	"context"
	"time"

	"github.com/planspark/planspark/protocol"
)

// defaultDrain is the time of a drain whose context has no deadline.
const defaultDrain = 25 * time.Second

// Drain takes the server out of service. It refuses new work at once, gives every client a slot of
// its own in the time until ctx ends, and keeps serving each until it leaves; those that do not are
// closed shortly before the end. It returns when the server has stopped.
func (s *Server) Drain(ctx context.Context) error {
	end, ok := ctx.Deadline()
	if !ok {
		end = time.Now().Add(defaultDrain)
	}
	window := time.Until(end) - s.cfg.Timing.DrainReserve
	s.mu.Lock()
	s.drainEnd = end
	s.mu.Unlock()
	s.draining.Store(true)
	members := s.registry.all()
	s.deps.Log.Info().Int("connections", len(members)).Dur("window", window).Msg("draining")
	for i, m := range members {
		m.leave(s.slot(window, i, len(members)))
	}
	s.await(ctx, window)
	grace := min(s.cfg.Timing.DrainReserve, time.Until(end))
	s.restartAll(grace)
	s.close(max(grace, closeGrace))
	close(s.drained)
	return ctx.Err()
}

// closeGrace is the least time for the listener and what it accepted to close.
const closeGrace = 200 * time.Millisecond

// slot is the place of the i-th of n clients in the window: one after the other, each jittered
// within its own part. Clients leave in the first four fifths, so that the last has time to.
func (s *Server) slot(window time.Duration, i, n int) time.Duration {
	if window <= 0 {
		return 0
	}
	return time.Duration(float64(window) * 0.8 * (float64(i) + s.deps.Jitter()) / float64(n))
}

// await returns when all clients have left, or the window is over.
func (s *Server) await(ctx context.Context, window time.Duration) {
	timer := time.NewTimer(max(0, window))
	defer timer.Stop()
	select {
	case <-s.registry.empty():
	case <-timer.C:
	case <-ctx.Done():
	}
}

// restartAll closes every session with 1012, ends every stream, and waits for them.
func (s *Server) restartAll(grace time.Duration) {
	for _, m := range s.registry.all() {
		m.restart()
	}
	s.await(s.life, grace)
}

// drainingProblem refuses what is not begun any more, and says when another instance, or this one
// anew, will do it.
func (s *Server) drainingProblem() *protocol.Problem {
	s.mu.Lock()
	end := s.drainEnd
	s.mu.Unlock()
	return protocol.NewProblem(protocol.CodeDraining, "This instance is restarting. Try again in a moment; another one may answer.").
		After(min(max(time.Until(end), time.Second), 5*time.Second))
}
