package server

import (
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/protocol"
)

// origins knows which pages may speak to this server in a user's name.
type origins struct{ allowed []string }

func newOrigins(allowed []string) origins {
	var o origins
	for _, a := range allowed {
		o.allowed = append(o.allowed, strings.ToLower(a))
	}
	return o
}

// listed says whether an origin is one of those that the operator allowed.
func (o origins) listed(origin string) bool {
	return slices.Contains(o.allowed, strings.ToLower(origin))
}

// allows says whether an origin is listed, or the host that the request is for. The scheme is not
// compared: behind a proxy that ends TLS we see another one than the browser.
func (o origins) allows(origin, host string) bool {
	if o.listed(origin) {
		return true
	}
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return false
	}
	return strings.EqualFold(bareHost(u.Host, u.Scheme), bareHost(host, u.Scheme))
}

// bareHost drops the port that a scheme implies.
func bareHost(host, scheme string) string {
	if scheme == "https" {
		return strings.TrimSuffix(host, ":443")
	}
	return strings.TrimSuffix(host, ":80")
}

func forbiddenOrigin() *protocol.Problem {
	return protocol.NewProblem(protocol.CodeForbiddenOrigin,
		"Pages of this origin may not use this server. Its operator can allow it with --allowed-origins.")
}

// checkOrigin refuses requests of foreign pages, before any work is done for them.
func (s *Server) checkOrigin(c *fiber.Ctx) error {
	origin := c.Get(fiber.HeaderOrigin)
	if origin != "" && !s.origins.allows(origin, c.Get(fiber.HeaderHost)) {
		return forbiddenOrigin()
	}
	return nil
}

// checkCookieUse makes sure that a change in the name of a cookie was meant by our own page: a browser
// sends cookies with what foreign pages do, too.
func (s *Server) checkCookieUse(c *fiber.Ctx) error {
	if c.Get(fiber.HeaderOrigin) == "" && c.Get("Sec-Fetch-Site") != "same-origin" {
		return forbiddenOrigin()
	}
	if !isJSON(c) {
		return protocol.Wrong(fiber.StatusUnsupportedMediaType, fiber.HeaderContentType, "With the cookie, this needs Content-Type: application/json.")
	}
	return nil
}

func isJSON(c *fiber.Ctx) bool {
	media, _, _ := strings.Cut(c.Get(fiber.HeaderContentType), ";")
	return strings.EqualFold(strings.TrimSpace(media), fiber.MIMEApplicationJSON)
}

// crossOrigin lets pages of listed origins read the answers, and answers their preflights.
func (s *Server) crossOrigin(c *fiber.Ctx) error {
	origin := c.Get(fiber.HeaderOrigin)
	if origin == "" || !s.origins.listed(origin) {
		return c.Next()
	}
	c.Set(fiber.HeaderAccessControlAllowOrigin, origin)
	c.Set(fiber.HeaderAccessControlAllowCredentials, "true")
	c.Set(fiber.HeaderAccessControlExposeHeaders, "Location, Content-Disposition, Retry-After, RateLimit, RateLimit-Policy, "+headerRequestID)
	c.Vary(fiber.HeaderOrigin)
	if c.Method() != fiber.MethodOptions {
		return c.Next()
	}
	c.Set(fiber.HeaderAccessControlAllowMethods, "GET, POST, PUT, DELETE")
	c.Set(fiber.HeaderAccessControlAllowHeaders, "Authorization, Content-Type, Idempotency-Key, Last-Event-ID")
	c.Set(fiber.HeaderAccessControlMaxAge, "600")
	return c.SendStatus(fiber.StatusNoContent)
}
