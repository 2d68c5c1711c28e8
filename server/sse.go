package server

import (
	"bufio"
	"bytes"
	"fmt"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/hub"
)

// stream answers with server-sent events until the terminal one was told, or the client has left.
func (s *Server) stream(c *fiber.Ctx, st *stream) error {
	streamHeaders(c)
	// From here on the request belongs to the next one of this connection: nothing of it is used.
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		defer st.close()
		_ = st.write(w) // it ends in one way only: the client is gone, or has all
	})
	return nil
}

// streamHeaders make an answer an event stream that nothing on its way should hold up.
func streamHeaders(c *fiber.Ctx) {
	c.Set(fiber.HeaderContentType, "text/event-stream; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set("X-Accel-Buffering", "no")
}

func (st *stream) write(w *bufio.Writer) error {
	timing := st.server.cfg.Timing
	if _, err := fmt.Fprintf(w, "retry: %d\n\n", timing.StreamRetry.Milliseconds()); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	pulse := time.NewTicker(timing.StreamPulse)
	defer pulse.Stop()
	for {
		f, ok, over := st.next(st.server.life, pulse.C)
		if over {
			return nil
		}
		if !ok {
			f.Data = nil
		}
		if err := writeEvent(w, f); err != nil || f.Terminal {
			return err
		}
	}
}

// writeEvent writes one message, or a comment for a frame without data: it keeps proxies from cutting
// the connection, and finds out whether the client is still there. Only durable messages carry their
// cursor, so that a client resumes behind the last of these.
func writeEvent(w *bufio.Writer, f hub.Frame) error {
	var err error
	put := func(parts ...string) {
		for _, p := range parts {
			if err == nil {
				_, err = w.WriteString(p)
			}
		}
	}
	if f.Data == nil {
		put(":\n")
	}
	if f.Durable {
		put("id: ", f.Cursor.String(), "\n")
	}
	for line := range bytes.Lines(f.Data) {
		put("data: ")
		if err == nil {
			_, err = w.Write(bytes.TrimRight(line, "\r\n"))
		}
		put("\n")
	}
	put("\n")
	if err != nil {
		return err
	}
	return w.Flush()
}
