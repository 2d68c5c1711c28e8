package spectest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
)

// socket is a WebSocket that is read on the wire, in both directions.
type socket struct {
	io.ReadWriteCloser
	witness *Witness
	what    string
	in, out frames

	mu      sync.Mutex
	waiting map[string]any // what the client said and nobody has answered, by id; guarded by mu
}

func (w *Witness) socket(r *http.Request, resp *http.Response, conn io.ReadWriteCloser) io.ReadWriteCloser {
	if route, ok := w.find(r.Method, r.URL.Path); ok {
		x := &exchange{witness: w, method: r.Method, path: r.URL.Path, status: resp.StatusCode, header: resp.Header, what: "the upgrade"}
		answer, at, name, err := w.answerTo(route, resp.StatusCode)
		if err != nil {
			w.violated(x.what, err)
		} else {
			x.at = at
			w.note("answer %s", name)
			x.headers(answer, name)
		}
	}
	s := &socket{ReadWriteCloser: conn, witness: w, what: "the WebSocket", waiting: map[string]any{}}
	s.in.message, s.out.message = s.told, s.said
	return s
}

// Read implements io.Reader.
func (s *socket) Read(p []byte) (int, error) {
	n, err := s.ReadWriteCloser.Read(p)
	s.in.take(p[:n])
	return n, err
}

// Write implements io.Writer.
func (s *socket) Write(p []byte) (int, error) {
	n, err := s.ReadWriteCloser.Write(p)
	s.out.take(p[:n])
	return n, err
}

// said notes what the client says: a test may say anything. Whether it is as specified counts when it was done.
func (s *socket) said(raw []byte) {
	value, err := decode(raw)
	if id, ok := object(value)["id"].(string); ok && err == nil {
		s.mu.Lock()
		s.waiting[id] = value
		s.mu.Unlock()
	}
}

// told holds what the server says against what is specified, and with it what it was an answer to.
func (s *socket) told(raw []byte) {
	value, err := decode(raw)
	if err != nil {
		s.witness.violated(s.what, fmt.Errorf("a message is no JSON: %w", err))
		return
	}
	s.judge("what the server says", value)
	message := object(value)
	to, _ := message["to"].(string)
	s.mu.Lock()
	asked := s.waiting[to]
	delete(s.waiting, to)
	s.mu.Unlock()
	if asked != nil && message["type"] != "error" {
		s.judge("what was done for a client", asked)
	}
}

// judge holds a message against the schema of its type.
func (s *socket) judge(what string, value any) {
	kind, _ := object(value)["type"].(string)
	known := s.witness.library.documents["asyncapi"]["components"].(document)["messages"].(document)
	if known[kind] == nil {
		s.witness.violated(what, errors.New("there is no message of the type "+kind))
		return
	}
	if s.witness.check(what, place{"asyncapi", ""}.in("components", "messages", kind, "payload"), value) {
		s.witness.note("message %s", kind)
	}
}

// frames puts the text messages of one direction together (RFC 6455 §5.2). It is fed by one goroutine.
type frames struct {
	buffer  []byte
	text    []byte // of the message so far
	isText  bool
	message func([]byte)
}

const (
	opContinuation, opText, opControl = 0, 1, 8
	bitFinal, bitMask                 = 0x80, 0x80
)

func (f *frames) take(p []byte) {
	f.buffer = append(f.buffer, p...)
	for f.one() {
	}
}

// one takes a frame that is there in full.
func (f *frames) one() bool {
	head, length, mask, ok := f.head()
	if !ok || uint64(len(f.buffer)-head) < length {
		return false
	}
	final, op := f.buffer[0]&bitFinal != 0, f.buffer[0]&0x0f
	payload := append([]byte{}, f.buffer[head:head+int(length)]...)
	f.buffer = append([]byte{}, f.buffer[head+int(length):]...)
	for i := range payload {
		payload[i] ^= mask[i%4]
	}
	if op >= opControl {
		return true
	}
	if op != opContinuation {
		f.text, f.isText = nil, op == opText
	}
	f.text = append(f.text, payload...)
	if final && f.isText {
		f.message(f.text)
	}
	return true
}

// head reads how long the head of a frame is, and its payload.
func (f *frames) head() (head int, length uint64, mask [4]byte, ok bool) {
	if len(f.buffer) < 2 {
		return 0, 0, mask, false
	}
	head, length = 2, uint64(f.buffer[1]&0x7f)
	extended := map[uint64]int{126: 2, 127: 8}[length]
	masked := 0
	if f.buffer[1]&bitMask != 0 {
		masked = 4
	}
	if len(f.buffer) < head+extended+masked {
		return 0, 0, mask, false
	}
	switch extended {
	case 2:
		length = uint64(binary.BigEndian.Uint16(f.buffer[head:]))
	case 8:
		length = binary.BigEndian.Uint64(f.buffer[head:])
	}
	head += extended
	copy(mask[:], f.buffer[head:head+masked])
	return head + masked, length, mask, true
}
