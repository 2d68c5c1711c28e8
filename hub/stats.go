package hub

import "sync/atomic"

// Stats counts what a hub has done since it was made, and who watches now.
type Stats struct {
	Watches           int    // now
	Messages          uint64 // given to watches
	Conflated         uint64 // events and values that watches were spared: joined with others, or outdated
	ResumedByCursor   uint64 // watches that went on behind a cursor
	ResumedBySnapshot uint64 // watches that wanted to, and had fallen too far behind
	EndsSeen          uint64 // generations whose end somebody watched
}

// counts are the numbers of Stats.
type counts struct {
	watches                         atomic.Int64
	messages, conflated             atomic.Uint64
	resumedByCursor, resumedByState atomic.Uint64
	endsSeen                        atomic.Uint64
}

// Stats counts.
func (h *Hub) Stats() Stats {
	return Stats{
		Watches: int(h.counts.watches.Load()), Messages: h.counts.messages.Load(), Conflated: h.counts.conflated.Load(),
		ResumedByCursor: h.counts.resumedByCursor.Load(), ResumedBySnapshot: h.counts.resumedByState.Load(),
		EndsSeen: h.counts.endsSeen.Load(),
	}
}

// note counts a message that a watch was given.
func (c *counts) note(w *Watch, f Frame, spared int64) {
	c.messages.Add(1)
	if spared += int64(f.joined); spared > 0 {
		c.conflated.Add(uint64(spared))
	}
	if f.Terminal && f.Durable && w.topic.ran && w.topic.seen.CompareAndSwap(false, true) {
		c.endsSeen.Add(1)
	}
	if !w.resumes || !f.Durable {
		return
	}
	w.resumes = false
	if f.snapshot {
		c.resumedByState.Add(1)
	} else {
		c.resumedByCursor.Add(1)
	}
}
