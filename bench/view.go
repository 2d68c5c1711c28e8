package bench

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Line is the state of a run in one line, for logs.
func (p Progress) Line() string {
	return fmt.Sprintf("%s %s: %d open, %d lost; %d plans under way, %d done; %s messages/s, %s/s; %s",
		p.Elapsed.Round(time.Second), p.Phase, p.Open, p.Sessions.Lost, p.InFlight, p.Completions.Completed,
		count(p.MessagesNow), size(p.BytesNow), p.Violations.words())
}

// Lines is the state of a run as a panel for a terminal.
func (p Progress) Lines() []string {
	s, m, c := p.Sessions, p.Submissions, p.Completions
	return []string{
		fmt.Sprintf("%s, %s for %s", p.Scenario, p.Phase, p.Elapsed.Round(time.Second)),
		fmt.Sprintf("  sessions     %d of %d open, %d lost, %d moved", p.Open, p.Users, s.Lost, s.Moved),
		fmt.Sprintf("  plans        %d under way, %d completed, %d failed; %d submitted, %d refused",
			p.InFlight, c.Completed, c.Failed+c.Cancelled, m.Sent, sum(m.Refused)),
		fmt.Sprintf("  traffic      %s messages/s, %s/s", count(p.MessagesNow), size(p.BytesNow)),
		"  first event  " + p.Latency.FirstEvent.words(),
		"  completion   " + p.Latency.Completion.words(),
		"  delivery     " + p.Latency.Delivery.words(),
		"  checked      " + p.Violations.words(),
	}
}

// Summary is the report for people.
func (r Report) Summary() string {
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%-14s%s\n", name, fmt.Sprintf(format, args...))
	}
	s, m, c, t := r.Sessions, r.Submissions, r.Completions, r.Traffic
	line("scenario", "%s, %d users on %s", r.Scenario, r.Users, strings.Join(r.Servers, ", "))
	line("time", "%s to open, %s of load", millis(float64(r.OpeningMS)), millis(float64(r.DurationMS)))
	line("sessions", "%d opened, %d lost, %d moved%s%s", s.Opened, s.Lost, s.Moved, some(s.Cut, "cut by us"), some(s.Shed, "closed for not reading"))
	each(line, s.Troubles)
	if r.Scenario != Connect {
		line("submissions", "%d sent, %d accepted%s%s", m.Sent, m.Accepted, some(m.Joined, "joined"), some(m.Cached, "cached"))
	}
	for _, code := range slices.Sorted(maps.Keys(m.Refused)) {
		line("", "refused with %s: %d", code, m.Refused[code])
	}
	if r.Scenario != Connect {
		line("plans", "%d completed%s%s%s", c.Completed, some(c.Degraded, "of them degraded"), some(c.Failed, "failed"), some(c.Cancelled, "cancelled"))
		line("checked", "%d watches proven to the last byte", c.Proven)
	}
	line("traffic", "%d messages, %s; %s messages/s, %s/s", t.Messages, size(float64(t.Bytes)), count(t.MessagesPerSecond), size(t.BytesPerSecond))
	for _, l := range []struct {
		name string
		of   *Latency
	}{
		{"opening", r.Latency.Opening},
		{"first event", r.Latency.FirstEvent},
		{"completion", r.Latency.Completion},
		{"delivery", r.Latency.Delivery},
		{"resume", r.Latency.Resume},
	} {
		if l.of != nil {
			line(l.name, "%s", l.of.words())
		}
	}
	line("violations", "%s", r.Violations.words())
	for _, e := range r.Violations.Examples {
		line("", "%s of %s at %s", e.Fault, e.Generation, e.Cursor)
	}
	if r.Interrupted {
		line("", "interrupted: these are the figures until then")
	}
	return b.String()
}

func each(line func(string, string, ...any), counts map[string]int64) {
	for _, why := range slices.Sorted(maps.Keys(counts)) {
		line("", "%s: %d", why, counts[why])
	}
}

// words is a distribution in a line.
func (l *Latency) words() string {
	if l == nil {
		return "nothing yet"
	}
	return fmt.Sprintf("p50 %s  p90 %s  p99 %s  max %s  (%d)", millis(l.P50), millis(l.P90), millis(l.P99), millis(l.Max), l.Count)
}

func (v Violations) words() string {
	if v.Count == 0 {
		return "no violations"
	}
	var kinds []string
	for _, f := range slices.Sorted(maps.Keys(v.ByFault)) {
		kinds = append(kinds, fmt.Sprintf("%d %s", v.ByFault[f], f))
	}
	return fmt.Sprintf("%d VIOLATIONS: %s", v.Count, strings.Join(kinds, ", "))
}

func some(n int64, what string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %d %s", n, what)
}

func sum[K comparable](counts map[K]int64) (n int64) {
	for _, v := range counts {
		n += v
	}
	return n
}

// millis is a duration given in milliseconds, with three digits.
func millis(ms float64) string {
	switch {
	case ms >= 1000:
		return fmt.Sprintf("%.3g s", ms/1000)
	case ms >= 1:
		return fmt.Sprintf("%.3g ms", ms)
	}
	return fmt.Sprintf("%.2g ms", ms)
}

// count is a number of things a second.
func count(n float64) string {
	if n >= 10_000 {
		return fmt.Sprintf("%.0fk", n/1000)
	}
	return fmt.Sprintf("%.0f", n)
}

// size is a number of bytes.
func size(n float64) string {
	for _, unit := range []string{"B", "KB", "MB"} {
		if n < 1000 {
			return fmt.Sprintf("%.3g %s", n, unit)
		}
		n /= 1000
	}
	return fmt.Sprintf("%.3g GB", n)
}
