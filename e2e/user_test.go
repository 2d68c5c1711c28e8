package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// user is a client that speaks the protocol by hand, so that a test sees each message and can cut the
// connection anywhere.
type user struct {
	t      testing.TB
	ctx    context.Context
	url    string
	token  string
	conn   *websocket.Conn
	hello  protocol.Hello
	fold   *protocol.Fold
	cursor protocol.Cursor

	early     int // snapshots before the end
	terminals int
	places    []int
}

// newUser has a guest session of its own.
func newUser(ctx context.Context, t testing.TB, url string) *user {
	t.Helper()
	c, err := client.New(client.Config{Server: url})
	if err != nil {
		t.Fatal(err)
	}
	defer c.CloseIdle()
	guest, err := c.NewGuest(ctx)
	if err != nil {
		t.Fatalf("guest session: %v", err)
	}
	return &user{t: t, ctx: ctx, url: url, token: guest.Token, fold: protocol.NewFold(protocol.Snapshot{})}
}

// connect opens a session and reads its hello.
func (u *user) connect() error {
	conn, _, err := websocket.Dial(u.ctx, "ws"+strings.TrimPrefix(u.url, "http")+"/v1/ws", &websocket.DialOptions{
		HTTPHeader:   map[string][]string{"Authorization": {"Bearer " + u.token}},
		Subprotocols: []string{protocol.Subprotocol},
	})
	if err != nil {
		return err
	}
	conn.SetReadLimit(8 << 20)
	u.conn = conn
	_, raw, err := conn.Read(u.ctx)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, &u.hello)
}

func (u *user) say(m map[string]any) error {
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return u.conn.Write(u.ctx, websocket.MessageText, raw)
}

// message is any message of the server.
type message struct {
	Type       protocol.MessageType `json:"type"`
	To         string               `json:"to"`
	Generation string               `json:"generation"`
	Problem    *protocol.Problem    `json:"problem"`
	After      protocol.Cursor      `json:"after"`
	Cursor     protocol.Cursor      `json:"cursor"`
	Events     []protocol.Event     `json:"events"`
	Snapshot   *protocol.Snapshot   `json:"snapshot"`
	Position   int                  `json:"position"`
}

// read reads one message and holds it against the chain that this user has.
func (u *user) read() (message, error) {
	var m message
	_, raw, err := u.conn.Read(u.ctx)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return m, fmt.Errorf("%q is not a message: %w", m.Type, err)
	}
	return m, u.take(m)
}

func (u *user) take(m message) error {
	switch m.Type {
	case protocol.TypeEvents:
		if m.After != u.cursor {
			return fmt.Errorf("chain broken: holds %v, was given what lies behind %v", u.cursor, m.After)
		}
		for _, e := range m.Events {
			u.fold.Apply(m.Cursor, e)
			if e.Kind.Terminal() {
				u.terminals++
			}
		}
		u.cursor = m.Cursor
	case protocol.TypeSnapshot:
		if m.Cursor.Before(u.cursor) {
			return fmt.Errorf("sent back from %v to %v", u.cursor, m.Cursor)
		}
		u.fold, u.cursor = protocol.NewFold(*m.Snapshot), m.Cursor
		if m.Snapshot.State.Terminal() {
			u.terminals++
		} else {
			u.early++
		}
	case protocol.TypeQueue:
		u.places = append(u.places, m.Position)
	case protocol.TypeError:
		return m.Problem
	}
	return nil
}

// generate submits and returns the id.
func (u *user) generate(idea string, more map[string]any) (string, error) {
	request := map[string]any{"idea": idea}
	for k, v := range more {
		request[k] = v
	}
	if err := u.say(map[string]any{"id": "g", "type": "generate", "request": request}); err != nil {
		return "", err
	}
	for {
		m, err := u.read()
		if err != nil {
			return "", err
		}
		if m.Type == protocol.TypeReply && m.To == "g" {
			return m.Generation, nil
		}
	}
}

// finish reads to the end of the generation.
func (u *user) finish() error {
	for !u.fold.State().Terminal() {
		if _, err := u.read(); err != nil {
			return err
		}
	}
	return u.prove()
}

// prove holds the text against the checksum that came with the end.
func (u *user) prove() error {
	s := u.fold.Snapshot()
	chars, sha := protocol.Checksum(s.Sections)
	if s.Chars == nil || *s.Chars != chars || s.SHA256 != sha {
		return fmt.Errorf("the text of %d characters is not what the server says", chars)
	}
	if u.terminals != 1 {
		return fmt.Errorf("the end came %d times", u.terminals)
	}
	return nil
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
