package e2e

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

const idea = "A neighbourhood cafe in Lisbon with home-made cakes"

// slowly is a pace at which a plan takes a few seconds.
const slowly = "5000"

func TestEveryCutEndsWithTheSameText(t *testing.T) {
	t.Parallel()
	s := serve(t, binaries.race, t.TempDir(), "", "--pace", slowly)
	u := newUser(deadline(t), t, s.url)
	must(t, u.connect())
	id, err := u.generate(idea, nil)
	must(t, err)
	cuts := 0
	for !u.fold.State().Terminal() {
		held := u.cursor
		for held == u.cursor { // up to the next message that counts
			_, err := u.read()
			must(t, err)
		}
		must(t, u.conn.CloseNow())
		cuts++
		must(t, u.connect())
		must(t, u.say(map[string]any{"id": "w", "type": "watch", "generation": id, "after": u.cursor.String()}))
	}
	if u.terminals > 1 {
		t.Errorf("the end came %d times", u.terminals)
	}
	u.terminals = 1
	must(t, u.prove())
	if cuts < 10 {
		t.Errorf("only %d cuts: the test proves little", cuts)
	}
	if u.early != 0 {
		t.Errorf("%d snapshots were sent, before the end, to a client that was never far behind", u.early)
	}
	if stored := plan(t, s.url, u.token, id); stored != text(u) {
		t.Error("the text that was watched is not the stored plan's")
	}
	t.Logf("%d cuts", cuts)
}

// text is the watched plan's Markdown, section behind section.
func text(u *user) string {
	var b strings.Builder
	for _, s := range u.fold.Snapshot().Sections {
		b.WriteString(s.Text)
	}
	return b.String()
}

// plan is the stored plan's Markdown, section behind section.
func plan(t *testing.T, url, token, id string) string {
	t.Helper()
	c, err := client.New(client.Config{Server: url, Token: token})
	must(t, err)
	defer c.CloseIdle()
	body, err := c.Plan(deadline(t), id, "json")
	must(t, err)
	defer body.Close()
	var p struct {
		Sections []struct{ Markdown string }
	}
	must(t, json.NewDecoder(body).Decode(&p))
	var b strings.Builder
	for _, s := range p.Sections {
		b.WriteString(s.Markdown)
	}
	return b.String()
}

func TestAKilledServerGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	flags := []string{"--pace", slowly, "--lease", "1s"}
	s := serve(t, binaries.race, t.TempDir(), "", flags...)
	u := newUser(deadline(t), t, s.url)
	must(t, u.connect())
	id, err := u.generate(idea, nil)
	must(t, err)
	for complete(u) < 3 {
		_, err := u.read()
		must(t, err)
	}
	s.kill()
	for err == nil {
		_, err = u.read()
	}
	before := sections(u)
	s = s.again(binaries.race, flags...)
	must(t, u.connect())
	if a := u.hello.Active; len(a) != 1 || a[0].ID != id {
		t.Fatalf("hello after the restart names %+v as active, want the generation", a)
	}
	must(t, u.say(map[string]any{"id": "w", "type": "watch", "generation": id, "after": u.cursor.String()}))
	must(t, u.finish())
	if got := u.fold.Snapshot(); got.State != protocol.StateCompleted || got.Attempt != 2 {
		t.Errorf("ended %s in attempt %d, want completed in attempt 2", got.State, got.Attempt)
	}
	after := sections(u)
	for slug, text := range before {
		if after[slug] != text {
			t.Errorf("the finished section %s was written again", slug)
		}
	}
	if plan(t, s.url, u.token, id) != text(u) {
		t.Error("the text that was watched is not the stored plan's")
	}
}

// sections are the complete ones by slug.
func sections(u *user) map[string]string {
	out := map[string]string{}
	for _, s := range u.fold.Snapshot().Sections {
		if s.Complete {
			out[s.Section] = s.Text
		}
	}
	return out
}

func complete(u *user) int { return len(sections(u)) }

func TestADrainedServerHandsItsWorkOver(t *testing.T) {
	t.Parallel()
	flags := []string{"--pace", slowly, "--drain-timeout", "4s"}
	s := serve(t, binaries.race, t.TempDir(), "", flags...)
	u := newUser(deadline(t), t, s.url)
	must(t, u.connect())
	id, err := u.generate(idea, nil)
	must(t, err)
	for complete(u) < 2 {
		_, err := u.read()
		must(t, err)
	}
	ended := make(chan int, 1)
	go func() { ended <- s.terminate() }()
	asked := false
	for err == nil {
		var m message
		m, err = u.read()
		asked = asked || m.Type == protocol.TypeGoaway
		if asked {
			break
		}
	}
	if !asked {
		t.Fatalf("the session ended without a goaway: %v", err)
	}
	must(t, u.conn.CloseNow())
	if code := <-ended; code != 0 {
		t.Fatalf("exit code %d\n%s", code, s.stderr)
	}
	s.again(binaries.race, flags...)
	must(t, u.connect())
	must(t, u.say(map[string]any{"id": "w", "type": "watch", "generation": id, "after": u.cursor.String()}))
	must(t, u.finish())
	if got := u.fold.Snapshot().State; got != protocol.StateCompleted {
		t.Errorf("ended %s", got)
	}
}

