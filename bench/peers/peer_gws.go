package main

import (
	"net"

	"github.com/lxzan/gws"
)

// gwsPeer is lxzan/gws with its own way to send one message to many.
type gwsPeer struct {
	gws.BuiltinEventHandler
	members[*gws.Conn]
}

func newGWS() *gwsPeer { return &gwsPeer{} }

func (g *gwsPeer) serve(ln net.Listener) error {
	return gws.NewServer(g, &gws.ServerOption{}).RunListener(ln)
}

// OnOpen implements gws.Event.
func (g *gwsPeer) OnOpen(c *gws.Conn) { _ = c.WriteMessage(gws.OpcodeText, greeting) }

// OnMessage implements gws.Event.
func (g *gwsPeer) OnMessage(c *gws.Conn, m *gws.Message) {
	defer m.Close()
	g.join(string(m.Bytes()), c)
}

func (g *gwsPeer) publish(topic string, m message) {
	b := gws.NewBroadcaster(gws.OpcodeText, m.encode())
	defer b.Close()
	g.each(topic, func(c *gws.Conn) { _ = b.Broadcast(c) })
}
