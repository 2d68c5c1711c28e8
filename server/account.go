package server

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/protocol"
)

// startSession answers POST /v1/session: a guest session for who has none, a fresh token for who has.
func (s *Server) startSession(c *fiber.Ctx) error {
	if err := s.checkOrigin(c); err != nil {
		return err
	}
	fresh, id, err := s.freshSession(c)
	if err != nil {
		return err
	}
	s.setCookie(c, fresh, id.Expires)
	return c.JSON(protocol.Session{User: id.User, Token: fresh, ExpiresAt: protocol.At(id.Expires)})
}

// freshSession renews a valid session. One that is not valid any more, as after a change of secrets,
// is replaced: it could not be used for anything anyway.
func (s *Server) freshSession(c *fiber.Ctx) (string, Identity, error) {
	ctx, cancel := s.ask()
	defer cancel()
	who, err := s.caller(ctx, c)
	if err != nil && !protocol.HasCode(err, protocol.CodeUnauthenticated) {
		return "", Identity{}, err
	}
	if err != nil {
		return s.newGuest(c)
	}
	if who.cookie {
		if err := s.checkCookieUse(c); err != nil {
			return "", Identity{}, err
		}
	}
	held, _ := token(c)
	return s.auth.Renew(ctx, held)
}

// showSession answers GET /v1/session.
func (s *Server) showSession(ctx context.Context, c *fiber.Ctx, who caller) error {
	limits, active, err := s.limitsOf(ctx, who.User)
	if err != nil {
		return err
	}
	tokens, err := s.deps.Accounts.Tokens(ctx, who.User)
	if err != nil {
		return err
	}
	return c.JSON(protocol.Me{
		User: who.User, Tier: who.Tier, ExpiresAt: protocol.At(who.Expires), Limits: limits,
		Usage: protocol.Usage{Active: active, Today: limits.UsedToday, Tokens: append([]protocol.Spending{}, tokens...)},
	})
}

// issueTicket answers POST /v1/tickets.
func (s *Server) issueTicket(ctx context.Context, c *fiber.Ctx, who caller) error {
	left, err := s.limiters.Tickets.Take(ctx, who.User, 1)
	if err != nil {
		return err
	}
	if !left.OK {
		return protocol.Problemf(protocol.CodeRateLimited, "You can have %d tickets a minute.", left.Limit).After(left.RetryAfter)
	}
	ticket, err := s.tickets.issue(ctx, who.Identity)
	if err != nil {
		return err
	}
	return c.Status(fiber.StatusCreated).JSON(struct {
		Ticket    string        `json:"ticket"`
		ExpiresAt protocol.Time `json:"expires_at"`
	}{ticket, protocol.At(s.deps.Now().Add(s.cfg.Timing.TicketLife))})
}
