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

// wait is how long somebody who comes now is going to wait. The slots share the work that is there: the
// line, and half of what runs, since that is half done on average; and when it is their turn, the slots
// are half through again.
func (d Demand) wait() time.Duration {
	if d.Running < d.Slots && d.Queued == 0 {
		return 0
	}
	work := (float64(d.Queued+1) + float64(d.Running)/2) * d.Typical.Seconds()
	wait := work/float64(max(d.Slots, 1)) - d.Typical.Seconds()/2
	return time.Duration(max(0, wait) * float64(time.Second))
}

// serve is how many slots it takes to serve the line within a time: wait, solved for them.
func (d Demand) serve(within time.Duration) float64 {
	work := (float64(d.Queued+1) + float64(d.Running)/2) * d.Typical.Seconds()
	return work / (within + d.Typical/2).Seconds()
}

// need is how many instances' worth of slots the moment asks for, and why. Both rules are about slots: so
// many that those in use are not all of them, and, when the line is too long, so many that it is served
// within the target. pressing says that it is the line: then nothing is waited for.
func (c ScaleConfig) need(d Demand) (n need) {
	slots := float64(d.Running+d.Queued) / c.Utilisation
	n.reason = fmt.Sprintf("%d of %d slots are in use.", d.Running, d.Slots)
	if d.Queued > 0 {
		n.reason = fmt.Sprintf("%d of %d slots are in use and %d wait.", d.Running, d.Slots, d.Queued)
	}
	if w := d.wait(); w > c.TargetWait {
		n.pressing = true
		n.reason = fmt.Sprintf("%d of %d slots are in use, and the predicted wait of %s is above the %s aimed at.",
			d.Running, d.Slots, w.Round(time.Second), c.TargetWait)
		slots = max(float64(d.Running)/c.Utilisation, d.serve(c.TargetWait))
	}
	if most := float64(d.Ceiling); d.Ceiling > 0 && slots > most {
		slots, n.limitedBy = most, "providers"
		n.reason = fmt.Sprintf("The providers take %d plans at a time: more instances would not be faster.", d.Ceiling)
	}
	n.instances = slots / d.slotsEach()
	if held := float64(d.Sessions) / float64(c.Sessions); held > max(1, n.instances) {
		n.instances, n.limitedBy = held, ""
		n.reason = fmt.Sprintf("%d open sessions, at %d an instance.", d.Sessions, c.Sessions)
	}
	return n
}

// need is what a moment asks for.
type need struct {
	instances float64
	pressing  bool
	reason    string
	limitedBy string
}

// Scaler gives the scale signal a memory: the need is smoothed, unless the line presses; it has to be
// clearly off what is wanted to change that; and what has grown shrinks only when less has done for a
// while. So it follows rushes and days, and no chance. One goroutine uses it.
type Scaler struct {
	cfg     ScaleConfig
	desired int
	since   time.Time // when desired last changed
	rose    time.Time // when it last grew
	smooth  float64   // need in instances
	at      time.Time // of smooth; zero before the first
	peaks   []peak    // of the last Settle, the highest first; what a later, higher one covers is dropped
}

type peak struct {
	at        time.Time
	instances float64
}

// smoothing is the time constant of the smoothed need, and band by how many instances it has to be off.
const (
	smoothing = 2 * time.Minute
	band      = 0.3
)

// NewScaler returns a scaler that wants as many instances as there are.
func NewScaler(cfg ScaleConfig) *Scaler { return &Scaler{cfg: cfg.withDefaults()} }

// Adopt goes on where another instance was, which has gone.
func (s *Scaler) Adopt(desired int, now time.Time, since time.Duration) {
	s.desired, s.since = desired, now.Add(-since)
}

// Next takes in a moment and returns the signal.
func (s *Scaler) Next(d Demand) protocol.Scale {
	n := s.cfg.need(d)
	if s.desired == 0 {
		s.Adopt(max(1, d.Instances), d.Now, 0)
	}
	x := s.smoothed(n, d.Now)
	if want := s.want(x, d); want != s.desired {
		if want > s.desired {
			s.rose = d.Now
		}
		s.desired, s.since = want, d.Now
	}
	if float64(s.desired)-band > max(1, x) {
		n.reason += fmt.Sprintf(" Fewer will do when it has been so for %d min.", int(s.cfg.Settle.Minutes()))
	}
	out := protocol.Scale{
		Desired: s.desired, Instances: d.Instances, Slots: d.Slots, Running: d.Running, Queued: d.Queued,
		Reason: n.reason, LimitedBy: n.limitedBy, TargetWaitMS: s.cfg.TargetWait.Milliseconds(),
		SinceMS: max(0, d.Now.Sub(s.since)).Milliseconds(),
	}
	if d.Typical > 0 {
		out.WaitMS = protocol.Ptr(d.wait().Milliseconds())
	}
	return out
}

// smoothed is the need without chance. A pressing one counts at once, and so does the limit of the
// providers.
func (s *Scaler) smoothed(n need, now time.Time) float64 {
	switch {
	case s.at.IsZero(), n.pressing && n.instances > s.smooth, n.limitedBy != "" && n.instances < s.smooth:
		s.smooth = n.instances
	default:
		s.smooth += (n.instances - s.smooth) * (1 - math.Exp(-now.Sub(s.at).Seconds()/smoothing.Seconds()))
	}
	s.at = now
	for len(s.peaks) > 0 && now.Sub(s.peaks[0].at) > s.cfg.Settle {
		s.peaks = s.peaks[1:]
	}
	for len(s.peaks) > 0 && s.peaks[len(s.peaks)-1].instances <= s.smooth {
		s.peaks = s.peaks[:len(s.peaks)-1]
	}
	s.peaks = append(s.peaks, peak{now, s.smooth})
	return s.smooth
}

// want is how many instances there should be now.
func (s *Scaler) want(x float64, d Demand) int {
	if up := max(1, int(math.Ceil(x-band))); up > s.desired {
		most := int(math.Ceil(float64(max(d.Instances, 1)) * s.cfg.Sharp))
		return max(s.desired, min(up, most))
	}
	if d.Now.Sub(s.rose) < s.cfg.Settle {
		return s.desired
	}
	return min(s.desired, max(1, int(math.Ceil(s.peaks[0].instances+band))))
}
