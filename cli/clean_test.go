package cli

import (
	"testing"
	"time"
)

// TestAShortRetentionIsKeptToo: ten minutes more are nothing to 90 days, and much to a minute.
func TestAShortRetentionIsKeptToo(t *testing.T) {
	for retention, want := range map[time.Duration]time.Duration{
		0:                   10 * time.Minute, // nothing is erased, other things are swept
		time.Millisecond:    time.Second,
		time.Minute:         6 * time.Second,
		90 * 24 * time.Hour: 10 * time.Minute,
	} {
		if got := cleanSoon(retention); got != want {
			t.Errorf("with a retention of %s it looks every %s, want %s", retention, got, want)
		}
	}
}
