package server_test

import (
	"flag"
	"fmt"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

// goroutineEach has every test wait for clients as on systems without a poller: go test ./server -goroutine-each.
var goroutineEach = flag.Bool("goroutine-each", false, "a goroutine waits for each client")

// bothWays runs a test with sessions that wait for their clients without a goroutine, where the system can, and with
// one for each.
func bothWays(t *testing.T, test func(t *testing.T, start func(change func(*options)) *world)) {
	t.Run("parked", func(t *testing.T) {
		test(t, func(change func(*options)) *world { return start(t, change) })
	})
	t.Run("a goroutine each", func(t *testing.T) {
		test(t, func(change func(*options)) *world {
			return start(t, func(o *options) {
				if change != nil {
					change(o)
				}
				o.listen = opaquely(o.listen)
			})
		})
	})
}

// opaquely hides that connections are sockets.
func opaquely(listen func(net.Listener) net.Listener) func(net.Listener) net.Listener {
	return func(ln net.Listener) net.Listener {
		if listen != nil {
			ln = listen(ln)
		}
		return opaqueListener{ln}
	}
}

type opaqueListener struct{ net.Listener }

func (l opaqueListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return struct{ net.Conn }{c}, nil
}

// parks says whether sessions wait without goroutines in this run.
func parks() bool { return runtime.GOOS == "linux" && !*goroutineEach }

// inSessions counts goroutines that are in a session's code.
func inSessions() int {
	n := 0
	for _, stack := range strings.Split(ours(), "\n\n") {
		if strings.Contains(stack, "server.(*session)") {
			n++
		}
	}
	return n
}

// hears says whether a text comes. It may be called by any goroutine.
func (r *rawConn) hears(text string) bool {
	for line := ""; line != "\r\n"; {
		var err error
		if line, err = r.br.ReadString('\n'); err != nil {
			return false
		}
	}
	for {
		_, payload, err := r.frame()
		if err != nil || strings.Contains(string(payload), text) {
			return err == nil
		}
	}
}

// asks says a message with an id, which the server answers with a pong.
func (r *rawConn) asks(id string) {
	r.write(clientFrame(0x81, []byte(`{"id":"`+id+`","type":"ping"}`)))
}

func (r *rawConn) answers(id string) {
	r.t.Helper()
	if m := r.message(); m.Type != protocol.TypePong || m.To != id {
		r.t.Fatalf("answered %s", m.raw)
	}
}

// A session holds no goroutine, not even when it was spoken to before: neither by its client nor by others.
func TestAnIdleSessionHoldsNoGoroutine(t *testing.T) {
	if !parks() {
		t.Skip("a goroutine waits for each client here")
	}
	w := start(t, nil)
	var all []*rawConn
	for range 40 {
		r := w.raw(t)
		r.upgrade("")
		all = append(all, r)
	}
	idle := func() bool { return inSessions() == 0 }
	eventually(t, "sessions that were greeted hold no goroutine", idle)
	for _, r := range all {
		r.asks("1")
		r.write(clientFrame(0x8A, nil))
	}
	for _, r := range all {
		r.answers("1")
	}
	eventually(t, "nor do those that were answered", idle)
}

// Half a frame holds nobody up, wherever it is cut, and ends its session in time.
func TestHalfAFrameIsWaitedForButNotForEver(t *testing.T) {
	bothWays(t, func(t *testing.T, start func(func(*options)) *world) {
		w := start(func(o *options) { o.cfg.Timing.ReadHeader = 1500 * time.Millisecond })
		whole := clientFrame(0x81, []byte(`{"id":"1","type":"ping"}`))
		var halves []*rawConn
		for at := range len(whole) - 1 {
			r := w.raw(t)
			r.upgrade("")
			r.write(whole[:at+1])
			halves = append(halves, r)
		}
		behind := w.raw(t) // in one packet with something whole
		behind.upgrade("")
		behind.write(append(clientFrame(0x8A, nil), whole[:1]...))
		ping := w.raw(t)
		ping.upgrade("")
		ping.write(clientFrame(0x89, []byte("ping"))[:8])
		halves = append(halves, behind, ping)
		other := w.raw(t)
		other.upgrade("")
		other.asks("1")
		other.answers("1")
		mended := w.raw(t) // begun last: the time that its half has is not spent on the others
		mended.upgrade("")
		mended.write(whole[:1])
		other.asks("2")
		other.answers("2") // the half was read by now
		mended.write(whole[1:])
		mended.answers("1")
		for _, r := range halves {
			if says, code := r.end(); says != protocol.CodeInvalidRequest || code != protocol.CloseMalformed {
				t.Errorf("half a frame: said %q, closed %d", says, code)
			}
		}
		mended.asks("2") // its time was that of a frame
		mended.answers("2")
	})
}

// What comes in one packet is read without waiting for another one, whatever it is cut into.
func TestFramesInOnePacketAreAllHeard(t *testing.T) {
	bothWays(t, func(t *testing.T, start func(func(*options)) *world) {
		w := start(nil)
		r := w.raw(t)
		r.upgrade("")
		var packet []byte
		const frames = 30 // beyond what is read at once
		for n := range frames {
			packet = append(packet, clientFrame(0x8A, []byte("pong"))...)
			packet = append(packet, clientFrame(0x81, fmt.Appendf(nil, `{"id":"%d","type":"ping"}`, n))...)
		}
		cut := len(packet) - 5
		r.write(packet[:cut])
		for n := range frames - 1 {
			r.answers(fmt.Sprint(n))
		}
		r.write(packet[cut:])
		r.answers(fmt.Sprint(frames - 1))
	})
}

// However a client leaves while its session waits, nothing stays of it.
func TestClientsThatLeaveWhileTheirSessionsWait(t *testing.T) {
	bothWays(t, func(t *testing.T, start func(func(*options)) *world) {
		w := start(nil)
		for name, leave := range map[string]func(r *rawConn){
			"closes the connection": func(r *rawConn) { _ = r.Close() },
			"resets it":             func(r *rawConn) { _ = r.Conn.(*net.TCPConn).SetLinger(0); _ = r.Close() },
			"says its last":         func(r *rawConn) { _ = r.Conn.(*net.TCPConn).CloseWrite() },
			"says goodbye":          func(r *rawConn) { r.write(closeFrame(1000, "bye")) },
			"leaves half a frame":   func(r *rawConn) { r.write([]byte{0x81}); _ = r.Close() },
		} {
			r := w.raw(t)
			r.upgrade("")
			leave(r)
			eventually(t, "one who "+name+" is gone", func() bool { return w.Stats().Connections == 0 && w.Stats().Users == 0 })
		}
	})
}

// Sessions that wait are closed politely when the server stops, and those that do not answer are cut.
func TestSessionsThatWaitAreDrained(t *testing.T) {
	bothWays(t, func(t *testing.T, start func(func(*options)) *world) {
		w := start(func(o *options) { o.cfg.Timing.DrainReserve = 500 * time.Millisecond })
		var all []*rawConn
		for range 30 {
			r := w.raw(t)
			r.upgrade("")
			all = append(all, r)
		}
		over := w.drain(time.Second)
		for i, r := range all {
			if _, code := r.end(); code != protocol.CloseRestarting {
				t.Errorf("closed %d", code)
			}
			if i%2 == 0 {
				r.write(closeFrame(int(protocol.CloseRestarting), ""))
			}
		}
		<-over // not all have left
		w.stop()
	})
}

// Descriptors are used again at once: whoever has one is heard, and nobody else.
func TestDescriptorsThatAreUsedAgain(t *testing.T) {
	bothWays(t, func(t *testing.T, start func(func(*options)) *world) {
		w := start(func(o *options) { o.cfg.SessionsPerAddress = -1 })
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for n := range 25 {
					r := w.raw(t)
					r.write(append([]byte(upgradeHead+"\r\n"), clientFrame(0x81, fmt.Appendf(nil, `{"id":"%d","type":"ping"}`, n))...))
					if n%2 == 0 && !r.hears(fmt.Sprintf(`"to":"%d"`, n)) {
						t.Error("one was not heard")
					}
					_ = r.Close()
				}
			})
		}
		all.Wait()
		eventually(t, "all are gone", func() bool { return w.Stats().Connections == 0 })
	})
}

// However much sessions say, more of them than take turns, others are heard.
func TestAChattySessionStarvesNobody(t *testing.T) {
	bothWays(t, func(t *testing.T, start func(func(*options)) *world) {
		w := start(func(o *options) { o.cfg.Timing.FloodWindow = time.Nanosecond }) // no flood
		var chatty sync.WaitGroup
		var all []*rawConn
		for range 1 + runtime.GOMAXPROCS(0) {
			r := w.raw(t)
			r.upgrade("")
			all = append(all, r)
			chatty.Go(func() {
				for pings := clientFrame(0x8A, []byte("more")); ; {
					if _, err := r.Write(pings); err != nil {
						return
					}
				}
			})
		}
		other := w.raw(t)
		other.upgrade("")
		for n := range 5 {
			other.asks(fmt.Sprint(n))
			other.answers(fmt.Sprint(n))
		}
		for _, r := range all {
			_ = r.Close()
		}
		chatty.Wait()
	})
}
