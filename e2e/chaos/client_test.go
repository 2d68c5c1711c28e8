//go:build unix

package chaos

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/e2e/history"
	"github.com/planspark/planspark/protocol"
)

// client is one user, who submits one generation after the other and follows each to its end, over
// whatever is left of the service. It is used by one goroutine.
type client struct {
	run   *run
	name  string
	owner string
	token string
	rng   *rand.Rand
	made  int // ideas
}

// newClient has a guest session of its own.
func (r *run) newClient(ctx context.Context, name string, seed uint64) (*client, error) {
	c := &client{run: r, name: name, rng: rand.New(rand.NewPCG(seed, 1))}
	for {
		status, body, err := c.do(ctx, http.MethodPost, "/v1/session", nil, "")
		if err == nil && status == http.StatusOK {
			var guest struct{ User, Token string }
			if err := json.Unmarshal(body, &guest); err != nil {
				return nil, err
			}
			c.owner, c.token = guest.User, guest.Token
			return c, nil
		}
		if err := c.pause(ctx); err != nil {
			return nil, fmt.Errorf("guest session: %w (%d)", err, status)
		}
	}
}

// target is where the client goes next: mostly through the proxy, sometimes past it.
func (c *client) target() string {
	if c.rng.IntN(3) > 0 {
		return c.run.cluster.URL
	}
	return c.run.cluster.Instances[c.rng.IntN(len(c.run.cluster.Instances))].URL
}

// do asks over HTTP.
func (c *client) do(ctx context.Context, method, path string, body any, key string) (int, []byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	raw, err := json.Marshal(body)
	if err != nil {
		return 0, nil, err
	}
	r, err := http.NewRequestWithContext(ctx, method, c.target()+path, bytes.NewReader(raw))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	resp, err := c.run.http.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	return resp.StatusCode, answer, err
}

// pause waits a moment with full jitter.
func (c *client) pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(time.Duration(c.rng.Int64N(int64(500 * time.Millisecond)))):
		return nil
	}
}

// live submits until until is over, and follows what was accepted to its end, however long that takes
// within ctx.
func (c *client) live(ctx, until context.Context) error {
	for until.Err() == nil {
		id, err := c.submit(ctx, until)
		if err != nil {
			return err
		}
		if id == "" {
			continue
		}
		w := history.NewWatch(c.name, c.owner, id)
		if err := c.follow(ctx, w); err != nil {
			return fmt.Errorf("%s follows %s, at %s: %w", c.name, id, w.Cursor(), err)
		}
	}
	return nil
}

// submit asks for something new until there is an answer.
func (c *client) submit(ctx, until context.Context) (id string, err error) {
	c.made++
	idea := fmt.Sprintf("A neighbourhood bakery with sourdough bread, number %d of %s", c.made, c.name)
	key := fmt.Sprintf("%s-%d", c.name, c.made)
	for until.Err() == nil {
		status, body, err := c.do(ctx, http.MethodPost, "/v1/generations", map[string]any{"idea": idea, "location": "Lisbon"}, key)
		switch {
		case err != nil, status == http.StatusBadGateway, status == http.StatusGatewayTimeout: // nobody knows; the proxy did not reach anybody
		case status == http.StatusAccepted, status == http.StatusOK:
			var s struct{ ID string }
			if err := json.Unmarshal(body, &s); err != nil || s.ID == "" {
				return "", fmt.Errorf("accepted without an id: %s", body)
			}
			c.run.record(history.Submission{Owner: c.owner, Idea: idea, Generation: s.ID, Answered: time.Now()})
			return s.ID, nil
		default:
			var p protocol.Problem
			if json.Unmarshal(body, &p) != nil || p.Code == "" {
				break // the proxy's own page
			}
			if p.Code != protocol.CodeUnavailable && p.Code != protocol.CodeDraining {
				c.run.record(history.Submission{Owner: c.owner, Idea: idea, Refused: p.Code})
				c.run.refusals.add(string(p.Code))
				return "", c.pause(ctx)
			}
		}
		if err := c.pause(ctx); err != nil {
			return "", err
		}
	}
	return "", nil
}

// follow watches to the end over as many connections as it takes, and leaves the watch to the history.
func (c *client) follow(ctx context.Context, w *history.Watch) error {
	defer c.run.watched(w)
	for !w.Ended() {
		err := c.session(ctx, w)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil && !errors.Is(err, errCut) {
			c.run.breaks.add(reason(err))
		}
		if !w.Ended() {
			if err := c.pause(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

var errCut = errors.New("cut by the client")

// silence is how long a client waits for a message: twice what the contract allows a running generation.
const silence = 20 * time.Second

// session is one connection.
func (c *client) session(ctx context.Context, w *history.Watch) error {
	dial, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	target := c.target()
	w.Note(target)
	conn, _, err := websocket.Dial(dial, "ws"+strings.TrimPrefix(target, "http")+"/v1/ws", &websocket.DialOptions{
		HTTPClient: c.run.http, HTTPHeader: http.Header{"Authorization": {"Bearer " + c.token}}, Subprotocols: []string{protocol.Subprotocol},
	})
	if err != nil {
		return err
	}
	defer conn.CloseNow()
	conn.SetReadLimit(16 << 20)
	watch := fmt.Sprintf(`{"id":"w","type":"watch","generation":%q,"after":%q}`, w.Generation, w.Cursor())
	if err := conn.Write(dial, websocket.MessageText, []byte(watch)); err != nil {
		return err
	}
	for !w.Ended() {
		if err := c.read(ctx, conn, w); err != nil {
			return err
		}
		switch c.rng.IntN(400) {
		case 0, 1:
			return errCut
		case 2, 3:
			if err := c.pause(ctx); err != nil { // a slow reader
				return err
			}
		case 4:
			if c.rng.IntN(4) == 0 {
				cancel := fmt.Sprintf(`{"id":"c","type":"cancel","generation":%q}`, w.Generation)
				if err := conn.Write(ctx, websocket.MessageText, []byte(cancel)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// read takes one message.
func (c *client) read(ctx context.Context, conn *websocket.Conn, w *history.Watch) error {
	ctx, cancel := context.WithTimeout(ctx, silence)
	defer cancel()
	_, raw, err := conn.Read(ctx)
	if err != nil {
		return err
	}
	var head struct {
		Type       protocol.MessageType
		To         string
		Generation string
		Problem    *protocol.Problem
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return err
	}
	switch head.Type {
	case protocol.TypeEvents:
		var m protocol.EventsMessage
		if err := json.Unmarshal(raw, &m); err != nil {
			return err
		}
		w.Events(m)
	case protocol.TypeSnapshot:
		var m protocol.SnapshotMessage
		if err := json.Unmarshal(raw, &m); err != nil {
			return err
		}
		w.Snapshot(m)
	case protocol.TypeProgress:
		var m protocol.Progress
		if err := json.Unmarshal(raw, &m); err != nil {
			return err
		}
		w.Progress(m)
	case protocol.TypeQueue:
		w.Foreign(head.Generation)
	case protocol.TypeError:
		if head.To == "w" {
			return head.Problem
		}
	case protocol.TypeGoaway:
		return nil // the connection is there until this client leaves, or it is closed
	}
	return nil
}

// reason is what an error is about, for the tally.
func reason(err error) string {
	var p *protocol.Problem
	if errors.As(err, &p) {
		return "problem " + string(p.Code)
	}
	if s := websocket.CloseStatus(err); s != -1 {
		return fmt.Sprintf("closed %d", s)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return "silence"
	}
	return "broken"
}
