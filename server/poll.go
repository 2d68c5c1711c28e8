package server

import (
	"encoding/json"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/protocol"
)

// poll answers with the next durable message, or with no events when the wait is over.
func (s *Server) poll(c *fiber.Ctx, st *stream, id string, after protocol.Cursor, wait time.Duration) error {
	defer st.close()
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		f, ok, _ := st.next(s.life, timer.C)
		if !ok {
			break
		}
		if f.Durable {
			return sendJSON(c, f.Data)
		}
		if f.Terminal { // the generation is gone
			return protocol.NotFound()
		}
	}
	empty, err := json.Marshal(protocol.EventsMessage{
		Type: protocol.TypeEvents, Generation: id, After: after, Cursor: after, Events: []json.RawMessage{},
	})
	if err != nil {
		return err
	}
	return sendJSON(c, empty)
}

func sendJSON(c *fiber.Ctx, body []byte) error {
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	return c.Send(body)
}
