package generation_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// station is all that a service needs to tell places, made up by the test.
type station struct {
	generation.Ledger  // what is not below is not asked for
	generation.Readers // likewise
	service            *generation.Service
	began              time.Time

	mu        sync.Mutex
	lines     map[generation.Lane]generation.Line
	failing   error // what the database says to everything
	waiting   []string
	durations []time.Duration
	overdue   int // who has waited for too long

	heard []heardPlace
	left  []string        // who was looked at as they are in no line
	looks []time.Duration // when the queue was read, since began
	shed  []time.Duration // when who is overdue was looked for
	woken int
	sent  []generation.Signal
}

// heardPlace is what a watcher was told, and when.
type heardPlace struct {
	at time.Duration
	id string
	q  protocol.Queue
}

func (s *station) Queue(_ context.Context, lane generation.Lane) (generation.Line, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if lane == generation.LanePool {
		s.looks = append(s.looks, time.Since(s.began))
	}
	return s.lines[lane], s.failing
}

func (s *station) Durations(context.Context, int) ([]time.Duration, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.durations, s.failing
}

func (s *station) Shed(context.Context, time.Duration, int) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shed = append(s.shed, time.Since(s.began))
	n := s.overdue
	s.overdue = 0
	return n, s.failing
}

func (s *station) Waiting() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.waiting
}

func (s *station) Place(id string, q protocol.Queue) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard = append(s.heard, heardPlace{time.Since(s.began), id, q})
}

func (s *station) Look(_ context.Context, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left = append(s.left, id)
}

func (s *station) Wake() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.woken++
	return false
}

func (s *station) Stop(string) {}

func (s *station) Send(sig generation.Signal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = append(s.sent, sig)
}

// is changes the world of the service.
func (s *station) is(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// during is what was told, and who was looked at, in a span of time from here.
func (s *station) during(d time.Duration) (heard []heardPlace, left []string) {
	s.is(func() { s.heard, s.left = nil, nil })
	time.Sleep(d)
	synctest.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.heard), slices.Clone(s.left)
}

// atStation runs a service in virtual time. Three plans took 10, 10 and 20 seconds; two slots serve one who runs for a
// second, and three who wait; the last two are watched here.
func atStation(t *testing.T, test func(t *testing.T, s *station), configure ...func(*generation.ServiceConfig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &station{
			began: time.Now(), waiting: []string{"second", "third"}, durations: []time.Duration{10 * time.Second, 20 * time.Second, 10 * time.Second},
			lines: map[generation.Lane]generation.Line{
				generation.LanePool: {Waiting: []string{"first", "second", "third"}, Length: 3, Slots: 2, Running: []time.Duration{time.Second}},
			},
		}
		cfg := generation.ServiceConfig{Signals: s, Logger: zerolog.Nop()}
		for _, c := range configure {
			c(&cfg)
		}
		s.service = generation.NewService(cfg, s, s, s, planner, nil, &generation.Estimator{})
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- s.service.Run(ctx) }()
		test(t, s)
		stop()
		if err := <-ended; err != nil {
			t.Errorf("it ended with %v", err)
		}
	})
}

func place(position, length, running int, eta, high time.Duration) protocol.Queue {
	return protocol.Queue{
		Position: position, Length: length, Running: running, WaitingOn: protocol.WaitingOnPool,
		ETAMS: protocol.Ptr(eta.Milliseconds()), ETAHighMS: protocol.Ptr(high.Milliseconds()),
	}
}

// holds says what is wrong with what was told.
func holds(t *testing.T, when string, heard []heardPlace, want map[string]protocol.Queue) {
	t.Helper()
	got := map[string]protocol.Queue{}
	for _, h := range heard {
		got[h.id] = h.q
	}
	if len(heard) != len(want) || !maps.EqualFunc(got, want, func(a, b protocol.Queue) bool { return reflect.DeepEqual(a, b) }) {
		t.Errorf("%s: told was %+v, want %+v once", when, heard, want)
	}
}

