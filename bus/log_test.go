package bus_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/bus"
	"github.com/planspark/planspark/bus/redistest"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/hub/hubtest"
	"github.com/planspark/planspark/protocol"
)

// open connects to a server, and looks after its health, until the test ends.
func open(t *testing.T, url string) *bus.Bus {
	t.Helper()
	return openAs(t, url, "i")
}

// openAs has more patience than a service: a Redis that has to wait for the processor is not away.
func openAs(t *testing.T, url, instance string) *bus.Bus {
	t.Helper()
	b, err := bus.Open(t.Context(), url, bus.Options{Instance: instance, Patience: 3 * time.Second, Logger: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	start(t, b.Run)
	return b
}

// start runs something until the test ends.
func start(t *testing.T, run func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

func TestLog(t *testing.T) {
	server := redistest.Start(t)
	hubtest.Run(t, func(t *testing.T) hub.Log {
		server.Do(t, "FLUSHALL")
		return bus.NewLog(open(t, server.URL()))
	})
	hubtest.RunShared(t, func(t *testing.T) (here, there hub.Log) {
		server.Do(t, "FLUSHALL")
		return bus.NewLog(open(t, server.URL())), bus.NewLog(open(t, server.URL()))
	})
}

var (
	first = []hub.Entry{{Cursor: protocol.Cursor{Attempt: 1}, Base: true, Data: []byte(`{}`)}}
	next  = []hub.Entry{{Cursor: protocol.Cursor{Attempt: 1, Seq: 1}, Data: []byte(`{}`)}}
)

// TestTroubleIsSaidAtOnceAndEnds: whatever keeps Redis from taking an append, the log says that it is
// away, waits for nobody, and tells its followers when it is back.
func TestTroubleIsSaidAtOnceAndEnds(t *testing.T) {
	for name, trouble := range map[string]struct {
		begin, end func(t *testing.T, s *redistest.Server)
	}{
		"killed":    {func(t *testing.T, s *redistest.Server) { s.Stop(t) }, func(t *testing.T, s *redistest.Server) { s.Resume(t) }},
		"paused":    {func(t *testing.T, s *redistest.Server) { s.Pause(t) }, func(t *testing.T, s *redistest.Server) { s.Continue(t) }},
		"full":      {set("maxmemory", "1"), set("maxmemory", "0")},
		"read-only": {func(t *testing.T, s *redistest.Server) { s.Do(t, "REPLICAOF", "127.0.0.1", "1") }, func(t *testing.T, s *redistest.Server) { s.Do(t, "REPLICAOF", "NO", "ONE") }},
	} {
		t.Run(name, func(t *testing.T) {
			server := redistest.Start(t)
			b := open(t, server.URL())
			l := bus.NewLog(b)
			f := hubtest.NewFollower()
			f.Start(t, l)
			if err := l.Append(t.Context(), "g", protocol.Cursor{}, first); err != nil {
				t.Fatal(err)
			}
			trouble.begin(t, server)
			if err := l.Append(t.Context(), "g", protocol.Cursor{Attempt: 1}, next); !errors.Is(err, hub.ErrAway) {
				t.Fatalf("the append is %v, want ErrAway", err)
			}
			if b.Up() {
				t.Error("Redis is said to be up")
			}
			if err := l.Append(t.Context(), "h", protocol.Cursor{}, first); !errors.Is(err, hub.ErrAway) {
				t.Errorf("the second append is %v, want ErrAway", err)
			}
			trouble.end(t, server)
			f.Await(t, "the log is back", func() bool { return f.Backs() > 0 })
			if err := l.Append(t.Context(), "h", protocol.Cursor{}, first); err != nil {
				t.Errorf("behind the trouble: %v", err)
			}
		})
	}
}

func set(key, value string) func(*testing.T, *redistest.Server) {
	return func(t *testing.T, s *redistest.Server) { s.Do(t, "CONFIG", "SET", key, value) }
}

// TestAFlushedLogGoesOnFromABase: what Redis has lost is not papered over.
func TestAFlushedLogGoesOnFromABase(t *testing.T) {
	server := redistest.Start(t)
	l := bus.NewLog(open(t, server.URL()))
	if err := l.Append(t.Context(), "g", protocol.Cursor{}, first); err != nil {
		t.Fatal(err)
	}
	server.Do(t, "FLUSHALL")
	if err := l.Append(t.Context(), "g", protocol.Cursor{Attempt: 1}, next); !errors.Is(err, hub.ErrNeedsBase) {
		t.Fatalf("behind a flush: %v, want ErrNeedsBase", err)
	}
}

// TestNothingStaysInRedisForEver: every key has a time at which it goes.
func TestNothingStaysInRedisForEver(t *testing.T) {
	server := redistest.Start(t)
	b := open(t, server.URL())
	l := bus.NewLog(b)
	for _, id := range []string{"runs", "ended", "erased"} {
		if err := l.Append(t.Context(), id, protocol.Cursor{}, first); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(l.End(t.Context(), "ended"), l.Drop(t.Context(), "erased")); err != nil {
		t.Fatal(err)
	}
	c := server.Client(t)
	keys, err := c.Keys(t.Context(), "*").Result()
	if err != nil || len(keys) < 4 {
		t.Fatalf("keys are %q, %v", keys, err)
	}
	for _, key := range keys {
		if left := c.PTTL(t.Context(), key).Val(); left <= 0 {
			t.Errorf("%s stays for ever", key)
		}
	}
}
