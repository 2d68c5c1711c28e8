package client

import (
	"context"
	"strconv"
	"sync"

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
