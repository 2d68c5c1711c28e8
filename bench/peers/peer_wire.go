package main

import (
	"encoding/binary"
	"io"
	"net"
)

// wire is what cannot be undercut: a length and the same bytes, one write for each receiver, from the
// goroutine that publishes. Nobody listens to its connections once they have asked for a topic.
type wire struct{ members[net.Conn] }

func (w *wire) serve(ln net.Listener) error {
	for {
		c, err := ln.Accept()
		if err != nil {
			return err
		}
		go w.greet(c)
	}
}

func (w *wire) greet(c net.Conn) {
	topic := make([]byte, len(topicName(0)))
	if _, err := io.ReadFull(c, topic); err != nil {
		_ = c.Close()
		return
	}
	if _, err := c.Write(framed(greeting)); err != nil {
		_ = c.Close()
		return
	}
	w.join(string(topic), c)
}

func (w *wire) publish(topic string, m message) {
	b := framed(m.encode())
	w.each(topic, func(c net.Conn) { _, _ = c.Write(b) })
}

func framed(payload []byte) []byte {
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(payload))), payload...)
}
