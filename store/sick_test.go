package store

import (
	"errors"
	"strings"
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store/storetest"
)

// TestSickDatabaseIsUnavailable: while it cannot write, submissions are told to come back, readiness
// is off, what is stored can be read, and nothing of the inside is told. When it can again, it goes on.
func TestSickDatabaseIsUnavailable(t *testing.T) {
	tests := map[string]struct{ spoil, mend, cause string }{
		"disk full":      {"PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823", "full"},
		"file read-only": {"PRAGMA query_only = 1", "PRAGMA query_only = 0", "readonly"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := openInternal(t)
			kept, err := s.Submit(t.Context(), storetest.Submission("ann"))
			if err != nil {
				t.Fatal(err)
			}
			pragma(t, s, test.spoil)
			sick(t, s, test.cause)
			if r, err := s.Load(t.Context(), "ann", kept.Record.ID); err != nil || r.State != protocol.StateQueued {
				t.Errorf("what was stored is %s, %v", r.State, err)
			}
			pragma(t, s, test.mend)
			if err := s.Ready(t.Context()); err != nil {
				t.Errorf("mended and not ready: %v", err)
			}
			u, err := s.Usage(t.Context(), "ann")
			if err != nil || len(u.Active) != 1 || u.Today != 1 {
				t.Errorf("usage is %+v, %v; want the one that was accepted", u, err)
			}
		})
	}
}

// sick submits until the database has no room, and looks at what it says.
func sick(t *testing.T, s *Store, cause string) {
	t.Helper()
	var err error
	for i := 0; err == nil && i < 1000; i++ {
		_, err = s.Submit(t.Context(), storetest.Submission("bob", storetest.Idea(strings.Repeat("a planted idea ", 1000+i))))
	}
	p, ok := protocol.ProblemOf(err)
	if !ok || p.Code != protocol.CodeUnavailable || p.RetryAfterMS <= 0 {
		t.Fatalf("the answer is %v, want unavailable with a time", err)
	}
	if strings.Contains(strings.ToLower(p.Error()), cause) || !strings.Contains(err.Error(), cause) {
		t.Errorf("clients see %q, logs see %q; the cause %q is for logs", p, err, cause)
	}
	if strings.Contains(err.Error(), "planted") {
		t.Errorf("the error quotes an idea: %v", err)
	}
	if cause == "readonly" {
		p, _ := protocol.ProblemOf(s.Ready(t.Context()))
		if p.Code != protocol.CodeUnavailable {
			t.Errorf("readiness is %v", p)
		}
	}
}

func pragma(t *testing.T, s *Store, text string) {
	t.Helper()
	if _, err := s.writer.db.Exec(text); err != nil {
		t.Fatal(err)
	}
}

// TestClosedDatabaseIsUnavailable: what still runs at the end is told to try again, not that it is lost.
func TestClosedDatabaseIsUnavailable(t *testing.T) {
	s := openInternal(t)
	held := generation.Held{ID: storetest.NewID(), Attempt: 1}
	if err := s.writer.close(); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{s.Ready(t.Context()), s.Checkpoint(t.Context(), held, generation.Checkpoint{})} {
		if p, _ := protocol.ProblemOf(err); p.Code != protocol.CodeUnavailable || errors.Is(err, generation.ErrFenced) {
			t.Errorf("the answer is %v, want unavailable", err)
		}
	}
}

// TestADatabaseThatCannotBeReadIsNotReady, though it can be written: a server may have no connections left for some.
func TestADatabaseThatCannotBeReadIsNotReady(t *testing.T) {
	s := openInternal(t)
	if err := s.reader.close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(t.Context()); !protocol.HasCode(err, protocol.CodeUnavailable) {
		t.Errorf("readiness is %v, want unavailable", err)
	}
}

// TestLoserOfARaceTriesAgain: a transaction that met a row like its own is run again, and not forever.
func TestLoserOfARaceTriesAgain(t *testing.T) {
	s := openInternal(t)
	if _, err := s.writer.db.Exec(`INSERT INTO workers VALUES ('w', 1, 1, 1)`); err != nil {
		t.Fatal(err)
	}
	tries := 0
	err := s.again(t.Context(), func() error {
		if tries++; tries == 3 {
			return nil
		}
		_, err := s.writer.db.Exec(`INSERT INTO workers VALUES ('w', 1, 1, 1)`)
		return err
	})
	if err != nil || tries != 3 {
		t.Errorf("%d tries, %v; want to win at the third", tries, err)
	}
	tries = 0
	err = s.again(t.Context(), func() error {
		tries++
		_, err := s.writer.db.Exec(`INSERT INTO workers VALUES ('w', 1, 1, 1)`)
		return err
	})
	if err == nil || tries != maxTries {
		t.Errorf("%d tries, %v; want to give up", tries, err)
	}
}

// TestPanicFreesTheWriter: the one connection that writes comes back from a transaction that panicked.
func TestPanicFreesTheWriter(t *testing.T) {
	s := openInternal(t)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.write(t.Context(), "panic", func(conn) error { panic("for the test") })
	}()
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}
