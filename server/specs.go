package server

import (
	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/docs"
	"github.com/planspark/planspark/web"
)

// specifications are the published ones as files, by their names. Reading YAML takes some milliseconds, which
// nobody pays who does not ask.
func specifications() (map[string]web.Asset, error) {
	files := map[string]web.Asset{}
	for _, spec := range docs.Specifications() {
		asJSON, err := spec.JSON()
		if err != nil {
			return nil, err
		}
		if files[spec.Name+".yaml"], err = web.NewAsset("", "application/yaml", web.CacheRevalidate, spec.YAML); err != nil {
			return nil, err
		}
		if files[spec.Name+".json"], err = web.NewAsset("", fiber.MIMEApplicationJSON, web.CacheRevalidate, asJSON); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// specification answers GET /openapi.{yaml,json} and GET /asyncapi.{yaml,json}.
func (s *Server) specification(name string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		files, err := s.specs()
		if err != nil {
			return err
		}
		file, ok := files[name+"."+c.Params("format")]
		if !ok {
			return fiber.ErrNotFound
		}
		return sendAsset(c, file)
	}
}
