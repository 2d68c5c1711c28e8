package server

import (
	"bytes"
	"context"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/panics"
	"github.com/planspark/planspark/protocol"
)

const (
	headerRequestID   = "X-Request-Id"
	headerTraceparent = "Traceparent" // W3C Trace Context
)

// observe surrounds every request: it gets an id, is logged, and a panic in it is an internal error of
// this request only.
func (s *Server) observe(c *fiber.Ctx) error {
	start := s.deps.Now()
	id := s.deps.NewID()
	c.Set(headerRequestID, id)
	err := panics.Caught(c.Next)
	if err != nil {
		err = s.fail(c, err)
	}
	s.deps.Log.Debug().Str("request", id).Str("method", c.Method()).Str("route", c.Route().Path).
		Str("generation", generationParam(c)).Int("status", c.Response().StatusCode()).
		Dur("took", s.deps.Now().Sub(start)).Msg("request")
	return err
}

func requestID(c *fiber.Ctx) string { return string(c.Response().Header.Peek(headerRequestID)) }

// generationParam is the generation that the path names, when it is a valid id.
func generationParam(c *fiber.Ctx) string {
	if id := c.Params("id"); validID(id) {
		return id
	}
	return ""
}

// unambiguous refuses requests whose end two servers could see at different places (RFC 9112 §6.3), and
// reads nothing more from where they came.
func (s *Server) unambiguous(c *fiber.Ctx) error {
	var lengths, codings, unknown, hosts int
	for line := range bytes.Lines(c.Request().Header.RawHeaders()) {
		name, value, _ := bytes.Cut(line, []byte(":"))
		switch {
		case bytes.EqualFold(name, []byte(fiber.HeaderContentLength)):
			lengths++
		case bytes.EqualFold(name, []byte(fiber.HeaderTransferEncoding)):
			codings++
			if !bytes.EqualFold(bytes.TrimSpace(value), []byte("chunked")) {
				unknown++ // which the library reads as chunked, and others as nothing
			}
		case bytes.EqualFold(name, []byte(fiber.HeaderHost)):
			hosts++
		}
	}
	switch {
	case lengths+codings > 1 || hosts > 1:
		c.Context().SetConnectionClose()
		return protocol.Malformed("headers", "The request says twice where it ends, or where it goes.")
	case unknown > 0:
		c.Context().SetConnectionClose()
		return protocol.Malformed(fiber.HeaderTransferEncoding, "The only Transfer-Encoding is chunked.")
	case hosts == 0 && c.Request().Header.IsHTTP11():
		c.Context().SetConnectionClose()
		return protocol.Malformed(fiber.HeaderHost, "A request of HTTP/1.1 names its Host.")
	}
	return c.Next()
}

// ask bounds a question to the service by time, and by the life of the server.
func (s *Server) ask() (context.Context, context.CancelFunc) {
	return context.WithTimeout(s.life, s.cfg.Timing.Request)
}