func TestAPlaceIsToldWhenItChangesAndNowAndThen(t *testing.T) {
	atStation(t, func(t *testing.T, s *station) {
		both := map[string]protocol.Queue{"second": place(2, 3, 1, 9*time.Second, 19*time.Second), "third": place(3, 3, 1, 10*time.Second, 20*time.Second)}
		heard, _ := s.during(8400 * time.Millisecond)
		holds(t, "at first", heard, both)
		heard, _ = s.during(600 * time.Millisecond)
		holds(t, "behind 8 seconds without a change", heard, both)

		s.is(func() {
			s.lines[generation.LanePool] = generation.Line{Waiting: []string{"second", "third"}, Slots: 2, Running: []time.Duration{time.Second, 0}}
			s.waiting = []string{"third"}
		})
		heard, left := s.during(time.Second)
		holds(t, "one step ahead", heard, map[string]protocol.Queue{"third": place(2, 2, 2, 10*time.Second, 20*time.Second)})
		if left != nil {
			t.Errorf("looked at was %v, who is not watched", left)
		}

		// Who runs is looked at, and is told its place again when its worker is lost.
		s.is(func() {
			s.lines[generation.LaneExpress] = s.lines[generation.LanePool]
			s.lines[generation.LanePool] = generation.Line{}
			s.waiting = []string{"claimed", "third"}
		})
		heard, left = s.during(600 * time.Millisecond)
		holds(t, "in the other lane", heard, nil)
		if len(left) == 0 || slices.Contains(left, "third") {
			t.Errorf("looked at was %v, want who is in no line", left)
		}
		s.is(func() { delete(s.lines, generation.LaneExpress) })
		s.during(600 * time.Millisecond)
		s.is(func() {
			s.lines[generation.LanePool] = generation.Line{Waiting: []string{"second", "third"}, Running: []time.Duration{time.Second, 0}}
		})
		heard, _ = s.during(600 * time.Millisecond)
		unknown := place(2, 2, 2, 0, 0)
		unknown.ETAMS, unknown.ETAHighMS = nil, nil // nobody serves
		holds(t, "back in the line", heard, map[string]protocol.Queue{"third": unknown})
	})
}

// Where nobody waits, nobody asks; who comes is told, whatever was told before.
func TestTheQueueIsReadForWatchersOnly(t *testing.T) {
	atStation(t, func(t *testing.T, s *station) {
		s.during(time.Second)
		s.is(func() { s.waiting = nil })
		s.during(time.Second)
		s.is(func() { s.looks, s.waiting = nil, nil })
		s.during(4 * time.Second)
		s.is(func() {
			if s.looks != nil {
				t.Errorf("the queue was read at %v for nobody", s.looks)
			}
			s.waiting = []string{"third"}
		})
		heard, _ := s.during(600 * time.Millisecond)
		holds(t, "who came", heard, map[string]protocol.Queue{"third": place(3, 3, 1, 10*time.Second, 20*time.Second)})
	})
}

// A change is told soon, and a long queue is looked at less often, also when it changes without end.
func TestHowOftenTheQueueIsReadFollowsItsLength(t *testing.T) {
	for length, want := range map[int]struct{ pause, soon time.Duration }{
		3: {500 * time.Millisecond, 50 * time.Millisecond}, 20_000: {900 * time.Millisecond, 450 * time.Millisecond},
	} {
		atStation(t, func(t *testing.T, s *station) {
			line := generation.Line{Slots: 1}
			for i := range length {
				line.Waiting = append(line.Waiting, fmt.Sprint(i))
			}
			s.is(func() { s.lines[generation.LanePool], s.waiting = line, []string{"1"} })
			apart := func(wanted time.Duration) {
				t.Helper()
				for i, at := range s.looks[1:] {
					if d := at - s.looks[i]; d < wanted || d > wanted+wanted/50 {
						t.Errorf("%d wait: between two looks were %v, want %v", length, d, wanted)
					}
				}
			}
			s.during(2 * want.pause)
			s.is(func() { s.looks = nil })
			s.during(5 * want.pause)
			s.is(func() {
				if n := len(s.looks); n < 4 {
					t.Errorf("%d wait: looked at %d times", length, n)
				}
				apart(want.pause)
			})
			for i := range 500 {
				if i == 250 {
					s.is(func() { s.looks = nil })
				}
				s.service.Hear(generation.Signal{Kind: generation.SignalWork})
				time.Sleep(want.soon / 50)
			}
			s.is(func() {
				if n := len(s.looks); n < 4 {
					t.Errorf("%d wait: looked at %d times while it changed", length, n)
				}
				apart(want.soon)
			})
		})
	}
}

