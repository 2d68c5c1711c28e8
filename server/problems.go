package server

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/web"
)

const problemType = "application/problem+json"

// How long to wait when whoever refused did not say.
const (
	retryUnavailable = 2 * time.Second // the outage of a database restart
	retryActive      = 5 * time.Second // until a generation of one's own has ended
)

// problem is what a client is told of an error, by whichever way it asked. Every error of a request
// passes here once: what is not a refusal is logged, and told without its text.
func (s *Server) problem(err error, requestID string) *protocol.Problem {
	p, known := protocol.ProblemOf(err)
	if !known {
		if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
			p = protocol.NewProblem(protocol.CodeUnavailable, "The answer took too long. Try again in a moment.")
		}
		s.deps.Log.Error().Err(err).Str("request", requestID).Str("code", string(p.Code)).Msg("request failed")
	}
	return withRetry(p)
}

// withRetry gives every refusal that is a matter of time the time to wait.
func withRetry(p *protocol.Problem) *protocol.Problem {
	if p.RetryAfterMS > 0 || (p.Status != fiber.StatusTooManyRequests && p.Status != fiber.StatusServiceUnavailable) {
		return p
	}
	timed := *p // refusals may be shared values
	wait := retryUnavailable
	if p.Status == fiber.StatusTooManyRequests {
		wait = retryActive
	}
	return timed.After(wait)
}

// fail is the one place that writes refusals over HTTP.
func (s *Server) fail(c *fiber.Ctx, err error) error {
	if own := s.httpProblem(c, err); own != nil {
		err = own
	}
	p := s.problem(err, requestID(c))
	if p.Code == protocol.CodeNotFound && !strings.HasPrefix(c.Path(), "/v1") && !wantsProblem(c) {
		return s.noPage(c)
	}
	if p.RetryAfterMS > 0 {
		c.Set(fiber.HeaderRetryAfter, strconv.FormatInt(p.RetryAfterSeconds(), 10))
	}
	if p.Code == protocol.CodeUnauthenticated {
		c.Set(fiber.HeaderWWWAuthenticate, `Bearer realm="planspark"`)
	}
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, problemType)
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Status(p.Status).Send(body)
}

// noPage tells a person by the application's own page that there is nothing, and a program in a word.
func (s *Server) noPage(c *fiber.Ctx) error {
	c.Status(fiber.StatusNotFound)
	if strings.Contains(c.Get(fiber.HeaderAccept), fiber.MIMETextHTML) {
		c.Request().Header.Del(fiber.HeaderIfNoneMatch) // the same bytes elsewhere are no answer here
		err := s.sendPage(c, web.PagePlans)
		c.Response().Header.Del(fiber.HeaderETag)
		c.Set(fiber.HeaderCacheControl, "no-store")
		return err
	}
	return c.Type("txt", "utf-8").SendString("Not found\n")
}

// wantsProblem says whether a client outside of /v1 asked for JSON.
func wantsProblem(c *fiber.Ctx) bool {
	return strings.Contains(c.Get(fiber.HeaderAccept), "json")
}

// httpProblem translates what the HTTP server itself refuses; nil when it is none of that.
func (s *Server) httpProblem(c *fiber.Ctx, err error) error {
	var f *fiber.Error
	if !errors.As(err, &f) {
		return nil
	}
	switch f.Code {
	case fiber.StatusNotFound:
		return nowhere()
	case fiber.StatusMethodNotAllowed:
		return protocol.Wrong(f.Code, "method", "This address does not take this method; the Allow header names those it takes.")
	case fiber.StatusRequestEntityTooLarge:
		return protocol.Wrong(f.Code, "body", "The request is larger than 64 KiB.")
	case fiber.StatusRequestHeaderFieldsTooLarge:
		return protocol.Wrong(f.Code, "headers", "The headers of the request are too large.")
	case fiber.StatusRequestTimeout:
		return protocol.Wrong(f.Code, "body", "The request did not arrive in time.")
	}
	c.Context().SetConnectionClose() // what follows an unreadable request cannot be trusted to be one
	return protocol.Malformed("headers", "This is not a request that this server can read.")
}

func invalidField(name, message string) *protocol.Problem {
	return protocol.Invalid(protocol.FieldError{Field: name, Message: message})
}

// nowhere is for addresses that do not exist, whoever asks.
func nowhere() *protocol.Problem {
	return protocol.NewProblem(protocol.CodeNotFound, "There is nothing at this address.")
}
