package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// dialect is how a client speaks to a server: what it says first and then, and how many messages for
// watchers a frame holds.
type dialect struct {
	bare  bool                        // lengths instead of WebSocket frames
	ask   func(topic string) []string // said behind the upgrade
	count func(frame []byte) int
}

func dialectOf(peer, after string) dialect {
	one := func(topic string) []string { return []string{topic} }
	d := dialect{ask: one, count: func(frame []byte) int { return bytes.Count(frame[:min(len(frame), 20)], []byte(`"events"`)) }}
	switch {
	case peer == "wire":
		d.bare = true
	case peer == "centrifuge":
		d.ask = func(topic string) []string {
			return []string{`{"id":1,"connect":{}}`, `{"id":2,"subscribe":{"channel":"` + topic + `"}}`}
		}
		d.count = func(frame []byte) int { return bytes.Count(frame, []byte(`"push":`)) }
	case ours(peer):
		d.ask = func(topic string) []string {
			if topic == "" {
				return nil
			}
			if after != "" {
				topic += `","after":"` + after
			}
			return []string{`{"id":"1","type":"watch","generation":"` + topic + `"}`}
		}
	}
	return d
}

// tally is what a load has seen.
type tally struct {
	Connected int     `json:"connected"`
	Failed    int     `json:"failed"`
	Seconds   float64 `json:"seconds"` // that connecting took
	Messages  int64   `json:"messages"`
	Events    int64   `json:"events"` // in them: pieces of text, also those that came as one
	Bytes     int64   `json:"bytes"`
	P50       float64 `json:"p50_ms"` // since the last tally, from the moment that a message bears
	P99       float64 `json:"p99_ms"`
}

type load struct {
	dialect
	addr        string
	tokens      []string // whose the topics are; none is nobody yet
	mute        bool
	connected   atomic.Int64
	failed      atomic.Int64
	messages    atomic.Int64
	text, bytes atomic.Int64 // characters
	piece       int          // characters of an event
	seconds     float64

	mu    sync.Mutex
	delay []float64 // guarded by mu; milliseconds, one message in sampled
}

// sampled is of how many messages the delay of one is taken.
const sampled = 8

// putLoad is the process of the load: it connects, and then says what it has seen for each line that comes in.
func putLoad(args []string) error {
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	peer := flags.String("peer", "", "")
	addr := flags.String("addr", "", "")
	tokens := flags.String("tokens", "", "with commas; of whom the topics are")
	n := flags.Int("n", 1, "connections")
	topics := flags.String("topics", "", "with commas; watchers are spread over them")
	piece := flags.Int("text", 20, "characters of text in an event")
	mute := flags.Bool("mute", false, "once greeted, never read")
	after := flags.String("after", "", "cursor behind which watchers of PlanSpark go on")
	if err := flags.Parse(args); err != nil {
		return err
	}
	l := &load{dialect: dialectOf(*peer, *after), addr: *addr, tokens: strings.Split(*tokens, ","), mute: *mute, piece: *piece}
	l.connect(*n, strings.Split(*topics, ","))
	out := json.NewEncoder(os.Stdout)
	in := bufio.NewScanner(os.Stdin)
	for {
		if err := out.Encode(l.tally()); err != nil {
			return err
		}
		if !in.Scan() {
			return in.Err()
		}
	}
}

// dialing bounds how many connections are being made at once.
const dialing = 64

func (l *load) connect(n int, topics []string) {
	began := time.Now()
	places := make(chan struct{}, dialing)
	var greeted sync.WaitGroup
	for i := range n {
		places <- struct{}{}
		greeted.Add(1)
		go func() {
			once := sync.OnceFunc(func() { <-places; greeted.Done() })
			defer once()
			if err := l.client(topics[i%len(topics)], l.tokens[i%len(l.tokens)], once); err != nil {
				l.failed.Add(1)
				if l.failed.Load() == 1 {
					fmt.Fprintln(os.Stderr, "load:", err)
				}
			}
		}()
	}
	greeted.Wait()
	l.seconds = time.Since(began).Seconds()
}

// client is one connection, until it ends; greeted is called when the server has said the first thing.
func (l *load) client(topic, token string, greeted func()) error {
	d := net.Dialer{}
	if l.mute {
		d.Control = narrow
	}
	c, err := d.Dial("tcp", l.addr)
	if err != nil {
		return err
	}
	defer c.Close()
	r := bufio.NewReaderSize(c, 1024)
	if l.bare {
		_, err = io.WriteString(c, topic)
	} else {
		err = l.upgrade(c, r, topic, token)
	}
	if err != nil {
		return err
	}
	l.connected.Add(1)
	frame := make([]byte, 0, 512)
	for seen := 0; ; {
		if frame, err = l.next(r, frame[:0]); err != nil {
			return err
		}
		if pong := l.pong(frame); pong != nil { // who stays silent is not there
			if _, err := c.Write(pong); err != nil {
				return err
			}
		}
		greeted()
		if l.mute {
			select {} // until this process ends
		}
		n := l.count(frame)
		l.messages.Add(int64(n))
		l.text.Add(int64(textIn(frame)))
		l.bytes.Add(int64(len(frame)))
		if seen += n; n > 0 && seen%sampled < n {
			l.note(frame)
		}
	}
}

