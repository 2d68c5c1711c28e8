package server

// Who reads of a session. Nobody does while its client says nothing: it is parked, and has no goroutine. What comes is
// read in a turn, by one of the few goroutines that read for all. What has to wait, for the rest of a frame, for an
// answer or for room, leaves the turns first: its goroutine goes on for this session alone.

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
func (ss *session) Readable() { ss.server.turns.add(&ss.in.turn) }

// readTurn reads what has come, until nothing more has; what has to wait leaves the turns. The session ends here.
func (ss *session) readTurn() (stays bool) {
	ss.setInTurn(true)
	ss.in.frames = 0
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
		ss.in.alone = true
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

// queue takes a place among the askers for what was asked, or leaves the session in line for one: then, as when it is
// parked, the reading is another goroutine's behind it. stays says whether this one has its turn still.
func (ss *session) queue() (stays, parked bool) {
	stays = ss.endTurn()
	if !ss.server.askers.enter(&ss.in.asks) {
		return stays, true
	}
	if stays {
		ss.server.turns.leave()
	}
	return false, false
}
