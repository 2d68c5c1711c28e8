package server_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

// The rows of bad input over HTTP: what is sent, and what is answered.
func testBadInputOverHTTP(t *testing.T) {
	w := start(t, nil)
	u, other := w.guest(), w.guest()
	mine, foreign := w.fake.add(u.id), w.fake.add(other.id)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write([]byte(idea))
	_ = z.Close()
	gen := "/v1/generations"
	for _, row := range []struct {
		name, method, path, body string
		headers                  []string
		status                   int
		code                     protocol.Code
		field                    string
	}{
		{"unknown field", "POST", gen, `{"idea":"A small café by the river","colour":"red"}`, nil, 422, "invalid_request", "colour"},
		{"duplicate key", "POST", gen, `{"idea":"A small café by the river","idea":"Another one by the sea"}`, nil, 422, "invalid_request", "idea"},
		{"wrong type", "POST", gen, `{"idea":7}`, nil, 422, "invalid_request", "idea"},
		{"too short", "POST", gen, `{"idea":"café"}`, nil, 422, "invalid_request", "idea"},
		{"broken JSON", "POST", gen, `{"idea":`, nil, 400, "invalid_request", "body"},
		{"no body", "POST", gen, ``, nil, 400, "invalid_request", ""},
		{"NaN", "POST", gen, `{"idea":"A small café by the river","budget":NaN}`, nil, 400, "invalid_request", ""},
		{"invalid UTF-8", "POST", gen, "{\"idea\":\"A small caf\xff by the river\"}", nil, 400, "invalid_request", ""},
		{"depth above 32", "POST", gen, `{"idea":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `}`, nil, 422, "invalid_request", "body"},
		{"64 KiB + 1", "POST", gen, strings.Repeat(" ", 64<<10+1), nil, 413, "invalid_request", "body"},
		{"gzip body", "POST", gen, packed.String(), []string{"Content-Encoding", "gzip"}, 415, "invalid_request", "Content-Encoding"},
		{"key with control characters", "POST", gen, idea, []string{"Idempotency-Key", "schlüssel"}, 422, "invalid_request", "Idempotency-Key"},
		{"quote of an unknown field", "POST", gen + "/quote", `{"x":1,"idea":"A small café by the river"}`, nil, 422, "invalid_request", "x"},
		{"limit 0", "GET", gen + "?limit=0", "", nil, 422, "invalid_request", "limit"},
		{"limit 101", "GET", gen + "?limit=101", "", nil, 422, "invalid_request", "limit"},
		{"before that is no id", "GET", gen + "?before=../x", "", nil, 422, "invalid_request", "before"},
		{"another user's snapshot", "GET", gen + "/" + foreign, "", nil, 404, "not_found", ""},
		{"another user's events", "GET", gen + "/" + foreign + "/events", "", nil, 404, "not_found", ""},
		{"another user's events, resumed", "GET", gen + "/" + foreign + "/events?after=1-1", "", nil, 404, "not_found", ""},
		{"another user's plan", "GET", gen + "/" + foreign + "/plan.json", "", nil, 404, "not_found", ""},
		{"another user's Markdown", "GET", gen + "/" + foreign + "/plan.md", "", nil, 404, "not_found", ""},
		{"another user's draft", "GET", gen + "/" + foreign + "/draft", "", nil, 404, "not_found", ""},
		{"cancel another user's", "POST", gen + "/" + foreign + "/cancel", "", nil, 404, "not_found", ""},
		{"erase another user's", "DELETE", gen + "/" + foreign, "", nil, 404, "not_found", ""},
		{"id ../", "GET", gen + "/..%2f..%2fetc", "", nil, 404, "not_found", ""},
		{"id with NUL", "GET", gen + "/%00", "", nil, 404, "not_found", ""},
		{"id of 6 KB", "GET", gen + "/" + strings.Repeat("a", 6000), "", nil, 404, "not_found", ""},
		{"id in capitals", "GET", gen + "/" + strings.ToUpper(mine), "", nil, 404, "not_found", ""},
		{"negative cursor", "GET", gen + "/" + mine + "/events?after=-1-5", "", nil, 422, "invalid_request", "after"},
		{"cursor that overflows", "GET", gen + "/" + mine + "/events?after=1-99999999999999999999", "", nil, 422, "invalid_request", "after"},
		{"cursor of 5 KB", "GET", gen + "/" + mine + "/events?after=" + strings.Repeat("1", 5000), "", nil, 422, "invalid_request", "after"},
		{"Last-Event-ID that is none", "GET", gen + "/" + mine + "/events", "", []string{"Last-Event-ID", "../"}, 422, "invalid_request", "Last-Event-ID"},
		{"wait of an hour", "GET", gen + "/" + mine + "/events?wait=3600", "", []string{"Accept", "application/json"}, 422, "invalid_request", "wait"},
		{"unknown route", "GET", "/v1/nothing", "", nil, 404, "not_found", ""},
		{"unknown route, posted", "POST", "/v1/nothing", "", nil, 404, "not_found", ""},
		{"wrong method", "PUT", gen, "", nil, 405, "invalid_request", "method"},
		{"WebSocket route without upgrade", "GET", "/v1/ws", "", nil, 426, "invalid_request", ""},
		{"header of 9 KB", "GET", gen, "", []string{"X-Long", strings.Repeat("a", 9000)}, 431, "invalid_request", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			a := w.as(u, row.method, row.path, row.body, row.headers...)
			p := a.problem(t)
			if a.status != row.status || p.Status != row.status || p.Code != row.code {
				t.Fatalf("want %d %s, got %d %s", row.status, row.code, a.status, a.body)
			}
			if row.field != "" && (len(p.Errors) != 1 || p.Errors[0].Field != row.field) {
				t.Fatalf("want field %s: %s", row.field, a.body)
			}
			if (row.code == protocol.CodeInvalidRequest) != (len(p.Errors) > 0) {
				t.Fatalf("invalid_request says what is wrong, and no other code does: %s", a.body)
			}
		})
	}
	if n := len(w.fake.submitted); n != 0 {
		t.Fatalf("%d submissions were accepted", n)
	}
}

func testForeignIDLooksLikeARandomOne(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	foreign := w.fake.add(w.guest().id)
	for _, path := range []string{"", "/events", "/draft", "/plan.json"} {
		a, b := w.as(u, "GET", "/v1/generations/"+foreign+path, ""), w.as(u, "GET", "/v1/generations/"+newID()+path, "")
		c := w.as(u, "GET", "/v1/generations/no-id"+path, "")
		if !bytes.Equal(a.body, b.body) || !bytes.Equal(a.body, c.body) {
			t.Errorf("%q: %s, %s, %s", path, a.body, b.body, c.body)
		}
	}
}

// The rows of bad messages that keep the session.
func testBadMessagesKeepTheSession(t *testing.T) {
	w := start(t, nil)
	p := w.dial()
	foreign := w.fake.add(newID())
	mine := w.fake.add(p.hello.User)
	for _, row := range []struct {
		name, text string
		code       protocol.Code
		field      string
	}{
		{"unknown type", `{"id":"7","type":"dance"}`, "invalid_request", "type"},
		{"no type", `{"id":"7"}`, "invalid_request", "type"},
		{"watch of nothing", `{"id":"7","type":"watch"}`, "invalid_request", "generation"},
		{"unwatch of nothing", `{"id":"7","type":"unwatch"}`, "invalid_request", "generation"},
		{"cancel of nothing", `{"id":"7","type":"cancel"}`, "invalid_request", "generation"},
		{"unknown field", `{"id":"7","type":"ping","extra":1}`, "invalid_request", "extra"},
		{"duplicate key", `{"id":"7","type":"ping","type":"ping"}`, "invalid_request", "type"},
		{"cursor of a wrong type", `{"id":"7","type":"watch","generation":"` + mine + `","after":5}`, "invalid_request", "after"},
		{"cursor that is none", `{"id":"7","type":"watch","generation":"` + mine + `","after":"x"}`, "invalid_request", "after"},
		{"generate without request", `{"id":"7","type":"generate"}`, "invalid_request", "request"},
		{"generate with an unknown field", `{"id":"7","type":"generate","request":{"idea":"A small café by the river","x":1}}`, "invalid_request", "x"},
		{"watch_ops", `{"id":"7","type":"watch_ops"}`, "invalid_request", "type"},
		{"depth above 32", `{"id":"7","type":"watch","generation":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `}`, "invalid_request", "body"},
		{"watch another user's", `{"id":"7","type":"watch","generation":"` + foreign + `"}`, "not_found", ""},
		{"resume another user's", `{"id":"7","type":"watch","generation":"` + foreign + `","after":"1-1"}`, "not_found", ""},
		{"cancel another user's", `{"id":"7","type":"cancel","generation":"` + foreign + `"}`, "not_found", ""},
		{"id that is none", `{"id":"7","type":"watch","generation":"../"}`, "not_found", ""},
		{"message id of 100 bytes", `{"id":"` + strings.Repeat("7", 100) + `","type":"ping"}`, "invalid_request", "id"},
	} {
		t.Run(row.name, func(t *testing.T) {
			p.say(row.text)
			m := p.want(protocol.TypeError)
			if m.Problem.Code != row.code || (m.To == "") != (row.field == "id") {
				t.Fatalf("%s", m.raw)
			}
			if row.field != "" && (len(m.Problem.Errors) != 1 || m.Problem.Errors[0].Field != row.field) {
				t.Fatalf("want field %s: %s", row.field, m.raw)
			}
		})
	}
	p.say(`{"id":"8","type":"ping"}`)
	p.want(protocol.TypePong)
}

