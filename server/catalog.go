package server

import (
	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/protocol"
)

// catalogAge is how long what forms offer may be kept by browsers: it changes with releases only.
const catalogAge = "public, max-age=3600"

// maxLocale is the length of the longest locale that is looked at, in bytes.
const maxLocale = 64

// businessTypes answers GET /v1/business-types?locale=.
func (s *Server) businessTypes(c *fiber.Ctx) error {
	locale := c.Query("locale")
	if len(locale) > maxLocale {
		return invalidField("locale", "A BCP 47 language tag, such as de-AT.")
	}
	c.Set(fiber.HeaderCacheControl, catalogAge)
	return c.JSON(fiber.Map{"business_types": s.deps.Generations.BusinessTypes(locale)})
}

// currencies answers GET /v1/currencies.
func (s *Server) currencies(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, catalogAge)
	return c.JSON(fiber.Map{"currencies": s.deps.Generations.Currencies()})
}

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
