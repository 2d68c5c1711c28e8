package server

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"time"

	"github.com/coder/websocket"
)

// The frames that sessions write, each whole, by the burst. The library has no ping that does not wait for
// its answer, its own pong gives up after 5 s behind a slow write, and it waits where we would rather not.
// Unmasked and not compressed, a frame is its payload behind a few bytes.
const (
	frameText = 0x81
	framePing = 0x89
	framePong = 0x8A
)

// kick makes sure that a burst looks at what is to be written. It never blocks and takes no lock that is
// held over anything: watches call it with locks of the hub held.
func (ss *session) kick() {
	if ss.work.Add(1) == 1 {
		ss.server.turns.add(&ss.out.turn)
	}
}

// writeTurn is a burst that does not wait: what its client does not take at once leaves the turns.
func (ss *session) writeTurn() (stays bool) {
	defer ss.guardBurst()
	if stays = true; !ss.burst(atOnce) {
		ss.server.turns.leave()
		stays = false
		ss.burst(waiting)
	}
	return stays
}

// guardBurst keeps a panic while writing from ending other sessions; this one ends.
func (ss *session) guardBurst() {
	if r := recover(); r != nil {
		ss.failed(r)
		ss.wrote(context.Canceled)
		close(ss.silent) // work stays above 0: nobody writes any more
	}
}

// burstKind says whether a burst may wait for its client.
type burstKind bool

const (
	atOnce  burstKind = false
	waiting burstKind = true
)

// burst writes all that is to be written and ends. At most one runs: it began when work left 0, and
// work goes back to 0 only when nobody kicked since it found nothing more. It returns false when it
// would have to wait, and may not: whoever called it goes on with one that may.
func (ss *session) burst(kind burstKind) (ended bool) {
	for {
		seen := ss.work.Load()
		for done := false; !done; {
			switch ss.writeNext(kind) {
			case nothing:
				done = true
			case wouldWait:
				return false
			}
		}
		if ss.ended.Load() && ss.work.Load() == seen {
			close(ss.silent) // work stays above 0: this was the last
			return true
		}
		if ss.work.CompareAndSwap(seen, 0) {
			return true
		}
	}
}

// step is what became of one message.
type step int

const (
	nothing   step = iota // there is nothing to write now
	written               // or passed over: there may be more
	wouldWait             // the client has to make room first
)

// writeNext writes one message: the rest of the last one, or what is due.
func (ss *session) writeNext(kind burstKind) step {
	if ss.out.rest != nil {
		return ss.writeRest()
	}
	switch d := ss.next(kind); {
	case d.first != 0:
		return ss.writeFrame(kind, d.first, d.payload)
	case d.closing != nil && kind == atOnce:
		return wouldWait
	case d.closing != nil:
		ss.writeHead()
		return ss.close(d.closing)
	case d.watch != nil:
		return ss.writeWatch(kind, d.watch)
	}
	return nothing
}

// due is what is to be done next: a frame to be written, the session to be closed, or a watch to be asked.
type due struct {
	first   byte // of a frame; 0 is none
	payload []byte
	closing *closing
	watch   *watching
}

// next takes what is due: pings and answers first, then the watches in turn, then the close frame. The library reads
// while it closes, which is no time for a reader that must not wait; that one looks here again when its turn ends.
func (ss *session) next(kind burstKind) (d due) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	switch {
	case ss.broken:
	case ss.pong != nil:
		d.first, d.payload, ss.pong = framePong, ss.pong, nil
	case ss.ping:
		d.first, ss.ping = framePing, false
	case len(ss.control) > 0:
		d.first, d.payload = frameText, ss.takeControl()
	case ss.closing != nil && !ss.inTurn:
		if d.closing = ss.closing; kind == waiting {
			ss.goodbye.Store(true)
		}
	case ss.closing == nil && !ss.ended.Load(): // else there is nobody to watch for
		d.watch = ss.dueWatch()
	}
	return d
}

