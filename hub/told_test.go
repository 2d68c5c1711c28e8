package hub_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// message is what an instance tells the others of an append.
type message struct {
	id      string
	after   protocol.Cursor
	entries []hub.Entry
}

// wire is the log that two instances share; what one appends is carried to the other by hand.
type wire struct {
	*hub.MemoryLog
	away                     bool
	told                     []message
	reads, tries             int
	refuses                  int           // bases, which is how many more it does not take
	late                     time.Duration // behind what others can read, is the answer to who appends
	subscribed, unsubscribed []string
	ended, dropped           []string
}

func (w *wire) Append(ctx context.Context, id string, after protocol.Cursor, entries []hub.Entry) error {
	w.tries++
	if w.away {
		return hub.ErrAway
	}
	if w.refuses > 0 && entries[0].Base {
		w.refuses--
		return errors.New("refused by the test")
	}
	carried := make([]hub.Entry, len(entries)) // as bytes
	for i, e := range entries {
		carried[i] = hub.Entry{Cursor: e.Cursor, Base: e.Base, Of: e.Of, Data: slices.Clone(e.Data)}
	}
	err := w.MemoryLog.Append(ctx, id, after, entries)
	if err == nil {
		w.told = append(w.told, message{id, after, carried})
		time.Sleep(w.late)
	}
	return err
}

func (w *wire) Read(ctx context.Context, id string, after protocol.Cursor) ([]hub.Entry, error) {
	if w.away {
		return nil, hub.ErrAway
	}
	w.reads++
	return w.MemoryLog.Read(ctx, id, after)
}

func (w *wire) Subscribe(id string)   { w.subscribed = append(w.subscribed, id) }
func (w *wire) Unsubscribe(id string) { w.unsubscribed = append(w.unsubscribed, id) }

func (w *wire) End(ctx context.Context, id string) error {
	w.ended = append(w.ended, id)
	return w.MemoryLog.End(ctx, id)
}

func (w *wire) Drop(ctx context.Context, id string) error {
	w.dropped = append(w.dropped, id)
	return w.MemoryLog.Drop(ctx, id)
}

// pair is two instances: the generation "g" is written on one and watched on the other.
type pair struct {
	t               *testing.T
	wire            *wire
	here, there     bench
	follower        hub.Follower // of there
	writer          generation.Writer
	client          *viewer
	woken, wokeOnce int
}

func newPair(t *testing.T) *pair {
	t.Helper()
	r := queued("g")
	db := &database{}
	db.put(r)
	p := &pair{t: t, wire: &wire{MemoryLog: hub.NewMemoryLog()}}
	p.here = bench{hub.New(p.wire, db, hub.Options{}), db}
	p.there = bench{hub.New(p.wire, db, hub.Options{}), db}
	p.follower = hub.FollowerOf(t.Context(), p.there.Hub)
	p.writer = p.here.open(t, claimed(r, 1))
	t.Cleanup(func() { p.writer.Close() })
	write(t, p.writer, started(1), delta("company", "0"))
	r.State, r.Attempt = protocol.StateRunning, 1
	db.put(r)
	p.client = &viewer{t: t, fold: protocol.NewFold(protocol.Snapshot{ID: "g"})}
	watch, err := p.there.Watch(t.Context(), owner, "g", &protocol.Cursor{}, func() { p.woken++ })
	if err != nil {
		t.Fatal(err)
	}
	p.client.watch = watch
	p.reads("what was there before it came", "0", 1)
	return p
}

// says appends a text and returns what is told of it.
func (p *pair) says(text string) message {
	p.t.Helper()
	write(p.t, p.writer, delta("company", text))
	return p.wire.told[len(p.wire.told)-1]
}

func (p *pair) grew(m message) { p.follower.Grew(m.id, m.after, m.entries) }

// reads has the client read, and holds what it shows against text, and how often the log was asked for it.
func (p *pair) reads(when, text string, asked int) {
	p.t.Helper()
	if got := p.client.drain().text()["company"]; got != text {
		p.t.Errorf("%s: the client shows %q, want %q", when, got, text)
	}
	if p.wire.reads != asked {
		p.t.Errorf("%s: the log was read %d times, want %d", when, p.wire.reads, asked)
	}
	p.wire.reads = 0
}

// wakes holds that the client was woken since the last time that this was asked.
func (p *pair) wakes(when string) {
	p.t.Helper()
	if p.woken == p.wokeOnce {
		p.t.Errorf("%s: nobody woke the client", when)
	}
	p.wokeOnce = p.woken
}

func TestWhatOtherInstancesTellIsShownWithoutReadingTheLog(t *testing.T) {
	p := newPair(t)
	one := p.says("1")
	p.grew(one)
	p.wakes("a message")
	p.reads("a message", "01", 0)

	two := p.says("2")
	p.grew(two)
	p.grew(one) // late, and again
	p.reads("a message that came twice", "012", 0)

	three := p.says("3")
	p.grew(message{two.id, two.after, append(slices.Clone(two.entries), three.entries...)})
	p.reads("a message of which half is known", "0123", 0)

	p.grew(message{id: "nobody watches this", after: one.after, entries: one.entries})
	if p.wire.reads != 0 {
		t.Error("the log of a generation that nobody watches was read")
	}
}

