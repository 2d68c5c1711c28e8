package hub_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// wanderer is the generation: its row in the database, and the writers that it has had. Whoever was
// replaced may go on for a while before it notices.
type wanderer struct {
	cluster *cluster
	row     generation.Record
	writer  generation.Writer
	cursor  protocol.Cursor // of what was appended last
	at      *instance       // where the writer is
	untold  bool            // a stage is stored, and not told yet
	ghosts  []*ghost
}

// ghost is a worker that was replaced. What it had stored and not told it tells next.
type ghost struct {
	generation.Writer
	at     *instance
	untold []protocol.Event
}

// sure are the instances that do not believe a worker which is behind the database: one that was replaced, or that has
// stored a stage and tells it next.
func (w *wanderer) sure() []*instance {
	return slices.DeleteFunc(slices.Clone(w.cluster.instances), func(i *instance) bool {
		haunted := slices.ContainsFunc(w.ghosts, func(g *ghost) bool { return g.at == i })
		return haunted || w.untold && w.at == i
	})
}

// claim gives the generation to some instance, under a new attempt.
func (w *wanderer) claim() {
	c := w.cluster
	w.untold = false
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
	w.untold = false
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
				w.lose(done(slug))
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
		w.put()
		between()
		if !w.lostHere() {
			break
		}
		w.lose(protocol.Event{Kind: protocol.KindFinancials, Financials: w.row.Financials})
		between()
	}
	w.append(protocol.Event{Kind: protocol.KindFinancials, Financials: w.row.Financials})
	between()
}

// lostHere says whether the worker is lost now.
func (w *wanderer) lostHere() bool {
	return rapid.IntRange(0, 9).Draw(w.cluster.t, "lost") == 0
}

// lose gives the generation to another worker; the one that it had does not know yet, and may have something to tell.
func (w *wanderer) lose(untold ...protocol.Event) {
	w.ghosts = append(w.ghosts, &ghost{w.writer, w.at, untold})
	w.claim()
}

// store keeps a finished section in the database.
func (w *wanderer) store(slug, text string) {
	w.row.Sections = append(w.row.Sections, protocol.Section{
		Section: slug, Title: protocol.Sections()[indexOf(slug)-1].Title, Index: indexOf(slug), Text: text, Complete: true, Source: protocol.SourceOffline,
	})
	w.row.Seq = w.writer.Mark().Seq
	w.put()
}

// put stores the row with a stage that is to be told.
func (w *wanderer) put() {
	w.cluster.db.put(w.row)
	w.untold = true
}

// haunt lets a replaced worker try to write. It may still succeed where nobody has written behind it;
// that must harm nobody.
func (w *wanderer) haunt(slug string) {
	if len(w.ghosts) == 0 || rapid.IntRange(0, 3).Draw(w.cluster.t, "ghost") > 0 {
		return
	}
	i := rapid.IntRange(0, len(w.ghosts)-1).Draw(w.cluster.t, "which")
	ghost := w.ghosts[i]
	events := append(ghost.untold, delta(slug, "GHOST "))
	ghost.untold = nil
	if _, err := ghost.Append(context.Background(), events...); errors.Is(err, generation.ErrFenced) || rapid.Bool().Draw(w.cluster.t, "lease") {
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
