package client

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"sync"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Session is a lasting connection to the server that carries many watches. It reconnects by itself:
// when the connection breaks or goes silent, after full jitter; when the server asks it to leave, at
// the time that the server gave, and then the new connection is opened before the old one is left.
// All methods are safe for concurrent use.
type Session struct {
	client *Client
	cancel context.CancelFunc
	ready  chan struct{} // closed when the first connection is made
	done   chan struct{} // closed when the session has ended
	retry  *backoff      // of run only
	fresh  bool          // of run only; the token was renewed since something last came

	mu      sync.Mutex
	conn    *conn             // guarded by mu; nil while there is none
	hello   protocol.Hello    // guarded by mu; the last one
	watches map[string]*Watch // guarded by mu; by generation
	moved   bool              // guarded by mu; this connection brought something
	lastID  int               // guarded by mu; of our messages
	err     error             // guarded by mu; why it ended
}

// steady is the age at which a connection counts as good, so that its loss begins a new back-off.
const steady = 20 * time.Second

// Open starts a session, which connects in its own time. It ends with ctx, with Close, and when the
// server does not want it or could not be reached for Config.GiveUpAfter; Err then says why.
func (c *Client) Open(ctx context.Context) *Session {
	ctx, cancel := context.WithCancel(ctx)
	s := &Session{
		client: c, cancel: cancel, retry: newBackoff(c.cfg.Rand),
		ready: make(chan struct{}), done: make(chan struct{}), watches: map[string]*Watch{},
	}
	go s.run(ctx) // ends before Close returns
	return s
}

// Close ends the session and returns when its goroutines have ended. What watches have in their
// buffers can still be read.
func (s *Session) Close() {
	s.cancel()
	<-s.done
}

// Err says why the session ended; nil while it has not.
func (s *Session) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Hello waits for the first connection and returns the latest of the server's greetings.
func (s *Session) Hello(ctx context.Context) (protocol.Hello, error) {
	select {
	case <-ctx.Done():
		return protocol.Hello{}, ctx.Err()
	case <-s.done:
		return protocol.Hello{}, s.Err()
	case <-s.ready:
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hello, nil
}

// run keeps the session connected.
func (s *Session) run(ctx context.Context) {
	err := s.follow(ctx)
	s.mu.Lock()
	last := s.conn
	s.conn, s.err = nil, err
	s.mu.Unlock()
	if last != nil {
		last.leave()
	}
	s.cancel()
	close(s.done)
}

func (s *Session) follow(ctx context.Context) error {
	var wait time.Duration // the first connection is made at once
	for {
		next, err := s.reach(ctx, wait)
		if err != nil {
			return err
		}
		old := s.attach(next)
		if old != nil {
			old.leave()
		}
		since := time.Now()
		select {
		case <-ctx.Done():
			return ErrClosed
		case g := <-next.goaway:
			wait = slot(g)
		case <-next.done:
			s.detach()
			next.leave()
			if time.Since(since) >= steady || s.hasMoved() {
				s.retry.reset()
				s.fresh = false
			}
			if wait, err = s.again(ctx, next.err); err != nil {
				return err
			}
			select {
			case g := <-next.goaway: // its time slot holds, although it did not wait for it
				wait = slot(g)
			default:
			}
		}
	}
}

func slot(g protocol.Goaway) time.Duration {
	return time.Duration(max(0, g.ReconnectAfterMS)) * time.Millisecond
}

// reach waits and then connects, again and again until it succeeds, there is no use in it, or it
// took too long. The old connection, if there is one, goes on being read meanwhile.
func (s *Session) reach(ctx context.Context, wait time.Duration) (*conn, error) {
	begun := time.Now()
	for {
		if sleep(ctx, wait) != nil {
			return nil, ErrClosed
		}
		k, err := s.client.dial(ctx, s.receive)
		if err == nil {
			return k, nil
		}
		if ctx.Err() != nil {
			return nil, ErrClosed
		}
		if limit := s.client.cfg.GiveUpAfter; limit > 0 && time.Since(begun) >= limit {
			return nil, s.lost(err)
		}
		if wait, err = s.again(ctx, err); err != nil {
			return nil, err
		}
	}
}

// again decides after how long to try again, or that it is of no use. An expired token is renewed
// first.
func (s *Session) again(ctx context.Context, cause error) (time.Duration, error) {
	wait := s.retry.next()
	closed, isClosed := errors.AsType[*ClosedError](cause)
	problem, isProblem := errors.AsType[*protocol.Problem](cause)
	switch {
	case isClosed && closed.Code == protocol.CloseAuthExpired,
		!isClosed && isProblem && problem.Code == protocol.CodeUnauthenticated:
		if err := s.renew(ctx, cause); err != nil {
			return 0, err
		}
	case isClosed && !closed.Code.Reconnect():
		return 0, cause
	case !isClosed && isProblem && !problem.Retryable && problem.Status < 500:
		return 0, cause
	case isProblem:
		wait += time.Duration(problem.RetryAfterMS) * time.Millisecond
	}
	if f := s.client.cfg.Hooks.Disconnected; f != nil && !s.connected() {
		f(cause, wait)
	}
	return wait, nil
}

// connected says whether there is a connection that goes on: also one that the server has asked to leave.
func (s *Session) connected() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		return false
	}
	select {
	case <-s.conn.done:
		return false
	default:
		return true
	}
}

