package ops

import (
	"time"

	"github.com/planspark/planspark/protocol"
)

// rescale computes the scale signal. All instances look at the same things, but each has seen another
// part of the past; so that they agree, they say what the oldest that serves says, and take up from there when
// it leaves.
func (m *Monitor) rescale(look Look) protocol.Scale {
	own := m.scaler.Next(m.demand(look))
	for _, i := range look.Instances { // by id, and so by age
		if i.ID == m.cfg.Instance {
			break
		}
		if !i.serving() {
			continue
		}
		if s := i.Status.Scale; s != nil {
			m.scaler.Adopt(s.Desired, look.Now, time.Duration(s.SinceMS)*time.Millisecond)
			own.Desired, own.SinceMS = s.Desired, s.SinceMS
		}
		break
	}
	return own
}

// demand sums up what serves and what is asked for.
func (m *Monitor) demand(look Look) Demand {
	d := Demand{Now: look.Now, Running: look.Running}
	for _, n := range look.Queued {
		d.Queued += n
	}
	for _, i := range look.Instances {
		if !i.serving() {
			continue
		}
		d.Instances++
		d.Slots += i.Status.Slots
		d.Sessions += i.Status.Sessions
	}
	d.Typical, _ = m.cfg.Typical()
	d.Ceiling = ceiling(m.cfg.Providers(), look, d.Typical)
	return d
}
