package server

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// The bounds of a long poll in seconds.
const (
	defaultWait = 20
	maxWait     = 60
)

// events answers GET /v1/generations/{id}/events: as a stream, or to who accepts JSON only with the
// next message.
func (s *Server) events(ctx context.Context, c *fiber.Ctx, who caller, id string) error {
	after, err := cursorOf(c)
	if err != nil {
		return err
	}
	wait, err := waitOf(c)
	if err != nil {
		return err
	}
	st, over, err := s.openStream(ctx, who, id, after)
	switch {
	case err != nil:
		return err
	case over: // and an EventSource does not come back
		st.close()
		return c.SendStatus(fiber.StatusNoContent)
	case c.Method() == fiber.MethodHead:
		st.close()
		return nil
	case wantsPoll(c):
		return s.poll(c, st, id, after, wait)
	}
	return s.stream(c, st)
}

// cursorOf is where the client wants to go on. Last-Event-ID comes from an EventSource that
// reconnects to the address it was given once, so it is newer than what the address says.
func cursorOf(c *fiber.Ctx) (protocol.Cursor, error) {
	name, text := "Last-Event-ID", c.Get("Last-Event-ID")
	if text == "" {
		name, text = "after", c.Query("after")
	}
	if text == "" {
		return protocol.Cursor{}, nil
	}
	return parseCursor(name, text)
}

// parseCursor reads the cursor that a field holds.
func parseCursor(field, text string) (protocol.Cursor, error) {
	c, err := protocol.ParseCursor(text)
	if err != nil {
		return c, invalidField(field, "A cursor has the form ATTEMPT-SEQ, such as 1-57.")
	}
	return c, nil
}

func wantsPoll(c *fiber.Ctx) bool {
	accept := c.Get(fiber.HeaderAccept)
	return strings.Contains(accept, fiber.MIMEApplicationJSON) && !strings.Contains(accept, "text/event-stream")
}

func waitOf(c *fiber.Ctx) (time.Duration, error) {
	n, err := strconv.Atoi(c.Query("wait", strconv.Itoa(defaultWait)))
	if err != nil || n < 0 || n > maxWait {
		return 0, invalidField("wait", "Whole seconds from 0 to 60.")
	}
	return time.Duration(n) * time.Second, nil
}

// stream is a watch that is served over HTTP. One goroutine uses it.
type stream struct {
	*held
	watch Watch
	woken chan struct{}
	ended chan struct{} // closed when the server wants the client elsewhere
	once  sync.Once
}

// openStream begins to watch for a client that is not on a WebSocket; over says that the client has the end already.
func (s *Server) openStream(ctx context.Context, who caller, id string, after protocol.Cursor) (st *stream, over bool, err error) {
	held, err := s.hold(who)
	if err != nil {
		return nil, false, err
	}
	st = &stream{held: held, woken: make(chan struct{}, 1), ended: make(chan struct{})}
	watch, err := s.deps.Watcher.Watch(ctx, who.User, id, &after, st.wake)
	if err != nil {
		held.release()
		return nil, false, err
	}
	st.watch = watch
	s.registry.add(st)
	if s.draining.Load() {
		st.leave(time.Second)
	}
	return st, watch.Over(), nil
}

func (st *stream) wake() {
	select {
	case st.woken <- struct{}{}:
	default:
	}
}

// leave implements member: a stream cannot ask, so it ends when it is time to.
func (st *stream) leave(after time.Duration) { time.AfterFunc(after, st.restart) }

// restart implements member.
func (st *stream) restart() { st.once.Do(func() { close(st.ended) }) }

func (st *stream) close() {
	st.watch.Close()
	st.server.registry.remove(st)
	st.release()
}

// next waits for the next message; ok is false when tick came first, or the stream is to end (over).
func (st *stream) next(ctx context.Context, tick <-chan time.Time) (f hub.Frame, ok, over bool) {
	for {
		if f, ok := st.watch.Next(); ok {
			return f, true, false
		}
		select {
		case <-st.woken:
		case <-tick:
			return hub.Frame{}, false, false
		case <-st.ended:
			return hub.Frame{}, false, true
		case <-ctx.Done():
			return hub.Frame{}, false, true
		}
	}
}