// The rows of frames that end the session, with what is said before and the close code.
func testBadFramesEndTheSession(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.ReadHeader = time.Second })
	text := func(s string) []byte { return clientFrame(0x81, []byte(s)) }
	var flood []byte
	for range 300 {
		flood = append(flood, text(`{"type":"ping"}`)...)
	}
	var pings []byte
	for range 300 {
		pings = append(pings, clientFrame(0x89, []byte("p"))...)
	}
	for _, row := range []struct {
		name   string
		frames []byte
		says   protocol.Code
		close  protocol.CloseCode
	}{
		{"broken JSON", text(`{"type":`), "invalid_request", 4500},
		{"not an object", text(`[]`), "invalid_request", 4500},
		{"NaN", text(`{"type":NaN}`), "invalid_request", 4500},
		{"invalid UTF-8", text("{\"type\":\"\xff\"}"), "invalid_request", 4500},
		{"binary", clientFrame(0x82, []byte(`{"type":"ping"}`)), "invalid_request", 4500},
		{"64 KiB + 1", text(strings.Repeat(" ", 64<<10+1)), "invalid_request", 1009}, // of 413, as over HTTP: TestTooLargeIsTheSameEverywhere
		{"unmasked", []byte{0x81, 2, '{', '}'}, "", 1002},
		{"reserved bit", clientFrame(0xC1, []byte(`{}`)), "", 1002},
		{"unknown opcode", clientFrame(0x83, []byte(`{}`)), "", 1002},
		{"continuation of nothing", clientFrame(0x80, []byte(`{}`)), "", 1002},
		{"fragmented control", clientFrame(0x09, nil), "", 1002},
		{"fragments without end", append(clientFrame(0x01, []byte(`{`)), clientFrame(0x00, []byte(` `))...), "invalid_request", 4500},
		{"flood", flood, "rate_limited", 4509},
		{"control flood", pings, "rate_limited", 4509},
	} {
		t.Run(row.name, func(t *testing.T) {
			r := w.raw(t)
			r.upgrade("")
			r.write(row.frames)
			says, code := r.end()
			if says != row.says || code != row.close {
				t.Fatalf("said %q and closed with %d, want %q and %d", says, code, row.says, row.close)
			}
		})
	}
}

