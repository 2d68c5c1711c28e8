package server_test

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

// The cases of the Autobahn test suite, as far as they can be put to a server that does not echo: a case
// ends with a close code, or with a session that still answers. Numbers are the suite's.

// alive is the outcome of a case that the session survives.
const alive protocol.CloseCode = 0

const askPing = `{"id":"c","type":"ping"}`

// padded is a message of exactly n bytes.
func padded(n int) []byte { return []byte(askPing + strings.Repeat(" ", n-len(askPing))) }

// fragments cuts a message into frames behind each of the places.
func fragments(message []byte, places ...int) (out [][]byte) {
	first := byte(0x01)
	last := 0
	for _, at := range places {
		out = append(out, clientFrame(first, message[last:at]))
		first, last = 0x00, at
	}
	return append(out, clientFrame(0x80|first&0x0F, message[last:]))
}

func closeFrame(code int, reason string) []byte {
	return clientFrame(0x88, append([]byte{byte(code >> 8), byte(code)}, reason...))
}

// each makes a case of every opcode.
func each(opcodes ...int) (out []int) { return opcodes }

func TestWebSocketConformance(t *testing.T) {
	type row struct {
		name   string
		writes [][]byte // each in a packet of its own
		end    protocol.CloseCode
	}
	text := func(b []byte) []byte { return clientFrame(0x81, b) }
	var rows []row
	add := func(end protocol.CloseCode, name string, writes ...[]byte) {
		rows = append(rows, row{name, writes, end})
	}

	for _, n := range []int{125, 126, 127, 128, 65535, 65536} {
		add(alive, fmt.Sprintf("1.1 text of %d bytes", n), text(padded(n)))
	}
	add(alive, "1.1.7 text in packets of 997 bytes", slices.Collect(slices.Chunk(text(padded(65535)), 997))...)
	add(alive, "1.1.8 text in packets of one byte", slices.Collect(slices.Chunk(text([]byte(askPing)), 1))...)
	add(protocol.CloseMalformed, "1.2 binary", clientFrame(0x82, []byte(askPing)))

	for _, n := range []int{0, 4, 125} {
		add(alive, fmt.Sprintf("2.1 ping of %d bytes", n), clientFrame(0x89, bytes.Repeat([]byte{0xFE}, n)), text([]byte(askPing)))
	}
	add(protocol.CloseProtocolError, "2.5 ping of 126 bytes", clientFrame(0x89, bytes.Repeat([]byte{0}, 126)))
	add(alive, "2.7 pong that nobody asked for", clientFrame(0x8A, nil), text([]byte(askPing)))
	add(alive, "2.8 the same with a payload", clientFrame(0x8A, []byte("unsolicited")), text([]byte(askPing)))
	add(alive, "2.10 ten pings at once", bytes.Repeat(clientFrame(0x89, []byte("p")), 10), text([]byte(askPing)))

	for _, rsv := range each(0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70) {
		for name, opcode := range map[string]int{"text": 0x81, "binary": 0x82, "ping": 0x89, "close": 0x88} {
			add(protocol.CloseProtocolError, fmt.Sprintf("3 %s with reserved bits %#x", name, rsv), clientFrame(byte(opcode|rsv), []byte(askPing)[:2]))
		}
	}
	for _, opcode := range each(3, 4, 5, 6, 7, 11, 12, 13, 14, 15) {
		add(protocol.CloseProtocolError, fmt.Sprintf("4 opcode %d", opcode), clientFrame(byte(0x80|opcode), nil))
		add(protocol.CloseProtocolError, fmt.Sprintf("4 opcode %d with a payload, behind a message", opcode), text([]byte(askPing)), clientFrame(byte(0x80|opcode), []byte("x")))
	}

	add(protocol.CloseProtocolError, "5.1 ping in fragments", clientFrame(0x09, []byte("a")), clientFrame(0x80, []byte("b")))
	add(protocol.CloseProtocolError, "5.2 pong in fragments", clientFrame(0x0A, []byte("a")), clientFrame(0x80, []byte("b")))
	add(alive, "5.3 text in two fragments", fragments([]byte(askPing), 9)...)
	add(alive, "5.4 text in a fragment a byte", fragments([]byte(askPing), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23)...)
	two := fragments([]byte(askPing), 9)
	add(alive, "5.6 a ping between two fragments", two[0], clientFrame(0x89, []byte("between")), two[1])
	add(alive, "5.9 empty fragments", fragments([]byte(askPing), 0, 0, len(askPing))...)
	for _, first := range each(0x00, 0x80) {
		add(protocol.CloseProtocolError, fmt.Sprintf("5.10 a continuation of nothing, %#x", first), clientFrame(byte(first), []byte("x")))
	}
	add(protocol.CloseProtocolError, "5.15 a continuation behind a whole message", append(text([]byte(askPing)), clientFrame(0x80, []byte("x"))...))
	add(protocol.CloseProtocolError, "5.18 a message inside of another", clientFrame(0x01, []byte("{")), text([]byte(askPing)))

	valid := `{"id":"κόσμε 👋 \u0000","type":"ping"}`
	add(alive, "6.2 UTF-8 cut inside of a character", fragments([]byte(valid), 8, 9, 17)...)
	for name, bad := range map[string]string{
		"6.3 a byte that never occurs": "\xff", "6.4 a character that is cut off": "\xf0\x9f\x91", "6.12 overlong": "\xc0\xaf",
		"6.20 a surrogate": "\xed\xa0\x80", "6.22 above U+10FFFF": "\xf4\x90\x80\x80", "6.14 a lonely continuation": "\x80",
	} {
		add(protocol.CloseMalformed, name, text([]byte(`{"id":"`+bad+`","type":"ping"}`)))
	}

	for _, code := range each(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999) {
		add(protocol.CloseCode(code), fmt.Sprintf("7.7 close with %d", code), closeFrame(code, "bye"))
	}
	add(protocol.CloseNormal, "7.1 a message and pings behind a close", append(closeFrame(1000, ""), append(text([]byte(askPing)), clientFrame(0x89, nil)...)...))
	add(protocol.CloseNormal, "7.3 a reason of 123 bytes", closeFrame(1000, strings.Repeat("*", 123)))
	add(protocol.CloseProtocolError, "7.3 a reason of 124 bytes", closeFrame(1000, strings.Repeat("*", 124)))
	add(protocol.CloseProtocolError, "7.3 half a code", clientFrame(0x88, []byte{3}))
	for _, code := range each(0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65535) {
		add(protocol.CloseProtocolError, fmt.Sprintf("7.9 close with %d", code), closeFrame(code, ""))
	}

	add(protocol.CloseTooBig, "9 a message above the limit", text(padded(65537)))
	add(protocol.CloseTooBig, "9 the same in fragments", fragments(padded(70_000), 20_000, 40_000, 60_000)...)

	bothWays(t, func(t *testing.T, start func(func(*options)) *world) {
		w := start(nil)
		for _, r := range rows {
			t.Run(r.name, func(t *testing.T) {
				t.Parallel()
				c := w.raw(t)
				c.upgrade("")
				for _, b := range r.writes {
					c.write(b)
				}
				if r.end == alive {
					if m := c.message(); m.Type != protocol.TypePong {
						t.Fatalf("answered %s", m.raw)
					}
					return
				}
				if _, code := c.endOrEOF(); code != r.end {
					t.Fatalf("closed with %d, want %d", code, r.end)
				}
			})
		}
	})
}

