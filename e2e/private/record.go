package private

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
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

// Log is the file in which a process writes: at its most talkative it writes more than a test should hold. A
// command that is given File writes there itself.
type Log struct{ *os.File }

// NewLog makes the file of a log.
func NewLog(file string) (*Log, error) {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	return &Log{f}, nil
}

// String is all of it so far.
func (l *Log) String() string {
	b, err := os.ReadFile(l.Name())
	if err != nil {
		return "the log cannot be read: " + err.Error()
	}
	return string(b)
}

// Record makes a log that is searched when the test ends. What ends the process is to be registered behind
// it with Cleanup, so that it has ended by then.
func Record(t testing.TB, p Process) *Log {
	t.Helper()
	l, err := NewLog(filepath.Join(t.TempDir(), p.Name+".log"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("%s wrote:\n%s", p.Name, l.tail())
		}
		Check(t, p, l.Name())
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// patience bounds the reading of a database.
const patience = 20 * time.Second

// Check searches the file in which a process wrote.
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
	f, err := os.Open(log)
	if err != nil {
		return fmt.Errorf("%s: its log was not searched: %w", p.Name, err)
	}
	defer f.Close()
	found, err := s.Lines(f)
	if err != nil {
		return fmt.Errorf("%s: its log was not searched to the end: %w", p.Name, err)
	}
	if len(found) > 0 {
		return fmt.Errorf("%s tells what is private:\n%s", p.Name, strings.Join(found, "\n"))
	}
	return nil
}

// tailBytes is how much of a log is shown when a test fails.
const tailBytes = 64 << 10

// tail is the end of the log.
func (l *Log) tail() string {
	end, err := l.Seek(0, io.SeekEnd)
	if err != nil {
		return err.Error()
	}
	b := make([]byte, min(end, tailBytes))
	n, err := l.ReadAt(b, end-int64(len(b)))
	if err != nil && !errors.Is(err, io.EOF) {
		return err.Error()
	}
	return string(b[:n])
}
