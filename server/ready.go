package server

import (
	"context"
	"sync"
	"time"
)

// readyFor is how long an answer of the database counts: asking costs it a write, and anybody may ask.
const readyFor = time.Second

// readiness remembers whether the database could take a write a moment ago. Who asks meanwhile waits
// for the same answer. The zero value is ready to use.
type readiness struct {
	mu  sync.Mutex
	at  time.Time // guarded by mu; of the answer
	err error     // guarded by mu; the answer
}

func (r *readiness) ask(ctx context.Context, ready func(context.Context) error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.at.IsZero() || time.Since(r.at) >= readyFor {
		r.err = ready(ctx)
		r.at = time.Now()
	}
	return r.err
}
