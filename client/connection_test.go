package client_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

func TestGoawayOpensTheNewConnectionBeforeItLeavesTheOld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		story := tell(2, 2)
		begun := time.Now()
		var old *peer
		oldClosed := make(chan websocket.StatusCode, 1)
		f := newFake(t, func(p *peer) {
			if p.n == 2 {
				if d := time.Since(begun); d != 1840*time.Millisecond {
					t.Errorf("came back after %v, not in its slot", d)
				}
				if !old.say(story.events(2, 4)) {
					t.Error("the old connection was left before the new one was open")
				}
				synctest.Wait()
			}
			p.hello()
			have, _ := p.watch()
			if p.n == 1 {
				p.say(story.events(have, 2))
				old = p
				p.say(protocol.Goaway{Type: protocol.TypeGoaway, Reason: protocol.GoawayDraining, ReconnectAfterMS: 1840})
				_, _, err := p.ws.Read(context.Background())
				oldClosed <- websocket.CloseStatus(err)
				return
			}
			if have != 4 {
				t.Errorf("went on behind %d instead of 4: what the old one sent meanwhile was lost", have)
			}
			p.say(story.events(have, len(story)))
			p.hear()
		})
		c, stop := f.inMemory(client.Config{})
		got := collect(t.Context(), c, protocol.Cursor{})
		if got.err != nil || len(got.events) != len(story) {
			t.Fatalf("%d events, %v", len(got.events), got.err)
		}
		if code := <-oldClosed; code != websocket.StatusNormalClosure {
			t.Fatalf("left the old connection with %d", code)
		}
		stop()
	})
}

// Who is asked to leave and is let in nowhere yet has a connection: nobody is told that it was lost.
func TestAConnectionThatGoesOnIsNotSaidToBeLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		story := tell(2, 2)
		f := newFake(t, func(p *peer) {
			if p.n == 2 {
				return // before hello
			}
			p.hello()
			have, _ := p.watch()
			if p.n == 1 {
				p.say(protocol.Goaway{Type: protocol.TypeGoaway, Reason: protocol.GoawayDraining, ReconnectAfterMS: 1000})
				p.hear()
				return
			}
			p.say(story.events(have, len(story)))
			p.hear()
		})
		lost := 0
		c, stop := f.inMemory(client.Config{Hooks: client.Hooks{Disconnected: func(error, time.Duration) { lost++ }}})
		if got := collect(t.Context(), c, protocol.Cursor{}); got.err != nil || f.dialed() != 3 || lost != 0 {
			t.Errorf("%d connections, %v; said to be lost %d times", f.dialed(), got.err, lost)
		}
		stop()
	})
}

func TestTheServersSlotHoldsAlsoWhenItDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		story := tell(1, 1)
		begun := time.Now()
		f := newFake(t, func(p *peer) {
			p.hello()
			have, _ := p.watch()
			if p.n == 1 {
				p.say(protocol.Goaway{Type: protocol.TypeGoaway, ReconnectAfterMS: 5000})
				p.ws.Close(websocket.StatusServiceRestart, "")
				return
			}
			if d := time.Since(begun); d != 5*time.Second {
				t.Errorf("came back after %v", d)
			}
			p.say(story.events(have, len(story)))
			p.hear()
		})
		c, stop := f.inMemory(client.Config{})
		if got := collect(t.Context(), c, protocol.Cursor{}); got.err != nil {
			t.Fatal(got.err)
		}
		stop()
	})
}

