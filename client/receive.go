package client

import (
	"encoding/json"

	"github.com/planspark/planspark/protocol"
)

// What becomes of the messages that a session's connection brings.

// receive takes one message from a connection's reader. What a connection brings that was left
// already is dropped: its watches have moved on.
func (s *Session) receive(k *conn, raw []byte) {
	var head struct {
		Type       protocol.MessageType `json:"type"`
		To         string               `json:"to"`
		Generation string               `json:"generation"`
	}
	if json.Unmarshal(raw, &head) != nil {
		k.cancel(errConfused)
		return
	}
	switch head.Type {
	case protocol.TypeGoaway:
		var g protocol.Goaway
		if json.Unmarshal(raw, &g) == nil {
			select {
			case k.goaway <- g:
			default:
			}
		}
	case protocol.TypeError:
		k.note(raw)
		if w := s.asked(k, head.To); w != nil {
			s.refused(w, raw)
		}
	case protocol.TypeReply:
		if w := s.asked(k, head.To); w != nil {
			w.answered(head.To)
		}
	case protocol.TypeQueue, protocol.TypeProgress, protocol.TypeSnapshot, protocol.TypeEvents:
		if w := s.watched(k, head.Generation); w != nil {
			s.deliver(k, w, head.Type, raw)
		}
	}
}

func (s *Session) watched(k *conn, generation string) *Watch {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn != k {
		return nil
	}
	return s.watches[generation]
}

// asked finds the watch that a message with this id asked for.
func (s *Session) asked(k *conn, id string) *Watch {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn != k || id == "" {
		return nil
	}
	for _, w := range s.watches {
		if w.awaits(id) {
			return w
		}
	}
	return nil
}

// deliver gives a message to its watch and does what the watch wants of the connection.
func (s *Session) deliver(k *conn, w *Watch, t protocol.MessageType, raw []byte) {
	switch w.take(t, raw) {
	case tookDurable:
		s.mu.Lock()
		s.moved = true
		s.mu.Unlock()
	case brokenChain:
		s.ask(w)
	case tooSlow:
		s.send(protocol.ClientMessage{Type: protocol.TypeUnwatch, Generation: w.id})
	case hopeless:
		k.cancel(errConfused)
	}
}
