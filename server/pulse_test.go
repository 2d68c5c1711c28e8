package server

import (
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

// An hour of a session's clock, in steps of its own choosing.
func TestPulse(t *testing.T) {
	start := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	fresh := func() *pulse {
		return &pulse{
			heartbeat: 25 * time.Second, renewAt: start.Add(30 * time.Minute), closeAt: start.Add(31 * time.Minute),
			expires: start.Add(24 * time.Hour),
		}
	}
	t.Run("a client that answers is kept to its age, asked to leave once, then closed", func(t *testing.T) {
		p, now, heard, asked := fresh(), start, time.Duration(0), 0
		for {
			b := p.at(now, now.Sub(start), heard)
			if b.goaway {
				asked++
			}
			if b.close != 0 {
				if b.close != protocol.CloseSessionAge || asked != 1 || now.Sub(start) < 31*time.Minute || now.Sub(start) > 32*time.Minute {
					t.Fatalf("closed %d after %s, asked %d times", b.close, now.Sub(start), asked)
				}
				return
			}
			if !b.ping || b.next != 25*time.Second {
				t.Fatalf("%+v", b)
			}
			heard = now.Sub(start) + 80*time.Millisecond
			now = now.Add(b.next)
		}
	})
	t.Run("a client is closed when it was silent for two heartbeats, not before and not later", func(t *testing.T) {
		for _, heard := range []time.Duration{0, 80 * time.Millisecond, 10 * time.Second, 24 * time.Second} {
			for _, drift := range []time.Duration{0, time.Millisecond, 100 * time.Millisecond} { // timers are a little late
				p, pings := fresh(), 0
				for up := time.Duration(0); ; {
					b := p.at(start.Add(up), up, min(up, heard))
					if b.close != 0 {
						late := up - heard - 50*time.Second
						if b.close != protocol.CloseHeartbeatMissed || late < 0 || late > 3*drift || pings < 2 {
							t.Errorf("last heard after %s, it is closed with %d after %s and %d pings", heard, b.close, up, pings)
						}
						break
					}
					pings++
					up += b.next + drift
				}
			}
		}
	})
	t.Run("a pause of the server is no silence of its clients", func(t *testing.T) {
		p := fresh()
		p.at(start, 0, 0)
		b := p.at(start.Add(5*time.Minute), 5*time.Minute, 0) // what it answered was not read yet
		if b.close != 0 || !b.ping || b.next != 25*time.Second {
			t.Fatalf("the first beat behind the pause: %+v", b)
		}
		if b = p.at(start.Add(5*time.Minute+25*time.Second), 5*time.Minute+25*time.Second, 5*time.Minute); b.close != 0 {
			t.Fatalf("it answered: %+v", b)
		}
	})
	t.Run("one answer is enough to stay", func(t *testing.T) {
		p := fresh()
		for i, heard := range []int{0, 0, 1, 1, 3, 3} {
			up := time.Duration(i) * 25 * time.Second
			if b := p.at(start.Add(up), up, time.Duration(heard)*25*time.Second+time.Second); b.close != 0 {
				t.Fatalf("beat %d: %+v", i, b)
			}
		}
	})
	t.Run("the end of the authentication is met to the moment", func(t *testing.T) {
		p := fresh()
		p.expires = start.Add(30 * time.Second)
		if b := p.at(start.Add(25*time.Second), 25*time.Second, 24*time.Second); b.next != 5*time.Second {
			t.Fatalf("%+v", b)
		}
		if b := p.at(start.Add(30*time.Second), 30*time.Second, 29*time.Second); b.close != protocol.CloseAuthExpired {
			t.Fatalf("%+v", b)
		}
	})
}
