package server

import (
	"context"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/protocol"
)

// live answers GET /healthz: the process answers.
func (s *Server) live(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.JSON(fiber.Map{"status": "ok"})
}

// ready answers GET /readyz: new work is welcome here.
func (s *Server) ready(c *fiber.Ctx) error {
	if s.draining.Load() {
		return s.drainingProblem()
	}
	if s.deps.Ready != nil {
		ctx, cancel := s.ask()
		defer cancel()
		if err := s.readiness.ask(ctx, s.deps.Ready); err != nil {
			s.deps.Log.Warn().Err(err).Msg("not ready")
			return notReady()
		}
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.JSON(fiber.Map{"status": "ready"})
}

func notReady() *protocol.Problem {
	return protocol.NewProblem(protocol.CodeUnavailable, "The database does not answer. Try again in a moment.")
}

// readyFor is how long an answer of the database counts: asking costs it a write, and anybody may ask.
const readyFor = time.Second

// readiness remembers whether the database could take a write a moment ago. Who asks meanwhile waits
// for the same answer. The zero value is ready to use.
type readiness struct {
	mu  sync.Mutex
	at  time.Time // guarded by mu; of the answer
	err error     // guarded by mu; the answer
}

func (r *readiness) ask(ctx context.Context, ready func(context.Context) error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.at.IsZero() || time.Since(r.at) >= readyFor {
		r.err = ready(ctx)
		r.at = time.Now()
	}
	return r.err
}