func TestTooLargeIsTheSameEverywhere(t *testing.T) {
	w := start(t, nil)
	large := strings.Repeat(" ", 64<<10+1)
	over := w.as(w.guest(), "POST", "/v1/generations", large).problem(t)
	p := w.dial()
	p.say(large)
	m := p.want(protocol.TypeError)
	if over.Status != 413 || m.Problem.Status != over.Status || m.Problem.Code != over.Code {
		t.Fatalf("HTTP says %+v, WebSocket %+v", over, m.Problem)
	}
}

func testLargestMessageIsRead(t *testing.T) {
	w := start(t, nil)
	p := w.dial()
	m := `{"id":"1","type":"ping"}`
	p.say(m + strings.Repeat(" ", 64<<10-len(m)))
	p.want(protocol.TypePong)
}

func testBytesBehindTheUpgradeAreFrames(t *testing.T) {
	w := start(t, nil)
	r := w.raw(t)
	// More than the session's buffer holds, so that some of it was read with the request.
	frames := append(clientFrame(0x81, []byte(`{"id":"1","type":"ping"}`+strings.Repeat(" ", 3000))),
		clientFrame(0x81, []byte(`{"id":"2","type":"ping"}`))...)
	r.upgrade(string(frames))
	for _, to := range []string{"1", "2"} {
		if m := r.message(); m.Type != protocol.TypePong || m.To != to {
			t.Fatalf("%s", m.raw)
		}
	}
	s := w.raw(t)
	s.upgrade("GET /v1/session HTTP/1.1\r\nHost: x\r\n\r\n") // "G" is an opcode that does not exist, unmasked
	if says, code := s.end(); says != "" || code != 1002 {
		t.Fatalf("said %q, closed %d", says, code)
	}
}

