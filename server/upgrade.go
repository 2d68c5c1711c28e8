package server

import (
	"encoding/base64"
	"net"
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// admission is who opens a WebSocket, and what they are told first.
type admission struct {
	who      caller
	operator string            // as whom the session may operate the service
	trace    string            // traceparent of the handshake
	token    string            // of a guest who was made for this session
	refusal  *protocol.Problem // said over the WebSocket, where browsers can hear it
	code     protocol.CloseCode
}

// upgrade answers GET /v1/ws. Everything that can be refused is refused here, before the connection
// changes hands.
func (s *Server) upgrade(c *fiber.Ctx) error {
	if err := s.checkOrigin(c); err != nil {
		return err
	}
	h, err := handshakeOf(c)
	if err != nil {
		return err
	}
	if s.draining.Load() {
		return s.drainingProblem()
	}
	a, err := s.admit(c)
	if err != nil {
		return err
	}
	a.operator, _ = s.operator(c, a.who.Identity)
	if s.deps.Tracer != nil {
		a.trace = tracing.Kept(c.Get(headerTraceparent))
	}
	h.answer = http.Header{}
	if a.token != "" && c.Get(fiber.HeaderOrigin) != "" { // a browser: it comes back with the cookie
		s.setCookie(c, a.token, a.who.Expires)
		for _, set := range c.GetRespHeaders()[fiber.HeaderSetCookie] {
			h.answer.Add(fiber.HeaderSetCookie, set)
		}
	}
	c.Context().HijackSetNoResponse(true)
	c.Context().Hijack(func(hijacked net.Conn) { s.takeOver(hijacked, h, a) })
	return nil
}

// takeOver makes a session of the connection. fasthttp's goroutine greets the client and ends, and with
// it goes what fasthttp keeps for a request.
func (s *Server) takeOver(hijacked net.Conn, h handshake, a admission) {
	w, ok := hijacked.(interface{ UnsafeConn() net.Conn }).UnsafeConn().(*wire)
	if !ok {
		_ = hijacked.Close()
		return
	}
	in := s.buffers.takeIntake()
	buffered, err := w.takeBuffered(hijacked, in)
	s.buffers.intakes.Put(in)
	if err != nil {
		_ = w.Close()
		return
	}
	w.pending = buffered // what was pipelined behind the upgrade are frames
	if !s.begin() {
		_ = w.Close()
		return
	}
	ss := s.newSession(w, a)
	if !ss.open(h, a) {
		ss.end()
		return
	}
	ss.listen()
}

// handshakeOf checks the upgrade request as RFC 6455 §4.2.1 asks.
func handshakeOf(c *fiber.Ctx) (handshake, error) {
	r := &c.Request().Header
	if !r.IsHTTP11() || !hasToken(c.Get(fiber.HeaderConnection), "upgrade") || !hasToken(c.Get(fiber.HeaderUpgrade), "websocket") {
		c.Set(fiber.HeaderUpgrade, "websocket")
		return handshake{}, protocol.Wrong(fiber.StatusUpgradeRequired, "Upgrade", "This address speaks WebSocket.")
	}
	h := handshake{
		key: c.Get("Sec-WebSocket-Key"), version: c.Get("Sec-WebSocket-Version"),
		protocols: c.Get("Sec-WebSocket-Protocol"),
	}
	if h.version != "13" {
		c.Set("Sec-WebSocket-Version", "13")
		return h, protocol.Wrong(fiber.StatusUpgradeRequired, "Sec-WebSocket-Version", "The version of WebSocket is 13.")
	}
	key, err := base64.StdEncoding.DecodeString(h.key)
	if err != nil || len(key) != 16 || len(r.PeekAll("Sec-WebSocket-Key")) != 1 {
		return h, protocol.Malformed("Sec-WebSocket-Key", "Sec-WebSocket-Key must be 16 bytes in base64, given once.")
	}
	if len(c.Request().Body()) > 0 {
		return h, protocol.Malformed("body", "An upgrade has no body.")
	}
	return h, nil
}

func hasToken(list, token string) bool {
	for t := range strings.SplitSeq(list, ",") {
		if strings.EqualFold(strings.TrimSpace(t), token) {
			return true
		}
	}
	return false
}

// admit finds out who wants in. A program that shows a bad token is refused over HTTP; a browser,
// which cannot see that, over the WebSocket.
func (s *Server) admit(c *fiber.Ctx) (admission, error) {
	address := s.address(c)
	if ticket := c.Query("ticket"); ticket != "" {
		return s.admitTicket(ticket, address)
	}
	t, cookie := token(c)
	if t == "" {
		return s.admitNewcomer(c, address)
	}
	if cookie && c.Get(fiber.HeaderOrigin) == "" {
		return admission{}, forbiddenOrigin()
	}
	ctx, cancel := s.ask()
	defer cancel()
	id, err := s.identify(ctx, t, cookie)
	if err != nil {
		return refusedIn(c, err)
	}
	return admission{who: caller{Identity: id, address: address, cookie: cookie}}, nil
}

// refusedIn tells a browser over the WebSocket that it needs to sign in, and everybody else over HTTP.
func refusedIn(c *fiber.Ctx, err error) (admission, error) {
	p, _ := protocol.ProblemOf(err)
	if p.Code != protocol.CodeUnauthenticated || c.Get(fiber.HeaderOrigin) == "" {
		return admission{}, err
	}
	return admission{refusal: p, code: protocol.CloseUnauthenticated}, nil
}

func (s *Server) admitTicket(ticket, address string) (admission, error) {
	ctx, cancel := s.ask()
	defer cancel()
	id, ok, err := s.tickets.take(ctx, ticket)
	if err != nil {
		return admission{}, err
	}
	if !ok {
		return admission{refusal: protocol.NewProblem(protocol.CodeUnauthenticated,
			"This ticket was used, or is older than 30 s. POST /v1/tickets gives another one."), code: protocol.CloseUnauthenticated}, nil
	}
	return admission{who: caller{Identity: id, address: address}}, nil
}

// admitNewcomer lets in who shows nothing: as a guest, where there are any. A browser that is signed in to
// operations need not be anybody else.
func (s *Server) admitNewcomer(c *fiber.Ctx, address string) (admission, error) {
	if as, _ := s.operator(c, Identity{}); as == operatorByToken {
		return admission{who: caller{Identity: Identity{User: operatorUser, Admin: true}, address: address}}, nil
	}
	return s.admitGuest(c, address)
}

func (s *Server) admitGuest(c *fiber.Ctx, address string) (admission, error) {
	t, id, err := s.newGuest(c)
	if err != nil {
		return refusedIn(c, err)
	}
	return admission{who: caller{Identity: id, address: address}, token: t}, nil
}