func TestASecondProcessOnTheSameFileRefusesToStart(t *testing.T) {
	s := serve(t, binaries.race, t.TempDir(), "")
	second, out := command(t, binaries.race, "serve", "--listen", freeAddress(t), "--data-dir", s.dir)
	err := second.Run()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() == 0 || !strings.Contains(out.String(), "planspark.db") {
		t.Errorf("got %v\n%s\nwant a refusal that names the file", err, out)
	}
	if resp, err := http.Get(s.url + "/readyz"); err != nil || resp.StatusCode != http.StatusOK {
		t.Errorf("the first process is not ready any more: %v", err)
	}
}

func TestWhatUsersWriteIsNeverLogged(t *testing.T) {
	const planted = "Zanzibar-Quokka-4711"
	s := serve(t, binaries.race, t.TempDir(), "", "--log-level", "debug", "--log-format", "json", "--drain-timeout", "2s")
	u := newUser(deadline(t), t, s.url)
	must(t, u.connect())
	id, err := u.generate("A shop for "+planted+" puzzles and games", map[string]any{"location": planted, "personalization": planted})
	must(t, err)
	must(t, u.finish())
	for _, request := range []string{"/v1/generations/" + id, "/v1/generations/" + planted, "/v1/generations/" + id + "/events?after=" + planted, "/" + planted} {
		r, err := http.NewRequestWithContext(u.ctx, http.MethodGet, s.url+request, nil)
		must(t, err)
		r.Header.Set("Authorization", "Bearer "+u.token)
		resp, err := http.DefaultClient.Do(r)
		must(t, err)
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	resp, err := http.Post(s.url+"/v1/generations", "application/json", strings.NewReader(`{"idea":"`+planted))
	must(t, err)
	resp.Body.Close()
	must(t, u.say(map[string]any{"id": "x", "type": "generate", "request": map[string]any{"idea": planted, planted: planted}}))
	if _, err := u.read(); err == nil {
		t.Error("an unknown field was accepted")
	}
	s.terminate()
	log := s.stderr.String()
	if !strings.Contains(log, id) {
		t.Fatalf("the log does not even name the generation: the test proves nothing\n%s", log)
	}
	for name, secret := range map[string]string{"idea": planted, "token": u.token, "address": "127.0.0.1:"} {
		for line := range strings.Lines(log) {
			if strings.Contains(line, secret) && !(name == "address" && strings.Contains(line, "ready")) {
				t.Errorf("the %s is in the log: %.300s", name, line)
			}
		}
	}
}

// TestATailThatOutlivesItsReaders watches from the phone what was begun on the laptop, long after.
func TestAnotherDeviceSeesAllOfIt(t *testing.T) {
	t.Parallel()
	s := serve(t, binaries.race, t.TempDir(), "", "--pace", slowly)
	laptop := newUser(deadline(t), t, s.url)
	must(t, laptop.connect())
	id, err := laptop.generate(idea, nil)
	must(t, err)
	for complete(laptop) < 1 {
		_, err := laptop.read()
		must(t, err)
	}
	must(t, laptop.conn.CloseNow()) // the lid is closed
	phone := &user{t: t, ctx: laptop.ctx, url: laptop.url, token: laptop.token, fold: protocol.NewFold(protocol.Snapshot{})}
	must(t, phone.connect())
	if a := phone.hello.Active; len(a) != 1 || a[0].ID != id || a[0].State != protocol.StateRunning {
		t.Fatalf("hello on the phone names %+v", a)
	}
	must(t, phone.say(map[string]any{"id": "w", "type": "watch", "generation": id}))
	must(t, phone.finish())
	late := &user{t: t, ctx: laptop.ctx, url: laptop.url, token: laptop.token, fold: protocol.NewFold(protocol.Snapshot{})}
	must(t, late.connect())
	must(t, late.say(map[string]any{"id": "w", "type": "watch", "generation": id, "after": laptop.cursor.String()}))
	late.cursor = laptop.cursor
	must(t, late.finish())
	if text(late) != text(phone) || text(late) != plan(t, s.url, laptop.token, id) {
		t.Error("the devices do not show the same text")
	}
}
