package cli

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// printable takes out of a text from outside what would drive a terminal or turn the reading order
// around: control characters other than line break and tab, bytes that are no UTF-8, and directional
// formatting (the characters of "Trojan Source", CVE-2021-42574).
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == utf8.RuneError, unicode.IsControl(r), turns(r):
			return -1
		}
		return r
	}, s)
}

// printableLine is printable on a single line.
func printableLine(s string) string {
	return strings.Join(strings.Fields(printable(s)), " ")
}

func turns(r rune) bool {
	return r == 0x200E || r == 0x200F || r == 0x061C || (r >= 0x202A && r <= 0x202E) || (r >= 0x2066 && r <= 0x2069)
}

// safeJSON is JSON on one line, in which what a terminal would obey stands escaped. Strings of JSON
// escape the control characters below 0x20 by themselves; DEL and the C1 controls they may carry raw.
func safeJSON(raw []byte) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return ' ' // between tokens, the only place where valid JSON has them
		}
		return r
	}, escapeC1(string(raw)))
}

func escapeC1(s string) string {
	if !strings.ContainsFunc(s, isC1) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isC1(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isC1(r rune) bool { return r >= 0x7F && r <= 0x9F }

// roughly says a time in milliseconds as a person would.
func roughly(ms int64) string {
	s := (ms + 999) / 1000
	switch {
	case s < 90:
		return fmt.Sprintf("%d s", max(1, s))
	case s < 90*60:
		return fmt.Sprintf("%d min", (s+30)/60)
	}
	return fmt.Sprintf("%d h", (s+1800)/3600)
}
