package client

import (
	"context"
	"errors"
	"time"

	"github.com/planspark/planspark/protocol"
)

// How a session stays connected: in one goroutine, run.

// steady is the age at which a connection counts as good, so that its loss begins a new back-off.
const steady = 20 * time.Second

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
