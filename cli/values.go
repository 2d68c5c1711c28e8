package cli

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// What flags are read as, where it is more than a number or a text.

// Pace is characters a second; 0 is off.
type Pace int

// UnmarshalText reads a number above 0, or off.
func (p *Pace) UnmarshalText(b []byte) error {
	if s := string(b); s != "off" && s != "0" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 1_000_000 {
			return errors.New("want characters a second from 1 to 1000000, or off")
		}
		*p = Pace(n)
		return nil
	}
	*p = 0
	return nil
}

// Rate is a number a minute; 0 is off.
type Rate int

// UnmarshalText reads forms such as 60/min, 60 or off.
func (r *Rate) UnmarshalText(b []byte) error {
	s := strings.TrimSuffix(string(b), "/min")
	if s == "off" {
		s = "0"
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return errors.New("want a number a minute, such as 60/min; 0 is off")
	}
	*r = Rate(n)
	return nil
}

// Span is a time that may be long: a Go duration, or days as in 90d.
type Span time.Duration

// UnmarshalText reads forms such as 90d, 12h or 0.
func (s *Span) UnmarshalText(b []byte) error {
	text := string(b)
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.Atoi(days)
		if err != nil || n < 0 || n > 36500 {
			return errors.New("want days such as 90d, or a duration such as 12h; 0 is off")
		}
		*s = Span(time.Duration(n) * 24 * time.Hour)
		return nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return errors.New("want days such as 90d, or a duration such as 12h; 0 is off")
	}
	*s = Span(d)
	return nil
}

// Quotas are numbers by provider.
type Quotas map[string]int

// UnmarshalText reads forms such as gemini=15,groq=30; nothing is none.
func (q *Quotas) UnmarshalText(b []byte) error {
	*q = Quotas{}
	for _, part := range strings.FieldsFunc(string(b), func(c rune) bool { return c == ',' || c == ' ' }) {
		name, number, ok := strings.Cut(part, "=")
		n, err := strconv.Atoi(number)
		if !ok || name == "" || err != nil || n < 0 {
			return errors.New("want numbers by provider, such as gemini=15,groq=30; 0 is no limit")
		}
		(*q)[name] = n
	}
	return nil
}
