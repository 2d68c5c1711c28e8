package server_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

// busyService answers who cancels when told to, and counts who waits for that.
type busyService struct {
	*fake
	asking atomic.Int64 // now
	asked  atomic.Int64 // in all
	free   chan struct{}
}

func (s *busyService) Cancel(ctx context.Context, _, _, _ string) (protocol.Snapshot, error) {
	s.asked.Add(1)
	s.asking.Add(1)
	defer s.asking.Add(-1)
	select {
	case <-s.free:
		return protocol.Snapshot{}, nil
	case <-ctx.Done():
		return protocol.Snapshot{}, ctx.Err()
	}
}

// crowded has more sessions than may ask at once ask.
func crowded(t *testing.T, start func(func(*options)) *world, within time.Duration) (*world, *busyService, []*rawConn) {
	t.Helper()
	service := &busyService{free: make(chan struct{})}
	w := start(func(o *options) {
		service.fake = o.deps.Generations.(*fake)
		o.deps.Generations = service
		o.cfg.SessionsPerAddress, o.cfg.Timing.Request = -1, within
	})
	all := make([]*rawConn, 300)
	for i := range all {
		all[i] = w.raw(t)
		all[i].upgrade("")
	}
	for i, r := range all {
		r.write(clientFrame(0x81, fmt.Appendf(nil, `{"id":"%d","type":"cancel","generation":"%s"}`, i, newID())))
	}
	eventually(t, "as many ask as may", func() bool { return service.asking.Load() == 256 })
	return w, service, all
}

// However many ask at once, only so many keep the service busy; the others wait, can leave, hold up nobody who asks
// nothing of it, and are all answered.
func TestACrowdAsksInTurn(t *testing.T) {
	bothWays(t, func(t *testing.T, start func(func(*options)) *world) {
		w, service, all := crowded(t, start, time.Minute)
		other := w.raw(t)
		other.upgrade("")
		other.asks("p")
		other.answers("p")
		_ = other.Close()
		if n := service.asking.Load(); n != 256 {
			t.Errorf("%d ask at once", n)
		}
		_ = all[len(all)-1].Close()
		close(service.free)
		for i, r := range all[:len(all)-1] {
			if m := r.message(); m.Type != protocol.TypeReply || m.To != fmt.Sprint(i) {
				t.Fatalf("session %d: %s", i, m.raw)
			}
			r.asks("again")
			r.answers("again")
		}
		eventually(t, "who left is gone", func() bool { return w.Stats().Connections == len(all)-1 })
	})
}

// Who renews asks the database nothing, and waits for nobody who does.
func TestARenewalWaitsForNoCrowd(t *testing.T) {
	bothWays(t, func(t *testing.T, start func(func(*options)) *world) {
		w, service, _ := crowded(t, start, time.Minute)
		other := w.raw(t)
		hello := other.upgrade("")
		other.write(clientFrame(0x81, fmt.Appendf(nil, `{"id":"r","type":"renew","token":%q}`, hello.Token)))
		if m := other.message(); m.Type != protocol.TypeReply || m.To != "r" {
			t.Errorf("%s", m.raw)
		}
		if n := service.asking.Load(); n != 256 {
			t.Errorf("%d ask at once", n)
		}
		close(service.free)
	})
}

// What waits in line for a session that is to end by then is not done.
func TestWhoIsToEndAsksNoMore(t *testing.T) {
	bothWays(t, func(t *testing.T, start func(func(*options)) *world) {
		w, service, all := crowded(t, start, time.Minute)
		over := w.drain(3 * time.Second)
		for _, r := range all {
			if _, code := r.end(); code != protocol.CloseRestarting {
				t.Fatalf("closed with %d", code)
			}
			_ = r.Close()
		}
		close(service.free)
		ended(t, over)
		if n := service.asked.Load(); n != 256 {
			t.Errorf("%d asked", n)
		}
	})
}

// Waiting in line counts as waiting for an answer.
func TestACrowdIsAnsweredInTime(t *testing.T) {
	bothWays(t, func(t *testing.T, start func(func(*options)) *world) {
		_, _, all := crowded(t, start, 500*time.Millisecond)
		for i, r := range all {
			if m := r.message(); m.Type != protocol.TypeError || m.To != fmt.Sprint(i) || !strings.Contains(string(m.raw), string(protocol.CodeUnavailable)) {
				t.Fatalf("session %d: %s", i, m.raw)
			}
		}
	})
}
