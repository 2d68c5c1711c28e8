package server

import (
	"context"
	"time"

	"github.com/planspark/planspark/protocol"
)

// What a session notes of the frames that its client sends: whether one has begun, how long it may take, and how many
// there were. The library reads them; it says when one has ended.

// frameEnded notes that the next frame has not begun, unless there is some of it. It is called by the reader, when
// no goodbye can have begun to read.
func (ss *session) frameEnded() {
	ss.in.message = false
	ss.in.boundary = ss.rw.Reader.Buffered() == 0
	ss.in.takes = 0
	if ss.in.hurried {
		ss.in.hurried = false
		_ = ss.wire.SetReadDeadline(time.Time{}) // what fails here fails in the read
	}
}

// heard notes that something of a frame was read.
func (ss *session) heard() {
	ss.heardAt.Store(int64(ss.server.uptime()))
	if ss.goodbye.Load() {
		return
	}
	ss.in.boundary = false
	if ss.in.takes++; ss.in.takes == takesAFrame {
		ss.hurry()
	}
}

// takesAFrame is how often something of a frame may be read before the session is as one who has to wait: a message
// can go on for ever in fragments without a byte in them.
const takesAFrame = 64

// hurry leaves the turns, and sets the time in which the frame that has begun is to end.
func (ss *session) hurry() {
	ss.mayWait()
	if !ss.in.boundary && !ss.in.hurried {
		ss.in.hurried = true
		_ = ss.wire.SetReadDeadline(time.Now().Add(ss.server.cfg.Timing.ReadHeader)) // likewise
	}
}

// awaits is asked before a read would wait, and says whether it is to.
func (ss *session) awaits() bool {
	if ss.goodbye.Load() {
		return true
	}
	if ss.in.boundary && !ss.in.alone {
		return false
	}
	ss.hurry()
	return true
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
	if !ss.in.message {
		ss.frameEnded()
	}
	if ss.in.frames++; ss.in.frames == framesATurn {
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
