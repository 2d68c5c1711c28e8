package simulator

import (
	"context"
	"net/http"
	"time"
)

// question is what a request asks for, in whichever format.
type question struct {
	model     string
	prompt    string // everything that was said
	maxTokens int    // 0 is no limit
	stream    bool
	usage     bool // OpenAI: tell the usage of a stream
}

// usage is what an answer cost.
type usage struct{ input, output int }

// format is how one API writes.
type format interface {
	wrongKey(w http.ResponseWriter)
	malformed(w http.ResponseWriter)
	failed(w http.ResponseWriter, status int)
	limited(w http.ResponseWriter, q question, s standing, after time.Duration)
	// limits writes how the limits stand into the header of a good answer.
	limits(h http.Header, now []standing)
	whole(w http.ResponseWriter, q question, text string, u usage, long bool)
	chunk(q question, token string) []byte
	// end is the last of a stream.
	end(q question, u usage, long bool) []byte
}

// answer gives the answer to a question, or does not, as fate will have it.
func (s *Simulator) answer(w http.ResponseWriter, r *http.Request, f format, q question) {
	s.counter.count(func(c *Stats) { c.Requests++ })
	k, fate, n, invent := s.draw()
	tokens := write(q.prompt, k.Seed, k.Tokens, invent)
	long := q.maxTokens > 0 && len(tokens) > q.maxTokens
	if long {
		tokens = tokens[:q.maxTokens]
	}
	u := usage{input: len(q.prompt)/4 + 1, output: len(tokens)}
	now, refused := s.limiter.take(k, u.input+u.output)
	if refused != nil {
		s.counter.count(func(c *Stats) { c.RateLimited++ })
		after := refused.reset
		if k.RetryAfter > 0 {
			after = k.RetryAfter
		}
		f.limited(w, q, *refused, after)
		return
	}
	if fate != fateGood {
		s.counter.count(func(c *Stats) { c.Faults++ })
	}
	if fate == fateError {
		status := http.StatusInternalServerError
		if n%2 == 0 {
			status = http.StatusServiceUnavailable
			if k.RetryAfter > 0 {
				w.Header().Set("Retry-After", itoa(seconds(k.RetryAfter)))
			}
		}
		f.failed(w, status)
		return
	}
	f.limits(w.Header(), now)
	s.counter.count((*Stats).enter)
	defer s.counter.count(func(c *Stats) { c.Concurrent-- })
	if !q.stream {
		s.whole(w, r, f, q, k, tokens, u, long)
		return
	}
	s.stream(&stream{w: w, r: r, f: f, q: q, k: k, tokens: tokens, u: u, long: long, fate: fate, n: n})
}

// whole answers at once, after the time that a stream of it would take.
func (s *Simulator) whole(w http.ResponseWriter, r *http.Request, f format, q question, k Knobs, tokens []string, u usage, long bool) {
	if !wait(r.Context(), k.FirstToken+k.after(len(tokens))) {
		s.counter.count(func(c *Stats) { c.Cancelled++ })
		return
	}
	s.counter.count(func(c *Stats) { c.Tokens += len(tokens) })
	f.whole(w, q, join(tokens), u, long)
}

// after is when the i-th token is due, from the first on.
func (k Knobs) after(i int) time.Duration {
	if k.TokensPerSecond <= 0 {
		return 0
	}
	return time.Duration(float64(i) / k.TokensPerSecond * float64(time.Second))
}

// stream is an answer as it is being given.
type stream struct {
	w      http.ResponseWriter
	r      *http.Request
	f      format
	q      question
	k      Knobs
	tokens []string
	u      usage
	long   bool
	fate   fate
	n      uint64 // for what there is to choose
}

func (s *Simulator) stream(a *stream) {
	s.counter.count(func(c *Stats) { c.Streams++ })
	a.w.Header().Set("Content-Type", "text/event-stream")
	a.w.Header().Set("Cache-Control", "no-cache")
	stop := len(a.tokens)
	if a.fate != fateGood {
		stop = max(1, len(a.tokens)/4+int(a.n%uint64(len(a.tokens)/2+1)))
	}
	if !wait(a.r.Context(), a.k.FirstToken) {
		s.counter.count(func(c *Stats) { c.Cancelled++ })
		return
	}
	began := time.Now()
	for i, token := range a.tokens[:min(stop, len(a.tokens))] {
		if !wait(a.r.Context(), a.k.after(i)-time.Since(began)) || !a.send(a.f.chunk(a.q, token)) {
			s.counter.count(func(c *Stats) { c.Cancelled++ })
			return
		}
		s.counter.count(func(c *Stats) { c.Tokens++ })
	}
	s.close(a)
}

// close ends a stream as its fate will have it.
func (s *Simulator) close(a *stream) {
	switch a.fate {
	case fateCut:
		if a.n%2 == 0 {
			panic(http.ErrAbortHandler) // the connection breaks; else the answer just ends
		}
	case fateStall:
		<-a.r.Context().Done()
		s.counter.count(func(c *Stats) { c.Cancelled++ })
	case fateGarbage:
		a.send([]byte("data: {\"choices\": [{\"delta\": {\"content\": \"\xff\xfe\n\n"))
	default:
		a.send(a.f.end(a.q, a.u, a.long))
	}
}

// send writes a piece of the stream, and says whether the client is still there.
func (a *stream) send(piece []byte) bool {
	if _, err := a.w.Write(piece); err != nil {
		return false
	}
	return http.NewResponseController(a.w).Flush() == nil
}

// wait waits, and says whether the client is still there.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
