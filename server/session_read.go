package server

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/protocol"
)

// read takes the client's messages until the connection ends, or is to be ended.
func (ss *session) read() {
	for {
		kind, r, err := ss.conn.Reader(context.Background()) // without a context that ends, it costs nothing while it waits
		if err != nil {
			ss.readFailed(err)
			return
		}
		if !ss.readMessage(kind, r) || ss.isClosing() {
			return
		}
		ss.awaitRoom()
	}
}

// readMessage reads one message and answers it; false ends the session.
func (ss *session) readMessage(kind websocket.MessageType, r io.Reader) bool {
	buf := ss.server.takeScratch()
	defer ss.server.giveScratch(buf)
	_ = ss.wire.SetReadDeadline(time.Now().Add(ss.server.cfg.Timing.ReadHeader)) // what fails here fails in the read
	_, err := buf.ReadFrom(io.LimitReader(r, protocol.MaxClientMessage+1))
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		ss.refuse(protocol.CloseMalformed, protocol.Malformed("The message did not end in time."))
		return false
	case err != nil:
		ss.readFailed(err)
		return false
	case kind != websocket.MessageText:
		ss.refuse(protocol.CloseMalformed, protocol.Malformed("Messages are text frames, not binary ones."))
		return false
	case buf.Len() > protocol.MaxClientMessage:
		ss.refuse(protocol.CloseTooBig, protocol.Malformed("The message is larger than 64 KiB."))
		return false
	}
	_ = ss.wire.SetReadDeadline(time.Time{}) // likewise
	if !ss.counted() {
		return false
	}
	return ss.answer(buf.Bytes())
}

// readFailed ends a session whose connection gave no message: politely when the fault was in what the
// client sent, and not at all when it has left.
func (ss *session) readFailed(err error) {
	var netErr net.Error
	switch {
	case websocket.CloseStatus(err) != -1, errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF),
		errors.Is(err, net.ErrClosed), errors.As(err, &netErr):
		return
	}
	ss.shut(protocol.CloseProtocolError, "protocol error", nil)
}

func (ss *session) isClosing() bool {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	return ss.closing != nil || ss.broken
}

// answer carries out one message; false ends the session.
func (ss *session) answer(raw []byte) bool {
	m, p := protocol.DecodeClientMessage(raw)
	if p != nil {
		if p.Status == 400 {
			ss.refuse(protocol.CloseMalformed, p)
			return false
		}
		ss.deny(m.ID, p)
		return true
	}
	if err := ss.do(m); err != nil {
		ss.deny(m.ID, err)
	}
	return true
}

// deny says that a message was refused.
func (ss *session) deny(to string, err error) {
	ss.say(protocol.ErrorMessage{Type: protocol.TypeError, To: to, Problem: ss.server.problem(err, ss.id)})
}

func (ss *session) do(m protocol.ClientMessage) error {
	switch m.Type {
	case protocol.TypeGenerate:
		return ss.generate(m)
	case protocol.TypeWatch:
		return ss.watch(m)
	case protocol.TypeUnwatch:
		ss.unfollow(m.Generation)
		ss.say(protocol.Reply{Type: protocol.TypeReply, To: m.ID, Generation: m.Generation})
		return nil
	case protocol.TypeCancel:
		return ss.cancelGeneration(m)
	case protocol.TypePing:
		ss.say(protocol.Pong{Type: protocol.TypePong, To: m.ID})
		return nil
	case protocol.TypeRenew:
		return ss.renew(m)
	case protocol.TypeWatchOps:
		return ss.watchOps(m)
	}
	return invalidField("type", "One of generate, watch, unwatch, cancel, ping, renew.")
}

// pinged answers a ping of the client. It is called by the reader.
func (ss *session) pinged(payload []byte) {
	if !ss.counted() {
		return
	}
	ss.mu.Lock()
	ss.pong = append([]byte{}, payload...) // never nil
	ss.mu.Unlock()
	ss.kick()
}

// counted notes a message of the client; false when there were too many.
func (ss *session) counted() bool {
	if ss.flood.allow(time.Now(), ss.server.cfg.Timing.FloodWindow) {
		return true
	}
	ss.refuse(protocol.CloseFlood, protocol.NewProblem(protocol.CodeRateLimited, "Too many messages in a short time.").
		After(ss.server.cfg.Timing.FloodWindow))
	return false
}

// flood counts the messages of one session in windows.
type flood struct {
	began time.Time
	count int
}

func (f *flood) allow(now time.Time, window time.Duration) bool {
	if now.Sub(f.began) >= window {
		f.began, f.count = now, 0
	}
	f.count++
	return f.count <= floodMessages
}
