package limits

import "time"

// Decision is the answer to one Take, and what a client is told about the limit.
type Decision struct {
	OK         bool
	Limit      int           // how much fits into one window
	Remaining  int           // how much could be taken right now
	Window     time.Duration // the period of the limit
	Reset      time.Duration // until Remaining is Limit again when nothing else is taken
	RetryAfter time.Duration // until the refused amount would be granted; 0 when OK
}

// Rate allows Limit units a Window, all of them at once if need be. The zero Rate is off: everything
// is granted.
type Rate struct {
	Limit  int
	Window time.Duration
}

// PerMinute is a rate of n a minute; 0 is off.
func PerMinute(n int) Rate { return Rate{Limit: n, Window: time.Minute} }

// Off says whether the rate limits nothing.
func (r Rate) Off() bool { return r.Limit <= 0 || r.Window <= 0 }

// Interval is the time in which one unit comes back; the rate must not be off.
func (r Rate) Interval() time.Duration { return r.Window / time.Duration(r.Limit) }
