package bench

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/planspark/planspark/protocol"
)

var typeFrames = [][]byte{
	[]byte(`{"type":"events"`), []byte(`{"type":"progress"`), []byte(`{"type":"queue"`), []byte(`{"type":"snapshot"`),
}

// ofGeneration says whether a message is about a generation, whatever the order of its members.
func ofGeneration(raw []byte) bool {
	for _, head := range typeFrames {
		if bytes.HasPrefix(raw, head) {
			return true
		}
	}
	var m struct {
		Type protocol.MessageType `json:"type"`
	}
	_ = json.Unmarshal(raw, &m) // what cannot be read is found to be garbled
	switch m.Type {
	case protocol.TypeEvents, protocol.TypeProgress, protocol.TypeQueue, protocol.TypeSnapshot:
		return true
	}
	return false
}

// hear takes one message.
func (s *session) hear(raw []byte) {
	if ofGeneration(raw) {
		s.take(raw)
		return
	}
	var m struct {
		protocol.Reply
		Problem          *protocol.Problem `json:"problem"`
		ReconnectAfterMS int64             `json:"reconnect_after_ms"`
	}
	if json.Unmarshal(raw, &m) != nil {
		s.run.counts.fault(FaultGarbled, "", protocol.Cursor{})
		return
	}
	switch m.Type {
	case protocol.TypeGoaway:
		time.AfterFunc(time.Duration(max(0, m.ReconnectAfterMS))*time.Millisecond, func() { s.leave(moving) })
	case protocol.TypeReply, protocol.TypeError:
		s.answered(m.Reply, m.Problem)
	}
}

// Ids of our messages.
const (
	idGenerate = "g"
	idWatch    = "w"
)

func (s *session) answered(r protocol.Reply, p *protocol.Problem) {
	switch {
	case r.To == idGenerate:
		s.role.answered(s, r, p)
	case r.To == idWatch && p != nil && p.Retryable:
		time.AfterFunc(time.Duration(p.RetryAfterMS)*time.Millisecond, s.askAgain)
	case p != nil:
		s.run.counts.refused(p)
	}
}

// take holds a message about a generation against what is known of it.
func (s *session) take(raw []byte) {
	s.mu.Lock()
	w := s.watching
	if w == nil {
		s.mu.Unlock()
		s.run.counts.fault(FaultForeign, "", protocol.Cursor{})
		return
	}
	before := w.cursor()
	h := w.take(raw)
	if h.durable {
		s.time(w, h)
	}
	s.mu.Unlock()
	if h.fault != "" {
		s.run.counts.fault(h.fault, w.tape.generation, before)
	}
	switch {
	case h.fault == FaultChain, h.fault == FaultCursor:
		s.leave(cutting) // and go on behind what is held
	case h.ended != "":
		if h.fault == "" {
			s.run.counts.proven.Add(1)
		}
		s.role.ended(s, w, h)
	}
}

// time records how long what came took. Called with mu held.
func (s *session) time(w *watching, h heard) {
	now, c := time.Now(), s.run.counts
	if !w.heard && !w.submitted.IsZero() {
		c.first.record(now.Sub(w.submitted), s.number)
	}
	switch {
	case w.current && h.text && !h.at.IsZero():
		c.delivery.record(now.Sub(h.at), s.number)
	case !w.current && w.resumes:
		c.resume.record(now.Sub(s.begun), s.number)
		w.resumes = false
	}
	w.heard, w.current = true, true
	if h.ended != "" && !w.submitted.IsZero() {
		c.completion.record(now.Sub(w.submitted), s.number)
	}
}
