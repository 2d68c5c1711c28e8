package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/bus/redistest"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store/pgtest"
)

// fleet is several instances on one database and one Redis.
type fleet struct {
	t         *testing.T
	postgres  *pgtest.Server
	redis     *redistest.Server // nil: they have none
	instances []*service
	flags     []string
}

// lease is short, so that tests do not wait long for the dead.
const lease = "1s"

// launch starts n instances; with says whether they share a Redis.
func launch(t *testing.T, n int, with bool, flags ...string) *fleet {
	t.Helper()
	f := &fleet{t: t, postgres: pgtest.Start(t)}
	url := f.postgres.Database(t, "")
	f.flags = append([]string{"--database", url, "--lease", lease, "--drain-timeout", "4s", "--pace", "15000"}, flags...)
	if with {
		f.redis = redistest.Start(t)
		f.flags = append(f.flags, "--redis", f.redis.URL())
	}
	for range n {
		f.instances = append(f.instances, serve(t, binaries.race, t.TempDir(), "", f.flags...))
	}
	return f
}

// move lets a user connect to the instance i and go on where it was.
func (f *fleet) move(u *user, i int, id string) error {
	_ = u.conn.CloseNow()
	u.url = f.instances[i].url
	if err := u.connect(); err != nil {
		return err
	}
	return u.say(map[string]any{"id": "w", "type": "watch", "generation": id, "after": u.cursor.String()})
}

// worker reads until the generation has begun, and returns which instance works on it.
func (f *fleet) worker(u *user) int {
	f.t.Helper()
	name := ""
	for name == "" {
		m, err := u.read()
		must(f.t, err)
		for _, e := range m.Events {
			if e.Kind == protocol.KindStarted {
				name = e.Worker
			}
		}
	}
	for i, s := range f.instances {
		guest := newUser(u.ctx, f.t, s.url)
		must(f.t, guest.connect())
		_ = guest.conn.CloseNow()
		if guest.hello.Instance == name {
			return i
		}
	}
	f.t.Fatalf("no instance is called %s", name)
	return 0
}

func (f *fleet) start(idea string) (u *user, id string) {
	f.t.Helper()
	u = newUser(deadline(f.t), f.t, f.instances[0].url)
	must(f.t, u.connect())
	id, err := u.generate(idea, nil)
	must(f.t, err)
	return u, id
}

// readSections reads until n sections are complete.
func readSections(t testing.TB, u *user, n int) {
	t.Helper()
	for complete(u) < n {
		_, err := u.read()
		must(t, err)
	}
}

// storedIs holds the watched text against the plan that the instance i gives out.
func (f *fleet) storedIs(u *user, i int, id string) {
	f.t.Helper()
	if plan(f.t, f.instances[i].url, u.token, id) != text(u) {
		f.t.Error("the text that was watched is not the stored plan's")
	}
}

func TestAClientWandersBetweenInstances(t *testing.T) {
	f := launch(t, 3, true)
	u, id := f.start(idea)
	moves := 0
	for !u.fold.State().Terminal() {
		held := u.cursor
		for held == u.cursor { // up to the next message that counts
			_, err := u.read()
			must(t, err)
		}
		moves++
		must(t, f.move(u, moves%3, id))
	}
	u.terminals = 1
	must(t, u.prove())
	f.storedIs(u, 2, id)
	if moves < 10 || u.early > 0 {
		t.Errorf("%d moves and %d snapshots; want many and none", moves, u.early)
	}
}

func TestAKilledInstanceIsReplaced(t *testing.T) {
	f := launch(t, 3, true)
	u, id := f.start(idea)
	worker := f.worker(u)
	must(t, f.move(u, (worker+1)%3, id)) // a watcher on another instance hears of it only by the successor
	readSections(t, u, 3)
	before := sections(u)
	f.instances[worker].kill()
	must(t, u.finish())
	if s := u.fold.Snapshot(); s.State != protocol.StateCompleted || s.Attempt != 2 {
		t.Errorf("ended %s in attempt %d, want completed in attempt 2", s.State, s.Attempt)
	}
	for slug, text := range before {
		if sections(u)[slug] != text {
			t.Errorf("the finished section %s was written again", slug)
		}
	}
	f.storedIs(u, (worker+1)%3, id)
}

