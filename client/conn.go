package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/protocol"
)

const (
	maxServerMessage = 32 << 20 // bytes; a snapshot has a whole plan in it
	writeTimeout     = 10 * time.Second
	leaveTimeout     = time.Second // for the server's answer to our close
	defaultHeartbeat = 25 * time.Second
)

// conn is one WebSocket that has said hello. It knows nothing of watches.
type conn struct {
	ws     *websocket.Conn
	hello  protocol.Hello
	cancel context.CancelCauseFunc

	begun  time.Time
	last   atomic.Int64         // when something came, in nanoseconds since begun
	goaway chan protocol.Goaway // the server asks to leave, capacity 1
	done   chan struct{}        // closed when nothing more is read
	err    error                // why; to be read behind done
	wg     sync.WaitGroup

	mu      sync.Mutex
	problem *protocol.Problem // guarded by mu; what the server said before it closed
}

// dial connects once and waits for the server's hello. Each message after it goes to receive, in
// order, from the connection's own goroutine.
func (c *Client) dial(ctx context.Context, receive func(*conn, []byte)) (*conn, error) {
	setup, stop := context.WithTimeoutCause(ctx, c.cfg.Timeout, errTimeout)
	defer stop()
	k := &conn{begun: time.Now(), goaway: make(chan protocol.Goaway, 1), done: make(chan struct{})}
	ws, resp, err := websocket.Dial(setup, c.url("/v1/ws", nil), &websocket.DialOptions{
		HTTPClient:   c.http,
		HTTPHeader:   c.header(),
		Subprotocols: []string{protocol.Subprotocol},
		OnPingReceived: func(context.Context, []byte) bool {
			k.hear()
			return true
		},
	})
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case resp != nil && resp.StatusCode != 101:
		return nil, c.refusal(resp)
	case setup.Err() != nil:
		return nil, c.unreachable(errTimeout)
	default:
		return nil, c.unreachable(err)
	}
	k.ws = ws
	k.hear()
	ws.SetReadLimit(maxServerMessage)
	if err := k.greet(setup); err != nil {
		ws.CloseNow()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, k.reason(err)
	}
	life, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	k.cancel = cancel
	k.wg.Go(func() { k.read(life, receive) })
	k.wg.Go(func() { k.listen(life) })
	return k, nil
}

// greet waits for hello; what else comes before it is of no use to anybody, but the reason of a
// close.
func (k *conn) greet(ctx context.Context) error {
	for {
		_, raw, err := k.ws.Read(ctx)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(raw, &k.hello); err != nil {
			return errConfused
		}
		if k.hello.Type == protocol.TypeHello {
			return nil
		}
		k.note(raw)
		k.hello = protocol.Hello{}
	}
}

func (k *conn) read(ctx context.Context, receive func(*conn, []byte)) {
	defer close(k.done)
	for {
		_, raw, err := k.ws.Read(ctx)
		if err != nil {
			// What the server said when it closed is worth more than how we noticed.
			if cause := context.Cause(ctx); cause != nil && websocket.CloseStatus(err) == -1 {
				err = cause
			}
			k.err = k.reason(err)
			k.cancel(err)
			return
		}
		k.hear()
		receive(k, raw)
	}
}

// hear notes a sign of life.
func (k *conn) hear() { k.last.Store(int64(time.Since(k.begun))) }

// listen ends the connection when nothing came for two heartbeats. After the first it asks, so that
// a server that has nothing to say can show that it is there.
func (k *conn) listen(ctx context.Context) {
	beat := time.Duration(k.hello.HeartbeatMS) * time.Millisecond
	if beat <= 0 {
		beat = defaultHeartbeat
	}
	t := time.NewTimer(beat)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		silence := time.Since(k.begun) - time.Duration(k.last.Load())
		switch {
		case silence >= 2*beat:
			k.cancel(errSilent)
			return
		case silence >= beat:
			// Written beside the timer: a write may be stuck for as long as the silence lasts.
			k.wg.Go(func() { k.send(ctx, protocol.ClientMessage{Type: protocol.TypePing}) })
			t.Reset(2*beat - silence)
		default:
			t.Reset(beat - silence)
		}
	}
}

// send writes one message. A write that fails or does not get through ends the connection, which is
// how everybody learns of it.
func (k *conn) send(ctx context.Context, m protocol.ClientMessage) {
	raw, err := json.Marshal(m)
	if err != nil {
		k.cancel(fmt.Errorf("encode message: %w", err))
		return
	}
	ctx, stop := context.WithTimeout(ctx, writeTimeout)
	defer stop()
	if err := k.ws.Write(ctx, websocket.MessageText, raw); err != nil {
		k.cancel(fmt.Errorf("write message: %w", err))
	}
}

// note keeps the problem of an error message that answers nobody: it says why the server closes.
func (k *conn) note(raw []byte) {
	var m protocol.ErrorMessage
	if json.Unmarshal(raw, &m) == nil && m.Type == protocol.TypeError && m.To == "" {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.problem = m.Problem
	}
}

// reason says why the connection ended: a ClosedError when the server closed it with a code.
func (k *conn) reason(err error) error {
	closed, ok := errors.AsType[websocket.CloseError](err)
	if !ok || closed.Code == websocket.StatusNoStatusRcvd {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return &ClosedError{Code: protocol.CloseCode(closed.Code), Problem: k.problem}
}

// leave says goodbye and returns when the connection's goroutines have ended, soon also when the
// server does not answer.
func (k *conn) leave() {
	hurry := time.AfterFunc(leaveTimeout, func() { k.cancel(ErrClosed) })
	k.ws.Close(websocket.StatusNormalClosure, "bye")
	hurry.Stop()
	k.cancel(ErrClosed)
	k.wg.Wait()
}
