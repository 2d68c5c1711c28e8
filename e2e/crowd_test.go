package e2e

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/planspark/planspark/protocol"
)

// unlimited lets one address be many users.
var unlimited = []string{"--max-active-per-ip", "0", "--ip-rate", "0", "--user-rate", "0", "--max-wait", "0"}

// TestTwoHundredUsersAtOnce have two submissions each for four workers: every one gets its plan, and the
// process stays small. Places only ever come nearer, but for a user's second plan: first plans of others
// that are submitted up to ten seconds later go ahead of it.
func TestTwoHundredUsersAtOnce(t *testing.T) {
	const users, each, bound = 200, 2, 150 << 20
	s := serve(t, binaries.plain, t.TempDir(), "", append([]string{"--workers", "4"}, unlimited...)...)
	ctx := deadline(t)
	var wg sync.WaitGroup
	for i := range users {
		guest := newUser(ctx, t, s.url)
		var passed atomic.Int32 // of this user's plans
		for j := range each {
			wg.Go(func() {
				u := &user{t: t, ctx: ctx, url: s.url, token: guest.token, fold: protocol.NewFold(protocol.Snapshot{})}
				if err := crowd(u, fmt.Sprintf("Cafe number %d of user %d in Porto", j, i)); err != nil {
					t.Errorf("user %d, plan %d: %v", i, j, err)
				}
				if !slices.IsSortedFunc(u.places, func(a, b int) int { return b - a }) && passed.Add(1) > each-1 {
					t.Errorf("user %d: also the first plan lost its place: %v", i, u.places)
				}
			})
		}
	}
	wg.Wait()
	if peak := peakMemory(t, s.cmd.Process.Pid); peak > bound {
		t.Errorf("the process took %d MB, want at most %d", peak>>20, bound>>20)
	} else {
		t.Logf("peak memory %d MB", peak>>20)
	}
}

func crowd(u *user, idea string) error {
	if err := u.connect(); err != nil {
		return err
	}
	defer u.conn.CloseNow()
	if _, err := u.generate(idea, nil); err != nil {
		return err
	}
	if err := u.finish(); err != nil {
		return err
	}
	if u.fold.State() != protocol.StateCompleted {
		return fmt.Errorf("ended %s", u.fold.State())
	}
	return nil
}

var highWater = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// peakMemory is the most memory that a process ever had resident, in bytes (Linux).
func peakMemory(t *testing.T, pid int) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	must(t, err)
	m := highWater.FindSubmatch(status)
	if m == nil {
		t.Fatal("the kernel does not say how much memory the process has")
	}
	kb, err := strconv.Atoi(string(m[1]))
	must(t, err)
	return kb << 10
}

// TestReadersThatNeverReadCostNothing has fifty sessions that watch and never read a byte, while others
// get their plans.
func TestReadersThatNeverReadCostNothing(t *testing.T) {
	const deaf = 50
	s := serve(t, binaries.plain, t.TempDir(), "", append([]string{"--pace", "20000"}, unlimited...)...)
	ctx := deadline(t)
	owner := newUser(ctx, t, s.url)
	must(t, owner.connect())
	id, err := owner.generate(idea, nil)
	must(t, err)
	for range deaf {
		u := &user{t: t, ctx: ctx, url: s.url, token: owner.token}
		must(t, u.connect())
		defer u.conn.CloseNow()
		must(t, u.say(map[string]any{"id": "w", "type": "watch", "generation": id, "after": "0-0"}))
	}
	must(t, owner.finish())
	for range 5 { // the service is as quick as ever
		u := newUser(ctx, t, s.url)
		must(t, u.connect())
		_, err := u.generate(idea, nil)
		must(t, err)
		must(t, u.finish())
	}
	if peak := peakMemory(t, s.cmd.Process.Pid); peak > 150<<20 {
		t.Errorf("the process took %d MB", peak>>20)
	}
}
