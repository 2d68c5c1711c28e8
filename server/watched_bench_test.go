//go:build unix

package server_test

import (
	"fmt"
	"io"
	"math"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/protocol"
)

// BenchmarkWatched measures what metrics, operations and logging cost: a service that has them and one that
// has not do the same work by turns, in one process, with all workers busy. %-cpu is how much more processor
// the watched one takes, in the calmest quarter of the rounds; have many of them: -benchtime 100x.
func BenchmarkWatched(b *testing.B) {
	for _, load := range []struct {
		name  string
		begin func(b *testing.B, w *world) (work func(round int))
	}{
		{"plans", plansAtOnce},     // as many as there are workers: from the handshake to the last byte
		{"answers", answersAtOnce}, // the quickest thing that is observed and logged: a submission that is answered from cache
	} {
		b.Run(load.name, func(b *testing.B) {
			silent := startReal(b, real{slots: costWorkers}, quiet)
			watched := startReal(b, real{slots: costWorkers, log: toNowhere(), watched: true}, loud)
			work := map[*world]func(round int){}
			for _, w := range []*world{silent, watched} {
				work[w] = load.begin(b, w)
				work[w](-1) // what is made once belongs to neither
			}
			took := map[*world][]time.Duration{}
			for round := 0; b.Loop(); round++ {
				order := []*world{silent, watched}
				if round%2 == 1 {
					slices.Reverse(order)
				}
				for _, w := range order {
					before := processor(b)
					work[w](round)
					took[w] = append(took[w], processor(b)-before)
				}
			}
			alone := calmest(took[silent])
			b.ReportMetric(100*(calmest(took[watched])/alone-1), "%-cpu")
			b.ReportMetric(1000*alone, "ms-cpu/round")
		})
	}
}

// costWorkers keep two cores busy.
const costWorkers = 4

// toNowhere is a logger as in production, but for where its lines go.
func toNowhere() zerolog.Logger {
	return zerolog.New(io.Discard).Level(zerolog.InfoLevel).With().Timestamp().Logger()
}

func quiet(o *options) {
	o.deps.Log, o.cfg.GuestsPerMinute = zerolog.Nop(), -1
	o.cfg.Limits.UserRate, o.cfg.Limits.IPRate = math.MaxInt32, math.MaxInt32
}

func loud(o *options) {
	quiet(o)
	o.deps.Log = toNowhere()
}

// plansAtOnce has users each ask for a plan and read it to its end.
func plansAtOnce(b *testing.B, w *world) func(round int) {
	return func(round int) {
		var all sync.WaitGroup
		for i := range costWorkers {
			all.Go(func() {
				p := w.dial()
				defer p.conn.CloseNow()
				p.say(fmt.Sprintf(`{"type":"generate","request":{"idea":"A bakery on wheels, number %d in round %d"}}`, i, round))
				for ended := false; !ended; {
					m, err := p.tryRead()
					if err != nil {
						b.Error(err)
						return
					}
					ended = slices.ContainsFunc(m.Events, func(e protocol.Event) bool { return e.Kind.Terminal() })
				}
			})
		}
		all.Wait()
	}
}

// answersEach is how many answers a user asks for.
const answersEach = 5

// answersAtOnce has users ask for what they have already.
func answersAtOnce(b *testing.B, w *world) func(round int) {
	var users []user
	for range costWorkers {
		u := w.guest()
		id := w.submitAs(u, "A small café by the river in Lisbon")
		w.streamSome(u, id, newReader(b, id), math.MaxInt)
		users = append(users, u)
	}
	return func(int) {
		var all sync.WaitGroup
		for _, u := range users {
			all.Go(func() {
				for range answersEach {
					if a := w.as(u, "POST", "/v1/generations", idea); a.status != 200 {
						b.Errorf("%d %s", a.status, a.body)
					}
				}
			})
		}
		all.Wait()
	}
}

// processor is what this process has used of it.
func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// calmest is the mean of the quarter of the rounds that took least: what else the machine did meanwhile only
// ever adds.
func calmest(rounds []time.Duration) float64 {
	slices.Sort(rounds)
	var sum time.Duration
	n := max(1, len(rounds)/4)
	for _, r := range rounds[:n] {
		sum += r
	}
	return sum.Seconds() / float64(n)
}