// pong answers a ping: of the protocol, or centrifuge's own.
func (l *load) pong(frame []byte) []byte {
	switch {
	case len(frame) == 0 && !l.bare:
		return []byte{0x8A, 0x80, 0, 0, 0, 0}
	case string(frame) == "{}":
		return masked("{}")
	}
	return nil
}

// textIn is how many characters of text the events of a frame bear. Neighbouring pieces may have come as one, so they are
// counted by what they hold; an escape counts as what it is written with.
func textIn(frame []byte) (n int) {
	const key = `"text":"`
	for {
		i := bytes.Index(frame, []byte(key))
		if i < 0 {
			return n
		}
		frame = frame[i+len(key):]
		end := 0
		for end < len(frame) && frame[end] != '"' {
			if frame[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end, len(frame))
		n, frame = n+end, frame[end:]
	}
}

// narrow leaves little room on the way to a client: what the kernel holds for one who does not read is then soon full.
func narrow(_, _ string, c syscall.RawConn) error {
	var err error
	controlled := c.Control(func(fd uintptr) {
		err = errors.Join(syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096),
			syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, syscall.TCP_MAXSEG, 536))
	})
	return errors.Join(controlled, err)
}

func (l *load) upgrade(c net.Conn, r *bufio.Reader, topic, token string) error {
	head := "GET /v1/ws HTTP/1.1\r\nHost: " + l.addr + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
	if token != "" {
		head += "Authorization: Bearer " + token + "\r\n"
	}
	if _, err := io.WriteString(c, head+"\r\n"); err != nil {
		return err
	}
	for first := true; ; first = false {
		line, err := r.ReadString('\n')
		if err != nil {
			return err
		}
		if first && !strings.Contains(line, " 101 ") {
			return errors.New("not upgraded: " + strings.TrimSpace(line))
		}
		if line == "\r\n" {
			break
		}
	}
	for _, say := range l.ask(topic) {
		if _, err := c.Write(masked(say)); err != nil {
			return err
		}
	}
	return nil
}

// masked is a text frame under a mask of zeros.
func masked(text string) []byte {
	b := []byte{0x81, 0x80 | byte(len(text))}
	if len(text) > 125 {
		b = binary.BigEndian.AppendUint16([]byte{0x81, 0x80 | 126}, uint16(len(text)))
	}
	return append(append(b, 0, 0, 0, 0), text...)
}

// next reads one frame.
func (l *load) next(r *bufio.Reader, into []byte) ([]byte, error) {
	var head [8]byte
	length := head[:4]
	if !l.bare {
		if _, err := io.ReadFull(r, head[:2]); err != nil {
			return nil, err
		}
		switch short := head[1]; short {
		case 126:
			length = head[:2]
		case 127:
			length = head[:8]
		default:
			length = head[1:2]
		}
	}
	if l.bare || head[1] > 125 {
		if _, err := io.ReadFull(r, length); err != nil {
			return nil, err
		}
	}
	n := 0
	for _, b := range length {
		n = n<<8 | int(b)
	}
	into = slices.Grow(into, n)[:n]
	_, err := io.ReadFull(r, into)
	return into, err
}

// note takes the delay of the last event in a frame.
func (l *load) note(frame []byte) {
	const key = `"at":"`
	i := bytes.LastIndex(frame, []byte(key))
	if i < 0 {
		return
	}
	text, _, _ := bytes.Cut(frame[i+len(key):], []byte(`"`))
	at, err := time.Parse(time.RFC3339Nano, string(text))
	if err != nil {
		return
	}
	ms := float64(time.Since(at).Microseconds()) / 1000
	l.mu.Lock()
	defer l.mu.Unlock()
	l.delay = append(l.delay, ms)
}

func (l *load) tally() tally {
	l.mu.Lock()
	delay := l.delay
	l.delay = nil
	l.mu.Unlock()
	slices.Sort(delay)
	t := tally{
		Connected: int(l.connected.Load()), Failed: int(l.failed.Load()), Seconds: l.seconds,
		Messages: l.messages.Load(), Events: l.text.Load() / int64(l.piece), Bytes: l.bytes.Load(),
	}
	if n := len(delay); n > 0 {
		t.P50, t.P99 = delay[n/2], delay[n*99/100]
	}
	return t
}
