package private_test

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/planspark/planspark/e2e/private"
	"github.com/planspark/planspark/store"
	"github.com/planspark/planspark/store/storetest"
)

func TestWhatIsPrivateIsFound(t *testing.T) {
	args := []string{
		"serve", "--openai-api-key", "key-one", "--admin-token=token-one", "--database", "postgres://ann:pass-one@db/x",
		"--openai-base-url", "http://127.0.0.1:45001/v1", "generate", "A shop for puzzles", "--location", "Zanzibar",
	}
	env := []string{"PLANSPARK_JWT_SECRET=secret-one", "OTEL_EXPORTER_OTLP_HEADERS=a=header-one,b=header-two", "GITHUB_TOKEN=not-ours"}
	s := private.For(args, env)
	s.Add("a text", "what a model wrote")
	for line, what := range map[string]string{
		`{"error":"401 for key-one"}`:      "the value of OPENAI-API-KEY",
		`token-one`:                        "the value of ADMIN-TOKEN",
		`dial postgres://ann:pass-one@db`:  "the password in DATABASE",
		`secret-one`:                       "the value of PLANSPARK_JWT_SECRET",
		`header-two`:                       "a value in OTEL_EXPORTER_OTLP_HEADERS",
		`no room for A shop for puzzles`:   "an idea",
		`place Zanzibar is not known`:      "what a user wrote",
		`here: what a model wrote, and`:    "a text",
		`Authorization: Bearer 0123456789`: "a token",
		`token eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJwbGFuc3BhcmsifQ.x is late`:         "a token",
		`GET /v1/ws?ticket=AbCdEfGhIj`:                                            "a ticket",
		`Cookie: planspark_ops=0123456789abc`:                                     "a cookie",
		`peer 127.0.0.1:45678 is slow`:                                            "an address",
		`forwarded for 203.0.113.9`:                                               "an address",
		`read tcp 127.0.0.1:45678->127.0.0.1:45002: reset`:                        "an address",
		`read tcp 127.0.0.1:45678->127.0.0.1:45001: reset`:                        "",
		`Post "http://127.0.0.1:45001/v1/chat": refused`:                          "",
		`{"level":"info","generation":"0193a5c2","took":12}`:                      "",
		`listening on 127.0.0.1:8080, nobody knows not-ours, planspark is a name`: "",
	} {
		if got := s.Line(line); got != what {
			t.Errorf("%s: found %q, want %q", line, got, what)
		}
	}
	log := "fine\nkey-one\nkey-one again\ntoken-one\n"
	if found, err := s.Lines(strings.NewReader(log)); err != nil || len(found) != 2 || !strings.Contains(found[1], "token-one") {
		t.Errorf("of the log it says %q, %v", found, err)
	}
}

// TestALogIsSearchedToItsEnd: what cannot be read was not searched, and that is said.
func TestALogIsSearchedToItsEnd(t *testing.T) {
	log, err := private.NewLog(filepath.Join(t.TempDir(), "serve.log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	p := private.Process{Name: "serve", Env: []string{"PLANSPARK_JWT_SECRET=secret-one"}}
	for _, step := range []struct {
		writes string
		found  bool
	}{{"fine\n" + strings.Repeat("long ", 100_000) + "\n", false}, {"ended with secret-one", true}} {
		if _, err := log.WriteString(step.writes); err != nil {
			t.Fatal(err)
		}
		if err := private.Find(p, log.Name()); (err != nil) != step.found {
			t.Errorf("behind %.20q it says %v", step.writes, err)
		}
	}
	if err := private.Find(p, log.Name()+".gone"); err == nil {
		t.Error("a log that is not there was searched")
	}
}

func TestAGuardSpeaksUp(t *testing.T) {
	var out bytes.Buffer
	var found []string
	w := private.Guard(&out, private.For([]string{"list", "--token", "planted"}, nil), func(what string) { found = append(found, what) })
	for _, part := range []string{"one\ntwo pla", "nted\nthree", "\n"} {
		if _, err := w.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
	}
	if out.String() != "one\ntwo planted\nthree\n" || len(found) != 1 {
		t.Errorf("passed on %q, found %q", out.String(), found)
	}
}

// TestWhatUsersWroteIsRead: without it nothing of theirs is searched for.
func TestWhatUsersWroteIsRead(t *testing.T) {
	url := "sqlite://" + filepath.Join(t.TempDir(), "test.db")
	s, err := store.Open(t.Context(), url, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Submit(t.Context(), storetest.Submission("ann", storetest.Idea("A shop for puzzles"))); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	written, err := storetest.Written(context.Background(), url)
	if err != nil || !slices.Contains(written, "A shop for puzzles") {
		t.Errorf("read %q, %v", written, err)
	}
	if _, err := storetest.Written(context.Background(), "sqlite://"+t.TempDir()+"/none/planspark.db"); err == nil {
		t.Error("nothing was read, and nobody is told")
	}
}
