package bench

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"sync"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/protocol"
)

// role is what a session does beside being open. Its methods are called by the session's own goroutine.
type role interface {
	// opened is called for each connection, before anything is read from it.
	opened(s *session)
	// answered is called for the answer to a generate.
	answered(s *session, r protocol.Reply, p *protocol.Problem)
	// ended is called when what the session follows has ended.
	ended(s *session, w *watching, h heard)
	// gone is called when the session is over.
	gone(s *session)
}

// session is one user's connection, which is made anew when it is lost.
type session struct {
	run    *run
	number int
	server string
	token  string // of the user; a guest gets one with the first connection
	role   role
	deaf   bool // it never reads

	mu       sync.Mutex
	ws       *websocket.Conn // guarded by mu; nil while there is none
	watching *watching       // guarded by mu; nil: nothing
	submits  time.Time       // guarded by mu; when generate was said
	leaving  departure       // guarded by mu; why we end the present connection
	begun    time.Time       // guarded by mu; of the present connection
	over     bool            // guarded by mu; no connection follows
}

// departure is why a connection is ended by us.
type departure int

const (
	staying departure = iota
	moving            // the service asked to
	cutting           // the scenario wants it
	done              // the session is over
)

// watching is what a session follows.
type watching struct {
	follow
	submitted time.Time
	round     *round          // of many watchers; nil for one's own
	on        *websocket.Conn // where it was asked for
	heard     bool            // its first event came
	current   bool            // it has caught up on this connection: what comes is new
	resumes   bool            // it goes on after a cut
}

// live keeps the session connected until it is done or the context ends. settled is called once, when the
// first try has succeeded or not.
func (s *session) live(ctx context.Context, settled func(error)) {
	defer s.role.gone(s)
	wait := &backoff{as: protocol.DefaultBackoff()}
	first := true
	for {
		ws, hello, err := s.open(ctx)
		if first {
			settled(err)
		}
		if err != nil && (first || !s.again(ctx, wait, err)) {
			return
		}
		first = false
		if err != nil {
			continue
		}
		wait.tune(hello.Reconnect)
		err = s.attend(ctx, ws)
		switch why := s.detach(); {
		case why == done, ctx.Err() != nil:
			return
		case why == moving:
			s.run.counts.moved.Add(1)
			continue // its time has come already
		case why == cutting:
			s.run.counts.cut.Add(1)
		default:
			s.lost(err)
		}
		if wait.sleep(ctx) != nil {
			return
		}
	}
}

// again says whether to try once more after a connection was not made, and waits before.
func (s *session) again(ctx context.Context, wait *backoff, err error) bool {
	p, isProblem := errors.AsType[*protocol.Problem](err)
	if ctx.Err() != nil || isProblem && !p.Retryable {
		return false
	}
	return wait.sleep(ctx) == nil
}

// open makes one connection.
func (s *session) open(ctx context.Context) (*websocket.Conn, protocol.Hello, error) {
	release, err := s.run.mayDial(ctx)
	if err != nil {
		return nil, protocol.Hello{}, err
	}
	defer release()
	began := time.Now()
	dial := s.run.dial
	if s.deaf {
		dial = s.run.dialDeaf
	}
	ws, hello, err := dial.open(ctx, s.server, s.token)
	if err != nil {
		if ctx.Err() == nil {
			s.run.notOpened(err)
		}
		return nil, hello, err
	}
	c := s.run.counts
	c.opened.Add(1)
	c.opening.record(time.Since(began), s.number)
	if s.token == "" {
		s.token = hello.Token
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ws, s.leaving, s.begun = ws, staying, began
	if s.watching != nil {
		s.watching.current = false
	}
	return ws, hello, nil
}

// attend reads a connection to its end.
func (s *session) attend(ctx context.Context, ws *websocket.Conn) error {
	s.run.counts.open.Add(1)
	defer s.run.counts.open.Add(-1)
	defer ws.CloseNow()
	stop := context.AfterFunc(ctx, func() { _ = ws.CloseNow() })
	defer stop()
	s.role.opened(s)
	if s.deaf {
		return s.ignore(ctx)
	}
	for {
		_, r, err := ws.Reader(context.Background()) // ends with the connection
		if err != nil {
			return err
		}
		buf := s.run.buffer()
		_, err = buf.ReadFrom(r)
		if err == nil {
			s.run.counts.heard(buf.Len())
			s.hear(buf.Bytes())
		}
		s.run.give(buf)
		if err != nil {
			return err
		}
	}
}

// ignore never reads. That the service has closed shows when something is to be said.
func (s *session) ignore(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.run.stopped:
			return nil
		case <-time.After(time.Second):
		}
		if err := s.say(protocol.ClientMessage{Type: protocol.TypePing}); err != nil {
			return err
		}
	}
}

