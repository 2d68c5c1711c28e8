package server

import (
	"time"

	"github.com/planspark/planspark/protocol"
)

// pulse decides what a session's clock asks for. It is a value without a clock of its own, so that
// hours of it can be tested at once.
type pulse struct {
	heartbeat time.Duration
	renewAt   time.Time     // the session has its age; a goaway is due
	closeAt   time.Time     // it was asked to leave, and did not
	expires   time.Time     // its authentication ends; zero never
	heard     time.Duration // when something was last heard, as of the last beat
	pinged    bool          // since then
	due       time.Duration // when the next beat is to come
	asked     bool          // the goaway was said
}

// beat says what is to be done at a moment.
type beat struct {
	ping   bool
	goaway bool
	close  protocol.CloseCode // 0: go on
	next   time.Duration      // until the next beat
}

// at is one beat: uptime is now by the clock that heard is of, when something was last heard. Nobody is silent
// who was not asked; and a beat that comes late was held up here, with what clients have said meanwhile.
func (p *pulse) at(now time.Time, uptime, heard time.Duration) beat {
	if heard != p.heard || uptime > p.due+p.heartbeat/2 {
		p.pinged, p.heard = false, heard
	}
	patience := heard + 2*p.heartbeat - uptime
	switch {
	case !p.expires.IsZero() && !now.Before(p.expires):
		return beat{close: protocol.CloseAuthExpired}
	case p.asked && !now.Before(p.closeAt):
		return beat{close: protocol.CloseSessionAge}
	case p.pinged && patience <= 0:
		return beat{close: protocol.CloseHeartbeatMissed}
	}
	p.pinged = true
	b := beat{ping: true, next: p.heartbeat}
	if patience > 0 {
		b.next = min(b.next, patience)
	}
	if !p.asked && !now.Before(p.renewAt) {
		p.asked, b.goaway = true, true
	}
	if !p.expires.IsZero() {
		b.next = min(b.next, p.expires.Sub(now))
	}
	p.due = uptime + b.next
	return b
}

// startPulse begins the beats of a session, at a moment of its own.
func (ss *session) startPulse() {
	s := ss.server
	t := s.cfg.Timing
	age := time.Duration(float64(t.SessionAge) * (0.8 + 0.4*s.deps.Jitter()))
	renewAt := s.deps.Now().Add(age)
	ss.pulse = pulse{heartbeat: t.Heartbeat, renewAt: renewAt, closeAt: renewAt.Add(t.LeaveGrace), due: s.uptime() + t.Heartbeat}
	ss.heardAt.Store(int64(s.uptime())) // its handshake
	first := time.Duration(float64(t.Heartbeat) * s.deps.Jitter())
	if !ss.who.Expires.IsZero() {
		first = min(first, max(0, ss.who.Expires.Sub(s.deps.Now())))
	}
	ss.mu.Lock()
	ss.expires = ss.who.Expires
	ss.timer = time.AfterFunc(first, ss.beat)
	ss.mu.Unlock()
}

// stopPulse ends the beats. One that runs already finds the session closed.
func (ss *session) stopPulse() {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	if ss.timer != nil {
		ss.timer.Stop()
	}
}

// beat runs on the timer; one at a time, since it sets the timer itself.
func (ss *session) beat() {
	if ss.ended.Load() {
		return
	}
	ss.mu.Lock()
	ss.pulse.expires = ss.expires
	ss.mu.Unlock()
	b := ss.pulse.at(ss.server.deps.Now(), ss.server.uptime(), time.Duration(ss.heardAt.Load()))
	switch b.close {
	case protocol.CloseAuthExpired:
		ss.refuse(b.close, protocol.NewProblem(protocol.CodeUnauthenticated, "The session has expired. Renew it, then reconnect and resume."))
		return
	case protocol.CloseHeartbeatMissed:
		ss.refuse(b.close, withRetry(protocol.NewProblem(protocol.CodeUnavailable, "Nothing was heard of this client for two heartbeats.")))
		return
	case protocol.CloseSessionAge:
		ss.shut(b.close, "session age", nil)
		return
	}
	if b.goaway {
		wait := time.Duration(float64(reconnectSpread) * ss.server.deps.Jitter())
		ss.say(protocol.Goaway{Type: protocol.TypeGoaway, Reason: protocol.GoawaySessionAge, ReconnectAfterMS: wait.Milliseconds()})
	}
	ss.mu.Lock()
	ss.ping = ss.ping || b.ping
	if !ss.ended.Load() {
		ss.timer.Reset(b.next)
	}
	ss.mu.Unlock()
	ss.kick()
}

// reconnectSpread is the time over which clients of aged sessions come back.
const reconnectSpread = 5 * time.Second
