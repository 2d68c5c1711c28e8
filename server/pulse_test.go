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
			expires: start.Add(24 * time.Hour), reads: 9,
		}
	}
	t.Run("a client that answers is kept to its age, asked to leave once, then closed", func(t *testing.T) {
		p, now, asked := fresh(), start, 0
		for reads := uint32(10); ; reads++ {
			b := p.at(now, reads)
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
			now = now.Add(b.next)
		}
	})
	t.Run("a client that is silent for two heartbeats is closed", func(t *testing.T) {
		p := fresh()
		for i := range 2 {
			if b := p.at(start.Add(time.Duration(i)*25*time.Second), 10); b.close != 0 {
				t.Fatalf("beat %d: closed %d", i, b.close)
			}
		}
		if b := p.at(start.Add(50*time.Second), 10); b.close != protocol.CloseHeartbeatMissed {
			t.Fatalf("%+v", b)
		}
	})
	t.Run("one answer is enough to stay", func(t *testing.T) {
		p := fresh()
		for i, reads := range []uint32{10, 10, 11, 11, 12, 12} {
			if b := p.at(start.Add(time.Duration(i)*25*time.Second), reads); b.close != 0 {
				t.Fatalf("beat %d: %+v", i, b)
			}
		}
	})
	t.Run("the end of the authentication is met to the moment", func(t *testing.T) {
		p := fresh()
		p.expires = start.Add(30 * time.Second)
		if b := p.at(start.Add(25*time.Second), 10); b.next != 5*time.Second {
			t.Fatalf("%+v", b)
		}
		if b := p.at(start.Add(30*time.Second), 11); b.close != protocol.CloseAuthExpired {
			t.Fatalf("%+v", b)
		}
	})
}