// Requests that two servers could read as different ones are refused, and what follows is not read.
func testSmugglingFormsAreNotTwoRequests(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.ReadHeader = 500 * time.Millisecond })
	second := "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
	for name, head := range map[string]string{
		"length and chunked": "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"two lengths":        "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 40\r\n\r\n",
		"unknown coding":     "POST /v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n",
		"coding of nothing":  "POST /v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
		"two codings":        "POST /v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
		"no host":            "POST /v1/session HTTP/1.1\r\n\r\n",
		"negative length":    "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
		"space before colon": "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length : 0\r\n\r\n",
		"two hosts":          "POST /v1/session HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			r := w.raw(t)
			r.write([]byte(head + second))
			resp, err := http.ReadResponse(r.br, nil)
			if err != nil {
				return // closed without an answer
			}
			_ = resp.Body.Close()
			if resp.StatusCode/100 != 4 || !resp.Close {
				t.Fatalf("answered %d, close %v", resp.StatusCode, resp.Close)
			}
		})
	}
}

func testSlowHeadersAreClosedWhileOthersAreServed(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.Timing.ReadHeader = time.Second })
	var slow []*rawConn
	for range 200 {
		r := w.raw(t)
		r.write([]byte("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "))
		slow = append(slow, r)
	}
	if a := w.do("GET", "/healthz", ""); a.status != 200 {
		t.Fatalf("healthz: %d", a.status)
	}
	for _, r := range slow {
		if _, err := r.br.ReadByte(); err == nil {
			continue // it was told so, then closed
		} else if errors.Is(err, net.ErrClosed) {
			t.Fatal(err)
		}
	}
}

// clientFrame is a masked frame with the key 0.
func clientFrame(first byte, payload []byte) []byte {
	b := []byte{first}
	switch n := len(payload); {
	case n < 126:
		b = append(b, 0x80|byte(n))
	case n < 1<<16:
		b = append(b, 0x80|126, byte(n>>8), byte(n))
	default:
		b = append(b, 0x80|127, 0, 0, 0, 0, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
	}
	return append(append(b, 0, 0, 0, 0), payload...)
}

// rawConn speaks bytes.
type rawConn struct {
	t testing.TB
	net.Conn
	br *bufio.Reader
}

func (w *world) raw(t testing.TB) *rawConn {
	t.Helper()
	c, err := net.Dial("tcp", w.addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	_ = c.SetReadDeadline(time.Now().Add(patience))
	return &rawConn{t: t, Conn: c, br: bufio.NewReader(c)}
}

const upgradeHead = "GET /v1/ws HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n" +
	"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"

func (r *rawConn) write(b []byte) {
	r.t.Helper()
	_, _ = r.Write(b) // the server may have closed already: what it says tells
}

// upgrade opens the WebSocket, with more bytes in the same packet, and reads hello.
func (r *rawConn) upgrade(behind string) protocol.Hello {
	r.t.Helper()
	r.write([]byte(upgradeHead + "\r\n" + behind))
	resp, err := http.ReadResponse(r.br, nil)
	if err != nil || resp.StatusCode != 101 {
		r.t.Fatalf("upgrade: %v %v", resp, err)
	}
	if got := resp.Header.Get("Sec-WebSocket-Accept"); got != "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" {
		r.t.Fatalf("accept %q", got)
	}
	m := r.message()
	if m.Type != protocol.TypeHello {
		r.t.Fatalf("%s", m.raw)
	}
	return helloOf(r.t, m)
}

// frame reads one frame of the server.
func (r *rawConn) frame() (first byte, payload []byte, err error) {
	var head [2]byte
	if _, err := io.ReadFull(r.br, head[:]); err != nil {
		return 0, nil, err
	}
	n := int(head[1] & 0x7f)
	ext := map[int]int{126: 2, 127: 8}[n]
	if ext > 0 {
		b := make([]byte, ext)
		if _, err := io.ReadFull(r.br, b); err != nil {
			return 0, nil, err
		}
		n = 0
		for _, c := range b {
			n = n<<8 | int(c)
		}
	}
	payload = make([]byte, n)
	_, err = io.ReadFull(r.br, payload)
	return head[0], payload, err
}

// message reads the next text message.
func (r *rawConn) message() message {
	r.t.Helper()
	for {
		first, payload, err := r.frame()
		if err != nil {
			r.t.Fatalf("read frame: %v", err)
		}
		if first == 0x81 {
			return parse(r.t, payload)
		}
		if first == 0x88 {
			r.t.Fatalf("closed: %v", payload)
		}
	}
}

// end reads to the close frame; says is the code of the last error message.
func (r *rawConn) end() (says protocol.Code, code protocol.CloseCode) {
	r.t.Helper()
	for {
		first, payload, err := r.frame()
		if err != nil {
			r.t.Fatalf("no close frame: %v", err)
		}
		switch first {
		case 0x81:
			if m := parse(r.t, payload); m.Type == protocol.TypeError {
				says = m.Problem.Code
			}
		case 0x88:
			if len(payload) < 2 {
				r.t.Fatal("close frame without a code")
			}
			return says, protocol.CloseCode(int(payload[0])<<8 | int(payload[1]))
		}
	}
}
