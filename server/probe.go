package server

import (
	"bufio"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/protocol"
)

// The bounds of a probe: five events a fifth of a second apart show whether something holds them up.
const (
	maxProbeEvents = 20
	maxProbeEvery  = 2 * time.Second
)

// probe answers GET /v1/probe: how a request arrives here, for planspark doctor. With ?events=N&every_ms=M
// it is a stream of as many events, and with ?wait=S it answers after so many seconds.
func (s *Server) probe(_ context.Context, c *fiber.Ctx, who caller) error {
	events, err := numberOf(c, "events", maxProbeEvents)
	if err != nil {
		return err
	}
	every, err := numberOf(c, "every_ms", int(maxProbeEvery.Milliseconds()))
	if err != nil {
		return err
	}
	wait, err := numberOf(c, "wait", maxWait)
	if err != nil {
		return err
	}
	if events+wait == 0 {
		return c.JSON(s.arrival(c))
	}
	held, err := s.hold(who)
	if err != nil {
		return err
	}
	if events > 0 {
		return held.sendProbe(c, events, time.Duration(every)*time.Millisecond)
	}
	defer held.release()
	held.wait(time.Duration(wait) * time.Second)
	return c.JSON(s.arrival(c))
}

func numberOf(c *fiber.Ctx, name string, most int) (int, error) {
	n, err := strconv.Atoi(c.Query(name, "0"))
	if err != nil || n < 0 || n > most {
		return 0, invalidField(name, fmt.Sprintf("A whole number from 0 to %d.", most))
	}
	return n, nil
}

// arrival is how a request arrived.
func (s *Server) arrival(c *fiber.Ctx) protocol.Arrival {
	a := protocol.Arrival{
		Now: protocol.At(s.deps.Now()), Instance: s.cfg.Instance, Host: c.Get(fiber.HeaderHost), Secure: s.secure(c),
		HTTP11: c.Request().Header.IsHTTP11(), Forwarded: protocol.ForwardedNone,
	}
	if c.Get(fiber.HeaderXForwardedFor) != "" || c.Get(fiber.HeaderForwarded) != "" || strings.EqualFold(c.Get(fiber.HeaderXForwardedProto), "https") {
		a.Forwarded = protocol.ForwardedIgnored
		if s.addresses.trusts(s.peer(c)) {
			a.Forwarded = protocol.ForwardedBelieved
		}
	}
	return a
}

// sendProbe sends events like those of a generation, each with the time since the first.
func (h *held) sendProbe(c *fiber.Ctx, events int, every time.Duration) error {
	streamHeaders(c)
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		defer h.release()
		began := time.Now()
		for i := range events {
			if i > 0 && !h.wait(every) {
				return
			}
			_, err := fmt.Fprintf(w, "data: {\"at_ms\":%d}\n\n", time.Since(began).Milliseconds())
			if err == nil {
				err = w.Flush()
			}
			if err != nil {
				return // the client has left
			}
		}
	})
	return nil
}
