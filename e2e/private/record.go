package private

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/store/storetest"
)

// Talkative, in its environment, has a planspark log all that it can.
const Talkative = "PLANSPARK_LOG_LEVEL=debug"

// Process is one whose log is searched.
type Process struct {
	Name      string
	Args, Env []string
	Database  string // URL of where its users' texts are; empty: it has none
}

// Log keeps what a process writes. Safe for concurrent use.
type Log struct {
	mu sync.Mutex
	b  bytes.Buffer // guarded by mu
}

// Write implements io.Writer.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String is all of it.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// Record makes a log that is searched when the test ends. What ends the process is to be registered behind
// it with Cleanup, so that it has ended by then.
func Record(t testing.TB, p Process) *Log {
	t.Helper()
	l := &Log{}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("%s wrote:\n%s", p.Name, tail(l.String()))
		}
		Check(t, p, l.String())
	})
	return l
}

// patience bounds the reading of a database.
const patience = 20 * time.Second

// Check searches what a process wrote.
func Check(t testing.TB, p Process, log string) {
	t.Helper()
	if err := Find(p, log); err != nil {
		t.Error(err)
	}
}

// Find is Check for those who have no testing.TB.
func Find(p Process, log string) error {
	s := For(p.Args, p.Env)
	if p.Database != "" {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		written, err := storetest.Written(ctx, p.Database)
		if err != nil {
			return fmt.Errorf("%s: what users wrote is not known, so its log was not searched for it: %w", p.Name, err)
		}
		for _, text := range written {
			s.Add("what a user or a model wrote", text)
		}
	}
	if found := s.Lines(log); len(found) > 0 {
		return fmt.Errorf("%s tells what is private:\n%s", p.Name, strings.Join(found, "\n"))
	}
	return nil
}

// tailBytes is how much of a log is shown when a test fails.
const tailBytes = 64 << 10

// tail is the end of a log.
func tail(log string) string { return log[max(0, len(log)-tailBytes):] }
