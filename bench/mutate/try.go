package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// verdict is what became of a change.
type verdict string

const (
	noticed   verdict = "noticed"
	timedOut  verdict = "timed out"
	survived  verdict = "survived"
	unreached verdict = "unreached"
)

// test is a test, or a part of one that takes long.
type test struct {
	pattern string // as -test.run takes it
	took    time.Duration
	passes  map[int]bool // the changes that it comes past
}

const (
	// quick is what tests may take that are run together; the others are run one by one.
	quick = 500 * time.Millisecond
	// whole is what a test may take that is not looked at part by part.
	whole = 2 * time.Second
	// patience is what a test may take beyond five times what it took without a change.
	patience = 15 * time.Second
	// room is the address space of a test binary in KiB: a change may make a loop that never ends.
	room = 12 << 20
)

var result = regexp.MustCompile(`(?m)^( *)--- (PASS|FAIL|SKIP): (\S+) \(([0-9.]+)s\)`)

// rehearse runs each test without a change.
func (b *binary) rehearse(ctx context.Context, skip string) ([]test, error) {
	out, err := b.run(ctx, 0, "", 30*time.Minute, "-test.v", "-test.skip="+skip)
	if err != nil {
		return nil, fmt.Errorf("the tests fail without a change: %w\n%s", err, tail(out))
	}
	var tests []test
	for _, name := range units(out) {
		t, err := b.time(ctx, pattern(name), skip)
		if err != nil {
			return nil, err
		}
		tests = append(tests, t)
	}
	slices.SortFunc(tests, func(a, b test) int { return int(a.took - b.took) })
	return tests, nil
}

// units are the tests that out tells of: those of the top, or the parts of one that takes long.
func units(out []byte) (names []string) {
	var parts []string
	for _, m := range result.FindAllSubmatch(out, -1) {
		name, indent := string(m[3]), len(m[1])
		took, _ := strconv.ParseFloat(string(m[4]), 64)
		switch {
		case indent == 4:
			parts = append(parts, name)
		case indent == 0:
			own := slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return !strings.HasPrefix(p, name+"/") })
			if took < whole.Seconds() || len(own) < 2 {
				own = []string{name}
			}
			names = append(names, own...)
			parts = nil
		}
	}
	return names
}

// pattern makes of a test's name what finds it and no other.
func pattern(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = "^" + regexp.QuoteMeta(p) + "$"
	}
	return strings.Join(parts, "/")
}

func (b *binary) time(ctx context.Context, pattern, skip string) (test, error) {
	ways := filepath.Join(filepath.Dir(b.path), "ways")
	defer os.Remove(ways)
	began := time.Now()
	out, err := b.run(ctx, 0, ways, 30*time.Minute, "-test.run="+pattern, "-test.skip="+skip)
	if err != nil {
		return test{}, fmt.Errorf("%s fails without a change when it is run alone: %w\n%s", pattern, err, tail(out))
	}
	t := test{pattern: pattern, took: time.Since(began), passes: map[int]bool{}}
	raw, err := os.ReadFile(ways)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return test{}, err
	}
	for lines := bufio.NewScanner(bytes.NewReader(raw)); lines.Scan(); {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			return test{}, err
		}
		t.passes[n] = true
	}
	return t, nil
}

// try makes one change and runs the tests that come past it, until one fails.
func (b *binary) try(ctx context.Context, c change, tests []test, skip string) (verdict, error) {
	past := slices.DeleteFunc(slices.Clone(tests), func(t test) bool { return !t.passes[c.n] })
	if len(past) == 0 {
		return unreached, nil
	}
	for len(past) > 0 {
		n := 1
		took := past[0].took
		for n < len(past) && past[n].took < quick && !strings.Contains(past[n].pattern, "/") && !strings.Contains(past[0].pattern, "/") {
			took += past[n].took
			n++
		}
		var patterns []string
		for _, t := range past[:n] {
			patterns = append(patterns, t.pattern)
		}
		limit := 5*took + patience
		_, err := b.run(ctx, c.n, "", limit, "-test.failfast", "-test.run="+strings.Join(patterns, "|"), "-test.skip="+skip)
		switch {
		case ctx.Err() != nil:
			return "", ctx.Err()
		case errors.Is(err, context.DeadlineExceeded):
			return timedOut, nil
		case err != nil:
			return noticed, nil
		}
		past = past[n:]
	}
	return survived, nil
}

// run runs tests with a change, in a process group of their own, which is ended with them.
func (b *binary) run(ctx context.Context, n int, ways string, limit time.Duration, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	args = append(append([]string{"-c", fmt.Sprintf(`ulimit -v %d && exec "$0" "$@"`, room), b.path, "-test.short", "-test.timeout=0"}, args...), b.args...)
	cmd := exec.CommandContext(ctx, "sh", args...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), "MUTANT="+strconv.Itoa(n), "MUTANT_WAYS="+ways)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		return out, ctx.Err()
	}
	return out, err
}

// tail is the end of what a test said.
func tail(out []byte) []byte { return out[max(0, len(out)-4000):] }
