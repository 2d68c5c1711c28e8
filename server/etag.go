package server

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// has says whether the client has what a tag names already (RFC 9110 §13.1.2). It may name several, and a proxy that
// packs answers marks their tags as weak.
func has(c *fiber.Ctx, tag string) bool {
	for given := range strings.SplitSeq(c.Get(fiber.HeaderIfNoneMatch), ",") {
		given = strings.TrimSpace(given)
		if given == "*" || strings.TrimPrefix(given, "W/") == tag {
			return true
		}
	}
	return false
}
