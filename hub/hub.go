package hub

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// Source is what the database knows of a generation. Load checks the owner in the statement itself and
// fails with protocol.NotFound for somebody else's.
type Source interface {
	Load(ctx context.Context, owner, id string) (generation.Record, error)
}

// Options tune a hub; the zero value of a field is its default.
type Options struct {
	Logger     zerolog.Logger
	TailBytes  int           // kept of each log for readers that are a little behind, with what keeping it takes [256 KiB]
	FrameBytes int           // an events message ends when it has grown past this [256 KiB]
	Compact    int           // entries after which a writer puts a base into its log [2000]
	Tick       time.Duration // between two looks at progress [500 ms]
	Silence    time.Duration // a running generation says something at least this often [5 s]
	CheckAfter time.Duration // a log that stood still for so long is compared with the database [3 s]
}

func (o Options) withDefaults() Options {
	o.TailBytes = cmp.Or(o.TailBytes, 256<<10)
	o.FrameBytes = cmp.Or(o.FrameBytes, 256<<10)
	o.Compact = cmp.Or(o.Compact, 2000)
	o.Tick = cmp.Or(o.Tick, 500*time.Millisecond)
	o.Silence = cmp.Or(o.Silence, 5*time.Second)
	o.CheckAfter = cmp.Or(o.CheckAfter, 3*time.Second)
	return o
}

// Hub serves watches. Safe for concurrent use.
type Hub struct {
	log    Log
	source Source
	opt    Options
	counts counts

	mu      sync.Mutex
	topics  map[string]*topic    // guarded by mu; by generation id
	writers map[*writer]struct{} // guarded by mu; those that were not fenced or closed
}

// New returns a hub on a log and what the database knows.
func New(log Log, source Source, o Options) *Hub {
	return &Hub{log: log, source: source, opt: o.withDefaults(), topics: map[string]*topic{}, writers: map[*writer]struct{}{}}
}

// Run follows the logs of other instances, ticks, and compares with the database until the context ends, or fails
// when the logs cannot be followed any more.
func (h *Hub) Run(ctx context.Context) error {
	g, both := errgroup.WithContext(ctx)
	g.Go(func() error { return h.log.Follow(both, &follower{hub: h, ctx: both}) })
	g.Go(func() error { return h.tick(both) })
	g.Go(func() error { return h.compare(both) })
	err := g.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// Snapshot is the state of a generation: of its log while it runs, wherever that is, else of the database. What is
// not written here is compared with the database, so that nobody is told less by this instance than by another one.
func (h *Hub) Snapshot(ctx context.Context, owner, id string) (protocol.Snapshot, error) {
	t := h.topic(id)
	if t != nil && t.owner != owner { // which was checked when the topic was made
		t = nil
	}
	if t != nil && t.written() {
		t.settle(ctx)
		if s, ok := t.liveSnapshot(); ok {
			return s, nil
		}
	}
	r, err := h.source.Load(ctx, owner, id)
	if t != nil && !protocol.HasCode(err, protocol.CodeNotFound) {
		if s, ok := t.liveSnapshot(); ok && newer(s, r) { // than nothing, when the database does not answer
			return s, nil
		}
	}
	if err != nil || r.State != protocol.StateRunning {
		return r.Snapshot(), err
	}
	t = newTopic(id, owner, r.Snapshot(), &h.opt)
	h.pull(ctx, t)
	return t.snapshot(), nil
}

// newer says whether what was folded of a log knows as much as the database. Of an attempt that is over there is nothing
// more to know.
func newer(s protocol.Snapshot, r generation.Record) bool {
	over := r.State != protocol.StateRunning && s.Attempt <= r.Attempt
	return !over && !s.Cursor.Before(r.Cursor())
}

// Waiting lists the queued generations that somebody here watches.
func (h *Hub) Waiting() []string {
	var ids []string
	for _, t := range h.all() {
		if t.waits() {
			ids = append(ids, t.id)
		}
	}
	return ids
}

// Place tells the watchers of a waiting generation where it stands.
func (h *Hub) Place(id string, q protocol.Queue) {
	if t := h.topic(id); t != nil {
		t.place(q)
	}
}

// Forget ends the log of an erased generation; its watchers learn that it is not there any more.
func (h *Hub) Forget(id string) {
	h.mu.Lock()
	t := h.topics[id]
	delete(h.topics, id)
	h.mu.Unlock()
	if t != nil {
		t.erase()
	}
	h.drop(id)
}

// drop removes the log of an erased generation.
func (h *Hub) drop(id string) {
	h.letGo(id, h.log.Drop)
}

// end completes the log of a generation that has reached its end.
func (h *Hub) end(id string) {
	h.letGo(id, h.log.End)
}

func (h *Hub) letGo(id string, how func(context.Context, string) error) {
	ctx, cancel := context.WithTimeout(context.Background(), letGoTimeout)
	defer cancel()
	if err := how(ctx, id); err != nil && !errors.Is(err, ErrAway) {
		h.opt.Logger.Warn().Err(err).Str("generation", id).Msg("log was not let go; it expires by itself")
	}
}

const letGoTimeout = 5 * time.Second

func (h *Hub) topic(id string) *topic {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.topics[id]
}

func (h *Hub) all() []*topic {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := make([]*topic, 0, len(h.topics))
	for _, t := range h.topics {
		out = append(out, t)
	}
	return out
}

// use returns the topic of a generation, with the caller counted as a user of it, or nil; leave takes
// that back.
func (h *Hub) use(id string) *topic {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.topics[id]
	if t != nil {
		t.users++
	}
	return t
}

// join is use that makes the topic from base when there is none.
func (h *Hub) join(owner string, base protocol.Snapshot) *topic {
	return h.adopt(newTopic(base.ID, owner, base, &h.opt))
}

// adopt is use that takes made as the topic when there is none.
func (h *Hub) adopt(made *topic) *topic {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.topics[made.id]
	if t == nil {
		t = made
		h.topics[t.id] = t
	}
	t.users++
	return t
}

// leave ends one use of a topic; the last one to leave takes it down.
func (h *Hub) leave(t *topic) {
	h.mu.Lock()
	t.users--
	gone := t.users == 0 && h.topics[t.id] == t
	if gone {
		delete(h.topics, t.id)
	}
	unsubscribe := gone && t.followed
	h.mu.Unlock()
	if unsubscribe {
		h.log.Unsubscribe(t.id)
	}
}

// follow has a topic that is watched, and not written, here follow what other instances append.
func (h *Hub) follow(t *topic) {
	if t.written() || t.ended() || !t.watched() {
		return
	}
	h.mu.Lock()
	subscribe := !t.followed && h.topics[t.id] == t
	t.followed = t.followed || subscribe
	h.mu.Unlock()
	if subscribe {
		h.log.Subscribe(t.id)
	}
}

// pull brings a topic up to the end of its log and wakes its watches.
func (h *Hub) pull(ctx context.Context, t *topic) {
	grew, err := t.advance(func(after protocol.Cursor) ([]Entry, error) { return h.log.Read(ctx, t.id, after) })
	if err != nil && !errors.Is(err, ErrAway) && ctx.Err() == nil {
		h.opt.Logger.Warn().Err(err).Str("generation", t.id).Msg("log was not read; the next look tries again")
	}
	if grew {
		t.wake()
	}
}
