//go:build unix

package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/e2e/link"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store"
	"github.com/planspark/planspark/store/pgtest"
	"github.com/planspark/planspark/store/storetest"
)

// TestASilentServerKeepsNobodyWaiting: where nothing comes back from PostgreSQL, as when it is paused or cut off,
// whoever asks is told within the time that the store allows, or when they do not wait any more; and when
// it is heard again, it is asked again.
func TestASilentServerKeepsNobodyWaiting(t *testing.T) {
	const allowed, lastWord, busy = 200 * time.Millisecond, time.Second, 3 * time.Second
	way, err := link.New("127.0.0.1:0", fmt.Sprintf("127.0.0.1:%d", pgtest.Start(t).Port))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = way.Close() })
	s, err := store.Open(t.Context(), "postgres://postgres@"+way.Addr()+"/postgres?sslmode=disable", store.Options{Timeout: allowed})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	kept, err := s.Submit(t.Context(), storetest.Submission("ann"))
	if err != nil {
		t.Fatal(err)
	}
	way.Blackhole()
	held := generation.Held{ID: kept.Record.ID, Attempt: 1}
	impatient, leave := context.WithCancel(t.Context())
	leave()
	asks := map[string]func(context.Context) error{
		"submit":     func(ctx context.Context) error { return second(s.Submit(ctx, storetest.Submission("bob"))) },
		"checkpoint": func(ctx context.Context) error { return s.Checkpoint(ctx, held, generation.Checkpoint{Seq: 1}) },
		"finish": func(ctx context.Context) error {
			return second(s.Finish(ctx, held, generation.Result{State: protocol.StateCompleted}))
		},
		"load":  func(ctx context.Context) error { return second(s.Load(ctx, "ann", kept.Record.ID)) },
		"usage": func(ctx context.Context) error { return second(s.Usage(ctx, "ann")) },
		"ready": s.Ready,
	}
	var all sync.WaitGroup
	for name, ask := range asks {
		for _, ctx := range []context.Context{t.Context(), impatient} {
			all.Go(func() {
				began := time.Now()
				err := ask(ctx)
				if took := time.Since(began); took > allowed+lastWord+busy {
					t.Errorf("%s took %v", name, took)
				}
				if ctx == t.Context() && !protocol.HasCode(err, protocol.CodeUnavailable) {
					t.Errorf("%s: %v, want unavailable", name, err)
				}
			})
		}
	}
	all.Wait()
	way.Heal()
	for end := time.Now().Add(20 * time.Second); s.Ready(t.Context()) != nil && time.Now().Before(end); {
	}
	for name, ask := range asks {
		if err := ask(t.Context()); protocol.HasCode(err, protocol.CodeUnavailable) {
			t.Errorf("%s, with the server back: %v", name, err)
		}
	}
}
