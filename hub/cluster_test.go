package hub_test

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// cluster is several instances on one shared log and one database, with everything that goes wrong
// between them drawn by rapid.
type cluster struct {
	t         *rapid.T
	db        *database
	log       map[string]*sharedLog
	instances []*instance
}

// sharedLog is what Redis holds of one generation.
type sharedLog struct {
	entries []hub.Entry
	marked  bool // ended or dropped
}

// instance is a hub with its side of the log.
type instance struct {
	*hub.Hub
	cluster  *cluster
	follower hub.Follower
	follows  map[string]bool
	inbox    []func()
	away     bool
}

func newCluster(t *rapid.T, n int, o hub.Options, records ...generation.Record) *cluster {
	c := &cluster{t: t, db: &database{}, log: map[string]*sharedLog{}}
	for _, r := range records {
		c.db.put(r)
	}
	for range n {
		i := &instance{cluster: c, follows: map[string]bool{}}
		i.Hub = hub.New(i, c.db, o)
		i.follower = hub.FollowerOf(context.Background(), i.Hub)
		c.instances = append(c.instances, i)
	}
	return c
}

func (i *instance) Append(_ context.Context, id string, after protocol.Cursor, entries []hub.Entry) error {
	if i.away {
		if rapid.IntRange(0, 3).Draw(i.cluster.t, "in doubt") == 0 {
			_ = i.cluster.append(i, id, after, entries) // it came through, and the answer did not
		}
		return hub.ErrAway
	}
	return i.cluster.append(i, id, after, entries)
}

func (c *cluster) append(from *instance, id string, after protocol.Cursor, entries []hub.Entry) error {
	l := c.log[id]
	if l == nil {
		l = &sharedLog{}
		c.log[id] = l
	}
	first := entries[0]
	switch n := len(l.entries); {
	case l.marked:
		return generation.ErrFenced
	case n > 0 && first.Base && len(entries) == 1 && l.entries[n-1].Cursor == first.Cursor:
		return nil
	case n > 0 && !l.entries[n-1].Cursor.Before(first.Cursor):
		return generation.ErrFenced
	case !first.Base && (n == 0 || l.entries[n-1].Cursor != after):
		return hub.ErrNeedsBase
	}
	if first.Base {
		l.entries = nil
	}
	carried := make([]hub.Entry, len(entries))
	for i, e := range entries { // as bytes, as they travel
		carried[i] = hub.Entry{Cursor: e.Cursor, Base: e.Base, Of: e.Of, Data: e.Data}
	}
	l.entries = append(l.entries, carried...)
	for _, to := range c.instances {
		if to.follows[id] && !to.away {
			to.tell(id, after, carried)
		}
	}
	return nil
}

// tell carries a message, unless it is lost on the way.
func (i *instance) tell(id string, after protocol.Cursor, entries []hub.Entry) {
	switch rapid.IntRange(0, 9).Draw(i.cluster.t, "message") {
	case 0: // lost
	case 1: // too large
		i.inbox = append(i.inbox, func() { i.follower.Grew(id, protocol.Cursor{}, nil) })
	default:
		i.inbox = append(i.inbox, func() { i.follower.Grew(id, after, entries) })
	}
}

func (i *instance) Read(_ context.Context, id string, after protocol.Cursor) ([]hub.Entry, error) {
	if i.away {
		return nil, hub.ErrAway
	}
	var out []hub.Entry
	if l := i.cluster.log[id]; l != nil {
		for _, e := range l.entries {
			if after.Before(e.Cursor) {
				out = append(out, e)
			}
		}
	}
	return out, nil
}

func (i *instance) End(_ context.Context, id string) error {
	if i.away {
		return hub.ErrAway
	}
	if l := i.cluster.log[id]; l != nil {
		l.marked = true
	}
	return nil
}

func (i *instance) Drop(ctx context.Context, id string) error { return i.End(ctx, id) }

func (i *instance) Subscribe(id string) {
	i.follows[id] = true
	i.inbox = append(i.inbox, func() { i.follower.Grew(id, protocol.Cursor{}, nil) })
}

func (i *instance) Unsubscribe(id string) { delete(i.follows, id) }

func (i *instance) Follow(ctx context.Context, _ hub.Follower) error {
	<-ctx.Done()
	return ctx.Err()
}

// listen delivers what has arrived.
func (i *instance) listen() {
	for len(i.inbox) > 0 {
		next := i.inbox[0]
		i.inbox = i.inbox[1:]
		next()
	}
}

