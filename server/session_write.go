package server

import (
	"context"
	"encoding/binary"
	"math"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/hub"
)

// The frames that sessions write themselves, each whole and in one Write, by the burst. The library has no
// ping that does not wait for its answer, its own pong gives up after 5 s behind a slow write, and a
// message takes it two Writes when it is longer than the buffer that a session can afford. Unmasked and
// not compressed, a frame is its payload behind a few bytes.
const (
	frameText = 0x81
	framePing = 0x89
	framePong = 0x8A
)

// maxFrame bounds the messages of which a whole frame is made; the few longer ones are the library's.
const maxFrame = 64 << 10

// kick makes sure that a burst looks at what is to be written. It never blocks and takes no lock:
// watches call it with locks of the hub held.
func (ss *session) kick() {
	if ss.work.Add(1) == 1 {
		go ss.writer() // a value that was made once: a method's would be made anew each time
	}
}

// writing is the goroutine that kick begins.
func (ss *session) writing() {
	defer ss.guardBurst()
	ss.burst()
}

// guardBurst keeps a panic while writing from ending other sessions; this one ends.
func (ss *session) guardBurst() {
	if r := recover(); r != nil {
		ss.failed(r)
		ss.wrote(context.Canceled)
		close(ss.silent) // work stays above 0: nobody writes any more
	}
}

// burst writes all that is to be written and ends. At most one runs: it began when work left 0, and
// work goes back to 0 only when nobody kicked since it found nothing more.
func (ss *session) burst() {
	for {
		seen := ss.work.Load()
		for ss.writeNext() {
		}
		if ss.ended.Load() && ss.work.Load() == seen {
			close(ss.silent) // work stays above 0: this was the last
			return
		}
		if ss.work.CompareAndSwap(seen, 0) {
			return
		}
	}
}

// writeNext writes one message: pings and answers first, then the watches in turn, a message each,
// then the close frame. It returns false when there is nothing to write now.
func (ss *session) writeNext() bool {
	ss.mu.Lock()
	broken, ping, pong := ss.broken, ss.ping, ss.pong
	ss.ping, ss.pong = false, nil
	ss.mu.Unlock()
	switch {
	case broken:
		return false
	case pong != nil:
		return ss.wrote(ss.writeFrame(framePong, pong))
	case ping:
		return ss.wrote(ss.writeFrame(framePing, nil))
	}
	if data, ok := ss.takeControl(); ok {
		return ss.wrote(ss.write(data))
	}
	ss.mu.Lock()
	how := ss.closing
	ss.mu.Unlock()
	if how != nil {
		// The library waits up to 5 s for the client's own close frame, and cuts the connection then.
		_ = ss.conn.Close(websocket.StatusCode(how.code), how.reason)
		return ss.wrote(context.Canceled)
	}
	if ss.ended.Load() {
		return false // there is nobody to watch for
	}
	f, ok := ss.nextFrame()
	if !ok {
		return false
	}
	return ss.wrote(ss.write(f.Data))
}

// write writes a message.
func (ss *session) write(data []byte) error {
	if len(data) > maxFrame {
		return ss.conn.Write(context.Background(), websocket.MessageText, data) // the wire has the deadline
	}
	return ss.writeFrame(frameText, data)
}

func (ss *session) writeFrame(first byte, payload []byte) error {
	buf := ss.server.takeScratch()
	defer ss.server.scratch.Put(buf)
	buf.Grow(frameHeader + len(payload))
	buf.Write(appendHeader(buf.AvailableBuffer(), first, len(payload)))
	buf.Write(payload)
	_, err := ss.wire.Write(buf.Bytes())
	return err
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
func (ss *session) wrote(err error) bool {
	if err == nil {
		return true
	}
	ss.mu.Lock()
	ss.broken = true
	ss.control = nil
	ss.room.Broadcast()
	ss.mu.Unlock()
	_ = ss.wire.Close()
	return false
}

func (ss *session) takeControl() ([]byte, bool) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	if len(ss.control) == 0 {
		return nil, false
	}
	data := ss.control[0]
	ss.control = ss.control[1:]
	if len(ss.control) == 0 {
		ss.control = nil
	}
	ss.room.Signal()
	return data, true
}

// nextFrame takes the next message of the watch whose turn it is, among those that have one.
func (ss *session) nextFrame() (hub.Frame, bool) {
	for {
		w := ss.nextWatch()
		if w == nil {
			return hub.Frame{}, false
		}
		f, ok := w.next()
		if f.Terminal {
			ss.drop(w)
		}
		if ok {
			return f, true
		}
	}
}
