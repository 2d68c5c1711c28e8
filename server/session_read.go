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

// listen begins to read. The session ends itself from here on.
func (ss *session) listen() {
	ss.startPulse()
	ss.mu.Lock()
	due := ss.closing != nil || len(ss.wire.pending) > 0 // no goodbye takes from it while closing is nil
	ss.mu.Unlock()
	if due {
		ss.Readable()
	} else if _, parked := ss.park(); !parked {
		ss.Readable()
	}
}

// Readable implements parking.Reader: it lets the session read. It is called by whoever has the reading, and gives it away.
func (ss *session) Readable() { ss.server.turns.add(&ss.reads) }

// readTurn reads what has come, until nothing more has; what has to wait leaves the turns. The session ends here.
func (ss *session) readTurn() (stays bool) {
	ss.setInTurn(true)
	ss.frames = 0
	return ss.goOn()
}

// goOn answers what was asked, when it has come to that, and reads on. It is called by a turn, and by whoever gives the
// session its place among the askers.
func (ss *session) goOn() (stays bool) {
	if stays, parked := ss.read(); parked {
		return stays
	}
	ss.mayWait()
	ss.end()
	return false
}

// read takes the client's messages until there are none, or the session is to end.
func (ss *session) read() (stays, parked bool) {
	defer func() {
		if r := recover(); r != nil {
			ss.failed(r)
		}
	}()
	if ss.asked != nil {
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
		case ss.asked != nil:
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

// frameEnded notes that the next frame has not begun, unless there is some of it. It is called by the reader, when
// no goodbye can have begun to read.
func (ss *session) frameEnded() {
	ss.message = false
	ss.boundary = ss.rw.Reader.Buffered() == 0
	ss.takes = 0
	if ss.hurried {
		ss.hurried = false
		_ = ss.wire.SetReadDeadline(time.Time{}) // what fails here fails in the read
	}
}

// heard notes that something of a frame was read.
func (ss *session) heard() {
	ss.heardAt.Store(int64(ss.server.uptime()))
	if ss.goodbye.Load() {
		return
	}
	ss.boundary = false
	if ss.takes++; ss.takes == takesAFrame {
		ss.hurry()
	}
}

// takesAFrame is how often something of a frame may be read before the session is as one who has to wait: a message
// can go on for ever in fragments without a byte in them.
const takesAFrame = 64

// hurry leaves the turns, and sets the time in which the frame that has begun is to end.
func (ss *session) hurry() {
	ss.mayWait()
	if !ss.boundary && !ss.hurried {
		ss.hurried = true
		_ = ss.wire.SetReadDeadline(time.Now().Add(ss.server.cfg.Timing.ReadHeader)) // likewise
	}
}

// awaits is asked before a read would wait, and says whether it is to.
func (ss *session) awaits() bool {
	if ss.goodbye.Load() {
		return true
	}
	if ss.boundary && !ss.alone {
		return false
	}
	ss.hurry()
	return true
}

// mayWait is called before whatever may take time: a turn ends there, and its goroutine goes on for this session.
func (ss *session) mayWait() {
	if ss.endTurn() {
		ss.server.turns.leave()
	}
}

// endTurn says whether the session had a turn. What was left to it is begun: it may wait from here on.
func (ss *session) endTurn() (had bool) {
	ss.mu.Lock()
	had, closing := ss.inTurn, ss.closing != nil
	ss.inTurn = false
	ss.mu.Unlock()
	if had && closing {
		ss.kick()
	}
	return had
}

// park waits for the client without a goroutine: behind it, when it is parked, the session may be read from by
// another one, or have ended. stays says whether this one has its turn still.
func (ss *session) park() (stays, parked bool) {
	stays = ss.setInTurn(false)
	if !ss.wire.place.Park(ss) {
		ss.alone = true
	} else if !ss.isClosing() || !ss.wire.place.Unpark() { // who closes it may have found that it was not parked yet
		return stays, true
	}
	ss.setInTurn(stays)
	ss.kick() // a burst that was to close the session may have left that to this turn
	return stays, false
}

func (ss *session) setInTurn(is bool) (was bool) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	was, ss.inTurn = ss.inTurn, is
	return was
}

// readMessage reads one message, and answers it unless it has to ask; false ends the session.
func (ss *session) readMessage(kind websocket.MessageType, r io.Reader) bool {
	ss.message = true
	buf := ss.server.takeScratch()
	defer ss.server.giveScratch(buf)
	_, err := buf.ReadFrom(io.LimitReader(r, protocol.MaxClientMessage+1))
	ss.since = time.Now()
	switch {
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
	if !ss.counted() {
		return false
	}
	return ss.answer(buf.Bytes())
}

// queue takes a place among the askers for what was asked, or leaves the session in line for one: then, as when it is
// parked, the reading is another goroutine's behind it. stays says whether this one has its turn still.
func (ss *session) queue() (stays, parked bool) {
	stays = ss.endTurn()
	if !ss.server.askers.enter(&ss.asks) {
		return stays, true
	}
	if stays {
		ss.server.turns.leave()
	}
	return false, false
}

// answerAsked does what was asked, unless the session is to end by now, and gives the place up.
func (ss *session) answerAsked() {
	m := ss.asked
	ss.asked = nil
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
		ss.refuse(protocol.CloseMalformed, protocol.Malformed("The message did not end in time."))
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

// pinged answers a ping of the client, itself. The library calls it, from the reader, or while it closes the session:
// then nothing is answered any more.
func (ss *session) pinged(_ context.Context, payload []byte) (answer bool) {
	if ss.goodbye.Load() {
		return false
	}
	ss.controlEnded()
	if !ss.counted() {
		return false
	}
	ss.mu.Lock()
	ss.pong = append([]byte{}, payload...) // never nil
	ss.mu.Unlock()
	ss.kick()
	return false
}

// ponged is called as pinged is.
func (ss *session) ponged(context.Context, []byte) {
	if !ss.goodbye.Load() {
		ss.controlEnded()
	}
}

// framesATurn is how many pings and pongs a session may have read in one turn: who says more than that is as one who
// has to wait, and leaves the turns to others.
const framesATurn = 16

// controlEnded notes the end of a frame that may stand within a message.
func (ss *session) controlEnded() {
	if !ss.message {
		ss.frameEnded()
	}
	if ss.frames++; ss.frames == framesATurn {
		ss.mayWait()
	}
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
