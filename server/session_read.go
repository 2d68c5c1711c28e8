package server

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"time"

	"github.com/coder/websocket"
	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/protocol"
)

// read takes the client's messages until there are none, or the session is to end.
func (ss *session) read() (stays, parked bool) {
	defer func() {
		if r := recover(); r != nil {
			ss.failed(r)
		}
	}()
	if ss.in.asked != nil {
		ss.answerAsked()
	}
	for ss.mayRead() {
		kind, r, err := ss.conn.Reader(context.Background()) // without a context that ends, it costs nothing while it waits
		switch {
		case errors.Is(err, errIdle):
			if stays, parked = ss.park(); parked {
				return stays, parked
			}
		case err != nil:
			ss.readFailed(err)
			return false, false
		case !ss.readMessage(kind, r):
			return false, false
		case ss.in.asked != nil:
			if stays, parked = ss.queue(); parked {
				return stays, parked
			}
			ss.answerAsked()
		default:
			ss.awaitRoom()
		}
	}
	return false, false
}

// mayRead says whether the session goes on, and is ready for the next frame.
func (ss *session) mayRead() bool {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	if ss.closing != nil || ss.broken {
		return false
	}
	ss.frameEnded()
	return true
}

// readMessage reads one message, and answers it unless it has to ask; false ends the session.
func (ss *session) readMessage(kind websocket.MessageType, r io.Reader) bool {
	ss.in.message = true
	buf := ss.server.takeScratch()
	defer ss.server.giveScratch(buf)
	_, err := buf.ReadFrom(io.LimitReader(r, protocol.MaxClientMessage+1))
	ss.in.since = time.Now()
	switch {
	case err != nil:
		ss.readFailed(err)
		return false
	case kind != websocket.MessageText:
		ss.refuse(protocol.CloseMalformed, protocol.Malformed("body", "Messages are text frames, not binary ones."))
		return false
	case buf.Len() > protocol.MaxClientMessage:
		ss.refuse(protocol.CloseTooBig, protocol.Wrong(fiber.StatusRequestEntityTooLarge, "body", "The message is larger than 64 KiB."))
		return false
	}
	if !ss.counted() {
		return false
	}
	return ss.answer(buf.Bytes())
}

// answerAsked does what was asked, unless the session is to end by now, and gives the place up.
func (ss *session) answerAsked() {
	m := ss.in.asked
	ss.in.asked = nil
	func() {
		defer ss.server.askers.leave()
		if !ss.isClosing() {
			ss.carryOut(*m)
		}
	}()
	ss.awaitRoom()
}

// readFailed ends a session whose connection gave no message: politely when the fault was in what the
// client sent, and not at all when it has left.
func (ss *session) readFailed(err error) {
	var netErr net.Error
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		ss.refuse(protocol.CloseMalformed, protocol.Malformed("body", "The message did not end in time."))
		return
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
