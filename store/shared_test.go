package store_test

import (
	"context"
	"database/sql"
	"strings"
	"sync"
	"testing"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store"
	"github.com/planspark/planspark/store/pgtest"
	"github.com/planspark/planspark/store/storetest"
)

// TestPostgresComesAndGoes: while it is away everything says so, with a time to come back; what was
// accepted before is there when it returns, and the same store goes on.
func TestPostgresComesAndGoes(t *testing.T) {
	server := pgtest.Start(t)
	s := openURL(t, server.Database(t, ""))
	kept, err := s.Submit(t.Context(), storetest.Submission("ann"))
	if err != nil {
		t.Fatal(err)
	}
	server.Stop(t)
	_, err = s.Submit(t.Context(), storetest.Submission("bob"))
	if p, ok := protocol.ProblemOf(err); !ok || p.Code != protocol.CodeUnavailable || p.RetryAfterMS <= 0 {
		t.Errorf("submitting is %v, want unavailable with a time", err)
	}
	_, err = s.Load(t.Context(), "ann", kept.Record.ID)
	if p, ok := protocol.ProblemOf(err); !ok || p.Code != protocol.CodeUnavailable {
		t.Errorf("loading is %v, want unavailable", err)
	}
	if s.Ready(t.Context()) == nil {
		t.Error("ready without a database")
	}
	server.Resume(t)
	if err := s.Ready(t.Context()); err != nil {
		t.Errorf("not ready with the database back: %v", err)
	}
	if _, err := s.Load(t.Context(), "ann", kept.Record.ID); err != nil {
		t.Errorf("what was accepted is gone: %v", err)
	}
}

// TestARestartBehindTheStoreIsNotNoticed: connections that died while nobody used them cost a retry only.
func TestARestartBehindTheStoreIsNotNoticed(t *testing.T) {
	server := pgtest.Start(t)
	s := openURL(t, server.Database(t, ""))
	var all sync.WaitGroup
	for range 20 { // so that every connection is open
		all.Go(func() {
			if _, err := s.Submit(t.Context(), storetest.Submission(storetest.NewID())); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	server.Stop(t)
	server.Resume(t)
	for range 20 {
		all.Go(func() {
			if _, err := s.Submit(t.Context(), storetest.Submission(storetest.NewID())); err != nil {
				t.Errorf("behind a restart: %v", err)
			}
		})
	}
	all.Wait()
}

// TestWhatPostgresRefusesIsSaid: a database that cannot be used is refused at start, in words that say
// what to change, and without the password.
func TestWhatPostgresRefusesIsSaid(t *testing.T) {
	server := pgtest.Start(t, "max_connections=12", "superuser_reserved_connections=0")
	secret := "planted-password"
	with := func(url string) string {
		return strings.Replace(url, "postgres:///", "postgres://:"+secret+"@/", 1)
	}
	tests := []struct {
		name, url string
		want      []string
	}{
		{"no such database", with(server.URL("nowhere")), []string{"nowhere", "create the database"}},
		{"no such user", with(strings.Replace(server.URL("postgres"), "user=postgres", "user=nobody", 1)), []string{"check user and password"}},
		{"not a URL", "postgres://postgres:" + secret + "@host:port/x", []string{"postgres://USER:PASSWORD@HOST"}},
		{"no connections left", with(server.URL("postgres")), []string{"max_connections", "--database-connections"}}, // the last: it takes them
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.name == "no connections left" {
				occupy(t, server.URL("postgres"), 12)
			}
			s, err := store.Open(t.Context(), test.url, store.Options{})
			if err == nil {
				t.Fatal("it opened", s.Close())
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
			if strings.Contains(err.Error(), secret) {
				t.Errorf("the error tells the password: %v", err)
			}
		})
	}
}

// occupy takes connections until the test ends.
func occupy(t *testing.T, url string, n int) {
	t.Helper()
	db, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for range n {
		if _, err := db.Conn(t.Context()); err != nil {
			return // all are taken
		}
	}
}

// TestInstancesThatStartAtOnceMigrateOnce: all of them open, on one schema and with one secret.
func TestInstancesThatStartAtOnceMigrateOnce(t *testing.T) {
	url := pgtest.Start(t).Database(t, "")
	secrets := make([]string, 4)
	var all sync.WaitGroup
	for i := range secrets {
		all.Go(func() {
			s, err := store.Open(context.WithoutCancel(t.Context()), url, store.Options{})
			if err != nil {
				t.Errorf("instance %d: %v", i, err)
				return
			}
			defer s.Close()
			if secrets[i], err = s.Secret(t.Context(), "session", strings.Repeat(string(rune('a'+i)), 8)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, secret := range secrets {
		if secret == "" || secret != secrets[0] {
			t.Fatalf("the instances hold %q", secrets)
		}
	}
}