func TestAMessageThatIsLostIsMadeUpForByReading(t *testing.T) {
	p := newPair(t)
	p.says("1") // lost
	p.grew(p.says("2"))
	p.wakes("what follows on a lost message")
	p.reads("what follows on a lost message", "012", 1)

	p.says("3")
	p.grew(message{id: "g"}) // too large to be carried
	p.wakes("a message without entries")
	p.reads("a message without entries", "0123", 1)

	lost := p.says("4")
	five := p.says("5")
	ahead := message{lost.id, lost.after, five.entries} // claims to go on where it does not
	p.grew(message{five.id, five.after, five.entries})
	p.reads("a lost message, again", "012345", 1)
	p.grew(ahead)
	p.reads("an old message", "012345", 0)

	p.says("6") // and nothing follows
	hub.CheckAll(t.Context(), p.there.Hub)
	p.reads("a look", "0123456", 1)
}

// TestNothingFollowsOnAnEndThatIsStored: what a worker that was replaced still tells comes too late.
func TestNothingFollowsOnAnEndThatIsStored(t *testing.T) {
	p := newPair(t)
	r := queued("g")
	r.State, r.Attempt, r.Seq = protocol.StateCancelled, 2, 1
	p.there.db.put(r)
	other := p.there.view(t, "g", nil).drain()
	hub.CheckAll(t.Context(), p.there.Hub)
	if other.drain(); other.fold.State() != protocol.StateCancelled || other.terminals != 1 {
		t.Fatalf("the client sees %s", other.fold.State())
	}
	p.grew(p.says("late"))
	p.grew(message{id: "g"})
	if s, err := p.there.Snapshot(t.Context(), owner, "g"); err != nil || s.State != protocol.StateCancelled {
		t.Errorf("behind its end it is %s, %v", s.State, err)
	}
	if p.client.drain(); p.client.fold.State() != protocol.StateCancelled {
		t.Errorf("a client that reads late sees %s", p.client.fold.State())
	}
}

// TestWhoHasTheEndIsKnownWhereItWasNotHeardOf: a client that had it from another instance does not come back.
func TestWhoHasTheEndIsKnownWhereItWasNotHeardOf(t *testing.T) {
	p := newPair(t)
	over := func(at protocol.Cursor) bool {
		w, err := p.there.Watch(t.Context(), owner, "g", &at, func() {})
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		return w.Over()
	}
	if over(protocol.Cursor{Attempt: 1, Seq: 2}) {
		t.Error("what runs is over for who is up to date")
	}
	r := queued("g")
	r.State, r.Attempt, r.Seq = protocol.StateCancelled, 2, 1
	p.there.db.put(r)
	if !over(protocol.Cursor{Attempt: 2, Seq: 1}) {
		t.Error("who has the end is kept waiting for it")
	}
}

// TestTheStateOfWhatRunsElsewhereIsReadFromItsLog, without anybody watching it here.
func TestTheStateOfWhatRunsElsewhereIsReadFromItsLog(t *testing.T) {
	p := newPair(t)
	third := hub.New(p.wire, p.there.db, hub.Options{})
	s, err := third.Snapshot(t.Context(), owner, "g")
	if err != nil || len(s.Sections) != 1 || s.Sections[0].Text != "0" {
		t.Errorf("it is %+v, %v", s, err)
	}
	if _, err := third.Snapshot(t.Context(), "bob", "g"); err == nil {
		t.Error("another user's generation was told")
	}
}

// following is a log that tells who follows it, and can break.
type following struct {
	*hub.MemoryLog
	follower chan hub.Follower
	broken   chan error
}

func (l following) Follow(ctx context.Context, f hub.Follower) error {
	l.follower <- f
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-l.broken:
		return err
	}
}

func TestAHubFollowsItsLogAndEndsWhenItCannot(t *testing.T) {
	log := following{hub.NewMemoryLog(), make(chan hub.Follower), make(chan error)}
	ended := make(chan error)
	go func() { ended <- hub.New(log, &database{}, hub.Options{}).Run(t.Context()) }()
	if f := <-log.follower; f == nil {
		t.Error("nobody follows")
	}
	broken := errors.New("the log is broken")
	log.broken <- broken
	if err := <-ended; !errors.Is(err, broken) {
		t.Errorf("it ended with %v", err)
	}
}

