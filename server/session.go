package server

import (
	"bufio"
	"context"
	"encoding/json"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/panics"
	"github.com/planspark/planspark/protocol"
)

// session is one WebSocket. While its client says something one goroutine reads (session_turn.go says which) and
// answers; what is to be written waits in control, or in the watches as cursors, until a burst writes it
// (session_write.go).
type session struct {
	server   *Server
	id       string
	who      caller
	operator string // as whom it operates the service; empty when it may not
	trace    string // traceparent of its handshake
	wire     *wire
	rw       *bufio.ReadWriter
	conn     *websocket.Conn // nil until the upgrade is answered
	seated   bool            // counted in the registry
	life     context.Context // ends with the session
	cancel   context.CancelFunc
	pulse    pulse
	heardAt  atomic.Int64 // when the client was last heard, by the server's uptime
	timer    *time.Timer
	flood    flood

	in      reading
	goodbye atomic.Bool // the library says it and waits for the client's, and may read meanwhile

	out    writing
	work   atomic.Int64  // > 0 while a burst runs, see kick
	ended  atomic.Bool   // the reader has ended; no burst may begin
	silent chan struct{} // closed when the last burst has ended

	mu      sync.Mutex // guards what follows
	room    sync.Cond  // control has room again
	control [][]byte   // messages that are due before any watch
	ping    bool       // a ping is due
	pong    []byte     // the payload of the last ping of the client; nil when it was answered
	watches []*watching
	round   int       // of turns among watches
	closing *closing  // how the session is to end; nil while it goes on
	broken  bool      // the connection cannot be written to any more
	inTurn  bool      // the reader must not wait; no goodbye may begin
	expires time.Time // of the authentication; zero never
}

// reading is what belongs to whoever reads.
type reading struct {
	turn     turn
	asks     turn                    // a place among those who ask the database
	asked    *protocol.ClientMessage // what is to be answered before anything is read
	since    time.Time               // when that was read, or the session began
	frames   int                     // how many ended in this turn, but for messages
	takes    int                     // how often something of this frame was read
	message  bool                    // one has begun
	boundary bool                    // no byte of the next frame was read
	hurried  bool                    // there is a deadline for the frame that has begun
	alone    bool                    // a goroutine has to wait, nobody else can
}

// writing is what belongs to the burst.
type writing struct {
	turn  turn
	rest  []byte // of a frame that the client did not take at once
	begun bool   // some of that frame is out, and wire.frames is held until it has ended
	head  []byte // of the answer to the upgrade, which goes out with the first frame
}

// closing is how a session ends: the error or goaway before it was put into control.
type closing struct {
	code   protocol.CloseCode
	reason string
}

// maxControl is how many answers may wait for a client that does not read them; then it is not
// listened to either, until it does.
const maxControl = 64

// newSession makes the session of an upgraded connection. Its WebSocket is not answered yet.
func (s *Server) newSession(w *wire, a admission) *session {
	ss := &session{server: s, id: s.deps.NewID(), who: a.who, operator: a.operator, trace: a.trace, wire: w, silent: make(chan struct{})}
	ss.room.L = &ss.mu
	ss.work.Store(1) // whoever opens the session writes the greeting itself, before anything is read
	ss.life, ss.cancel = context.WithCancel(s.life)
	ss.rw = s.buffers.take(between{w})
	ss.in.since = time.Now()
	ss.in.turn = turn{session: ss, take: (*session).readTurn}
	ss.in.asks = turn{session: ss, take: (*session).goOn}
	ss.out.turn = turn{session: ss, take: (*session).writeTurn}
	w.session = ss
	return ss
}

// open answers the upgrade and greets the client, or refuses it and closes; ok says that the session
// is to be read from.
func (ss *session) open(h handshake, a admission) (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			ss.failed(r)
			ss.wrote(context.Canceled)
			close(ss.silent) // the burst of this goroutine has ended with it
			ok = false
		}
	}()
	b := &bridge{wire: ss.wire, rw: ss.rw}
	conn, err := h.accept(b, ss)
	ss.out.head = b.head
	if err != nil {
		ss.writeHead()
		return false
	}
	ss.conn = conn
	s := ss.server
	if a.refusal == nil {
		ss.seated = s.registry.admit(a.who)
		if !ss.seated {
			a.refusal = protocol.NewProblem(protocol.CodeRateLimited, "Too many open sessions. Close some of the other pages.")
			a.code = protocol.CloseTooManySessions
		}
	}
	if a.refusal != nil {
		ss.refuse(a.code, s.problem(a.refusal, ss.id))
		ss.burst(waiting)
		return false
	}
	s.registry.add(ss)
	ss.say(ss.hello(a))
	if s.draining.Load() {
		ss.leave(time.Second)
	}
	ss.burst(waiting)
	return true
}

