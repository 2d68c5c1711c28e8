package server_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

// fakeTickets is a store of tickets, by the clock of the test.
type fakeTickets struct {
	now func() time.Time

	mu   sync.Mutex
	kept map[string]fakeTicket
}

type fakeTicket struct {
	note    string
	expires time.Time
}

func (f *fakeTickets) KeepTicket(_ context.Context, name, note string, life time.Duration) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kept == nil {
		f.kept = map[string]fakeTicket{}
	}
	f.kept[name] = fakeTicket{note: note, expires: f.now().Add(life)}
	return nil
}

func (f *fakeTickets) TakeTicket(_ context.Context, name string) (string, bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	t, ok := f.kept[name]
	delete(f.kept, name)
	return t.note, ok && f.now().Before(t.expires), nil
}

func testTheStoreOfTicketsAdmitsNobody(t *testing.T) {
	tickets := &fakeTickets{}
	w := start(t, func(o *options) { o.deps.Tickets = tickets })
	var v struct{ Ticket string }
	w.as(w.guest(), "POST", "/v1/tickets", "").into(t, &v)
	tickets.mu.Lock()
	defer tickets.mu.Unlock()
	for name, kept := range tickets.kept {
		if v.Ticket == "" || strings.Contains(name+kept.note, v.Ticket) {
			t.Errorf("the store can read the ticket %q", v.Ticket)
		}
	}
}

func TestTicketsHaveARate(t *testing.T) {
	at := time.Now() // it stands: on a busy machine some would be free again
	w := start(t, func(o *options) { o.deps.Now = func() time.Time { return at } })
	u := w.guest()
	for range 120 {
		if a := w.as(u, "POST", "/v1/tickets", ""); a.status != 201 {
			t.Fatalf("status %d before the limit", a.status)
		}
	}
	a := w.as(u, "POST", "/v1/tickets", "")
	if a.problem(t).Code != protocol.CodeRateLimited || a.header.Get("Retry-After") == "" {
		t.Errorf("status %d behind the limit, Retry-After %q", a.status, a.header.Get("Retry-After"))
	}
}