func (s *session) detach() departure {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ws = nil
	return s.leaving
}

// lost counts a connection that ended unasked.
func (s *session) lost(err error) {
	c := s.run.counts
	if s.deaf {
		c.shed.Add(1)
		return
	}
	c.lost.Add(1)
	if code := websocket.CloseStatus(err); code != -1 {
		c.trouble("lost: closed with " + strconv.Itoa(int(code)))
		return
	}
	c.trouble("lost: the connection broke")
}

// say writes a message, if there is a connection.
func (s *session) say(m protocol.ClientMessage) error {
	s.mu.Lock()
	ws := s.ws
	s.mu.Unlock()
	if ws == nil {
		return nil // what is to be followed is asked for again on the next one
	}
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), writeTimeout)
	defer cancel()
	return ws.Write(ctx, websocket.MessageText, raw)
}

// begins notes that a submission is said now.
func (s *session) begins() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.submits = time.Now()
}

// follows says whether the session follows something that has not ended.
func (s *session) follows() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.watching != nil && !s.watching.ended
}

// follow begins to follow a generation; false when the session is over.
func (s *session) follow(w *watching) bool {
	s.mu.Lock()
	if s.over {
		s.mu.Unlock()
		return false
	}
	s.watching = w
	s.mu.Unlock()
	s.resume()
	return true
}

// hasBegun notes that the session follows what it has submitted, as generate implies.
func (s *session) hasBegun(w *watching) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watching, w.submitted, w.on = w, s.submits, s.ws
}

// resume asks for what is followed, behind the cursor that is held; once on each connection.
func (s *session) resume() {
	s.mu.Lock()
	w := s.watching
	if w == nil || w.ended || s.ws == nil || w.on == s.ws {
		s.mu.Unlock()
		return
	}
	w.on = s.ws
	after := w.cursor().String()
	s.mu.Unlock()
	_ = s.say(protocol.ClientMessage{ // where it fails the connection ends, and the next one asks again
		ID: idWatch, Type: protocol.TypeWatch, Generation: w.tape.generation, After: &after,
	})
}

// askAgain asks once more for what could not be watched.
func (s *session) askAgain() {
	s.mu.Lock()
	if s.watching != nil {
		s.watching.on = nil
	}
	s.mu.Unlock()
	s.resume()
}

// giveUp notes that what the session follows did not end in time.
func (s *session) giveUp() {
	s.mu.Lock()
	w := s.watching
	var at protocol.Cursor
	if w != nil {
		at = w.cursor()
	}
	missing := w != nil && !w.ended
	s.mu.Unlock()
	if missing {
		s.run.counts.fault(FaultUnended, w.tape.generation, at)
	}
}

// leave ends the present connection; the session with it, when why is done.
func (s *session) leave(why departure) {
	s.mu.Lock()
	ws := s.ws
	s.leaving = max(s.leaving, why)
	if why == cutting && s.watching != nil {
		s.watching.resumes = true
	}
	s.mu.Unlock()
	switch {
	case ws == nil:
	case why == cutting || s.deaf:
		_ = ws.CloseNow()
	default:
		_ = ws.Close(websocket.StatusNormalClosure, "bye")
	}
}

// finish ends a session from its own goroutine.
func (s *session) finish() {
	s.mu.Lock()
	s.leaving = done
	ws := s.ws
	s.mu.Unlock()
	if ws != nil {
		s.run.living.Go(func() { _ = ws.Close(websocket.StatusNormalClosure, "bye") }) // whose answer this goroutine reads
	}
}
