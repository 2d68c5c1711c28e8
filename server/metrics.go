package server

import (
	"context"

	"github.com/gofiber/fiber/v2"
)

// metrics answers GET /metrics.
func (s *Server) metrics(_ context.Context, c *fiber.Ctx, _ string) error {
	if s.deps.Metrics == nil {
		return fiber.ErrNotFound
	}
	contentType, err := s.deps.Metrics.Write(c)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, contentType)
	return nil
}
