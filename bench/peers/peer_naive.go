package main

import (
	"context"
	"encoding/json"
	"net"
	"net/http"

	"github.com/coder/websocket"
)

// naive is what one writes first: net/http and coder/websocket, for each client a channel, and its messages
// encoded for it.
type naive struct{ members[chan message] }

func (n *naive) serve(ln net.Listener) error { return http.Serve(ln, n) }

func (n *naive) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ws, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer ws.CloseNow()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if ws.Write(ctx, websocket.MessageText, greeting) != nil {
		return
	}
	_, topic, err := ws.Read(ctx)
	if err != nil {
		return
	}
	waiting := make(chan message, 256)
	n.join(string(topic), waiting)
	defer n.leave(string(topic), waiting)
	go func() {
		defer cancel()
		_, _, _ = ws.Read(ctx) // until it leaves
	}()
	for {
		select {
		case <-ctx.Done():
			return
		case m := <-waiting:
			b, err := json.Marshal(m)
			if err != nil || ws.Write(ctx, websocket.MessageText, b) != nil {
				return
			}
		}
	}
}

func (n *naive) publish(topic string, m message) {
	m.Events = []event{m.Events[0]} // the publisher goes on with its own
	n.each(topic, func(c chan message) {
		select {
		case c <- m:
		default: // it does not keep up
		}
	})
}