func TestAPausedInstanceWritesNothingWhenItWakes(t *testing.T) {
	f := launch(t, 2, true)
	u, id := f.start(idea)
	worker := f.worker(u)
	must(t, f.move(u, worker, id))
	readSections(t, u, 2)
	other := &user{t: t, ctx: u.ctx, token: u.token, conn: u.conn, fold: protocol.NewFold(protocol.Snapshot{})}
	paused := f.instances[worker].cmd.Process
	must(t, paused.Signal(syscall.SIGSTOP))
	other.url = f.instances[1-worker].url
	must(t, other.connect())
	must(t, other.say(map[string]any{"id": "w", "type": "watch", "generation": id}))
	for other.fold.Snapshot().Attempt < 2 || complete(other) < 4 {
		_, err := other.read()
		must(t, err)
	}
	must(t, paused.Signal(syscall.SIGCONT))
	must(t, u.finish()) // over the connection that slept with it
	must(t, other.finish())
	if text(u) != text(other) {
		t.Error("who watched at the paused instance has another text")
	}
	f.storedIs(other, 1-worker, id)
}

func TestRedisComesAndGoes(t *testing.T) {
	for name, fault := range map[string]func(*testing.T, *redistest.Server){
		"killed and back": func(t *testing.T, s *redistest.Server) { s.Stop(t); s.Resume(t) },
		"flushed":         func(t *testing.T, s *redistest.Server) { s.Do(t, "FLUSHALL") },
		"read-only":       func(t *testing.T, s *redistest.Server) { s.Do(t, "REPLICAOF", "127.0.0.1", "1") },
		"gone for good":   func(t *testing.T, s *redistest.Server) { s.Stop(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := launch(t, 2, true)
			u, id := f.start(idea)
			worker := f.worker(u)
			must(t, f.move(u, 1-worker, id))
			here := &user{t: t, ctx: u.ctx, url: f.instances[worker].url, token: u.token, fold: protocol.NewFold(protocol.Snapshot{})}
			must(t, here.connect())
			must(t, here.say(map[string]any{"id": "w", "type": "watch", "generation": id}))
			readSections(t, u, 2)
			fault(t, f.redis)
			must(t, u.finish())
			must(t, here.finish())
			if got := u.fold.Snapshot(); got.State != protocol.StateCompleted || got.Attempt != 1 {
				t.Errorf("ended %s in attempt %d, want completed in attempt 1", got.State, got.Attempt)
			}
			f.storedIs(u, 1-worker, id)
			again, _ := f.start("A second-hand bookshop with a reading room in Ghent")
			must(t, again.finish())
		})
	}
}

func TestPostgresComesAndGoes(t *testing.T) {
	f := launch(t, 2, true)
	u, id := f.start(idea)
	readSections(t, u, 2)
	f.postgres.Stop(t)
	resp := submit(t, f.instances[0].url, u.token, "A florist in Utrecht that delivers by bicycle")
	if resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" {
		t.Errorf("without a database a submission is %d with Retry-After %q, want 503 with a time", resp.StatusCode, resp.Header.Get("Retry-After"))
	}
	must(t, u.say(map[string]any{"id": "p", "type": "ping"}))
	for {
		m, err := u.read()
		must(t, err)
		if m.Type == protocol.TypePong {
			break
		}
	}
	f.postgres.Resume(t)
	must(t, u.finish())
	f.storedIs(u, 1, id)
}

// TestAnInstanceOfManyKeepsNothingOnItsDisk gives it a data folder that cannot be made.
func TestAnInstanceOfManyKeepsNothingOnItsDisk(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	s := serve(t, binaries.race, filepath.Join(file, "data"), "", "--database", pgtest.Start(t).Database(t, ""))
	u := newUser(deadline(t), t, s.url)
	must(t, u.connect())
	_, err := u.generate(idea, nil)
	must(t, err)
	must(t, u.finish())
}

func TestInstancesWithoutRedisFollowThroughTheDatabase(t *testing.T) {
	f := launch(t, 2, false)
	u, id := f.start(idea)
	worker := f.worker(u)
	must(t, f.move(u, 1-worker, id))
	must(t, u.finish())
	f.storedIs(u, 1-worker, id)
}

