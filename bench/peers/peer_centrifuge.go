package main

import (
	"context"
	"net"
	"net/http"

	"github.com/centrifugal/centrifuge"
)

// centrifugePeer is centrifuge as its page shows it, with its memory engine and JSON protocol.
type centrifugePeer struct{ node *centrifuge.Node }

func newCentrifuge() *centrifugePeer {
	node, err := centrifuge.New(centrifuge.Config{})
	if err != nil {
		panic(err)
	}
	node.OnConnecting(func(context.Context, centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
		return centrifuge.ConnectReply{Credentials: &centrifuge.Credentials{UserID: "user"}, Data: greeting}, nil
	})
	node.OnConnect(func(c *centrifuge.Client) {
		c.OnSubscribe(func(_ centrifuge.SubscribeEvent, answer centrifuge.SubscribeCallback) {
			answer(centrifuge.SubscribeReply{}, nil)
		})
	})
	return &centrifugePeer{node}
}

func (c *centrifugePeer) serve(ln net.Listener) error {
	if err := c.node.Run(); err != nil {
		return err
	}
	return http.Serve(ln, centrifuge.NewWebsocketHandler(c.node, centrifuge.WebsocketConfig{}))
}

func (c *centrifugePeer) publish(topic string, m message) { _, _ = c.node.Publish(topic, m.encode()) }
