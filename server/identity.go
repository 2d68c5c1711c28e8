package server

import (
	"bytes"
	"context"
	"net/netip"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// cookieName holds the guest session of browsers.
const cookieName = "planspark"

// caller is who makes a request, and from where.
type caller struct {
	Identity
	address string // keyed hash
	cookie  bool   // known by the cookie
}

func (who caller) asCaller() generation.Caller {
	return generation.Caller{User: who.User, Tier: who.Tier, Address: who.address}
}

// userHandler serves a request of somebody who is known. What it asks the service ends with ctx.
type userHandler func(ctx context.Context, c *fiber.Ctx, who caller) error

// reads wraps a handler that changes nothing.
func (s *Server) reads(h userHandler) fiber.Handler {
	return func(c *fiber.Ctx) error {
		ctx, cancel := s.ask()
		defer cancel()
		who, err := s.caller(ctx, c)
		if err != nil {
			return err
		}
		return h(ctx, c, who)
	}
}

// changes wraps a handler that changes something.
func (s *Server) changes(h userHandler) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if err := s.checkOrigin(c); err != nil {
			return err
		}
		ctx, cancel := s.ask()
		defer cancel()
		who, err := s.caller(ctx, c)
		if err != nil {
			return err
		}
		if who.cookie {
			if err := s.checkCookieUse(c); err != nil {
				return err
			}
		}
		return h(ctx, c, who)
	}
}

// token finds what the request says of its sender: a header wins over the cookie.
func token(c *fiber.Ctx) (token string, cookie bool) {
	if h := c.Get(fiber.HeaderAuthorization); h != "" {
		scheme, t, _ := strings.Cut(h, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return "?", false // credentials that we do not know are not none
		}
		return strings.TrimSpace(t), false
	}
	t := c.Cookies(cookieName)
	return t, t != ""
}

// caller knows who makes the request, or refuses it. A cookie that has grown old is renewed.
func (s *Server) caller(ctx context.Context, c *fiber.Ctx) (caller, error) {
	t, cookie := token(c)
	id, err := s.identify(ctx, t, cookie)
	if err != nil {
		return caller{}, err
	}
	if cookie && id.Stale {
		fresh, renewed, err := s.auth.Renew(ctx, t)
		if err != nil {
			return caller{}, err
		}
		s.setCookie(c, fresh, renewed.Expires)
	}
	return caller{Identity: id, address: s.address(c), cookie: cookie}, nil
}

// operatorUser is the user that the admin token stands for.
const operatorUser = "00000000-0000-7000-8000-00000000ad31"

// identify knows who holds a token. The admin token is one too, but not as a cookie: where it is kept
// must not be a place from which a browser sends it by itself.
func (s *Server) identify(ctx context.Context, t string, cookie bool) (Identity, error) {
	if !cookie && s.operators.isToken(t) {
		return Identity{User: operatorUser, Tier: generation.TierFree, Admin: true}, nil
	}
	return s.auth.Check(ctx, t)
}

// owner is whose generation a caller may look at under an id: their own, or, for an admin, anybody's.
// That an admin looks at somebody else's is recorded.
func (s *Server) owner(ctx context.Context, who caller, id string) (string, error) {
	if !who.Admin {
		return who.User, nil
	}
	owner, err := s.deps.Generations.Owner(ctx, id)
	if err != nil || owner == who.User || s.deps.Operations == nil {
		return owner, err
	}
	return owner, s.recordReading(ctx, who, id)
}

func (s *Server) setCookie(c *fiber.Ctx, token string, expires time.Time) {
	c.Cookie(&fiber.Cookie{
		Name: cookieName, Value: token, Path: "/", HTTPOnly: true,
		SameSite: fiber.CookieSameSiteLaxMode, Secure: s.secure(c),
		MaxAge: int((expires.Sub(s.deps.Now()) + time.Second - 1) / time.Second),
	})
}

// clearCookie makes a browser forget a cookie of ours.
func (s *Server) clearCookie(c *fiber.Ctx, name, sameSite string) {
	c.Cookie(&fiber.Cookie{
		Name: name, Path: "/", HTTPOnly: true, SameSite: sameSite, Secure: s.secure(c), Expires: time.Unix(1, 0),
	})
}

// address is the keyed hash of the client's address.
func (s *Server) address(c *fiber.Ctx) string {
	return s.addresses.hash(s.addresses.client(s.peer(c), forwardedFor(c)))
}

// forwardedFor is X-Forwarded-For in all its lines: HAProxy adds one of its own behind what the client sent.
func forwardedFor(c *fiber.Ctx) string {
	return string(bytes.Join(c.Request().Header.PeekAll(fiber.HeaderXForwardedFor), []byte(",")))
}

func (s *Server) peer(c *fiber.Ctx) netip.Addr { return peerOf(c.Context().RemoteAddr()) }

// secure says whether the client speaks TLS, with us or with a proxy that we trust.
func (s *Server) secure(c *fiber.Ctx) bool {
	if c.Context().IsTLS() {
		return true
	}
	lines := c.Request().Header.PeekAll(fiber.HeaderXForwardedProto)
	return len(lines) > 0 && strings.EqualFold(string(lines[len(lines)-1]), "https") && s.addresses.trusts(s.peer(c))
}

// newGuest makes a session for somebody new, as often as their address may have one.
func (s *Server) newGuest(c *fiber.Ctx) (token string, id Identity, err error) {
	ctx, cancel := s.ask()
	defer cancel()
	d, err := s.limiters.Guests.Take(ctx, s.address(c), 1)
	if err != nil {
		return "", Identity{}, err
	}
	if !d.OK {
		return "", Identity{}, protocol.NewProblem(protocol.CodeRateLimited,
			"Too many new sessions from your network. Keep the one you have, or wait.").After(d.RetryAfter)
	}
	return s.auth.Issue(ctx, s.deps.NewID())
}
