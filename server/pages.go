package server

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/web"
)

// Site is the web application; web.Site is one.
type Site interface {
	Page(name string, r web.Reader) web.Asset
	Asset(path string) (web.Asset, bool)
}

// page answers every address that is the application's.
func (s *Server) page(c *fiber.Ctx) error {
	if id := c.Params("id"); id != "" && !validID(id) {
		return fiber.ErrNotFound
	}
	return s.sendPage(c, web.PagePlans)
}

// opsPage answers GET /ops. Whoever may not operate gets the page, too, which asks for the token; the
// status says so to programs.
func (s *Server) opsPage(c *fiber.Ctx) error {
	ctx, cancel := s.ask()
	defer cancel()
	if as, _ := s.operator(c, s.whoever(ctx, c)); as == "" {
		c.Status(fiber.StatusUnauthorized)
	}
	return s.sendPage(c, web.PageOps)
}

// docsPage answers GET /docs: the published specifications, for people.
func (s *Server) docsPage(c *fiber.Ctx) error { return s.sendPage(c, web.PageDocs) }

func (s *Server) sendPage(c *fiber.Ctx, name string) error {
	for _, h := range web.SecurityHeaders() {
		c.Set(h.Name, h.Value)
	}
	c.Vary(fiber.HeaderCookie, fiber.HeaderAcceptLanguage)
	return sendAsset(c, s.deps.Site.Page(name, web.Reader{
		Theme: c.Cookies(web.ThemeCookie), Language: c.Cookies(web.LanguageCookie), Accepts: c.Get(fiber.HeaderAcceptLanguage),
	}))
}

// asset answers what no route takes: a file of the application, or nothing.
func (s *Server) asset(c *fiber.Ctx) error {
	if c.Method() != fiber.MethodGet && c.Method() != fiber.MethodHead {
		return c.Next()
	}
	a, ok := s.deps.Site.Asset(c.Path())
	if !ok {
		return s.withoutSlash(c)
	}
	c.Set("Cross-Origin-Resource-Policy", "same-origin")
	return sendAsset(c, a)
}

// withoutSlash leads to the page that was asked for with a slash at its end.
func (s *Server) withoutSlash(c *fiber.Ctx) error {
	path := strings.TrimSuffix(c.Path(), "/")
	if id, ok := strings.CutPrefix(path, "/g/"); path != c.Path() && (path == "/docs" || path == "/ops" || path == "/example" || ok && validID(id)) {
		if asked := c.Context().QueryArgs().QueryString(); len(asked) > 0 {
			path += "?" + string(asked)
		}
		return c.Redirect(path, fiber.StatusPermanentRedirect)
	}
	return c.Next()
}

func sendAsset(c *fiber.Ctx, a web.Asset) error {
	c.Set(fiber.HeaderContentType, a.ContentType)
	c.Set(fiber.HeaderCacheControl, a.CacheControl)
	c.Set(fiber.HeaderETag, a.ETag)
	c.Vary(fiber.HeaderAcceptEncoding)
	if has(c, a.ETag) {
		return c.SendStatus(fiber.StatusNotModified)
	}
	body, encoding := a.Encoded(c.Get(fiber.HeaderAcceptEncoding))
	if encoding != "" {
		c.Set(fiber.HeaderContentEncoding, encoding)
	}
	return c.Send(body)
}