// writeWatch writes a message of a watch, if it has one.
func (ss *session) writeWatch(kind burstKind, w *watching) step {
	f, ok := w.next()
	if f.Terminal {
		ss.drop(w)
	}
	if !ok {
		return written // another one may
	}
	return ss.writeFrame(kind, frameText, f.Data)
}

// libraryClose is how long the library waits for the client's own close frame.
const libraryClose = 5 * time.Second

// close says goodbye, waits for the client to, and cuts the connection. The library has no time for the payload of a
// frame that the client has begun; it gets that of any frame.
func (ss *session) close(how *closing) step {
	cut := time.AfterFunc(libraryClose+ss.server.cfg.Timing.ReadHeader, func() { _ = ss.wire.Close() })
	defer cut.Stop()
	_ = ss.wire.SetReadDeadline(time.Time{}) // that of the last frame
	_ = ss.conn.Close(websocket.StatusCode(how.code), how.reason)
	return ss.wrote(context.Canceled)
}

// writeFrame writes a frame; of one that would have to wait the rest is kept.
func (ss *session) writeFrame(kind burstKind, first byte, payload []byte) step {
	buf := ss.server.takeScratch()
	defer ss.server.giveScratch(buf)
	buf.Grow(len(ss.out.head) + frameHeader + len(payload))
	buf.Write(ss.out.head)
	ss.out.head = nil
	buf.Write(appendHeader(buf.AvailableBuffer(), first, len(payload)))
	buf.Write(payload)
	b := buf.Bytes()
	if kind == atOnce {
		return ss.tryFrame(b)
	}
	ss.wire.frames.Lock()
	defer ss.wire.frames.Unlock()
	_, err := ss.wire.Write(b)
	return ss.wrote(err)
}

// tryFrame writes of a frame what the client takes at once. The wire is kept with the rest: the frame has not ended.
func (ss *session) tryFrame(b []byte) step {
	if !ss.wire.frames.TryLock() { // the library has it, and may wait
		ss.out.rest, ss.out.begun = bytes.Clone(b), false
		return wouldWait
	}
	n, err := ss.wire.try(b)
	if err == nil && n < len(b) {
		ss.out.rest, ss.out.begun = bytes.Clone(b[n:]), true
		return wouldWait
	}
	ss.wire.frames.Unlock()
	return ss.wrote(err)
}

// writeHead answers the upgrade before there is a frame to send with it.
func (ss *session) writeHead() {
	if ss.out.head != nil {
		_, err := ss.wire.Write(ss.out.head)
		ss.out.head = nil
		ss.wrote(err)
	}
}

// writeRest ends a frame that was begun, or is to begin.
func (ss *session) writeRest() step {
	if !ss.out.begun {
		ss.wire.frames.Lock()
	}
	defer ss.wire.frames.Unlock()
	rest := ss.out.rest
	ss.out.rest = nil
	_, err := ss.wire.Write(rest)
	return ss.wrote(err)
}

const frameHeader = 10

// appendHeader appends what stands before the payload of an unmasked frame (RFC 6455 §5.2).
func appendHeader(b []byte, first byte, payload int) []byte {
	switch {
	case payload < 126:
		return append(b, first, byte(payload))
	case payload <= math.MaxUint16:
		return binary.BigEndian.AppendUint16(append(b, first, 126), uint16(payload))
	}
	return binary.BigEndian.AppendUint64(append(b, first, 127), uint64(payload))
}

// wrote notes a connection that cannot be written to, and cuts it, which wakes the reader. After a
// write that stalled there is no way to say 4001: the frame it stopped in has not ended.
func (ss *session) wrote(err error) step {
	if err == nil {
		return written
	}
	ss.mu.Lock()
	ss.broken = true
	ss.control = nil
	ss.room.Broadcast()
	ss.mu.Unlock()
	_ = ss.wire.Close()
	return nothing
}

// takeControl takes the first message of control. Guarded by mu.
func (ss *session) takeControl() []byte {
	data := ss.control[0]
	ss.control = ss.control[1:]
	if len(ss.control) == 0 {
		ss.control = nil
	}
	ss.room.Signal()
	return data
}
