package providertest

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/planspark/planspark/generation/provider"
)

// most is the highest limit of the suite's gates.
const most = 8

var gateTests = map[string]func(*testing.T, provider.Gate){
	"never more inside than the limit": func(t *testing.T, g provider.Gate) {
		var inside, highest atomic.Int64
		var all sync.WaitGroup
		for range 100 {
			all.Go(func() {
				leave := enter(t, g)
				n := inside.Add(1)
				for h := highest.Load(); n > h && !highest.CompareAndSwap(h, n); h = highest.Load() {
				}
				inside.Add(-1)
				leave(provider.LoadFine)
			})
		}
		all.Wait()
		if h := highest.Load(); h > most {
			t.Errorf("%d were inside at once, the limit is %d", h, most)
		}
	},
	"who came first enters first": func(t *testing.T, g provider.Gate) {
		leaves := fill(t, g)
		order := make(chan int, 5)
		var all sync.WaitGroup
		for i := range cap(order) {
			queued := make(chan struct{})
			all.Go(func() {
				ctx := &noticed{Context: t.Context(), once: sync.OnceFunc(func() { close(queued) })}
				leave, err := g.Enter(ctx)
				if err != nil {
					t.Errorf("enter: %v", err)
					return
				}
				order <- i
				leave(provider.LoadUnknown)
			})
			<-queued // it stands in line before the next one comes
		}
		leaves[0](provider.LoadUnknown)
		for want := range cap(order) {
			if got := <-order; got != want {
				t.Errorf("number %d entered as number %d", got, want)
			}
		}
		all.Wait()
	},
	"who gives up waiting takes no place": func(t *testing.T, g provider.Gate) {
		leaves := fill(t, g)
		ctx, cancel := context.WithCancelCause(t.Context())
		gone := errors.New("gone")
		cancel(gone)
		for range 10 {
			if _, err := g.Enter(ctx); !errors.Is(err, gone) {
				t.Fatalf("entered a full gate, or for another reason not: %v", err)
			}
		}
		for _, leave := range leaves {
			leave(provider.LoadUnknown)
		}
		for _, leave := range fill(t, g) {
			leave(provider.LoadUnknown)
		}
	},
	"too much halves the limit, once for a crowd": func(t *testing.T, g provider.Gate) {
		for _, leave := range fill(t, g) {
			leave(provider.LoadHigh)
		}
		if n := g.Limit(); n != most/2 {
			t.Errorf("the limit is %d, want %d", n, most/2)
		}
		for range 10 {
			enter(t, g)(provider.LoadHigh)
		}
		if n := g.Limit(); n != 1 {
			t.Errorf("the limit is %d, want 1: below there is nothing", n)
		}
	},
	"good calls raise the limit by one for as many as it is, up to its highest": func(t *testing.T, g provider.Gate) {
		for range 10 {
			enter(t, g)(provider.LoadHigh)
		}
		for want := 2; want <= most; want++ {
			calls := 0
			for g.Limit() < want {
				enter(t, g)(provider.LoadFine)
				if calls++; calls > 2*want {
					t.Fatalf("%d good calls did not raise the limit to %d", calls, want)
				}
			}
			if calls < want-1 {
				t.Errorf("only %d good calls raised the limit to %d", calls, want)
			}
		}
		for range 50 {
			enter(t, g)(provider.LoadFine)
		}
		if n := g.Limit(); n != most {
			t.Errorf("the limit is %d, want %d", n, most)
		}
	},
	"a new highest limit holds at once": func(t *testing.T, g provider.Gate) {
		g.Resize(2)
		leaves := fill(t, g)
		if len(leaves) != 2 {
			t.Fatalf("%d entered, want 2", len(leaves))
		}
		entered := make(chan func(provider.Load))
		go func() { entered <- enter(t, g) }()
		g.Resize(3)
		(<-entered)(provider.LoadFine)
		for _, leave := range leaves {
			leave(provider.LoadHigh)
		}
		limit := g.Limit()
		if g.Resize(most); g.Limit() != limit {
			t.Errorf("a limit that was halved to %d became %d", limit, g.Limit())
		}
		if g.Resize(0); g.Limit() != 1 {
			t.Errorf("the lowest limit is %d", g.Limit())
		}
	},
}

// Gate proves what a provider.Gate promises. open returns one that nobody has entered.
func Gate(t *testing.T, open func(t testing.TB, most int) provider.Gate) {
	for promise, test := range gateTests {
		t.Run(promise, func(t *testing.T) { test(t, open(t, most)) })
	}
}

func enter(t testing.TB, g provider.Gate) func(provider.Load) {
	t.Helper()
	leave, err := g.Enter(t.Context())
	if err != nil {
		t.Fatalf("enter: %v", err)
	}
	return leave
}

// fill enters until nobody else could.
func fill(t testing.TB, g provider.Gate) (leaves []func(provider.Load)) {
	t.Helper()
	for range g.Limit() {
		leaves = append(leaves, enter(t, g))
	}
	return leaves
}

// noticed is a context that tells when somebody begins to wait for its end, which is what standing in
// line is.
type noticed struct {
	context.Context
	once func()
}

// Done implements context.Context.
func (n *noticed) Done() <-chan struct{} {
	n.once()
	return n.Context.Done()
}