func TestPlacesAreToldAgainWhenTheDatabaseIsBack(t *testing.T) {
	atStation(t, func(t *testing.T, s *station) {
		s.is(func() { s.failing = errors.New("no route") })
		s.during(25 * time.Second)
		s.is(func() {
			if len(s.looks) != 49 && len(s.looks) != 50 {
				t.Errorf("it was asked %d times", len(s.looks))
			}
			if s.heard != nil || s.left != nil || s.sent != nil {
				t.Errorf("told were %v, looked at %v, sent %v", s.heard, s.left, s.sent)
			}
			s.failing = nil
		})
		s.during(15 * time.Second)
		s.is(func() {
			if n := len(s.heard); n == 0 || s.heard[n-1].q.ETAMS == nil {
				t.Errorf("told were %+v", s.heard)
			}
		})
	}, func(c *generation.ServiceConfig) { c.Overdue = time.Minute })
}

func TestWhatIsTypicalIsLearntAgainAndAgain(t *testing.T) {
	atStation(t, func(t *testing.T, s *station) {
		s.during(time.Second)
		s.is(func() { s.durations = []time.Duration{time.Minute, time.Minute, time.Minute} })
		heard, _ := s.during(17 * time.Second)
		if last := heard[len(heard)-1]; *last.q.ETAMS != time.Minute.Milliseconds() {
			t.Errorf("the last in line is told %+v, want a minute", last)
		}
	})
}

// Who is moved to the express lane is served at once, here or elsewhere, and is told its place there.
func TestWhoIsMovedToTheOtherLaneIsServedAtOnce(t *testing.T) {
	atStation(t, func(t *testing.T, s *station) {
		s.is(func() { s.lines[generation.LaneExpress] = generation.Line{Waiting: make([]string, 1000)} }) // 20 ms longer between two looks
		s.during(15 * time.Second)
		s.is(func() {
			if s.woken != 0 || s.sent != nil {
				t.Errorf("nobody is overdue, and the pool was woken %d times, others told %v", s.woken, s.sent)
			}
			s.overdue, s.looks = 2, nil
		})
		s.during(15 * time.Second)
		s.is(func() {
			if !slices.Equal(s.shed, []time.Duration{10 * time.Second, 20 * time.Second, 30 * time.Second}) {
				t.Errorf("who is overdue was looked for at %v", s.shed)
			}
			if s.woken != 1 || !slices.Equal(s.sent, []generation.Signal{{Kind: generation.SignalWork}}) {
				t.Errorf("the pool was woken %d times, others told %v", s.woken, s.sent)
			}
			soon := func(at time.Duration) bool { return at > 20*time.Second && at < 20*time.Second+80*time.Millisecond }
			if !slices.ContainsFunc(s.looks, soon) {
				t.Errorf("the queue was read at %v, want soon behind 20 seconds", s.looks)
			}
		})
	}, func(c *generation.ServiceConfig) { c.Overdue = time.Minute })

	atStation(t, func(t *testing.T, s *station) {
		s.during(time.Minute)
		s.is(func() {
			if s.shed != nil {
				t.Errorf("who is overdue was looked for at %v, though nobody ever is", s.shed)
			}
		})
	})
}
