package hub_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
			viewers = c.stir(viewers)
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

// stir lets clients read, and move to other instances with the cursor that they hold.
func (c *cluster) stir(viewers []*viewer) []*viewer {
	for _, v := range viewers {
		switch rapid.IntRange(0, 9).Draw(c.t, "do") {
		case 0, 1, 2:
			v.take()
		case 3:
			v.drain()
		case 4:
			to := rapid.SampledFrom(c.instances).Draw(c.t, "to")
			v.watch.Close()
			at := v.cursor
			v.resume(bench{to.Hub, c.db}, "g", &at)
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

// wanderer is the generation: its row in the database, and the writers that it has had. Whoever was
// replaced may go on for a while before it notices.
type wanderer struct {
	cluster *cluster
	row     generation.Record
	writer  generation.Writer
	cursor  protocol.Cursor // of what was appended last
	at      *instance       // where the writer is
	ghosts  []generation.Writer
}

// claim gives the generation to some instance, under a new attempt.
func (w *wanderer) claim() {
	c := w.cluster
	w.row.Attempt, w.row.State, w.row.Seq = w.row.Attempt+1, protocol.StateRunning, 0
	c.db.put(w.row)
	to := rapid.SampledFrom(c.instances).Draw(c.t, "worker")
	var err error
	w.writer, err = to.Open(context.Background(), owner, claimed(w.row, w.row.Attempt))
	check(c.t, err)
	w.at = to
	w.append(started(w.row.Attempt, slugs(w.row.Sections)...))
}

func (w *wanderer) append(events ...protocol.Event) {
	var err error
	if w.cursor, err = w.writer.Append(context.Background(), events...); err != nil {
		w.cluster.t.Fatalf("attempt %d cannot append: %v", w.row.Attempt, err)
	}
	s, ok := hub.FoldHere(w.at.Hub, "g")
	if !ok {
		w.cluster.t.Fatalf("at %v the instance of the worker does not follow its own log", w.cursor)
	}
	w.holds("the instance of the worker", s)
	if s, ok := w.cluster.foldLog(); ok && s.Cursor == w.cursor {
		w.holds("the shared log", s)
	}
}

// holds says whether what somebody knows has every finished section.
func (w *wanderer) holds(who string, s protocol.Snapshot) {
	for _, want := range w.row.Sections {
		i := slices.IndexFunc(s.Sections, func(s protocol.Section) bool { return s.Section == want.Section })
		if i < 0 || s.Sections[i].Text != want.Text {
			w.cluster.t.Fatalf("at %v %s does not have the finished section %s", w.cursor, who, want.Section)
		}
	}
}

// foldLog is the shared log as a reader who knows nothing folds it.
func (c *cluster) foldLog() (protocol.Snapshot, bool) {
	l := c.log["g"]
	if l == nil || len(l.entries) == 0 {
		return protocol.Snapshot{}, false
	}
	var fold *protocol.Fold
	for _, e := range l.entries {
		if e.Base && fold == nil {
			var base protocol.Snapshot
			if err := json.Unmarshal(e.Data, &base); err != nil {
				c.t.Fatal(err)
			}
			fold = protocol.NewFold(base)
			continue
		}
		var ev protocol.Event
		if err := json.Unmarshal(e.Data, &ev); err != nil {
			c.t.Fatal(err)
		}
		if e.Base {
			ev = protocol.Event{}
		}
		fold.Apply(e.Cursor, ev)
	}
	return fold.Snapshot(), true
}

// write has sections written side by side, by as many workers as it takes.
func (w *wanderer) write(slugs []string, between func()) {
	t, left, texts := w.cluster.t, slices.Clone(slugs), map[string]string{}
	for len(left) > 0 {
		i := rapid.IntRange(0, len(left)-1).Draw(t, "section")
		slug := left[i]
		part := fmt.Sprintf("%s-%d.%d é😀 ", slug, w.row.Attempt, len(texts[slug]))
		texts[slug] += part
		w.append(delta(slug, part))
		between()
		w.haunt(slug)
		switch rapid.IntRange(0, 25).Draw(t, "then") {
		case 0: // the worker is lost, and with it what is not finished
			w.lose()
			clear(texts)
		case 1, 2, 3, 4, 5, 6, 7, 8:
			left = slices.Delete(left, i, i+1)
			w.store(slug, texts[slug])
			between()
			if w.lostHere() {
				w.end()
				clear(texts)
				continue
			}
			w.append(done(slug))
			between()
		}
	}
}

// figures has them computed and stored, with the market brief that was told of before.
func (w *wanderer) figures(between func()) {
	for {
		w.append(protocol.Event{Kind: protocol.KindMarket, Market: json.RawMessage(`{"date":"today"}`)})
		between()
		if w.lostHere() {
			w.lose()
			continue
		}
		w.row.Market, w.row.Financials = json.RawMessage(`{"date":"today"}`), json.RawMessage(`{"currency":"EUR"}`)
		w.row.Seq = w.writer.Mark().Seq
		w.cluster.db.put(w.row)
		between()
		if !w.lostHere() {
			break
		}
		w.end()
		between()
	}
	w.append(protocol.Event{Kind: protocol.KindFinancials, Financials: w.row.Financials})
	between()
}

// lostHere says whether the worker is lost now.
func (w *wanderer) lostHere() bool {
	return rapid.IntRange(0, 9).Draw(w.cluster.t, "lost") == 0
}

// end ends the worker before it has told what it stored, and gives the generation to another one.
func (w *wanderer) end() {
	w.writer.Close()
	w.claim()
}

// lose gives the generation to another worker; the one that it had does not know yet.
func (w *wanderer) lose() {
	w.ghosts = append(w.ghosts, w.writer)
	w.claim()
}

// store keeps a finished section in the database.
func (w *wanderer) store(slug, text string) {
	w.row.Sections = append(w.row.Sections, protocol.Section{
		Section: slug, Title: protocol.Sections()[indexOf(slug)-1].Title, Index: indexOf(slug), Text: text, Complete: true, Source: protocol.SourceOffline,
	})
	w.row.Seq = w.writer.Mark().Seq
	w.cluster.db.put(w.row)
}

// haunt lets a replaced worker try to write. It may still succeed where nobody has written behind it;
// that must harm nobody.
func (w *wanderer) haunt(slug string) {
	if len(w.ghosts) == 0 || rapid.IntRange(0, 3).Draw(w.cluster.t, "ghost") > 0 {
		return
	}
	i := rapid.IntRange(0, len(w.ghosts)-1).Draw(w.cluster.t, "which")
	ghost := w.ghosts[i]
	if _, err := ghost.Append(context.Background(), delta(slug, "GHOST ")); errors.Is(err, generation.ErrFenced) || rapid.Bool().Draw(w.cluster.t, "lease") {
		ghost.Close()
		w.ghosts = append(w.ghosts[:i:i], w.ghosts[i+1:]...)
	}
}

func writingOrder() (slugs []string) {
	for _, s := range protocol.WritingOrder() {
		slugs = append(slugs, s.Slug)
	}
	return slugs
}

func indexOf(slug string) int {
	for _, s := range protocol.Sections() {
		if s.Slug == slug {
			return s.Index
		}
	}
	panic("no section " + slug)
}

// finish stores the end, and only then tells it.
func (w *wanderer) finish() {
	for _, g := range w.ghosts {
		g.Close()
	}
	w.row.Chars, w.row.SHA256 = protocol.Checksum(w.row.Snapshot().Sections)
	w.row.State, w.row.Seq = protocol.StateCompleted, w.writer.Next().Seq
	w.cluster.db.put(w.row)
	end := completed(w.writer)
	end.Chars, end.SHA256 = &w.row.Chars, w.row.SHA256
	w.append(end)
	w.writer.Close()
}