func TestCloseCodesAreObeyed(t *testing.T) {
	for code, back := range map[protocol.CloseCode]bool{
		protocol.CloseNormal: false, protocol.CloseTooBig: false, protocol.CloseMalformed: false,
		protocol.CloseUnauthenticated: false, protocol.CloseForbidden: false,
		protocol.CloseTooManySessions: false, protocol.CloseFlood: false, 4999: false,
		protocol.CloseRestarting: true, protocol.CloseOverloaded: true, protocol.CloseHeartbeatMissed: true,
		protocol.CloseWriteStalled: true, protocol.CloseSessionAge: true, 4499: true,
	} {
		story := tell(1, 1)
		f := newFake(t, func(p *peer) {
			p.hello()
			have, _ := p.watch()
			if p.n == 1 {
				p.say(protocol.ErrorMessage{Type: protocol.TypeError, Problem: protocol.NewProblem(protocol.CodeForbiddenOrigin, "why")})
				p.ws.Close(websocket.StatusCode(code), "")
				return
			}
			p.say(story.events(have, len(story)))
			p.hear()
		})
		got := collect(t.Context(), f.client(client.Config{}), protocol.Cursor{})
		if back {
			if got.err != nil || f.dialed() != 2 {
				t.Errorf("%d: %d connections, %v; it asks to come back", code, f.dialed(), got.err)
			}
			continue
		}
		closed, ok := errors.AsType[*client.ClosedError](got.err)
		if !ok || closed.Code != code || f.dialed() != 1 {
			t.Errorf("%d: %d connections, %v; it asks to stay away", code, f.dialed(), got.err)
		}
		if ok && (closed.Problem == nil || closed.Problem.Detail != "why") {
			t.Errorf("%d: the reason that the server gave is lost", code)
		}
	}
}

// Delays lie anywhere below a bound that doubles from half a second to 20 s, the first one too.
func TestReconnectsWithFullJitter(t *testing.T) {
	for name, share := range map[string]float64{"shortest": 0, "middle": 0.5, "longest": 1} {
		synctest.Test(t, func(t *testing.T) {
			var delays []time.Duration
			f := newFake(t, func(p *peer) {}) // closes each connection before hello
			c, stop := f.inMemory(client.Config{
				GiveUpAfter: 3 * time.Minute,
				Rand:        func() float64 { return share },
				Hooks: client.Hooks{Disconnected: func(_ error, in time.Duration) {
					delays = append(delays, in)
				}},
			})
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()
			if share == 0 {
				cancel() // it would try without end and without delay
			}
			collect(ctx, c, protocol.Cursor{})
			stop()
			bound := 500 * time.Millisecond
			for i, d := range delays {
				if want := time.Duration(share * float64(bound)); d != want {
					t.Errorf("%s: delay %d is %v, not %v", name, i+1, d, want)
				}
				bound = min(2*bound, 20*time.Second)
			}
			if share > 0 && len(delays) < 8 {
				t.Errorf("%s: only %d tries", name, len(delays))
			}
		})
	}
}

func TestTheServerTunesTheBackOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var delays []time.Duration
		f := newFake(t, func(p *peer) {
			p.say(protocol.Hello{Type: protocol.TypeHello, Reconnect: protocol.Backoff{BaseMS: 3000, CapMS: 4000}})
			p.watch()
		})
		c, stop := f.inMemory(client.Config{
			Rand:  func() float64 { return 1 },
			Hooks: client.Hooks{Disconnected: func(_ error, in time.Duration) { delays = append(delays, in) }},
		})
		ctx, cancel := context.WithTimeout(t.Context(), 12*time.Second)
		defer cancel()
		collect(ctx, c, protocol.Cursor{})
		stop()
		if len(delays) < 3 || delays[0] != 3*time.Second || delays[2] != 4*time.Second {
			t.Errorf("delays are %v", delays)
		}
	})
}

func TestSilenceIsNoticedWithinTwoHeartbeats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		story := tell(1, 1)
		var lost time.Duration
		asked := make(chan time.Duration, 1)
		begun := time.Now()
		f := newFake(t, func(p *peer) {
			p.hello()
			have, _ := p.watch()
			if p.n == 2 {
				p.say(story.events(have, len(story)))
				p.hear()
				return
			}
			if m, ok := p.hear(); ok && m.Type == protocol.TypePing {
				asked <- time.Since(begun)
			}
			p.hear() // says nothing, as behind a dead line, until the client gives up
		})
		c, stop := f.inMemory(client.Config{
			Rand:  func() float64 { return 0 },
			Hooks: client.Hooks{Disconnected: func(error, time.Duration) { lost = time.Since(begun) }},
		})
		if got := collect(t.Context(), c, protocol.Cursor{}); got.err != nil {
			t.Fatal(got.err)
		}
		stop()
		if a := <-asked; a != 25*time.Second || lost != 50*time.Second {
			t.Errorf("asked after %v and gave up after %v; the heartbeat is 25 s", a, lost)
		}
	})
}

func TestPingsKeepAQuietConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		story := tell(1, 1)
		f := newFake(t, func(p *peer) {
			p.hello()
			have, _ := p.watch()
			reading := make(chan struct{})
			go func() {
				defer close(reading)
				for {
					if _, ok := p.hear(); !ok {
						return
					}
				}
			}()
			for range 30 {
				time.Sleep(20 * time.Second)
				if p.ws.Ping(context.Background()) != nil {
					t.Error("the client left although it was pinged")
					break
				}
			}
			p.say(story.events(have, len(story)))
			<-reading
		})
		c, stop := f.inMemory(client.Config{})
		if got := collect(t.Context(), c, protocol.Cursor{}); got.err != nil || f.dialed() != 1 {
			t.Fatalf("%d connections, %v", f.dialed(), got.err)
		}
		stop()
	})
}

func TestGivesUpWhenTheServerStaysAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t, func(p *peer) {})
		c, stop := f.inMemory(client.Config{GiveUpAfter: time.Minute})
		begun := time.Now()
		got := collect(t.Context(), c, protocol.Cursor{})
		if _, ok := errors.AsType[*client.UnreachableError](got.err); !ok {
			t.Errorf("ended with %v", got.err)
		}
		if d := time.Since(begun); d < time.Minute || d > time.Minute+20*time.Second {
			t.Errorf("gave up after %v", d)
		}
		stop()
	})
}

func TestExpiredTokenIsRenewedFirst(t *testing.T) {
	story := tell(1, 1)
	f := newFake(t, func(p *peer) {
		p.hello()
		have, _ := p.watch()
		if p.n == 1 {
			p.ws.Close(websocket.StatusCode(protocol.CloseAuthExpired), "")
			return
		}
		if a := p.req.Header.Get("Authorization"); a != "Bearer new" {
			t.Errorf("came back as %q", a)
		}
		p.say(story.events(have, len(story)))
		p.hear()
	})
	c := f.client(client.Config{Token: "old", Renew: func(_ context.Context, old string) (string, error) {
		if old != "old" {
			t.Errorf("renewed %q", old)
		}
		return "new", nil
	}})
	if got := collect(t.Context(), c, protocol.Cursor{}); got.err != nil || c.Token() != "new" {
		t.Fatal(got.err)
	}
}

func TestExpiredTokenThatCannotBeRenewedEnds(t *testing.T) {
	f := newFake(t, func(p *peer) {
		p.hello()
		p.watch()
		p.ws.Close(websocket.StatusCode(protocol.CloseAuthExpired), "")
	})
	got := collect(t.Context(), f.client(client.Config{Token: "old"}), protocol.Cursor{})
	if e, ok := errors.AsType[*client.ClosedError](got.err); !ok || e.Code != protocol.CloseAuthExpired || f.dialed() != 1 {
		t.Fatalf("%d connections, %v", f.dialed(), got.err)
	}
}

func TestGuestWithoutTokenKeepsTheOneOfHello(t *testing.T) {
	f := newFake(t, func(p *peer) {
		p.say(protocol.Hello{Type: protocol.TypeHello, User: "u", Token: "made for you"})
		p.hear()
	})
	c := f.client(client.Config{})
	s := c.Open(t.Context())
	defer s.Close()
	if h, err := s.Hello(t.Context()); err != nil || h.User != "u" || c.Token() != "made for you" {
		t.Fatalf("%v %v, token %q", h, err, c.Token())
	}
}

func TestRefusedUpgradeIsTheServersProblem(t *testing.T) {
	f := &fake{t: t, mux: http.NewServeMux()}
	f.mux.HandleFunc("GET /v1/ws", func(w http.ResponseWriter, _ *http.Request) {
		problem(w, protocol.NewProblem(protocol.CodeUnauthenticated, ""))
	})
	got := collect(t.Context(), f.client(client.Config{}), protocol.Cursor{})
	if p, ok := errors.AsType[*protocol.Problem](got.err); !ok || p.Code != protocol.CodeUnauthenticated {
		t.Fatalf("ended with %v", got.err)
	}
}
