//go:build unix

package store_test

import (
	"bytes"
	"fmt"
	"net"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store/pgtest"
	"github.com/planspark/planspark/store/storetest"
)

// forgetful is a way to PostgreSQL on which the answer to a commit can be lost: the connection breaks when the
// server has given it.
type forgetful struct {
	address string
	lose    atomic.Bool // the answer to the next commit
}

// newForgetful opens a way to a port of this machine; it is closed when the test ends.
func newForgetful(t *testing.T, port int) (*forgetful, int) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := &forgetful{address: fmt.Sprintf("127.0.0.1:%d", port)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			go f.pass(client)
		}
	}()
	t.Cleanup(func() {
		l.Close()
		<-ended
	})
	return f, l.Addr().(*net.TCPAddr).Port
}

// pass goes between a client and the server until one of them closes.
func (f *forgetful) pass(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", f.address)
	if err != nil {
		return
	}
	defer server.Close()
	var deaf atomic.Bool // for what the server says
	go func() {
		defer server.Close()
		buf := make([]byte, 64<<10)
		for {
			n, err := client.Read(buf)
			if bytes.Contains(buf[:n], []byte("COMMIT\x00")) && f.lose.CompareAndSwap(true, false) {
				deaf.Store(true)
			}
			if _, failed := server.Write(buf[:n]); err != nil || failed != nil {
				return
			}
		}
	}()
	buf := make([]byte, 64<<10)
	for {
		n, err := server.Read(buf)
		if err != nil || deaf.Load() {
			return
		}
		if _, err := client.Write(buf[:n]); err != nil {
			return
		}
	}
}

// TestAnAnswerThatIsLostBehindACommitCostsNothing: what is done again because nobody knows whether it was done is
// done once, and is told to have been.
func TestAnAnswerThatIsLostBehindACommitCostsNothing(t *testing.T) {
	way, port := newForgetful(t, pgtest.Start(t).Port)
	s := openURL(t, fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable", port)).Store
	ctx := t.Context()
	sub := storetest.Submission("ann")
	drain := ops.Command{Action: ops.ActionDrain}
	var heard ops.Heard
	var erased []string
	steps := []struct {
		doing string
		do    func() error
	}{
		{"submit", func() error { return second(s.Submit(ctx, sub)) }},
		{"beat", func() error { return second(s.Beat(ctx, ops.Beat{Instance: "i-1"})) }},
		{"ask", func() error { return s.Ask(ctx, "i-1", drain) }},
		{"beat, and hear", func() (err error) { heard, err = s.Beat(ctx, ops.Beat{Instance: "i-1"}); return err }},
		{"record", func() error { return s.Record(ctx, protocol.AuditRecord{Actor: "eve"}) }},
		{"keep a ticket", func() error { return s.KeepTicket(ctx, "ticket", "for ann", time.Minute) }},
		{"erase", func() error { return s.Erase(ctx, "ann", sub.ID) }},
		{"submit again", func() error { return second(s.Submit(ctx, sub)) }},
		{"erase an owner", func() (err error) { erased, _, err = s.EraseOwner(ctx, "ann", 9); return err }},
	}
	for _, step := range steps {
		way.lose.Store(true)
		if err := step.do(); err != nil {
			t.Errorf("%s: %v", step.doing, err)
		}
		if way.lose.Swap(false) {
			t.Fatalf("%s: no answer was lost", step.doing)
		}
	}
	if !slices.Equal(heard.Commands, []ops.Command{drain}) {
		t.Errorf("the instance hears %v", heard.Commands)
	}
	if !slices.Equal(erased, []string{sub.ID}) {
		t.Errorf("%q is said to be erased", erased)
	}
	if done, err := s.Actions(ctx, 9); err != nil || len(done) != 1 {
		t.Errorf("operators did %v, %v", done, err)
	}
	if note, ok, err := s.TakeTicket(ctx, "ticket"); note != "for ann" || !ok || err != nil {
		t.Errorf("the ticket says %q, %v, %v", note, ok, err)
	}
}

func second[T any](_ T, err error) error { return err }
