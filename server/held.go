package server

import (
	"time"

	"github.com/planspark/planspark/protocol"
)

// held is a connection that an answer over HTTP keeps open: it counts like any other, and ends with the server.
type held struct {
	server *Server
	who    caller
}

// hold refuses a connection more than there may be. Whoever was not refused releases it, once.
func (s *Server) hold(who caller) (*held, error) {
	if !s.registry.admit(who) {
		return nil, tooManyConnections()
	}
	if !s.begin() {
		s.registry.release(who)
		return nil, s.drainingProblem()
	}
	return &held{server: s, who: who}, nil
}

func tooManyConnections() *protocol.Problem {
	return protocol.NewProblem(protocol.CodeRateLimited, "Too many open connections. Close some of the other pages.")
}

func (h *held) release() {
	h.server.registry.release(h.who)
	h.server.sessions.Done()
}

// wait lets a time pass; false when the server ends first.
func (h *held) wait(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-h.server.life.Done():
		return false
	}
}