// endOrEOF is end for whoever closed first: then the server need not say anything but the same code.
func (r *rawConn) endOrEOF() (says protocol.Code, code protocol.CloseCode) {
	r.t.Helper()
	for {
		first, payload, err := r.frame()
		if err != nil {
			r.t.Fatalf("the connection ends without a close frame: %v", err)
		}
		if first != 0x88 {
			continue
		}
		if len(payload) < 2 {
			return says, protocol.CloseNormal
		}
		return says, protocol.CloseCode(int(payload[0])<<8 | int(payload[1]))
	}
}

// A client that says goodbye while a message is on its way to it gets the message whole, and the answer behind it.
func TestAGoodbyeIsNotAnsweredWithinAMessage(t *testing.T) {
	w := start(t, nil)
	r := w.raw(t)
	_ = r.Conn.(*net.TCPConn).SetReadBuffer(64 << 10) // so that the kernel takes less than the message, which is to be read in 5 s
	id := w.fake.add(r.upgrade("").User)
	w.fake.tell(id, protocol.Event{Kind: protocol.KindRetry, Provider: "gemini", Attempt: 1, Reason: strings.Repeat("x", 6<<20)})
	r.write(clientFrame(0x81, []byte(`{"id":"1","type":"watch","generation":"`+id+`","after":"0-0"}`)))
	if m := r.message(); m.Type != protocol.TypeReply {
		t.Fatalf("answered %s", m.raw)
	}
	if _, err := r.br.Peek(2); err != nil { // the message has begun
		t.Fatal(err)
	}
	r.write(closeFrame(1000, "bye"))
	time.Sleep(200 * time.Millisecond) // time to answer in the wrong place
	if m := r.message(); m.Type != protocol.TypeEvents {
		t.Errorf("the message is %.200s", m.raw)
	}
	if _, code := r.endOrEOF(); code != protocol.CloseNormal {
		t.Errorf("closed with %d", code)
	}
}

