// Package scalesim plays the scale signal against loads: a queue, instances that take time to start and
// to leave, providers with a ceiling, and an autoscaler that asks now and then. It proves the signal in
// tests and draws it for the documentation; nothing of it runs in the service.
//
// Time is virtual and everything is in one goroutine, so that a load gives the same picture each time.
package scalesim

import (
	"time"

	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
)

// Job is a plan that somebody asks for.
type Job struct {
	At   time.Duration // since the start
	Work time.Duration // that it takes once it is begun, when its provider has room
}

// World is what a load meets.
type World struct {
	Scale   ops.ScaleConfig
	Slots   int           // of each instance
	StartUp time.Duration // from the autoscaler's wish to an instance that serves
	Ask     time.Duration // between two looks of the autoscaler
	Ceiling int           // plans that the providers can write at a time; 0 is no limit
	First   int           // instances at the start
	Length  time.Duration // of the play
}

// Point is a moment of the play.
type Point struct {
	At        time.Duration
	Arrived   int // since the point before
	Queued    int
	Running   int
	Instances int // that serve
	Desired   int
	Signal    protocol.Scale
}

// Result is what came of it.
type Result struct {
	Points  []Point         // one for each beat
	Waits   []time.Duration // of all that were begun, in the order of their beginning
	Begun   []time.Duration // when that was
	Working time.Duration   // instances times the time for which each was there
	Busy    time.Duration   // slots times the time for which each was in use
}

// beat is how often the signal is computed, as ops.Monitor does it.
const beat = 5 * time.Second

// step is the resolution of the play.
const step = time.Second

// stage is the state of the play.
type stage struct {
	world    World
	scaler   *ops.Scaler
	jobs     []Job
	queue    []Job
	running  []time.Duration // work that is left of each
	serving  int
	starting []time.Duration // when each will serve
	typical  typical
	signal   protocol.Scale
	arrived  int
	result   Result
}

// Play lets a load meet a world. Jobs come in the order of their time.
func Play(jobs []Job, w World) Result {
	s := &stage{world: w, scaler: ops.NewScaler(w.Scale), jobs: jobs, serving: w.First}
	epoch := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	for now := time.Duration(0); now < w.Length; now += step {
		s.start(now)
		s.arrive(now)
		s.work()
		s.begin(now)
		if now%beat == 0 {
			s.look(epoch, now)
		}
		if now%w.Ask == 0 {
			s.scale(now)
		}
		s.result.Working += time.Duration(s.serving+len(s.starting)) * step
		s.result.Busy += time.Duration(len(s.running)) * step
	}
	return s.result
}

// start lets instances serve whose time has come.
func (s *stage) start(now time.Duration) {
	for len(s.starting) > 0 && s.starting[0] <= now {
		s.starting = s.starting[1:]
		s.serving++
	}
}

func (s *stage) arrive(now time.Duration) {
	for len(s.jobs) > 0 && s.jobs[0].At <= now {
		s.queue, s.jobs = append(s.queue, s.jobs[0]), s.jobs[1:]
		s.arrived++
	}
}

// work goes on with what runs; beyond the providers' ceiling everything becomes slower.
func (s *stage) work() {
	pace := 1.0
	if c := s.world.Ceiling; c > 0 && len(s.running) > c {
		pace = float64(c) / float64(len(s.running))
	}
	left := s.running[:0]
	for _, r := range s.running {
		if r -= time.Duration(pace * float64(step)); r > 0 {
			left = append(left, r)
		}
	}
	s.running = left
}

// begin fills the free slots from the head of the line.
func (s *stage) begin(now time.Duration) {
	for len(s.queue) > 0 && len(s.running) < s.serving*s.world.Slots {
		job := s.queue[0]
		s.queue = s.queue[1:]
		s.running = append(s.running, job.Work)
		s.typical.note(job.Work)
		s.result.Waits, s.result.Begun = append(s.result.Waits, now-job.At), append(s.result.Begun, now)
	}
}

// look computes the signal.
func (s *stage) look(epoch time.Time, now time.Duration) {
	s.signal = s.scaler.Next(ops.Demand{
		Now: epoch.Add(now), Instances: s.serving, Slots: s.serving * s.world.Slots,
		Running: len(s.running), Queued: len(s.queue), Typical: s.typical.median(), Ceiling: s.world.Ceiling,
	})
	s.result.Points = append(s.result.Points, Point{
		At: now, Arrived: s.arrived, Queued: len(s.queue), Running: len(s.running), Instances: s.serving,
		Desired: s.signal.Desired, Signal: s.signal,
	})
	s.arrived = 0
}

// scale does what the signal says: new instances take a while, those that leave hand over what they
// have not finished, and so are gone at once.
func (s *stage) scale(now time.Duration) {
	have := s.serving + len(s.starting)
	for ; have < s.signal.Desired; have++ {
		s.starting = append(s.starting, now+s.world.StartUp)
	}
	for ; have > s.signal.Desired && len(s.starting) > 0; have-- {
		s.starting = s.starting[:len(s.starting)-1]
	}
	if have <= s.signal.Desired {
		return
	}
	s.serving = s.signal.Desired
	for len(s.running) > s.serving*s.world.Slots {
		last := len(s.running) - 1
		s.queue = append([]Job{{At: now, Work: s.running[last]}}, s.queue...)
		s.running = s.running[:last]
	}
}
