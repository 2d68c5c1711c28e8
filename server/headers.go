package server

import "github.com/gofiber/fiber/v2"

// apiPolicy forbids everything to what is not a page: an answer that is opened as one can do nothing.
const apiPolicy = "default-src 'none'; frame-ancestors 'none'"

// secureHeaders are on every answer; pages replace the policy with theirs.
func (s *Server) secureHeaders(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentSecurityPolicy, apiPolicy)
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderReferrerPolicy, "no-referrer")
	c.Set(fiber.HeaderPermissionsPolicy, "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set(fiber.HeaderCacheControl, "no-store")
	if s.secure(c) {
		c.Set(fiber.HeaderStrictTransportSecurity, "max-age=31536000")
	}
	return c.Next()
}