// What a handshake must have (RFC 6455 §4.2.1), and what is answered when it has not.
func TestWebSocketHandshakes(t *testing.T) {
	w := start(t, nil)
	key := "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
	usual := "Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
	for name, row := range map[string]struct {
		head   string
		status int
	}{
		"as it should be":           {"GET /v1/ws HTTP/1.1\r\n" + usual + key, 101},
		"names in any case":         {"GET /v1/ws HTTP/1.1\r\n" + strings.ToLower(usual) + key, 101},
		"values in any case":        {"GET /v1/ws HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, uPGRADE\r\nUpgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\n" + key, 101},
		"another version":           {"GET /v1/ws HTTP/1.1\r\n" + strings.Replace(usual, "13", "8", 1) + key, 426},
		"no version":                {"GET /v1/ws HTTP/1.1\r\n" + strings.Replace(usual, "Sec-WebSocket-Version: 13\r\n", "", 1) + key, 426},
		"no key":                    {"GET /v1/ws HTTP/1.1\r\n" + usual, 400},
		"a key of 15 bytes":         {"GET /v1/ws HTTP/1.1\r\n" + usual + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAA\r\n", 400},
		"a key that is no base64":   {"GET /v1/ws HTTP/1.1\r\n" + usual + "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==\r\n", 400},
		"two keys":                  {"GET /v1/ws HTTP/1.1\r\n" + usual + key + key, 400},
		"no wish to upgrade":        {"GET /v1/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" + key, 426},
		"to something else":         {"GET /v1/ws HTTP/1.1\r\n" + strings.Replace(usual, "websocket", "h2c", 1) + key, 426},
		"HTTP/1.0":                  {"GET /v1/ws HTTP/1.0\r\n" + usual + key, 426},
		"posted":                    {"POST /v1/ws HTTP/1.1\r\n" + usual + key + "Content-Length: 0\r\n", 405},
		"with a body":               {"GET /v1/ws HTTP/1.1\r\n" + usual + key + "Content-Length: 2\r\n\r\n{}", 400},
		"compression that is asked": {"GET /v1/ws HTTP/1.1\r\n" + usual + key + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n", 101},
		"subprotocols of others":    {"GET /v1/ws HTTP/1.1\r\n" + usual + key + "Sec-WebSocket-Protocol: graphql-ws, planspark.v1\r\n", 101},
	} {
		r := w.raw(t)
		r.write([]byte(row.head + "\r\n"))
		resp, err := http.ReadResponse(r.br, nil)
		if err != nil || resp.StatusCode != row.status {
			t.Errorf("%s: %v %v, want %d", name, resp, err, row.status)
			continue
		}
		if resp.Header.Get("Sec-WebSocket-Extensions") != "" {
			t.Errorf("%s: an extension was agreed on", name)
		}
		if row.status == 426 && resp.Header.Get("Upgrade") == "" && resp.Header.Get("Sec-WebSocket-Version") != "13" {
			t.Errorf("%s: it is not said what would be right: %v", name, resp.Header)
		}
		if strings.Contains(row.head, "graphql-ws") && resp.Header.Get("Sec-WebSocket-Protocol") != protocol.Subprotocol {
			t.Errorf("%s: agreed on %q", name, resp.Header.Get("Sec-WebSocket-Protocol"))
		}
	}
}

// A handshake that comes byte by byte is waited for as long as any request, and no longer.
func TestASlowHandshakeIsClosed(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.ReadHeader = 300 * time.Millisecond })
	r := w.raw(t)
	began := time.Now()
	r.write([]byte(upgradeHead))
	if resp, err := http.ReadResponse(r.br, nil); err == nil && resp.StatusCode == 101 {
		t.Fatal("half a handshake was answered")
	}
	if time.Since(began) > patience {
		t.Error("it was waited for")
	}
}
