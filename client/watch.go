package client

import (
	"context"
	"encoding/json"
	"io"
	"iter"
	"sync"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Watch follows one generation over a Session. Next and All are for one goroutine at a time.
type Watch struct {
	session *Session
	id      string
	wake    chan struct{} // something changed, capacity 1
	state   reading       // of Next only

	mu      sync.Mutex      // guards all below
	cursor  protocol.Cursor // up to here everything is in the buffer or was delivered
	buffer  []Update
	bytes   int    // of the buffer
	durable int    // updates of the buffer that must not be lost
	pending string // id of the watch message that has no answer yet
	broken  int    // chain breaks since something durable came
	retry   *backoff
	lagging bool // the consumer is too slow: nothing is taken until it has emptied the buffer
	ended   bool // the terminal event is in the buffer or was delivered
	err     error
}

// maxBuffered is how many bytes a watch keeps, unless a single message is larger.
const maxBuffered = 4 << 20

// maxBreaks is how often in a row a chain may break before the connection is given up.
const maxBreaks = 5

// Watch begins to follow a generation behind a cursor; the zero Cursor is its beginning. A
// generation can be watched once at a time in a session.
func (s *Session) Watch(id string, after protocol.Cursor) (*Watch, error) {
	if _, err := generationPath(id); err != nil {
		return nil, err
	}
	r := reading{whole: after == protocol.Cursor{}}
	r.fold = protocol.NewFold(protocol.Snapshot{ID: id, State: protocol.StateQueued, Cursor: after})
	return s.watch(id, after, r)
}

// WatchFrom goes on behind a snapshot that the caller has.
func (s *Session) WatchFrom(base protocol.Snapshot) (*Watch, error) {
	r := reading{whole: true, fold: protocol.NewFold(base)}
	return s.watch(base.ID, base.Cursor, r)
}

func (s *Session) watch(id string, after protocol.Cursor, r reading) (*Watch, error) {
	w := &Watch{session: s, id: id, wake: make(chan struct{}, 1), state: r, cursor: after, retry: newBackoff(s.client.cfg.Rand)}
	s.mu.Lock()
	_, taken := s.watches[id]
	if !taken {
		s.watches[id] = w
	}
	s.mu.Unlock()
	if taken {
		return nil, ErrWatched
	}
	s.ask(w)
	return w, nil
}

// ask says watch, with the cursor that is held.
func (s *Session) ask(w *Watch) {
	id := s.newID()
	after, ok := w.asking(id)
	if !ok {
		return
	}
	text := after.String()
	s.send(protocol.ClientMessage{ID: id, Type: protocol.TypeWatch, Generation: w.id, After: &text})
}

// refused ends a watch that the server does not allow; one that it cannot serve now is asked for
// again later.
func (s *Session) refused(w *Watch, raw []byte) {
	var m protocol.ErrorMessage
	if json.Unmarshal(raw, &m) != nil || m.Problem == nil {
		w.fail(errConfused)
		return
	}
	if !m.Problem.Retryable {
		w.fail(m.Problem)
		return
	}
	wait := time.Duration(m.Problem.RetryAfterMS)*time.Millisecond + w.delay()
	time.AfterFunc(wait, func() { s.ask(w) })
}

// asking notes the id of the watch message that is about to be sent; false when none is wanted.
func (w *Watch) asking(id string) (protocol.Cursor, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ended || w.err != nil || (w.lagging && w.durable > 0) {
		return protocol.Cursor{}, false
	}
	w.pending, w.lagging = id, false
	return w.cursor, true
}

func (w *Watch) delay() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.retry.next()
}

func (w *Watch) awaits(id string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.pending == id
}

func (w *Watch) answered(id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.pending == id {
		w.pending = ""
	}
}

func (w *Watch) fail(err error) {
	w.mu.Lock()
	w.err = err
	w.mu.Unlock()
	w.notify()
}

func (w *Watch) notify() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// Close ends the watch; the generation goes on.
func (w *Watch) Close() {
	s := w.session
	s.mu.Lock()
	mine := s.watches[w.id] == w
	if mine {
		delete(s.watches, w.id)
	}
	s.mu.Unlock()
	w.mu.Lock()
	tell := mine && !w.ended && w.err == nil
	if w.err == nil {
		w.err = ErrClosed
	}
	w.mu.Unlock()
	w.notify()
	if tell {
		s.send(protocol.ClientMessage{Type: protocol.TypeUnwatch, Generation: w.id})
	}
}

// Next returns the next update. Behind the terminal one it returns io.EOF, or a *ChecksumError when
// the text is not the server's. Other errors say why nothing more will come; after the context's
// alone the watch can be read on.
func (w *Watch) Next(ctx context.Context) (Update, error) {
	for {
		if w.state.over != nil {
			return Update{}, w.state.over
		}
		u, ok, err := w.pop()
		if ok {
			return w.state.apply(ctx, w, u), nil
		}
		if err != nil {
			return Update{}, err
		}
		select {
		case <-ctx.Done():
			return Update{}, ctx.Err()
		case <-w.wake:
		case <-w.session.done:
			if u, ok, _ := w.pop(); ok {
				return w.state.apply(ctx, w, u), nil
			}
			return Update{}, w.session.Err()
		}
	}
}

// pop takes the oldest update. When the consumer has caught up, a watch that was let go for its
// slowness is taken up again.
func (w *Watch) pop() (Update, bool, error) {
	w.mu.Lock()
	if len(w.buffer) == 0 {
		again, err := w.lagging, w.err
		w.mu.Unlock()
		if again && err == nil {
			w.session.ask(w)
		}
		return Update{}, false, err
	}
	defer w.mu.Unlock()
	u := w.buffer[0]
	w.buffer[0] = Update{}
	w.buffer = w.buffer[1:]
	w.bytes -= len(u.Raw)
	if u.Durable() {
		w.durable--
	}
	return u, true, nil
}

// All yields updates until the watch ends: without an error behind a terminal update whose text is
// proven, else with one error as the last. The watch is closed when the loop is left.
func (w *Watch) All(ctx context.Context) iter.Seq2[Update, error] {
	return func(yield func(Update, error) bool) {
		defer w.Close()
		w.each(ctx, yield)
	}
}

func (w *Watch) each(ctx context.Context, yield func(Update, error) bool) {
	for {
		u, err := w.Next(ctx)
		if err == io.EOF || !yield(u, err) || err != nil {
			return
		}
	}
}

// Watch follows a generation behind a cursor over a session of its own, until it ends; see
// Watch.All for what is yielded.
func (c *Client) Watch(ctx context.Context, id string, after protocol.Cursor) iter.Seq2[Update, error] {
	return c.over(ctx, func(s *Session) (*Watch, error) { return s.Watch(id, after) })
}

// WatchFrom is Watch behind a snapshot that the caller has, so that its text is not sent again.
func (c *Client) WatchFrom(ctx context.Context, base protocol.Snapshot) iter.Seq2[Update, error] {
	return c.over(ctx, func(s *Session) (*Watch, error) { return s.WatchFrom(base) })
}

func (c *Client) over(ctx context.Context, watch func(*Session) (*Watch, error)) iter.Seq2[Update, error] {
	return func(yield func(Update, error) bool) {
		s := c.Open(ctx)
		defer s.Close()
		w, err := watch(s)
		if err != nil {
			yield(Update{}, err)
			return
		}
		w.each(ctx, yield)
	}
}
