package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/server"
)

// ownFile is what the tests look at in an export of everything.
type ownFile struct {
	User    string
	Account generation.Account
	// Generations are decoded by hand: cursors and times are not what matters here.
	Generations []struct {
		ID        string
		State     protocol.State
		Request   protocol.Request
		Sections  []protocol.Section
		Plan      *planOf
		Revisions []struct {
			Revision int
			Changes  []protocol.Change
			Plan     planOf
		}
	}
}

// takeOut exports everything that is a user's.
func (w *world) takeOut(u user) (f ownFile, raw string) {
	w.t.Helper()
	a := w.as(u, "GET", "/v1/me/export", "")
	if a.status != 200 || !strings.HasPrefix(a.header.Get("Content-Type"), "application/json") ||
		!strings.Contains(a.header.Get("Content-Disposition"), "attachment") || a.header.Get("Cache-Control") != "no-store" {
		w.t.Fatalf("export: %d %v", a.status, a.header)
	}
	a.into(w.t, &f)
	return f, string(a.body)
}

func TestExportIsEverythingOfTheCallerAndNothingOfOthers(t *testing.T) {
	w := startReal(t, real{slots: 2}, nil)
	ann, eve := w.guest(), w.guest()
	first := w.made(ann, "A lighthouse of marzipan")
	if a := w.as(ann, "POST", first+"/revisions", `{"assumptions":{"price":999}}`); a.status != 201 {
		t.Fatalf("revise: %d %s", a.status, a.body)
	}
	second := w.made(ann, "A school for kites")
	w.made(eve, "A submarine of glass")

	f, raw := w.takeOut(ann)
	if f.User != ann.id || len(f.Generations) != 2 || len(f.Account.Usage) != 1 || f.Account.Usage[0].Accepted != 2 {
		t.Fatalf("the file has %d generations of %s, account %+v", len(f.Generations), f.User, f.Account)
	}
	newest, oldest := f.Generations[0], f.Generations[1]
	if !strings.HasSuffix(second, newest.ID) || newest.Request.Idea != "A school for kites" || newest.Plan == nil || len(newest.Plan.Sections) < 10 {
		t.Errorf("the newest is %s: %q with plan %v", newest.ID, newest.Request.Idea, newest.Plan != nil)
	}
	if !strings.HasSuffix(first, oldest.ID) || len(oldest.Revisions) != 1 || oldest.Revisions[0].Revision != 2 ||
		len(oldest.Revisions[0].Changes) == 0 || len(oldest.Revisions[0].Plan.Sections) != len(oldest.Plan.Sections) {
		t.Errorf("the oldest is %s with revisions %+v", oldest.ID, oldest.Revisions)
	}
	if oldest.Plan != nil && (len(oldest.Plan.Sections[3].Markdown) < 50 || oldest.Sections[3].Text != "") {
		t.Error("the text is not there exactly once")
	}
	if strings.Contains(raw, "submarine") || strings.Contains(raw, eve.id) {
		t.Error("somebody else's plan is in the file")
	}
	if a := w.do("GET", "/v1/me/export", ""); a.status != 401 {
		t.Errorf("without a session: %d", a.status)
	}
}

func TestExportGoesThroughListsOfAnyLength(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	want := map[string]bool{}
	for range 250 {
		want[w.fake.add(u.id)] = true
	}
	f, _ := w.takeOut(u)
	for _, g := range f.Generations {
		if !want[g.ID] {
			t.Errorf("%s is in the file twice, or without being there", g.ID)
		}
		delete(want, g.ID)
	}
	if len(want) > 0 {
		t.Errorf("%d generations are missing", len(want))
	}
	if f, _ := w.takeOut(w.guest()); f.Generations == nil || len(f.Generations) != 0 {
		t.Errorf("of somebody new: %v", f.Generations)
	}
}

// failing is a fake whose database goes away, or worse, at one generation.
type failing struct {
	server.Accounts
	at atomic.Pointer[string]
	n  atomic.Int64
}

