package server

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net"
	"net/netip"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/protocol"
)

// operatorCookie holds the session of an operator's browser. It is not the admin token, and of no use
// once that has changed.
const operatorCookie = "planspark_ops"

// How somebody is known as an operator; audit records say it.
const (
	operatorByToken    = "admin token"
	operatorByLoopback = "this machine"
)

// operators knows who may operate the service: who has the admin token, a session that was opened with
// it, or a user token with the admin scope. Without an admin token, whoever is on this machine may.
type operators struct {
	digest   [sha256.Size]byte // of the admin token
	required bool              // there is an admin token
	sessions seal
}

func (s *Server) newOperators() operators {
	o := operators{digest: sha256.Sum256([]byte(s.cfg.AdminToken)), required: s.cfg.AdminToken != ""}
	// The token is part of the purpose: with another one, nobody is signed in any more.
	o.sessions = newSeal(s.cfg.Secrets, "operator session "+hex.EncodeToString(o.digest[:]), "planspark operations", s.cfg.Timing.OperatorLife, s.deps.Now)
	return o
}

// isToken compares in constant time; digests, so that not even the length shows.
func (o operators) isToken(t string) bool {
	given := sha256.Sum256([]byte(t))
	return o.required && subtle.ConstantTimeCompare(given[:], o.digest[:]) == 1
}

// isSession says whether a cookie was made by signing in with the present token.
func (o operators) isSession(cookie string) bool {
	if !o.required || cookie == "" {
		return false
	}
	subject, _, _, ok := o.sessions.open(cookie)
	return ok && subject == operatorByToken
}

// operator says as whom a request of somebody operates the service; empty when it may not. ambient is
// true when nothing but the browser, or the machine, that it comes from says so: then a change needs to
// be shown to be meant.
func (s *Server) operator(c *fiber.Ctx, who Identity) (as string, ambient bool) {
	_, cookie := token(c)
	switch {
	case who.User == operatorUser && who.Admin:
		return operatorByToken, false
	case who.Admin:
		return who.User, cookie
	case s.operators.isSession(c.Cookies(operatorCookie)):
		return operatorByToken, true
	case !s.operators.required && s.fromThisMachine(c):
		return operatorByLoopback, true
	}
	return "", false
}

// whoever is who a request says it is from; nobody when it says nothing, or nothing that is true.
func (s *Server) whoever(ctx context.Context, c *fiber.Ctx) Identity {
	t, cookie := token(c)
	if t == "" {
		return Identity{}
	}
	id, err := s.identify(ctx, t, cookie)
	if err != nil {
		return Identity{}
	}
	return id
}

// fromThisMachine says whether a request was made on this machine and for it. The peer alone does not
// tell: a reverse proxy on this machine makes the whole world look local, so whatever a proxy adds
// counts, unless the proxy is trusted and says where the client is; and a page of a stranger whose name
// was made to point here (DNS rebinding) says that name as the host.
func (s *Server) fromThisMachine(c *fiber.Ctx) bool {
	if !c.Request().Header.IsHTTP11() || !isLoopbackHost(c.Get(fiber.HeaderHost)) || !s.peer(c).IsLoopback() {
		return false
	}
	if s.addresses.trusts(s.peer(c)) {
		return s.addresses.client(s.peer(c), forwardedFor(c)).IsLoopback()
	}
	for _, h := range []string{
		fiber.HeaderXForwardedFor, fiber.HeaderXForwardedHost, fiber.HeaderXForwardedProto, "X-Real-Ip",
		fiber.HeaderForwarded, fiber.HeaderVia, "Cf-Connecting-Ip", "True-Client-Ip",
	} {
		if c.Get(h) != "" {
			return false
		}
	}
	return true
}

// isLoopbackHost says whether a Host header can only mean this machine.
func isLoopbackHost(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true // RFC 6761 §6.3
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && addr.Unmap().IsLoopback()
}

// operatorHandler serves a request of an operator.
type operatorHandler func(ctx context.Context, c *fiber.Ctx, operator string) error

// operates wraps a handler that only operators may use. Who tries tokens is slowed down.
func (s *Server) operates(h operatorHandler) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if err := s.checkOrigin(c); err != nil {
			return err
		}
		ctx, cancel := s.ask()
		defer cancel()
		as, ambient := s.operator(c, s.whoever(ctx, c))
		if as == "" {
			if err := s.countAttempt(ctx, c); err != nil {
				return err
			}
			return notOperator()
		}
		if ambient && c.Method() != fiber.MethodGet && c.Method() != fiber.MethodHead {
			if err := s.checkOperatorChange(c); err != nil {
				return err
			}
		}
		return h(ctx, c, as)
	}
}

// checkOperatorChange makes sure that a change which only the browser or the machine vouches for was
// not caused by a foreign page. A program on this machine sends none of a browser's headers.
func (s *Server) checkOperatorChange(c *fiber.Ctx) error {
	if c.Get(fiber.HeaderOrigin) == "" && c.Get("Sec-Fetch-Site") == "" && c.Cookies(operatorCookie) == "" && c.Cookies(cookieName) == "" {
		return nil
	}
	return s.checkCookieUse(c)
}

// countAttempt bounds how often an address may show a token that is not the right one.
func (s *Server) countAttempt(ctx context.Context, c *fiber.Ctx) error {
	if t, cookie := token(c); t == "" || cookie {
		return nil
	}
	d, err := s.limiters.Operators.Take(ctx, s.address(c), 1)
	if err != nil {
		return err
	}
	if !d.OK {
		return protocol.NewProblem(protocol.CodeRateLimited, "Too many wrong tokens from your network.").After(d.RetryAfter)
	}
	return nil
}

func notOperator() *protocol.Problem {
	return protocol.NewProblem(protocol.CodeUnauthenticated,
		"Operations need the admin token, as Authorization: Bearer. A server without one answers its own machine only.")
}

// signInOperator answers POST /v1/ops/session: who sends the admin token gets a cookie for a browser.
func (s *Server) signInOperator(c *fiber.Ctx) error {
	if err := s.checkOrigin(c); err != nil {
		return err
	}
	t, cookie := token(c)
	if cookie || !s.operators.isToken(t) {
		ctx, cancel := s.ask()
		defer cancel()
		if err := s.countAttempt(ctx, c); err != nil {
			return err
		}
		return notOperator()
	}
	sealed, expires, err := s.operators.sessions.sign(operatorByToken)
	if err != nil {
		return err
	}
	c.Cookie(&fiber.Cookie{
		Name: operatorCookie, Value: sealed, Path: "/", HTTPOnly: true, SameSite: fiber.CookieSameSiteStrictMode,
		Secure: s.secure(c), MaxAge: int(s.cfg.Timing.OperatorLife.Seconds()),
	})
	return c.JSON(struct {
		ExpiresAt protocol.Time `json:"expires_at"`
	}{protocol.At(expires)})
}

// showOperator answers GET /v1/ops/session: whether the caller may operate the service, and as whom.
func (s *Server) showOperator(_ context.Context, c *fiber.Ctx, operator string) error {
	return c.JSON(struct {
		Operator string `json:"operator"`
	}{operator})
}

// signOutOperator answers DELETE /v1/ops/session.
func (s *Server) signOutOperator(c *fiber.Ctx) error {
	if err := s.checkOrigin(c); err != nil {
		return err
	}
	s.clearCookie(c, operatorCookie, fiber.CookieSameSiteStrictMode)
	return c.SendStatus(fiber.StatusNoContent)
}
