package server_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/server"
	"github.com/planspark/planspark/store"
)

// planner is loaded once.
var planner = sync.OnceValues(generation.NewPlanner)

// real is the whole service of one process behind the server: SQLite, hub, pool and offline planner.
type real struct {
	slots int
	pace  int // characters a second; 0 is off

	observe func(doing, outcome string, took time.Duration) // of the store; nil is nobody
	log     zerolog.Logger                                  // of all but the edge; the zero value is silent
	watched bool                                            // by metrics and operations, as in production
}

// startReal serves the real thing until the test ends.
func startReal(t testing.TB, r real, change func(*options)) *world {
	t.Helper()
	p, err := planner()
	if err != nil {
		t.Fatal(err)
	}
	log := r.log
	var monitor *ops.Monitor
	if r.watched {
		r.observe = func(doing, outcome string, took time.Duration) {
			if monitor != nil {
				monitor.Metrics().Database(doing, outcome, took)
			}
		}
	}
	db, err := store.Open(context.Background(), "sqlite://"+filepath.Join(t.TempDir(), "planspark.db"), store.Options{Logger: log, Observe: r.observe})
	if err != nil {
		t.Fatal(err)
	}
	var observer generation.Observer // nil is nobody
	if r.watched {
		monitor = ops.NewMonitor(ops.MonitorConfig{Instance: "test-1", Database: "sqlite", Live: func() ops.Live { return ops.Live{} }, Log: log}, db, db)
		observer = monitor
	}
	h := hub.New(hub.NewMemoryLog(), db, hub.Options{Logger: log})
	estimate := &generation.Estimator{}
	pool := generation.NewPool(generation.PoolConfig{
		Worker: "worker-1", Slots: r.slots, ExpressSlots: 1, Lease: 10 * time.Second, Timeout: time.Minute,
		Drain: time.Second, Pace: r.pace, Observer: observer, Logger: log,
	}, db, h, p, estimate.Observe)
	limits := generation.Limits{MaxActive: 2, MaxPerAddress: 100, Daily: 1000, Queue: 1000, CacheTTL: time.Hour}
	told := protocol.Limits{
		MaxActive: limits.MaxActive, DailyLimit: limits.Daily, UserRate: 1000, IPRate: 1000,
		MaxWatches: protocol.MaxWatches, MaxMessage: protocol.MaxClientMessage,
	}
	plans, err := generation.NewPlans(db, p, log)
	if err != nil {
		t.Fatal(err)
	}
	service := generation.NewService(generation.ServiceConfig{Limits: limits, Observer: observer, Logger: log}, db, h, pool, p, plans, estimate)
	ctx, cancel := context.WithCancel(context.Background())
	var parts sync.WaitGroup
	running := []func(context.Context) error{h.Run, service.Run, pool.Run}
	if monitor != nil {
		running = append(running, monitor.Run)
	}
	for _, run := range running {
		parts.Go(func() {
			if err := run(ctx); err != nil && ctx.Err() == nil {
				t.Errorf("a part of the service stopped: %v", err)
			}
		})
	}
	t.Cleanup(func() {
		cancel()
		parts.Wait()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return start(t, func(o *options) {
		o.deps.Generations, o.deps.Accounts, o.deps.Plans, o.deps.Catalog, o.deps.Watcher = service, service, plans, p, server.HubWatcher(h)
		o.deps.Ready = db.Ready
		o.cfg.Limits = told
		if monitor != nil {
			o.deps.Observer, o.deps.Metrics, o.deps.Operations = monitor.Metrics(), monitor.Metrics(), server.MonitorOperations(monitor)
		}
		if change != nil {
			change(o)
		}
	})
}

// reader folds what a client sees, and checks the chain.
type reader struct {
	t    testing.TB
	fold *protocol.Fold
	held protocol.Cursor
	end  *protocol.Event
}

func newReader(t testing.TB, id string) *reader {
	return &reader{t: t, fold: protocol.NewFold(protocol.Snapshot{ID: id, State: protocol.StateQueued})}
}

// take reads one message; whoever sees a break in the chain has lost something.
func (r *reader) take(m message) {
	switch m.Type {
	case protocol.TypeSnapshot:
		r.fold, r.held = protocol.NewFold(*m.Snapshot), m.Cursor
	case protocol.TypeEvents:
		if m.After != r.held {
			r.t.Fatalf("chain broken: held %s, got after %s", r.held, m.After)
		}
		for _, e := range m.Events {
			r.fold.Apply(m.Cursor, e)
			if e.Kind.Terminal() {
				r.end = &e
			}
		}
		r.held = m.Cursor
	}
}

func (r *reader) done() bool { return r.fold.State().Terminal() }

// proven checks the text against the checksum that the server gave, and returns it.
func (r *reader) proven() string {
	s := r.fold.Snapshot()
	chars, sha := protocol.Checksum(s.Sections)
	if s.SHA256 != sha || s.Chars == nil || *s.Chars != chars {
		r.t.Fatalf("the text does not match its proof: %d %s, %v %s", chars, sha, s.Chars, s.SHA256)
	}
	return sha
}

func (w *world) submitAs(u user, idea string) string {
	w.t.Helper()
	a := w.as(u, "POST", "/v1/generations", fmt.Sprintf(`{"idea":%q}`, idea))
	var s struct{ ID string }
	a.into(w.t, &s)
	if a.status != 202 {
		w.t.Fatalf("%d %s", a.status, a.body)
	}
	return s.ID
}

// Whatever the transport, and wherever the connection is cut, the client ends with the stored plan's
// text, and the chain holds. Many clients follow the same generations, each with a schedule of cuts
// drawn from a seed of its own, while the text is being written.
func TestResumeGivesEveryByteOnce(t *testing.T) {
	w := startReal(t, real{slots: 2, pace: 30_000}, func(o *options) { o.cfg.SessionsPerUser = 1000 })
	u := w.guest()
	ids := []string{w.submitAs(u, "A small café by the river in Lisbon"), w.submitAs(u, "A workshop for old bicycles")}
	var clients sync.WaitGroup
	proofs := make([]string, 40)
	for i := range proofs {
		clients.Go(func() {
			seed := rand.New(rand.NewPCG(uint64(i), 2026))
			r := newReader(w.t, ids[i%2])
			for !r.done() && !w.t.Failed() {
				w.followSome(u, ids[i%2], r, seed)
			}
			proofs[i] = r.proven()
		})
	}
	clients.Wait()
	for n, id := range ids {
		var snap protocol.Snapshot
		w.as(u, "GET", "/v1/generations/"+id, "").into(t, &snap)
		var plan generation.Plan
		w.as(u, "GET", "/v1/generations/"+id+"/plan.json", "").into(t, &plan)
		var stored []protocol.Section
		for _, s := range plan.Sections {
			stored = append(stored, protocol.Section{Text: s.Markdown, Complete: true})
		}
		_, want := protocol.Checksum(stored)
		if snap.SHA256 != want {
			t.Errorf("snapshot %s, plan %s", snap.SHA256, want)
		}
		for i := n; i < len(proofs); i += 2 {
			if proofs[i] != want {
				t.Errorf("client with seed %d read %s, the plan is %s", i, proofs[i], want)
			}
		}
	}
}

// followSome reads over a transport of the seed's choice until a cut of its choice.
func (w *world) followSome(u user, id string, r *reader, seed *rand.Rand) {
	switch n := seed.IntN(12); seed.IntN(4) {
	case 0:
		w.pollOnce(u, id, r)
	case 1:
		w.streamSome(u, id, r, n)
	default:
		w.watchSome(u, id, r, n)
	}
}

// watchSome watches over a WebSocket of its own and cuts it behind n messages.
func (w *world) watchSome(u user, id string, r *reader, n int) {
	p := w.dial("Authorization", u.bearer())
	defer p.conn.CloseNow()
	p.say(fmt.Sprintf(`{"type":"watch","generation":%q,"after":%q}`, id, r.held))
	p.want(protocol.TypeReply)
	for ; n > 0 && !r.done(); n-- {
		r.take(p.read())
	}
}

func (w *world) streamSome(u user, id string, r *reader, n int) {
	s := w.stream(u, "/v1/generations/"+id+"/events", "Last-Event-ID", r.held.String())
	defer s.cancel()
	for ; n > 0 && !r.done(); n-- {
		m, _ := s.message()
		r.take(m)
	}
}

func (w *world) pollOnce(u user, id string, r *reader) {
	a := w.as(u, "GET", "/v1/generations/"+id+"/events?wait=1&after="+r.held.String(), "", "Accept", "application/json")
	if a.status != 200 {
		w.t.Fatalf("%d %s", a.status, a.body)
	}
	r.take(parse(w.t, a.body))
}

// Many users submit two each at once: every one gets a plan whose text is proven.
func TestManyUsersAtOnceAllGetTheirPlans(t *testing.T) {
	w := startReal(t, real{slots: 4}, nil)
	const users = 20
	var all sync.WaitGroup
	for i := range users {
		p := w.dial()
		all.Go(func() {
			readers := map[string]*reader{}
			for n := range 2 {
				p.say(fmt.Sprintf(`{"id":"%d","type":"generate","request":{"idea":"A bakery on wheels, number %d of %d"}}`, n, i, n))
			}
			for done := 0; done < 2; {
				m, err := p.tryRead()
				if err != nil || m.Type == protocol.TypeError {
					t.Errorf("user %d: %s %v", i, m.raw, err)
					return
				}
				if m.Type == protocol.TypeReply {
					readers[m.Generation] = newReader(t, m.Generation)
					continue
				}
				if r := readers[m.Generation]; r != nil && !r.done() {
					if r.take(m); r.done() {
						r.proven()
						done++
					}
				}
			}
		})
	}
	all.Wait()
}

func TestThirdActiveGenerationIsRefusedWithTheIDsToWaitFor(t *testing.T) {
	w := startReal(t, real{slots: 1, pace: 100}, nil)
	u := w.guest()
	first, second := w.submitAs(u, "A small café by the river"), w.submitAs(u, "A bookshop with a garden")
	third := `{"idea":"A workshop for old bicycles"}`
	a := w.as(u, "POST", "/v1/generations", third)
	p := a.problem(t)
	if a.status != 429 || p.Code != protocol.CodeTooManyActive || p.Title != "Too many concurrent requests" ||
		strings.Join(p.Active, " ") != first+" "+second || a.header.Get("Retry-After") == "" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	s := w.dial("Authorization", u.bearer())
	if len(s.hello.Active) != 2 {
		t.Fatalf("hello lists %d", len(s.hello.Active))
	}
	s.say(`{"id":"1","type":"generate","request":` + third + `}`)
	if m := s.want(protocol.TypeError); m.Problem.Code != protocol.CodeTooManyActive || len(m.Problem.Active) != 2 {
		t.Fatalf("%s", m.raw)
	}
	if a := w.as(u, "POST", "/v1/generations/"+first+"/cancel", ""); a.status != 200 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := w.as(u, "POST", "/v1/generations", third); a.status != 202 {
		t.Fatalf("%d %s", a.status, a.body)
	}
}

// Whether bounds or tables refuse a field, all are named at once.
func TestAllFieldsThatAreWrongAreNamedAtOnce(t *testing.T) {
	w := startReal(t, real{slots: 1}, nil)
	u := w.guest()
	const wrong = `{"idea":"short","currency":"XXQ","business_type":"spaceport","locale":"zz_bad_","budget":"much"}`
	for _, path := range []string{"/v1/generations", "/v1/generations/quote"} {
		var fields []string
		for _, e := range w.as(u, "POST", path, wrong).problem(t).Errors {
			fields = append(fields, e.Field)
		}
		if slices.Sort(fields); !slices.Equal(fields, []string{"budget", "business_type", "currency", "idea", "locale"}) {
			t.Errorf("%s names %v", path, fields)
		}
	}
}

func TestSameRequestIsJoinedThenCached(t *testing.T) {
	w := startReal(t, real{slots: 1, pace: 20_000}, nil)
	u := w.guest()
	id := w.submitAs(u, "A small café by the river in Lisbon")
	same := `{"idea":"A small café by the river in Lisbon"}`
	var again struct {
		ID             string
		Joined, Cached bool
		Sections       []protocol.Section
	}
	a := w.as(u, "POST", "/v1/generations", same)
	a.into(t, &again)
	if a.status != 200 || again.ID != id || !again.Joined {
		t.Fatalf("%d %s", a.status, a.body)
	}
	w.streamSome(u, id, newReader(t, id), 1<<30)
	a = w.as(u, "POST", "/v1/generations", same)
	a.into(t, &again)
	if a.status != 200 || again.ID != id || !again.Cached || len(again.Sections) != 15 || again.Sections[0].Text == "" {
		t.Fatalf("%d %.300s", a.status, a.body)
	}
	if a := w.as(w.guest(), "POST", "/v1/generations", same); a.status != 202 {
		t.Fatalf("somebody else: %d %s", a.status, a.body)
	}
}

func TestIdempotencyKeyGivesTheSameAnswer(t *testing.T) {
	w := startReal(t, real{slots: 1, pace: 100}, nil)
	u := w.guest()
	key := []string{"Idempotency-Key", "order-1"}
	var first, again struct{ ID string }
	a := w.as(u, "POST", "/v1/generations", `{"idea":"A small café by the river"}`, key...)
	a.into(t, &first)
	b := w.as(u, "POST", "/v1/generations", `{ "idea": "A small café by the river" }`, key...)
	b.into(t, &again)
	if first.ID == "" || first.ID != again.ID {
		t.Fatalf("%s, then %s", a.body, b.body)
	}
	if a := w.as(u, "POST", "/v1/generations", `{"idea":"A bookshop with a garden"}`, key...); a.status != 422 {
		t.Fatalf("%d %s", a.status, a.body)
	}
}