// come ends an absence.
func (i *instance) come() {
	i.away = false
	i.inbox = append(i.inbox, i.follower.Back)
}

// trouble lets something go wrong, or right.
func (c *cluster) trouble() {
	i := rapid.SampledFrom(c.instances).Draw(c.t, "instance")
	switch rapid.IntRange(0, 19).Draw(c.t, "trouble") {
	case 0, 1:
		i.away, i.inbox = true, nil
	case 2, 3, 4:
		if i.away {
			i.come()
		}
	case 5: // everything that Redis held is gone
		clear(c.log)
	case 6:
		hub.CheckAll(context.Background(), i.Hub)
	case 7, 8, 9, 10, 11, 12:
		i.listen()
	}
}

// TestEveryWatcherOnEveryInstanceEndsWithTheWrittenText lets a generation wander between instances while
// clients wander too, and the log they share loses messages, answers, its memory and its reach.
func TestEveryWatcherOnEveryInstanceEndsWithTheWrittenText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newCluster(t, 3, hub.Options{
			TailBytes:  rapid.IntRange(200, 5000).Draw(t, "tail"),
			FrameBytes: rapid.IntRange(50, 1000).Draw(t, "frame"),
			Compact:    rapid.IntRange(3, 40).Draw(t, "compact"),
		}, queued("g"))
		w := &wanderer{cluster: c, row: queued("g")}
		var viewers []*viewer
		for i := range c.instances {
			viewers = append(viewers, c.view(i))
		}
		w.claim()
		trouble := func() {
			viewers = c.stir(viewers, w.sure())
			c.trouble()
		}
		w.figures(trouble)
		for beside := range slices.Chunk(writingOrder(), rapid.IntRange(1, 3).Draw(t, "beside")) {
			w.write(beside, trouble)
		}
		w.finish()
		c.settle(viewers)
		for i, v := range viewers {
			chars, sha := v.fold.Checksum()
			if v.fold.State() != protocol.StateCompleted || sha != w.row.SHA256 || chars != w.row.Chars {
				shown := v.text()
				for _, want := range w.row.Sections {
					if shown[want.Section] != want.Text {
						t.Logf("%s is %q, want %q", want.Section, shown[want.Section], want.Text)
					}
				}
				t.Logf("messages %v, cursor %v, row %v", v.messages, v.cursor, w.row.Cursor())
				t.Fatalf("viewer %d ended %s with %d characters, want completed with %d and the stored text", i, v.fold.State(), chars, w.row.Chars)
			}
			if v.terminals != 1 {
				t.Fatalf("viewer %d learned of the end %d times", i, v.terminals)
			}
		}
	})
}

// view begins a watch on an instance.
func (c *cluster) view(i int) *viewer {
	return bench{c.instances[i].Hub, c.db}.view(c.t, "g", &protocol.Cursor{})
}

// stir lets clients read, and move to other instances with the cursor that they hold, or without one to those that
// are sure of what they know.
func (c *cluster) stir(viewers []*viewer, sure []*instance) []*viewer {
	for _, v := range viewers {
		switch rapid.IntRange(0, 9).Draw(c.t, "do") {
		case 0, 1, 2:
			v.take()
		case 3:
			v.drain()
		case 4:
			if v.cursor.Seq == 0 {
				continue
			}
			to := rapid.SampledFrom(c.instances).Draw(c.t, "to")
			v.watch.Close()
			at := v.cursor
			v.resume(bench{to.Hub, c.db}, "g", &at)
		case 5: // it is loaded again, and remembers no more than how far it was
			if len(sure) > 0 {
				to := rapid.SampledFrom(sure).Draw(c.t, "to")
				v.watch.Close()
				v.fold, v.cursor, v.terminals = protocol.NewFold(protocol.Snapshot{ID: "g"}), protocol.Cursor{}, 0
				v.resume(bench{to.Hub, c.db}, "g", nil)
			}
		case 6: // it asks for the state, wherever that is answered
			if len(sure) > 0 {
				to := rapid.SampledFrom(sure).Draw(c.t, "to")
				s, err := to.Snapshot(context.Background(), owner, "g")
				check(c.t, err)
				v.hears(s)
			}
		}
	}
	return viewers
}

// settle lets the trouble end and everybody read.
func (c *cluster) settle(viewers []*viewer) {
	for _, i := range c.instances {
		if i.away {
			i.come()
		}
	}
	for _, i := range c.instances {
		i.listen()
		hub.CheckAll(context.Background(), i.Hub)
	}
	for _, v := range viewers {
		v.drain()
	}
}
