package simulator

import (
	"slices"
	"sync"
	"time"
)

// limiter counts requests and tokens of the last minute. Safe for concurrent use.
type limiter struct {
	mu   sync.Mutex
	past []spent // guarded by mu; oldest first
}

type spent struct {
	at     time.Time
	tokens int
}

// standing is how a limit stands behind a request.
type standing struct {
	what      string // requests or tokens
	limit     int
	remaining int
	reset     time.Duration // until something is free again
}

// take counts a request, unless that is beyond a limit: then the limit that refuses it comes back.
func (l *limiter) take(k Knobs, tokens int) (now []standing, refused *standing) {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := time.Now()
	l.past = slices.DeleteFunc(l.past, func(s spent) bool { return t.Sub(s.at) >= time.Minute })
	used, reset := 0, time.Duration(0)
	for _, s := range l.past {
		used += s.tokens
	}
	if len(l.past) > 0 {
		reset = time.Minute - t.Sub(l.past[0].at)
	}
	requests := standing{"requests", k.RPM, max(0, k.RPM-len(l.past)-1), reset}
	minute := standing{"tokens", k.TPM, max(0, k.TPM-used-tokens), reset}
	if k.RPM > 0 && len(l.past) >= k.RPM {
		return nil, &requests
	}
	if k.TPM > 0 && used+tokens > k.TPM && len(l.past) > 0 {
		return nil, &minute
	}
	l.past = append(l.past, spent{t, tokens})
	for _, s := range []standing{requests, minute} {
		if s.limit > 0 {
			now = append(now, s)
		}
	}
	return now, nil
}
