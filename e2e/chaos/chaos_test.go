//go:build unix

package chaos

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/planspark/planspark/e2e/cluster"
	"github.com/planspark/planspark/e2e/private"
	"github.com/planspark/planspark/protocol"
)

var (
	forTime = flag.Duration("chaos.for", 20*time.Second, "how long things are broken")
	users   = flag.Int("chaos.users", 8, "how many people use the service meanwhile")
	seed    = flag.Uint64("chaos.seed", 0, "what is drawn from; 0 is another one each time")
	pace    = flag.String("chaos.pace", "15000", "characters a second of each generation")
	race    = flag.Bool("chaos.race", false, "run instances with the race detector")
)

// calm is how long everything may take to come to its end when nothing is broken any more.
const calm = 2 * time.Minute

// maxActive is how many generations a user may have at a time.
const maxActive = 2

func TestNothingIsLostWhateverBreaks(t *testing.T) {
	if *seed == 0 {
		*seed = rand.Uint64()
	}
	t.Logf("seed %d (repeat with -chaos.seed)", *seed)
	r := start(t)
	ctx, cancel := context.WithTimeoutCause(t.Context(), *forTime+calm, errors.New("not everything came to its end"))
	defer cancel()
	until, stop := context.WithTimeout(ctx, *forTime)
	defer stop()

	watching, done := context.WithCancel(ctx)
	var measuring errgroup.Group
	measuring.Go(func() error { return r.measure(watching) })
	g, all := errgroup.WithContext(ctx)
	g.Go(func() error { return r.fire(all, until) })
	for i := range *users {
		g.Go(func() error { return r.use(all, until, i) })
	}
	err := g.Wait()
	done()
	if err := errors.Join(err, measuring.Wait()); err != nil {
		t.Errorf("the run did not come to its end: %v", err)
	}
	r.judge(t)
}

// start brings a deployment up.
func start(t *testing.T) *run {
	binary := filepath.Join(t.TempDir(), "planspark")
	if err := cluster.Build(t.Context(), binary, *race); err != nil {
		t.Fatal(err)
	}
	c, err := cluster.Start(t.Context(), cluster.Options{
		Binary: binary, Env: []string{"GORACE=halt_on_error=1", private.Talkative},
		Flags: []string{
			"--lease", lease.String(), "--drain-timeout", "3s", "--pace", *pace, "--workers", "4", "--max-active-per-user", fmt.Sprint(maxActive),
			"--max-active-per-ip", "0", "--daily-limit", "0", "--ip-rate", "0", "--user-rate", "0", "--max-sessions-per-ip", "0", "--market-data", "snapshot",
			"--log-format", "json", "--provider-stall", "1s",
		},
		Simulator: []string{"--first-token", "20ms", "--tokens-per-second", "2000", "--tokens", "150"},
	})
	if err != nil {
		t.Fatal(err)
	}
	r := &run{
		cluster: c, rng: rand.New(rand.NewPCG(*seed, 0)), log: t.Logf,
		http: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}},
	}
	t.Cleanup(func() {
		if t.Failed() {
			r.confess(t)
		}
		private.CheckCluster(t, c)
		if err := c.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return r
}

// confess shows the end of what the instances wrote.
func (r *run) confess(t *testing.T) {
	for _, i := range r.cluster.Instances {
		t.Logf("%s wrote at last:\n%s", i.Name(), i.Tail())
	}
}

// use is one person with several things going on at once: as many flows as are allowed, and one more.
func (r *run) use(ctx, until context.Context, n int) error {
	first, err := r.newClient(ctx, fmt.Sprintf("user %d", n), *seed+uint64(n)*10)
	if err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	for flow := range maxActive + 1 {
		c := *first
		c.name, c.rng = fmt.Sprintf("user %d.%d", n, flow), rand.New(rand.NewPCG(*seed+uint64(n), uint64(flow)))
		g.Go(func() error { return c.live(ctx, until) })
	}
	return g.Wait()
}

// judge checks the history.
func (r *run) judge(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), time.Minute)
	defer cancel()
	h, err := r.history(ctx, maxActive)
	if err != nil {
		t.Fatal(err)
	}
	for i, broken := range h.Check() {
		if i == 50 {
			t.Error("and more")
			break
		}
		t.Error(broken)
	}
	states, attempts := map[protocol.State]int{}, map[int64]int{}
	for _, row := range h.Rows {
		states[row.State]++
		attempts[row.Attempt]++
	}
	t.Logf("%d generations %v, attempts %v; %d faults: %s", len(h.Rows), states, attempts, r.faults.total(), &r.faults)
	t.Logf("clients: refused %s; connections ended %s", &r.refusals, &r.breaks)
	slices.Sort(r.takeovers)
	if n := len(r.takeovers); n > 0 {
		t.Logf("%d take-overs, behind the end of the lease of %s: median %s, 99 %% %s, most %s", n, lease,
			r.takeovers[n/2].Round(time.Millisecond), r.takeovers[n*99/100].Round(time.Millisecond), r.takeovers[n-1].Round(time.Millisecond))
	}
	if len(h.Rows) < *users || r.faults.total() == 0 {
		t.Errorf("too little happened: %d generations, %d faults", len(h.Rows), r.faults.total())
	}
	if states[protocol.StateCompleted] == 0 {
		t.Error("no generation was completed")
	}
}
