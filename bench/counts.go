package bench

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/planspark/planspark/protocol"
)

// counts is what has happened so far. Safe for concurrent use.
type counts struct {
	open, opened, lost, moved, cut, shed atomic.Int64
	sent, accepted, joined, cached       atomic.Int64
	completed, degraded, failed          atomic.Int64
	cancelled, proven                    atomic.Int64
	messages, bytes                      atomic.Int64

	opening, first, completion, delivery, resume timings

	mu       sync.Mutex
	refusals map[protocol.Code]int64 // guarded by mu
	troubles map[string]int64        // guarded by mu; why connections were not made or lost
	faults   map[Fault]int64         // guarded by mu
	examples []Example               // guarded by mu; the first faults
}

func newCounts() *counts {
	return &counts{refusals: map[protocol.Code]int64{}, troubles: map[string]int64{}, faults: map[Fault]int64{}}
}

// over is how many plans have come to their end.
func (c *counts) over() int64 { return c.completed.Load() + c.failed.Load() + c.cancelled.Load() }

// Example is a fault that was seen.
type Example struct {
	Fault      Fault  `json:"fault"`
	Generation string `json:"generation"`
	Cursor     string `json:"cursor"` // where the watcher stood
}

// examplesKept bounds the faults that are told one by one.
const examplesKept = 10

// fault notes what is wrong.
func (c *counts) fault(f Fault, generation string, at protocol.Cursor) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.faults[f]++
	if len(c.examples) < examplesKept {
		c.examples = append(c.examples, Example{Fault: f, Generation: generation, Cursor: at.String()})
	}
}

func (c *counts) refused(p *protocol.Problem) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refusals[p.Code]++
}

func (c *counts) trouble(why string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.troubles[why]++
}

// heard counts a message.
func (c *counts) heard(bytes int) {
	c.messages.Add(1)
	c.bytes.Add(int64(bytes))
}

// took counts a submission that was not refused.
func (c *counts) took(r protocol.Reply) {
	switch {
	case r.Joined != nil && *r.Joined:
		c.joined.Add(1)
	case r.Cached != nil && *r.Cached:
		c.cached.Add(1)
	default:
		c.accepted.Add(1)
	}
}

// ended counts how a generation ended.
func (c *counts) ended(h heard) {
	switch h.ended {
	case protocol.StateCompleted:
		c.completed.Add(1)
		if h.reduced {
			c.degraded.Add(1)
		}
	case protocol.StateFailed:
		c.failed.Add(1)
	default:
		c.cancelled.Add(1)
	}
}

// mark is the traffic at a moment.
type mark struct {
	at              time.Time
	messages, bytes int64
}

func (c *counts) mark() mark {
	return mark{at: time.Now(), messages: c.messages.Load(), bytes: c.bytes.Load()}
}
