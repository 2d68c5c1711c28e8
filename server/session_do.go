package server

import (
	"fmt"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// answer carries out one message, or leaves it in asked when the service has to be asked; false ends the session.
func (ss *session) answer(raw []byte) bool {
	m, p := protocol.DecodeClientMessage(raw)
	switch {
	case p != nil && p.Status == 400:
		ss.refuse(protocol.CloseMalformed, p)
		return false
	case p != nil:
		ss.mayWait()
		ss.deny(m.ID, p)
	case asks(m.Type):
		ss.in.asked = &m
	default:
		ss.mayWait()
		ss.carryOut(m)
	}
	return true
}

// asks says whether a message cannot be answered without the database.
func asks(t protocol.MessageType) bool {
	switch t {
	case protocol.TypePing, protocol.TypeUnwatch, protocol.TypeRenew: // who renews asks the sign-in service at the most
		return false
	}
	return true
}

func (ss *session) carryOut(m protocol.ClientMessage) {
	if err := ss.do(m); err != nil {
		ss.deny(m.ID, err)
	}
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
		if m.Generation == "" {
			return checkID("")
		}
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
	return invalidField("type", "One of generate, watch, unwatch, cancel, ping, renew, watch_ops.")
}

// generate submits, and watches from the start. The reply is said before the first event.
func (ss *session) generate(m protocol.ClientMessage) error {
	if m.Request == nil {
		return invalidField("request", "Say what to generate.")
	}
	if !ss.mayWatch("") {
		return tooManyWatches()
	}
	ctx, cancel := ss.ask()
	defer cancel()
	receipt, _, err := ss.server.submit(ctx, submission{who: ss.who, raw: m.Request, trace: ss.trace})
	if err != nil {
		return err
	}
	id := receipt.Record.ID
	ss.unfollow(id)
	ss.say(protocol.Reply{
		Type: protocol.TypeReply, To: m.ID, Generation: id,
		Joined: protocol.Ptr(receipt.Outcome == generation.OutcomeJoined),
		Cached: protocol.Ptr(receipt.Outcome == generation.OutcomeCached),
	})
	ss.in.since = time.Now() // the answer is given: what follows has time of its own
	w, err := ss.begin(id, &protocol.Cursor{})
	if err != nil {
		return err // it runs; the client can watch it when that is possible again
	}
	ss.enlist(w)
	return nil
}

// watch goes on behind a cursor, or begins with a snapshot. The reply is said before the first message
// of the watch, and behind the last one of a watch of the same generation that it replaces.
func (ss *session) watch(m protocol.ClientMessage) error {
	var after *protocol.Cursor
	if m.After != nil {
		c, err := parseCursor("after", *m.After)
		if err != nil {
			return err
		}
		after = &c
	}
	if err := checkID(m.Generation); err != nil {
		return err
	}
	if !ss.mayWatch(m.Generation) {
		return tooManyWatches()
	}
	w, err := ss.begin(m.Generation, after)
	if err != nil {
		return err
	}
	ss.unfollow(m.Generation)
	ss.say(protocol.Reply{Type: protocol.TypeReply, To: m.ID, Generation: m.Generation})
	ss.enlist(w)
	return nil
}

// checkID tells who named no generation from who named one that is not there.
func checkID(id string) error {
	switch {
	case id == "":
		return invalidField("generation", "Say which: the id of a generation.")
	case !validID(id):
		return protocol.NotFound()
	}
	return nil
}

func (ss *session) cancelGeneration(m protocol.ClientMessage) error {
	if err := checkID(m.Generation); err != nil {
		return err
	}
	ctx, cancel := ss.ask()
	defer cancel()
	if _, err := ss.server.deps.Generations.Cancel(ctx, ss.who.User, m.Generation, protocol.ByOwner); err != nil {
		return err
	}
	ss.say(protocol.Reply{Type: protocol.TypeReply, To: m.ID, Generation: m.Generation})
	return nil
}

func tooManyWatches() *protocol.Problem {
	return invalidField("generation", fmt.Sprintf("A session watches at most %d generations. Unwatch one first.", protocol.MaxWatches))
}

// renew goes on with a newer token of the same user, so that a long session need not be broken off when
// the one it was opened with expires.
func (ss *session) renew(m protocol.ClientMessage) error {
	ctx, cancel := ss.ask()
	defer cancel()
	id, err := ss.server.auth.Check(ctx, m.Token)
	if err != nil {
		return err
	}
	if id.User != ss.who.User {
		return unauthenticated()
	}
	if ss.operator == ss.who.User && !id.Admin {
		ss.operator = ""
		ss.unfollow(opsWatchName)
	}
	ss.who.Identity = id
	ss.mu.Lock()
	ss.expires = id.Expires
	ss.mu.Unlock()
	ss.say(protocol.Reply{Type: protocol.TypeReply, To: m.ID, ExpiresAt: protocol.At(id.Expires)})
	return nil
}
