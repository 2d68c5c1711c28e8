package private

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"sync"
)

// exitTold is the exit code of a command that told what is private: none of those that are promised.
const exitTold = 97

// Stderr is the standard error of this process, which ends when it tells there what is private: what stands
// in its arguments and environment, or looks like a secret.
func Stderr() io.Writer {
	return Guard(os.Stderr, For(os.Args[1:], os.Environ()), func(what string) {
		fmt.Fprintln(os.Stderr, what)
		os.Exit(exitTold)
	})
}

// Guard passes on what is written to w, line by line, and calls found at the first line that must not be.
// It is for commands that stand on their own: they keep no log that could be searched later.
func Guard(w io.Writer, s *Search, found func(what string)) io.Writer {
	return &guard{w: w, search: s, found: found}
}

type guard struct {
	w      io.Writer
	search *Search
	found  func(what string)

	mu   sync.Mutex
	line []byte // guarded by mu; begun
}

// Write implements io.Writer.
func (g *guard) Write(p []byte) (int, error) {
	g.mu.Lock()
	g.line = append(g.line, p...)
	end := bytes.LastIndexByte(g.line, '\n') + 1
	for line := range bytes.Lines(g.line[:end]) {
		if what := g.search.Line(string(line)); what != "" {
			g.found(fmt.Sprintf("%s is in what is written: %s", what, bytes.TrimSpace(line)))
		}
	}
	g.line = append(g.line[:0], g.line[end:]...)
	g.mu.Unlock()
	return g.w.Write(p)
}
