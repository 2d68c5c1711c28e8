package server

import "errors"

// between is the wire as the WebSocket library has it. What the library writes, answers to close frames, goes between
// the frames of the session: a client that makes no room for the frame before gets no answer, and the library cuts the
// connection when its time for one is up. What it reads ends between two frames when nothing more has come.
type between struct{ *wire }

// errIdle ends a read between two frames. It leaves the library as it was: it can be asked again.
var errIdle = errors.New("nothing was said")

// intake is what was read at once, and is taken in pieces: the library's own buffer is kept while a session is idle,
// and so is as small as can be. Frames of clients are short.
type intake struct {
	bytes [512]byte

	once func(fd uintptr) bool // of attempt, as are the others
	into []byte
	n    int
	err  error
}

// Write implements net.Conn.
func (b between) Write(p []byte) (int, error) {
	if !b.session.goodbye.Load() {
		b.session.mayWait()
	}
	b.frames.Lock()
	defer b.frames.Unlock()
	return b.wire.Write(p)
}

// Read implements net.Conn.
func (b between) Read(p []byte) (int, error) {
	n, err := b.take(p, atOnce)
	if n == 0 && err == nil {
		if !b.session.awaits() {
			return 0, errIdle
		}
		n, err = b.take(p, waiting)
	}
	if n > 0 {
		b.session.heard()
	}
	return n, err
}

// take takes from what was read, and reads more when nothing is left of it.
func (b between) take(p []byte, kind burstKind) (int, error) {
	w, buffers := b.wire, &b.session.server.buffers
	if len(w.pending) == 0 {
		in := buffers.takeIntake()
		into := in.bytes[:]
		if len(p) >= len(into) {
			into = p
		}
		n, err := w.read(in, into, kind)
		if n == 0 || len(p) >= len(into) {
			buffers.intakes.Put(in)
			return n, err
		}
		w.intake, w.pending = in, in.bytes[:n]
	}
	n := copy(p, w.pending)
	if w.pending = w.pending[n:]; len(w.pending) > 0 {
		return n, nil
	}
	w.pending = nil
	if w.intake != nil {
		buffers.intakes.Put(w.intake)
		w.intake = nil
	}
	return n, nil
}

// read reads from the connection. At once, that is nothing where the system cannot say whether something is there.
func (w *wire) read(in *intake, p []byte, kind burstKind) (int, error) {
	switch {
	case kind == waiting:
		return w.Read(p)
	case !w.place.Parks():
		return 0, nil
	}
	return w.attempt.read(in, p)
}
