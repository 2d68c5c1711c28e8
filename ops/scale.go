package ops

import (
	"fmt"
	"math"
	"time"

	"github.com/planspark/planspark/protocol"
)

// ScaleConfig tunes the scale signal. The zero value of a field stands for its default, in brackets.
type ScaleConfig struct {
	TargetWait  time.Duration // how long somebody who comes now should wait at most [20 s]
	Utilisation float64       // share of the slots that is in use when there are enough [0.75]
	Sessions    int           // that one instance holds [10,000]
	Settle      time.Duration // for how long fewer must do before there are fewer [5 min]
	Sharp       float64       // by which factor of those that serve there may be more at once [2]
}

func (c ScaleConfig) withDefaults() ScaleConfig {
	if c.TargetWait == 0 {
		c.TargetWait = 20 * time.Second
	}
	if c.Utilisation == 0 {
		c.Utilisation = 0.75
	}
	if c.Sessions == 0 {
		c.Sessions = 10_000
	}
	if c.Settle == 0 {
		c.Settle = 5 * time.Minute
	}
	if c.Sharp == 0 {
		c.Sharp = 2
	}
	return c
}

// Demand is what the scale signal is computed from, at one moment.
type Demand struct {
	Now       time.Time
	Instances int // that serve
	Slots     int // of these
	Running   int
	Queued    int
	Sessions  int
	Typical   time.Duration // of a generation; 0 without evidence
	Ceiling   int           // generations that the providers can take at a time; 0 is no limit
}

// slotsEach is how many slots an instance has, on average.
func (d Demand) slotsEach() float64 {
	if d.Instances == 0 || d.Slots == 0 {
		return 4 // the default of --workers
	}
	return float64(d.Slots) / float64(d.Instances)
}

// wait is how long somebody who comes now is going to wait: what is in line, and the rest of what runs,
// is shared by the slots.
func (d Demand) wait() time.Duration {
	if d.Running < d.Slots && d.Queued == 0 {
		return 0
	}
	work := (float64(d.Queued) + float64(d.Running)/2) * d.Typical.Seconds()
	return time.Duration(work / float64(max(d.Slots, 1)) * float64(time.Second))
}

// need is how many instances the moment asks for, and why. Both rules are about slots: so many that
// those in use are not all of them, and so many that the line is served within the target.
func (c ScaleConfig) need(d Demand) (instances int, reason, limitedBy string) {
	busy := float64(d.Running) / c.Utilisation
	reason = fmt.Sprintf("%d of %d slots are in use.", d.Running, d.Slots)
	slots := busy
	if d.Queued > 0 {
		line := float64(d.Running+d.Queued) / c.Utilisation // without evidence: a slot for each
		if d.Typical > 0 {
			line = (float64(d.Queued) + float64(d.Running)/2) * d.Typical.Seconds() / c.TargetWait.Seconds()
			line = min(line, float64(d.Running+d.Queued)/c.Utilisation) // more slots than plans are of no use
		}
		slots = max(busy, line)
		reason = fmt.Sprintf("%d of %d slots are in use and %d wait.", d.Running, d.Slots, d.Queued)
		if w := d.wait(); d.Typical > 0 && w > c.TargetWait {
			reason = fmt.Sprintf("%d of %d slots are in use, and the predicted wait of %s is above the %s aimed at.",
				d.Running, d.Slots, w.Round(time.Second), c.TargetWait)
		}
	}
	if most := float64(d.Ceiling); d.Ceiling > 0 && slots > most {
		slots, limitedBy = most, "providers"
		reason = fmt.Sprintf("The providers take %d plans at a time: more instances would not be faster.", d.Ceiling)
	}
	instances = int(math.Ceil(slots/d.slotsEach() - 1e-9))
	if held := int(math.Ceil(float64(d.Sessions) / float64(c.Sessions))); held > max(1, instances) {
		instances, limitedBy = held, ""
		reason = fmt.Sprintf("%d open sessions, at %d an instance.", d.Sessions, c.Sessions)
	}
	return max(1, instances), reason, limitedBy
}

// Scaler gives the scale signal a memory: it grows at once and shrinks when fewer have done for a
// while, so that it does not follow every wave. One goroutine uses it.
type Scaler struct {
	cfg     ScaleConfig
	desired int
	since   time.Time
	needs   []need // of the last Settle, the oldest first; what a later, greater one covers is dropped
}

type need struct {
	at time.Time
	n  int
}

// NewScaler returns a scaler that wants as many instances as there are.
func NewScaler(cfg ScaleConfig) *Scaler { return &Scaler{cfg: cfg.withDefaults()} }

// Adopt goes on where another instance was, which has gone.
func (s *Scaler) Adopt(desired int, now time.Time, since time.Duration) {
	s.desired, s.since = desired, now.Add(-since)
	s.note(now, desired)
}

// Next takes in a moment and returns the signal.
func (s *Scaler) Next(d Demand) protocol.Scale {
	n, reason, limited := s.cfg.need(d)
	if s.desired == 0 {
		s.Adopt(max(1, d.Instances), d.Now, 0)
	}
	s.note(d.Now, n)
	want := s.needs[0].n // the greatest of the time that counts
	if steep := int(math.Ceil(float64(max(d.Instances, 1)) * s.cfg.Sharp)); want > s.desired {
		want = max(s.desired, min(want, steep))
	}
	if want != s.desired {
		s.desired, s.since = want, d.Now
	}
	if s.desired > n {
		reason += fmt.Sprintf(" Fewer will do when it has been so for %d min.", int(s.cfg.Settle.Minutes()))
	}
	out := protocol.Scale{
		Desired: s.desired, Instances: d.Instances, Slots: d.Slots, Running: d.Running, Queued: d.Queued,
		Reason: reason, LimitedBy: limited, TargetWaitMS: s.cfg.TargetWait.Milliseconds(),
		SinceMS: max(0, d.Now.Sub(s.since)).Milliseconds(),
	}
	if d.Typical > 0 {
		out.WaitMS = protocol.Ptr(d.wait().Milliseconds())
	}
	return out
}

// note keeps the needs of the last Settle as a falling sequence, whose first is the greatest.
func (s *Scaler) note(now time.Time, n int) {
	for len(s.needs) > 0 && now.Sub(s.needs[0].at) > s.cfg.Settle {
		s.needs = s.needs[1:]
	}
	for len(s.needs) > 0 && s.needs[len(s.needs)-1].n <= n {
		s.needs = s.needs[:len(s.needs)-1]
	}
	s.needs = append(s.needs, need{now, n})
}