func TestEndingWhatAnotherInstanceRuns(t *testing.T) {
	f := launch(t, 2, true)
	for _, way := range []string{"cancel", "erase"} {
		t.Run(way, func(t *testing.T) {
			u, id := f.start("A bicycle repair shop in Copenhagen, to " + way)
			worker := f.worker(u)
			readSections(t, u, 1)
			method, path := http.MethodPost, "/v1/generations/"+id+"/cancel"
			if way == "erase" {
				method, path = http.MethodDelete, "/v1/generations/"+id
			}
			resp := request(t, method, f.instances[1-worker].url+path, u.token, "{}")
			if resp.StatusCode >= 300 {
				t.Fatalf("status %d", resp.StatusCode)
			}
			err := u.finish()
			if p, gone := protocol.ProblemOf(err); err != nil && !(way == "erase" && gone && p.Code == protocol.CodeNotFound) {
				t.Fatal(err)
			}
			if state := u.fold.State(); way == "cancel" && state != protocol.StateCancelled {
				t.Errorf("ended %s", state)
			}
		})
	}
}

func TestLimitsHoldOverInstances(t *testing.T) {
	f := launch(t, 3, true, "--user-rate", "12/min")
	u := newUser(deadline(t), t, f.instances[0].url)
	var mu sync.Mutex
	codes := map[int]int{}
	var all sync.WaitGroup
	for i := range 18 {
		all.Go(func() {
			resp := submit(t, f.instances[i%3].url, u.token, fmt.Sprintf("A bakery with sourdough bread, number %d", i))
			var p struct{ Code string }
			_ = json.NewDecoder(resp.Body).Decode(&p)
			mu.Lock()
			defer mu.Unlock()
			codes[resp.StatusCode]++
			if resp.StatusCode == http.StatusTooManyRequests && p.Code != string(protocol.CodeTooManyActive) && p.Code != string(protocol.CodeRateLimited) {
				t.Errorf("refused as %s", p.Code)
			}
			if p.Code == string(protocol.CodeRateLimited) {
				codes[0]++
			}
		})
	}
	all.Wait()
	if codes[http.StatusAccepted] != 2 || codes[0] != 6 {
		t.Errorf("accepted %d and slowed down %d of 18, want 2 and 6", codes[http.StatusAccepted], codes[0])
	}
}

func TestATicketAdmitsOnceOverInstances(t *testing.T) {
	f := launch(t, 2, true)
	u := newUser(deadline(t), t, f.instances[0].url)
	resp := request(t, http.MethodPost, f.instances[0].url+"/v1/tickets", u.token, "{}")
	var issued struct{ Ticket string }
	must(t, json.NewDecoder(resp.Body).Decode(&issued))
	dial := func(i int) string {
		conn, _, err := websocket.Dial(u.ctx, "ws"+strings.TrimPrefix(f.instances[i].url, "http")+"/v1/ws?ticket="+issued.Ticket, nil)
		must(t, err)
		defer conn.CloseNow()
		_, raw, err := conn.Read(u.ctx)
		must(t, err)
		var m struct{ Type, User string }
		must(t, json.Unmarshal(raw, &m))
		return m.Type + " " + m.User
	}
	me := request(t, http.MethodGet, f.instances[1].url+"/v1/session", u.token, "")
	var who struct{ User string }
	must(t, json.NewDecoder(me.Body).Decode(&who))
	if got := dial(1); got != "hello "+who.User {
		t.Errorf("the ticket admits as %q, want %q", got, who.User)
	}
	if got := dial(0); got != "error " {
		t.Errorf("the ticket admits a second time: %q", got)
	}
}

func submit(t testing.TB, url, token, idea string) *http.Response {
	t.Helper()
	body, err := json.Marshal(map[string]string{"idea": idea})
	must(t, err)
	return request(t, http.MethodPost, url+"/v1/generations", token, string(body))
}

// request returns an answer whose body was read to its end.
func request(t testing.TB, method, url, token, body string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(deadline(t), method, url, strings.NewReader(body))
	must(t, err)
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(r)
	must(t, err)
	defer resp.Body.Close()
	all, err := io.ReadAll(resp.Body)
	must(t, err)
	resp.Body = io.NopCloser(bytes.NewReader(all))
	return resp
}
