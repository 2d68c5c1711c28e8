package store

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/jmoiron/sqlx"
)

// crowded has writers come while somebody else writes, so that they are all there when the turn is free.
func crowded(s *Store, writers ...func(ctx context.Context) error) []error {
	return crowd(s.group, writers...)
}

func crowd(g *group, writers ...func(ctx context.Context) error) []error {
	g.turn <- struct{}{}
	errs := make([]error, len(writers))
	var all sync.WaitGroup
	for i, w := range writers {
		all.Go(func() { errs[i] = w(context.Background()) })
		for waiting := 0; waiting <= i; runtime.Gosched() {
			g.mu.Lock()
			waiting = len(g.waiting) + len(g.late)
			g.mu.Unlock()
		}
	}
	<-g.turn
	all.Wait()
	return errs
}

const insertWorker = `INSERT INTO workers VALUES (:id, 1, 1, 1)`

// appear writes a row under a name.
func appear(s *Store, id string, then error) func(context.Context) error {
	return func(ctx context.Context) error {
		return s.write(ctx, "appear", func(c conn) error {
			if _, err := c.exec(ctx, insertWorker, args{"id": id}); err != nil {
				return err
			}
			return then
		})
	}
}

func workersOf(t *testing.T, s *Store) (names []string) {
	t.Helper()
	if err := s.reader.db.Select(&names, `SELECT id FROM workers ORDER BY id`); err != nil {
		t.Fatal(err)
	}
	return names
}

// TestThoseWhoWriteAtOnceShareACommit counts transactions: 64 writers take one, and so one flush.
func TestThoseWhoWriteAtOnceShareACommit(t *testing.T) {
	s := openInternal(t)
	seen := map[*sqlx.Tx]int{}
	writers := make([]func(context.Context) error, mostTogether)
	for i := range writers {
		writers[i] = func(ctx context.Context) error {
			return s.write(ctx, "count", func(c conn) error {
				seen[c.tx]++ // the turn guards it
				return nil
			})
		}
	}
	for _, err := range crowded(s, writers...) {
		if err != nil {
			t.Error(err)
		}
	}
	if len(seen) != 1 {
		t.Errorf("%d writers took %d transactions, want one", len(writers), len(seen))
	}
}

func TestOneWhoFailsTakesNothingFromThoseWhoShareTheCommit(t *testing.T) {
	s := openInternal(t)
	refused := errors.New("refused")
	errs := crowded(s, appear(s, "a", nil), appear(s, "b", refused), appear(s, "c", nil))
	if errs[0] != nil || !errors.Is(errs[1], refused) || errs[2] != nil {
		t.Errorf("got %v", errs)
	}
	if got := workersOf(t, s); len(got) != 2 || got[0] != "a" || got[1] != "c" {
		t.Errorf("%v are there", got)
	}
}

// TestAPanicIsItsOwnersAlone: it does not come to light where somebody else leads.
func TestAPanicIsItsOwnersAlone(t *testing.T) {
	s := openInternal(t)
	errs := crowded(s, appear(s, "a", nil), func(ctx context.Context) (err error) {
		defer func() {
			if recover() != nil {
				err = errors.New("panicked here")
			}
		}()
		return s.write(ctx, "panic", func(conn) error { panic("for the test") })
	}, appear(s, "c", nil))
	if errs[0] != nil || errs[1] == nil || errs[2] != nil || len(workersOf(t, s)) != 2 {
		t.Errorf("got %v; %v are there", errs, workersOf(t, s))
	}
}

// TestWhatSQLiteUndoesForAllIsDoneAgainForEach: some failures end the whole transaction (a full disk, an
// interrupt); who was in it with the one that failed is written alone.
func TestWhatSQLiteUndoesForAllIsDoneAgainForEach(t *testing.T) {
	s := openInternal(t)
	broken := errors.New("broken")
	errs := crowded(s, appear(s, "a", nil), func(ctx context.Context) error {
		return s.write(ctx, "break", func(c conn) error {
			if _, err := c.tx.Exec("ROLLBACK"); err != nil { // as SQLite itself does then
				return err
			}
			return broken
		})
	}, appear(s, "c", nil))
	if errs[0] != nil || !errors.Is(errs[1], broken) || errs[2] != nil || len(workersOf(t, s)) != 2 {
		t.Errorf("got %v; %v are there", errs, workersOf(t, s))
	}
}

// TestWhoLeavesBeforeItsTurnHasWrittenNothing, and who leaves within it is told how it ended.
func TestWhoLeavesBeforeItsTurnHasWrittenNothing(t *testing.T) {
	s := openInternal(t)
	ctx, cancel := context.WithCancel(t.Context())
	s.group.turn <- struct{}{}
	left := make(chan error)
	go func() { left <- appear(s, "a", nil)(ctx) }()
	cancel()
	err := <-left
	<-s.group.turn
	if err == nil || len(workersOf(t, s)) != 0 {
		t.Errorf("got %v; %v are there", err, workersOf(t, s))
	}
	ctx, cancel = context.WithCancel(t.Context())
	err = s.write(ctx, "appear", func(c conn) error {
		cancel()
		_, err := c.exec(ctx, insertWorker, args{"id": "b"})
		return err
	})
	if err != nil || len(workersOf(t, s)) != 1 {
		t.Errorf("got %v; %v are there", err, workersOf(t, s))
	}
}

// TestSubmissionsComeBehindAndHaveTheirPart looks at who is in a transaction, of those who wait for it.
func TestSubmissionsComeBehindAndHaveTheirPart(t *testing.T) {
	g := newGroup(nil, 0)
	queue := func(n int, v *verb) {
		for range n {
			l := g.line(v)
			*l = append(*l, &member{verb: v, ask: len(*l)})
		}
	}
	takes := func(wantOthers, wantSubmissions int) {
		t.Helper()
		got := map[bool][]*member{}
		for _, set := range g.next() {
			for _, m := range set {
				got[m.verb.late] = append(got[m.verb.late], m)
			}
		}
		if len(got[false]) != wantOthers || len(got[true]) != wantSubmissions {
			t.Errorf("%d others and %d submissions, want %d and %d", len(got[false]), len(got[true]), wantOthers, wantSubmissions)
		}
		for _, part := range got {
			if !slices.IsSortedFunc(part, func(a, b *member) int { return a.ask.(int) - b.ask.(int) }) {
				t.Error("not in the order in which they came")
			}
		}
	}
	queue(100, submitting)
	queue(1, single(nil))
	takes(1, 63)
	queue(100, single(nil))
	takes(48, 16)
	takes(48, 16)
	takes(4, 5)
	takes(0, 0)
}