// renew gets a new token. One that is refused although it is new is not renewed again.
func (s *Session) renew(ctx context.Context, cause error) error {
	old := s.client.Token()
	if s.client.cfg.Renew == nil || old == "" || s.fresh {
		return cause
	}
	token, err := s.client.cfg.Renew(ctx, old)
	if err != nil {
		return err
	}
	s.client.SetToken(token)
	s.fresh = true
	return nil
}

// lost gives an error of the network the form in which callers look for it.
func (s *Session) lost(err error) error {
	if _, ok := errors.AsType[*UnreachableError](err); ok {
		return err
	}
	if _, ok := errors.AsType[*protocol.Problem](err); ok {
		return err
	}
	return s.client.unreachable(err)
}

// attach makes k the connection of all watches, and returns the one before.
func (s *Session) attach(k *conn) *conn {
	s.mu.Lock()
	old, first := s.conn, s.hello.Type == ""
	s.conn, s.hello, s.moved = k, k.hello, false
	watches := make([]*Watch, 0, len(s.watches))
	for _, w := range s.watches {
		watches = append(watches, w)
	}
	s.mu.Unlock()
	s.retry.tune(k.hello.Reconnect)
	s.client.adopt(k.hello.Token)
	for _, w := range watches {
		s.ask(w)
	}
	if first {
		close(s.ready)
	}
	if f := s.client.cfg.Hooks.Connected; f != nil {
		f(k.hello)
	}
	return old
}

func (s *Session) detach() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conn = nil
}

func (s *Session) hasMoved() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.moved
}

// send writes a message, if there is a connection; without, the next one makes up for it.
func (s *Session) send(m protocol.ClientMessage) {
	s.mu.Lock()
	k := s.conn
	s.mu.Unlock()
	if k != nil {
		k.send(context.Background(), m)
	}
}

// newID returns the id of our next message.
func (s *Session) newID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastID++
	return strconv.Itoa(s.lastID)
}

// receive takes one message from a connection's reader. What a connection brings that was left
// already is dropped: its watches have moved on.
func (s *Session) receive(k *conn, raw []byte) {
	var head struct {
		Type       protocol.MessageType `json:"type"`
		To         string               `json:"to"`
		Generation string               `json:"generation"`
	}
	if json.Unmarshal(raw, &head) != nil {
		k.cancel(errConfused)
		return
	}
	switch head.Type {
	case protocol.TypeGoaway:
		var g protocol.Goaway
		if json.Unmarshal(raw, &g) == nil {
			select {
			case k.goaway <- g:
			default:
			}
		}
	case protocol.TypeError:
		k.note(raw)
		if w := s.asked(k, head.To); w != nil {
			s.refused(w, raw)
		}
	case protocol.TypeReply:
		if w := s.asked(k, head.To); w != nil {
			w.answered(head.To)
		}
	case protocol.TypeQueue, protocol.TypeProgress, protocol.TypeSnapshot, protocol.TypeEvents:
		if w := s.watched(k, head.Generation); w != nil {
			s.deliver(k, w, head.Type, raw)
		}
	}
}

func (s *Session) watched(k *conn, generation string) *Watch {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn != k {
		return nil
	}
	return s.watches[generation]
}

// asked finds the watch that a message with this id asked for.
func (s *Session) asked(k *conn, id string) *Watch {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn != k || id == "" {
		return nil
	}
	for _, w := range s.watches {
		if w.awaits(id) {
			return w
		}
	}
	return nil
}

// deliver gives a message to its watch and does what the watch wants of the connection.
func (s *Session) deliver(k *conn, w *Watch, t protocol.MessageType, raw []byte) {
	switch w.take(t, raw) {
	case tookDurable:
		s.mu.Lock()
		s.moved = true
		s.mu.Unlock()
	case brokenChain:
		s.ask(w)
	case tooSlow:
		s.send(protocol.ClientMessage{Type: protocol.TypeUnwatch, Generation: w.id})
	case hopeless:
		k.cancel(errConfused)
	}
}
