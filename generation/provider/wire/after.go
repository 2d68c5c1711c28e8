package wire

import (
	"net/http"
	"strconv"
	"time"
)

// after is when to come back, as the answer says: in the headers that are made for it, in Google's
// RetryInfo, or by when a used-up limit is reset (OpenAI, Groq).
func after(h http.Header, b errorBody) time.Duration {
	if d, ok := number(h.Get("Retry-After-Ms"), time.Millisecond); ok {
		return d
	}
	if d, ok := number(h.Get("Retry-After"), time.Second); ok {
		return d
	}
	if at, err := http.ParseTime(h.Get("Retry-After")); err == nil {
		return max(0, time.Until(at))
	}
	for _, d := range b.Details {
		if wait, err := time.ParseDuration(d.RetryDelay); err == nil && wait > 0 {
			return wait
		}
	}
	return reset(h)
}

func number(s string, unit time.Duration) (time.Duration, bool) {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n >= 0) || n > longest.Seconds()*1000 {
		return 0, false
	}
	return time.Duration(n * float64(unit)), true
}

// reset is when the limit that is used up is reset; when none says that it is, the one that is reset
// first.
func reset(h http.Header) time.Duration {
	var used, soonest time.Duration
	for _, what := range []string{"requests", "tokens"} {
		s := h.Get("X-Ratelimit-Reset-" + what)
		d, err := time.ParseDuration(s)
		if err != nil {
			var ok bool
			if d, ok = number(s, time.Second); !ok {
				continue
			}
		}
		if h.Get("X-Ratelimit-Remaining-"+what) == "0" {
			used = max(used, d)
		}
		if soonest == 0 || d < soonest {
			soonest = d
		}
	}
	if used > 0 {
		return used
	}
	return soonest
}