func (ss *session) failed(r any) {
	ss.server.deps.Log.Error().Err(panics.Error(r)).Str("session", ss.id).Msg("session failed")
}

// end waits for the burst, which closes the connection politely if it was told how, and takes
// everything down.
func (ss *session) end() {
	s := ss.server
	defer s.sessions.Done()
	ss.ended.Store(true)
	ss.stopPulse()
	if ss.conn != nil {
		ss.silence()
		_ = ss.conn.CloseNow() // it is closed already unless the client was faster
	}
	_ = ss.wire.Close()
	ss.cancel()
	ss.mu.Lock()
	watches := ss.watches
	ss.watches = nil
	ss.mu.Unlock()
	for _, w := range watches {
		w.close()
	}
	s.buffers.give(ss.rw)
	s.registry.remove(ss)
	if ss.seated {
		s.registry.release(ss.who)
	}
}

// silence returns when the last burst has ended.
func (ss *session) silence() {
	if ss.work.Add(1) == 1 {
		ss.burst(waiting) // nobody writes: write what is left here
		return
	}
	<-ss.silent
}

// helloPatience bounds what a greeting waits for: clients that hear nothing for some seconds take the way to be bad.
const helloPatience = 3 * time.Second

// hello greets the client. A database that does not answer is no reason to be without a session: the
// client then watches what it knows of.
func (ss *session) hello(a admission) protocol.Hello {
	s := ss.server
	h := protocol.Hello{
		Type: protocol.TypeHello, Session: ss.id, User: ss.who.User, Instance: s.cfg.Instance,
		Limits: s.cfg.Limits, Active: []protocol.Snapshot{}, HeartbeatMS: s.cfg.Timing.Heartbeat.Milliseconds(),
		Reconnect: protocol.DefaultBackoff(),
		Token:     a.token, ExpiresAt: protocol.At(ss.who.Expires),
	}
	if a.token != "" {
		return h // somebody new has nothing
	}
	ss.writeHead() // it may take time to answer
	ctx, cancel := context.WithTimeout(ss.life, helloPatience)
	defer cancel()
	limits, ids, err := s.limitsOf(ctx, ss.who.User)
	if err == nil {
		h.Limits = limits
	}
	if len(ids) > 0 {
		var active []protocol.Snapshot
		if active, err = s.deps.Generations.Active(ctx, ss.who.User); err == nil && active != nil {
			h.Active = active
		}
	}
	if err != nil {
		s.deps.Log.Warn().Err(err).Str("session", ss.id).Msg("hello without active generations")
	}
	return h
}

// ask bounds a question to the service by the time since the client asked, and by the life of the session.
func (ss *session) ask() (context.Context, context.CancelFunc) {
	return context.WithDeadline(ss.life, ss.in.since.Add(ss.server.cfg.Timing.Request))
}

// say puts a message before everything that comes from watches. The reader waits here while the client
// does not take its answers; others never wait.
func (ss *session) say(message any) {
	data, err := json.Marshal(message)
	if err != nil {
		ss.server.deps.Log.Error().Err(err).Str("session", ss.id).Msg("message was not encoded")
		return
	}
	ss.mu.Lock()
	if ss.closing == nil {
		ss.control = append(ss.control, data)
	}
	ss.mu.Unlock()
	ss.kick()
}

// awaitRoom blocks the reader while too many answers wait.
func (ss *session) awaitRoom() {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	for len(ss.control) >= maxControl && !ss.broken && ss.closing == nil {
		ss.room.Wait()
	}
}

// maxReason is how many bytes of a reason a close frame holds.
const maxReason = 123

// closeReason is for a client that looks at the close frame alone.
func closeReason(p *protocol.Problem) string {
	if len(p.Detail) <= maxReason {
		return p.Detail
	}
	return p.Title
}

// refuse says why the session is closed, and closes it.
func (ss *session) refuse(code protocol.CloseCode, p *protocol.Problem) {
	ss.shut(code, closeReason(p), protocol.ErrorMessage{Type: protocol.TypeError, Problem: p})
}

// shut closes the session with a code, behind what is due and a last message if there is one. The
// first to say how wins. It does not block.
func (ss *session) shut(code protocol.CloseCode, reason string, last any) {
	if last != nil {
		ss.say(last)
	}
	ss.mu.Lock()
	if ss.closing == nil {
		ss.closing = &closing{code: code, reason: reason}
	}
	ss.room.Broadcast()
	ss.mu.Unlock()
	ss.kick()
	ss.wire.place.Rouse()
}

// leave implements member.
func (ss *session) leave(after time.Duration) {
	ss.say(protocol.Goaway{Type: protocol.TypeGoaway, Reason: protocol.GoawayDraining, ReconnectAfterMS: after.Milliseconds()})
}

// restart implements member.
func (ss *session) restart() { ss.shut(protocol.CloseRestarting, "restarting", nil) }
