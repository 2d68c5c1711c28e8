// Package private finds what nobody may read in a log: what users and models wrote, keys, tokens, passwords,
// and the addresses of clients. Tests that run PlanSpark as a process have everything searched that it
// writes, at its most talkative, without having to plant anything: keys are those that the process was
// given, and what users wrote is read from its database when it has ended.
//
// It starts no goroutine.
package private

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Search knows what must not be found. Not safe for concurrent use.
type Search struct {
	words []word
	known string // arguments and environment: addresses in there are not clients'
}

// word is something that must not be found, and what it is.
type word struct{ text, what string }

// shortest is the shortest text that is searched for: what is shorter stands in a log by chance.
const shortest = 4

// For looks for what a process was given and keeps for itself: keys, passwords, and what a user asks for on
// the command line.
func For(args, env []string) *Search {
	s := &Search{known: strings.Join(slices.Concat(args, env), "\n")}
	for i, a := range args {
		name, value, joined := strings.Cut(a, "=")
		if !joined && i+1 < len(args) {
			value = args[i+1]
		}
		if flag, ok := strings.CutPrefix(name, "--"); ok {
			s.given(strings.ToUpper(flag), value)
		} else if i > 0 && strings.Contains(a, " ") {
			s.Add("an idea", a)
		}
	}
	for _, pair := range env {
		name, value, _ := strings.Cut(pair, "=")
		if strings.HasPrefix(name, "PLANSPARK_") || strings.HasPrefix(name, "OTEL_") {
			s.given(name, value)
		}
	}
	return s
}

var (
	keyName  = regexp.MustCompile(`KEY$|TOKEN$|SECRET$`)
	userName = regexp.MustCompile(`(LOCATION|PERSONALIZATION)$`)
	listName = regexp.MustCompile(`HEADERS$`)
)

// given takes up the value of a flag or variable, if it is one of those that are secret.
func (s *Search) given(name, value string) {
	switch {
	case keyName.MatchString(name):
		s.Add("the value of "+name, value)
	case userName.MatchString(name):
		s.Add("what a user wrote", value)
	case listName.MatchString(name):
		for pair := range strings.SplitSeq(value, ",") {
			_, v, _ := strings.Cut(pair, "=")
			s.Add("a value in "+name, v)
		}
	}
	if u, err := url.Parse(value); err == nil && u.User != nil {
		password, _ := u.User.Password()
		s.Add("the password in "+name, password)
	}
}

// Add has a text looked for; what it is is said when it is found.
func (s *Search) Add(what, text string) {
	if text = strings.TrimSpace(text); len(text) >= shortest {
		s.words = append(s.words, word{text, what})
	}
}

// shapes are secrets that are known by how they look.
var shapes = []struct {
	what string
	form *regexp.Regexp
}{
	{"a token", regexp.MustCompile(`eyJ[\w-]{8,}\.[\w-]{8,}`)},
	{"a token", regexp.MustCompile(`(?i)bearer [\w.-]{8,}`)},
	{"a ticket", regexp.MustCompile(`ticket=[\w-]{8,}`)},
	{"a cookie", regexp.MustCompile(`planspark(_ops)?=[\w.-]{8,}`)},
	{"an address", regexp.MustCompile(`\b(203\.0\.113|198\.51\.100|192\.0\.2)\.\d+\b|2001:db8:`)}, // of documentation, which tests forward
}

// from is an address of the loopback with a port such as systems give to who connects (Linux: from 32768).
var from = regexp.MustCompile(`(?:127\.0\.0\.1|\[::1\]):(?:3[2-9]\d{3}|[4-6]\d{4})\b(->\S+:\d+)?`)

// Line says what of it must not be in a line; empty is nothing.
func (s *Search) Line(line string) (what string) {
	for _, w := range s.words {
		if strings.Contains(line, w.text) {
			return w.what
		}
	}
	for _, shape := range shapes {
		if shape.form.MatchString(line) {
			return shape.what
		}
	}
	for _, m := range from.FindAllStringSubmatch(line, -1) {
		address := m[0]
		if m[1] != "" { // our own end of a connection that we made
			address = strings.TrimPrefix(m[1], "->")
		}
		if !strings.Contains(s.known, address) {
			return "an address"
		}
	}
	return ""
}

// Lines says of each line what of it must not be there, the first of each kind, in the order of the text.
func (s *Search) Lines(text io.Reader) (found []string, err error) {
	slices.SortFunc(s.words, func(a, b word) int { return cmp.Compare(a.text, b.text) })
	s.words = slices.Compact(s.words)
	told := map[string]bool{}
	for lines := bufio.NewReader(text); ; {
		line, err := lines.ReadString('\n')
		if what := s.Line(line); what != "" && !told[what] {
			told[what] = true
			found = append(found, what+" is in the log: "+strings.TrimSpace(line))
		}
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return found, err
		}
	}
}
