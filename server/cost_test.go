package server_test

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/server"
)

// What is counted here does not depend on how fast or busy the machine is.

// crowd is a running generation behind the server, with the hub's own log, and those who watch it.
type crowd struct {
	*world
	user   user
	record generation.Record
	append func(text string)
	writes atomic.Int64 // on connections of the server: each is one system call
	gate   sync.RWMutex // held: no write ends
	reader []*bufio.Reader
}

// Load implements hub.Source.
func (c *crowd) Load(context.Context, string, string) (generation.Record, error) {
	return c.record, nil
}

func startCrowd(t *testing.T) *crowd {
	t.Helper()
	c := &crowd{}
	h := hub.New(hub.NewMemoryLog(), c, hub.Options{})
	c.world = start(t, func(o *options) {
		o.deps.Watcher = server.HubWatcher(h)
		o.cfg.SessionsPerAddress, o.cfg.SessionsPerUser = 1000, 1000
		o.listen = func(ln net.Listener) net.Listener { return &countingListener{ln, c} }
	})
	c.user = c.guest()
	id := c.fake.add(c.user.id)
	c.record = generation.Record{ID: id, Owner: c.user.id, State: protocol.StateQueued, Attempt: 1}
	w, err := h.Open(context.Background(), c.user.id, c.record.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	c.append = func(text string) {
		if _, err := w.Append(context.Background(), protocol.Event{Kind: protocol.KindDelta, Section: "company", Text: text}); err != nil {
			t.Error(err)
		}
	}
	return c
}

// join lets n more sessions watch.
func (c *crowd) join(n int) {
	c.t.Helper()
	head := strings.Replace(upgradeHead, "\r\n", "\r\nAuthorization: "+c.user.bearer()+"\r\n", 1) + "\r\n"
	for range n {
		conn, err := net.Dial("tcp", c.addr)
		if err != nil {
			c.t.Fatal(err)
		}
		c.t.Cleanup(func() { _ = conn.Close() })
		watch := `{"id":"1","type":"watch","generation":"` + c.record.ID + `","after":"0-0"}`
		frame := append([]byte{0x81, 0x80 | 126, 0, 0, 0, 0, 0, 0}, watch...) // masked with nothing
		binary.BigEndian.PutUint16(frame[2:], uint16(len(watch)))
		if _, err := conn.Write(append([]byte(head), frame...)); err != nil {
			c.t.Fatal(err)
		}
		r := bufio.NewReader(conn)
		for line := ""; line != "\r\n"; {
			if line, err = r.ReadString('\n'); err != nil {
				c.t.Fatal(err)
			}
		}
		mark := fmt.Sprintf("watcher %d is here", len(c.reader))
		c.tell(mark)
		for got := make([]byte, 64<<10); ; { // hello, a reply, what was before
			if n := c.read(r, got); strings.Contains(string(got[:n]), mark) {
				break
			}
		}
		c.reader = append(c.reader, r)
	}
}

// read reads one frame into p, or skips it, and returns its length.
func (c *crowd) read(r *bufio.Reader, p []byte) int {
	c.t.Helper()
	head, err := r.Peek(2)
	if err != nil {
		c.t.Fatal(err)
	}
	n, skip := int(head[1]), 2
	if n == 126 {
		if head, err = r.Peek(4); err != nil {
			c.t.Fatal(err)
		}
		n, skip = int(binary.BigEndian.Uint16(head[2:])), 4
	}
	_, _ = r.Discard(skip) // it was peeked at
	if p == nil {
		_, err = r.Discard(n)
	} else {
		_, err = io.ReadFull(r, p[:n])
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return n
}

// tell appends, and returns when everybody has it.
func (c *crowd) tell(text string) {
	c.append(text)
	for _, r := range c.reader {
		c.read(r, nil)
	}
}

type countingListener struct {
	net.Listener
	crowd *crowd
}

func (l *countingListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &countingConn{conn, l.crowd}, nil
}

type countingConn struct {
	net.Conn
	crowd *crowd
}

func (c *countingConn) Write(p []byte) (int, error) {
	c.crowd.gate.RLock()
	defer c.crowd.gate.RUnlock()
	c.crowd.writes.Add(1)
	return c.Conn.Write(p)
}

// SyscallConn implements syscall.Conn.
func (c *countingConn) SyscallConn() (syscall.RawConn, error) {
	raw, err := c.Conn.(syscall.Conn).SyscallConn()
	return &countingRaw{raw, c.crowd}, err
}

type countingRaw struct {
	syscall.RawConn
	crowd *crowd
}

func (r *countingRaw) Write(f func(fd uintptr) bool) error {
	r.crowd.gate.RLock()
	defer r.crowd.gate.RUnlock()
	r.crowd.writes.Add(1)
	return r.RawConn.Write(f)
}

// TestADeliveryIsOneWrite counts the system calls that a message takes, be it short or long.
func TestADeliveryIsOneWrite(t *testing.T) {
	c := startCrowd(t)
	c.join(5)
	for _, text := range []string{"word ", strings.Repeat("word ", 1000)} {
		before := c.writes.Load()
		for range 10 {
			c.tell(text)
		}
		if n := c.writes.Load() - before; n != 10*5 {
			t.Errorf("10 messages of %d bytes of text to 5 watchers took %d writes", len(text), n)
		}
	}
}

// TestAGreetingIsOneWrite counts the system calls that answer an upgrade and greet.
func TestAGreetingIsOneWrite(t *testing.T) {
	c := startCrowd(t)
	before := c.writes.Load()
	for range 10 {
		c.raw(t).upgrade("")
	}
	if n := c.writes.Load() - before; n != 10 {
		t.Errorf("10 newcomers were greeted in %d writes", n)
	}
}

// TestOneMoreWatcherCostsNoAllocation counts a delivery all the way from the log to the connection. One that
// is not an allocation each time may be there: pools are emptied now and then.
func TestOneMoreWatcherCostsNoAllocation(t *testing.T) {
	if *goroutineEach {
		t.Skip("each write has a goroutine here")
	}
	c := startCrowd(t)
	tell := func() { c.tell("word ") }
	c.join(1)
	for range 100 {
		tell()
	}
	one := testing.AllocsPerRun(100, tell)
	c.join(20)
	tell()
	if many := testing.AllocsPerRun(100, tell); (many-one)/20 >= 0.5*slack {
		t.Errorf("a message took %v allocations for one watcher, and %v for 21", one, many)
	}
}

// TestWhatGrowsMeanwhileIsOneMessage holds a write up: however often the log grows meanwhile, one message
// and one write follow.
func TestWhatGrowsMeanwhileIsOneMessage(t *testing.T) {
	c := startCrowd(t)
	c.join(1)
	before := c.writes.Load()
	c.gate.Lock()
	for range 1000 {
		c.append("word ")
	}
	c.gate.Unlock()
	got := make([]byte, 64<<10)
	for words := 0; words < 1000; {
		n := c.read(c.reader[0], got)
		words += strings.Count(string(got[:n]), "word ")
	}
	if n := c.writes.Load() - before; n > 2 {
		t.Errorf("1,000 events were told in %d writes", n)
	}
}

// TestWhatAnIdleSessionTakes counts heap and stacks, those of the client's connection in this process included.
func TestWhatAnIdleSessionTakes(t *testing.T) {
	const sessions = 300
	most := int64(slack * 6 << 10)
	if !parks() {
		most = slack * 11 << 10 // with a goroutine
	}
	w := start(t, func(o *options) {
		o.cfg.SessionsPerAddress = 2 * sessions
		o.cfg.GuestsPerMinute = -1
	})
	defer w.connectIdle()()
	eventually(t, "the first is greeted", w.connected(1)) // what is made once is not a session's
	before := memory()
	for range sessions {
		defer w.connectIdle()()
	}
	eventually(t, "all are greeted", w.connected(1+sessions))
	if each := (memory() - before) / sessions; each > most {
		t.Errorf("an idle session takes %d bytes, more than %d", each, most)
	} else {
		t.Logf("an idle session takes %d bytes", each)
	}
}

// connectIdle opens a session that says nothing; leave ends it.
func (w *world) connectIdle() (leave func()) {
	w.t.Helper()
	c, err := net.Dial("tcp", w.addr)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := c.Write([]byte(upgradeHead + "\r\n")); err != nil {
		w.t.Fatal(err)
	}
	if _, err := c.Read(make([]byte, 2048)); err != nil {
		w.t.Fatal(err)
	}
	return func() { _ = c.Close() }
}

func (w *world) connected(n int) func() bool {
	return func() bool { return w.Stats().Connections == n }
}
