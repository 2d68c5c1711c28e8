package server

import (
	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/protocol"
)

// catalogAge is how long what forms offer may be kept by browsers: it changes with releases only.
const catalogAge = "public, max-age=3600"

// maxLocale is the length of the longest locale that is looked at, in bytes.
const maxLocale = 64

// localeOf is the locale that a request for words asks for; "" is English.
func localeOf(c *fiber.Ctx) (string, error) {
	locale := c.Query("locale")
	if len(locale) > maxLocale {
		return "", invalidField("locale", "A BCP 47 language tag, such as de-AT.")
	}
	return locale, nil
}

// businessTypes answers GET /v1/business-types?locale=.
func (s *Server) businessTypes(c *fiber.Ctx) error {
	locale, err := localeOf(c)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, catalogAge)
	return c.JSON(protocol.BusinessTypeList{BusinessTypes: s.deps.Catalog.BusinessTypes(locale)})
}

// currencies answers GET /v1/currencies.
func (s *Server) currencies(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, catalogAge)
	return c.JSON(protocol.CurrencyList{Currencies: s.deps.Catalog.Currencies()})
}

// example answers GET /v1/example?locale=: a finished plan that shows what a plan is, as plan.json has it.
func (s *Server) example(c *fiber.Ctx) error {
	locale, err := localeOf(c)
	if err != nil {
		return err
	}
	if s.deps.Examples == nil {
		return protocol.NotFound()
	}
	ctx, cancel := s.ask()
	defer cancel()
	plan, err := s.deps.Examples.Example(ctx, locale)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, catalogAge)
	return c.JSON(plan)
}