func TestALogThatWasAwayIsReadWhenItIsBack(t *testing.T) {
	p := newPair(t)
	watcher := p.here.view(t, "g", nil) // on the instance that writes
	p.wire.away = true
	write(t, p.writer, delta("company", "1"))
	write(t, p.writer, delta("company", "2"))
	if got := watcher.drain().text()["company"]; got != "012" {
		t.Errorf("while the log is away, the instance that writes shows %q", got)
	}
	p.grew(message{id: "g"})
	p.reads("while the log is away", "0", 0)

	p.wire.away = false
	hub.FollowerOf(t.Context(), p.here.Hub).Back()
	p.follower.Back()
	p.wakes("the log is back")
	p.reads("the log is back", "012", 1)
	told := len(p.wire.told)
	hub.FollowerOf(t.Context(), p.here.Hub).Back()
	if len(p.wire.told) != told {
		t.Error("a writer whose log is in step put a base into it")
	}
	p.grew(p.says("3"))
	p.reads("what follows", "0123", 0)
}

// TestWhoWritesIsNotToldByOthers: what a replaced writer may still say elsewhere is not taken for its own.
func TestWhoWritesIsNotToldByOthers(t *testing.T) {
	p := newPair(t)
	before := p.wire.reads
	hub.FollowerOf(t.Context(), p.here.Hub).Grew("g", protocol.Cursor{Attempt: 1, Seq: 2}, []hub.Entry{
		{Cursor: protocol.Cursor{Attempt: 1, Seq: 9}, Data: []byte(`{"kind":"delta","section":"company","text":"GHOST"}`)},
	})
	if s, ok := hub.FoldHere(p.here.Hub, "g"); !ok || s.Sections[0].Text != "0" || p.wire.reads != before {
		t.Errorf("it holds %q, and read its log %d times", s.Sections[0].Text, p.wire.reads-before)
	}
}

// A worker is replaced by one of the same instance while the log is away, and the log comes back without anything. The
// first does not put into it what the second has told.
func TestAReplacedWorkerDoesNotTellForItsSuccessor(t *testing.T) {
	p := newPair(t)
	p.wire.away = true
	write(t, p.writer, delta("company", "1"))
	r := queued("g")
	r.State, r.Attempt = protocol.StateRunning, 1
	next := p.here.open(t, claimed(r, 2))
	defer next.Close()
	write(t, next, started(2), delta("company", "Anew"), done("company"))
	p.wire.MemoryLog, p.wire.away = hub.NewMemoryLog(), false
	if _, err := p.writer.Append(t.Context(), delta("offer", "GHOST")); !errors.Is(err, generation.ErrFenced) {
		t.Errorf("who was replaced is told %v", err)
	}
	if entries, err := p.wire.Read(t.Context(), "g", protocol.Cursor{}); err != nil || len(entries) != 0 {
		t.Errorf("it put %d entries into the log; %v", len(entries), err)
	}
	write(t, next, delta("offer", "of the second"))
	p.follower.Back()
	if text := p.client.drain().text(); text["company"] != "Anew" || text["offer"] != "of the second" {
		t.Errorf("the client shows %v", text)
	}
}

// Nor does one that has not told anything yet.
func TestAReplacedWorkerDoesNotPutItsBeginningBehindItsSuccessor(t *testing.T) {
	p := newPair(t)
	p.wire.away = true
	r := queued("g")
	r.State, r.Attempt = protocol.StateRunning, 1
	replaced := p.here.open(t, claimed(r, 2))
	defer replaced.Close()
	next := p.here.open(t, claimed(r, 3))
	defer next.Close()
	write(t, next, started(3), delta("offer", "Anew"))
	p.wire.MemoryLog, p.wire.away = hub.NewMemoryLog(), false
	if _, err := replaced.Append(t.Context(), started(2), delta("offer", "GHOST")); !errors.Is(err, generation.ErrFenced) {
		t.Errorf("who was replaced is told %v", err)
	}
}

func TestALogIsFollowedWhileItIsWatchedAndEndedOnce(t *testing.T) {
	p := newPair(t)
	second := p.there.view(t, "g", nil)
	p.here.view(t, "g", nil) // where it is written
	if !slices.Equal(p.wire.subscribed, []string{"g"}) {
		t.Errorf("subscribed to %v, want once, where it is not written", p.wire.subscribed)
	}
	p.client.watch.Close()
	if len(p.wire.unsubscribed) != 0 {
		t.Error("nobody listens any more, and one still watches")
	}
	second.watch.Close()
	if !slices.Equal(p.wire.unsubscribed, []string{"g"}) {
		t.Errorf("unsubscribed from %v", p.wire.unsubscribed)
	}

	write(t, p.writer, completed(p.writer))
	if len(p.wire.ended) != 0 {
		t.Error("the log was ended while it was still written")
	}
	p.writer.Close()
	p.writer.Close()
	if !slices.Equal(p.wire.ended, []string{"g"}) {
		t.Errorf("ended %v", p.wire.ended)
	}
	over := queued("over")
	over.State = protocol.StateCompleted
	p.there.db.put(over)
	if p.there.view(t, "over", nil).drain(); slices.Contains(p.wire.subscribed, "over") {
		t.Error("the log of a generation that has ended is listened to")
	}
	p.here.Forget("g")
	if !slices.Contains(p.wire.dropped, "g") {
		t.Error("the log of an erased generation was kept")
	}
}