func (f *failing) Belonging(ctx context.Context, owner, id string) (generation.Belonging, error) {
	if at := f.at.Load(); at == nil || id != *at {
		return f.Accounts.Belonging(ctx, owner, id)
	}
	if f.n.Add(1)%2 == 0 {
		panic("a plan that nobody thought of")
	}
	return generation.Belonging{}, errors.New("the database is gone")
}

// TestHalfAnExportIsNotTakenForAll: when it fails in the middle, the client sees it, and its place is free
// for the next.
func TestHalfAnExportIsNotTakenForAll(t *testing.T) {
	var service failing
	w := start(t, func(o *options) {
		service.Accounts, o.deps.Accounts = o.deps.Accounts, &service
	})
	u := w.guest()
	for i := range 60 {
		if id := w.fake.add(u.id); i == 30 {
			service.at.Store(&id)
		}
	}
	for range 70 { // more than there are places
		r, err := http.NewRequestWithContext(t.Context(), "GET", w.url+"/v1/me/export", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", u.bearer())
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close() // it has failed, or should have
		if err == nil || json.Valid(got) || strings.Count(string(got), `"attempt"`) != 29 {
			t.Fatalf("half a file has %d bytes, error %v", len(got), err)
		}
	}
	if log := w.log.String(); strings.Contains(log, "thought of") {
		t.Errorf("the text of a panic is logged: %s", log)
	}
	service.at.Store(nil)
	if f, _ := w.takeOut(u); len(f.Generations) != 60 {
		t.Errorf("with the database back there are %d", len(f.Generations))
	}
}

func TestErasingOneselfLeavesNothingAndTellsWatchers(t *testing.T) {
	w := startReal(t, real{slots: 2, pace: 400}, nil)
	ann, eve := w.guest(), w.guest()
	running := w.submitAs(ann, "A lighthouse of marzipan")
	others := w.submitAs(eve, "A submarine of glass")
	p := w.dial("Authorization", ann.bearer())
	p.say(`{"type":"watch","generation":"` + running + `"}`)
	p.want(protocol.TypeReply)
	r := newReader(t, running)
	r.take(p.want(protocol.TypeSnapshot))

	if a := w.do("DELETE", "/v1/me", "", "Cookie", "planspark="+ann.token, "Origin", "https://evil.example"); a.status != 403 {
		t.Fatalf("a foreign page: %d", a.status)
	}
	a := w.do("DELETE", "/v1/me", "", "Cookie", "planspark="+ann.token, "Origin", w.url, "Content-Type", "application/json")
	if a.status != 204 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if c := sessionCookie(a); c == nil || c.Value != "" || c.Expires.Year() > 1970 {
		t.Errorf("the browser keeps its session: %v", a.header)
	}
	// A watcher that is quick sees the cancellation, one that is not, that there is nothing any more.
	var gone *protocol.Problem
	for r.end == nil && gone == nil {
		m, err := p.tryRead()
		if err != nil {
			t.Fatalf("the watch had no end: %v", err)
		}
		r.take(m)
		gone = m.Problem
	}
	if r.end != nil && (r.end.Kind != protocol.KindCancelled || r.end.By != protocol.ByOwner) || gone != nil && gone.Code != protocol.CodeNotFound {
		t.Errorf("the watch ended with %+v, %v", r.end, gone)
	}
	if f, raw := w.takeOut(ann); len(f.Generations) != 0 || strings.Contains(raw, "marzipan") || f.Account.Usage[0].Accepted != 1 {
		t.Errorf("there is left: %s", raw)
	}
	if a := w.as(ann, "GET", "/v1/generations/"+running+"/draft", ""); a.status != 404 {
		t.Errorf("its draft: %d", a.status)
	}
	if a := w.as(eve, "GET", "/v1/generations/"+others, ""); a.status != 200 {
		t.Errorf("somebody else's: %d", a.status)
	}
	if a := w.as(ann, "DELETE", "/v1/me", ""); a.status != 204 {
		t.Errorf("erased again: %d", a.status)
	}
}
