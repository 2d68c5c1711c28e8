package bench

import (
	"context"
	"time"
)

// show tells how the run stands, every second until the context ends.
func (r *run) show(ctx context.Context) {
	if r.cfg.Show == nil {
		return
	}
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	last := r.counts.mark()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := r.counts.mark()
		r.cfg.Show(r.progress(last, now))
		last = now
	}
}

func (r *run) progress(last, now mark) Progress {
	p := Progress{Report: r.report(), Elapsed: now.at.Sub(r.began), Open: r.counts.open.Load()}
	r.mu.Lock()
	p.Phase = string(r.phase)
	r.mu.Unlock()
	ended := p.Completions.Completed + p.Completions.Failed + p.Completions.Cancelled
	p.InFlight = max(0, p.Submissions.Accepted+p.Submissions.Joined+p.Submissions.Cached-ended)
	seconds := now.at.Sub(last.at).Seconds()
	p.MessagesNow = float64(now.messages-last.messages) / seconds
	p.BytesNow = float64(now.bytes-last.bytes) / seconds
	return p
}
