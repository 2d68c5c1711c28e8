package client_test

import (
	"errors"
	"testing"

	"github.com/coder/websocket"
	"pgregory.net/rapid"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// A server that breaks the connection behind every message, however it groups events, is followed to
// the proven end, and no event is seen twice or missed.
func TestResumeGivesEveryEventOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		story := tell(rapid.IntRange(1, 4).Draw(rt, "sections"), rapid.IntRange(1, 4).Draw(rt, "deltas"))
		batch := rapid.IntRange(1, 4).Draw(rt, "batch")
		perConnection := rapid.IntRange(1, 3).Draw(rt, "messages before the cut")
		f := newFake(t, func(p *peer) {
			p.hello()
			have, ok := p.watch()
			for sent := 0; ok && sent < perConnection && have < len(story); sent++ {
				next := min(have+batch, len(story))
				ok = p.say(story.events(have, next))
				have = next
			}
			if have == len(story) {
				p.hear() // until the client leaves
			}
		})
		c := f.client(client.Config{})
		got := collect(t.Context(), c, protocol.Cursor{})
		if got.err != nil || got.final == nil {
			rt.Fatalf("ended with %v", got.err)
		}
		if len(got.events) != len(story) || texts(got.events) != texts(story) {
			rt.Fatalf("%d events instead of %d, or others", len(got.events), len(story))
		}
		want := story.at(len(story))
		if got.final.SHA256 != want.SHA256 || client.Prove(*got.final) != nil {
			rt.Fatal("the text is not proven")
		}
	})
}

// Where the server no longer has the events, it sends the whole state, and goes on from there.
func TestSnapshotStandsForWhatIsGone(t *testing.T) {
	story := tell(3, 3)
	f := newFake(t, func(p *peer) {
		p.hello()
		have, ok := p.watch()
		switch {
		case !ok:
		case p.n == 1:
			p.say(story.events(have, 2))
		default:
			p.say(story.snapshot(7))
			p.say(story.events(7, len(story)))
			p.hear()
		}
	})
	got := collect(t.Context(), f.client(client.Config{}), protocol.Cursor{})
	if got.err != nil || got.final == nil || len(got.events) != 2+len(story)-7 {
		t.Fatalf("%d events, %v", len(got.events), got.err)
	}
}

func TestBrokenChainIsWatchedAnewFromTheHeldCursor(t *testing.T) {
	story := tell(2, 3)
	asked := make(chan int, 4)
	f := newFake(t, func(p *peer) {
		p.hello()
		have, _ := p.watch()
		asked <- have
		p.say(story.events(0, 2))
		p.say(story.events(4, 5)) // 2 to 4 are lost
		have, _ = p.watch()
		asked <- have
		p.say(story.events(1, 2)) // left over from the first watch
		p.say(story.events(2, len(story)))
		p.hear()
	})
	got := collect(t.Context(), f.client(client.Config{}), protocol.Cursor{})
	if got.err != nil || len(got.events) != len(story) {
		t.Fatalf("%d events instead of %d: %v", len(got.events), len(story), got.err)
	}
	if a, b := <-asked, <-asked; a != 0 || b != 2 {
		t.Fatalf("watched behind %d and %d, not 0 and 2", a, b)
	}
	if f.dialed() != 1 {
		t.Fatalf("%d connections for it", f.dialed())
	}
}

func TestChainThatNeverFitsMakesANewConnection(t *testing.T) {
	story := tell(1, 2)
	f := newFake(t, func(p *peer) {
		p.hello()
		for {
			have, ok := p.watch()
			if !ok {
				return
			}
			if p.n == 2 {
				p.say(story.events(have, len(story)))
				continue
			}
			p.say(story.events(2, 3))
		}
	})
	got := collect(t.Context(), f.client(client.Config{}), protocol.Cursor{})
	if got.err != nil || f.dialed() != 2 {
		t.Fatalf("%d connections, %v", f.dialed(), got.err)
	}
}

func TestTextThatIsNotTheServersIsAnError(t *testing.T) {
	for name, spoil := range map[string]func(story){
		"another text":  func(s story) { s[1].Text = "x" + s[1].Text[1:] },
		"too few chars": func(s story) { s[len(s)-1].Chars = protocol.Ptr(1) },
		"no checksum":   func(s story) { s[len(s)-1].SHA256 = "" },
	} {
		t.Run(name, func(t *testing.T) {
			story := tell(1, 3)
			spoil(story)
			f := newFake(t, func(p *peer) {
				p.hello()
				have, _ := p.watch()
				p.say(story.events(have, len(story)))
				p.hear()
			})
			got := collect(t.Context(), f.client(client.Config{}), protocol.Cursor{})
			if e, ok := errors.AsType[*client.ChecksumError](got.err); !ok || e.Generation != generation {
				t.Fatalf("ended with %v", got.err)
			}
			if got.final != nil || len(got.events) != len(story) {
				t.Fatal("the unproven text was handed out as final, or its events were kept back")
			}
		})
	}
}

func TestRefusedWatchEndsWithTheProblem(t *testing.T) {
	f := newFake(t, func(p *peer) {
		p.hello()
		m, _ := p.hear()
		p.say(protocol.ErrorMessage{Type: protocol.TypeError, To: m.ID, Problem: protocol.NotFound()})
		p.hear()
	})
	got := collect(t.Context(), f.client(client.Config{}), protocol.Cursor{})
	if p, ok := errors.AsType[*protocol.Problem](got.err); !ok || p.Code != protocol.CodeNotFound {
		t.Fatalf("ended with %v", got.err)
	}
}

func TestWatchThatCannotBeServedNowIsAskedForAgain(t *testing.T) {
	story := tell(1, 1)
	f := newFake(t, func(p *peer) {
		p.hello()
		m, _ := p.hear()
		p.say(protocol.ErrorMessage{Type: protocol.TypeError, To: m.ID, Problem: protocol.NewProblem(protocol.CodeUnavailable, "")})
		have, _ := p.watch()
		p.say(story.events(have, len(story)))
		p.hear()
	})
	if got := collect(t.Context(), f.client(client.Config{}), protocol.Cursor{}); got.err != nil {
		t.Fatal(got.err)
	}
}

func TestUnknownMessagesAndKindsAreIgnored(t *testing.T) {
	story := tell(1, 2)
	story = append(story[:1:1], append([]protocol.Event{{Kind: "sparkle"}}, story[1:]...)...)
	f := newFake(t, func(p *peer) {
		p.say(map[string]any{"type": "weather"})
		p.hello()
		have, _ := p.watch()
		p.say(map[string]any{"type": "weather", "generation": generation})
		p.say(story.events(have, len(story)))
		p.hear()
	})
	got := collect(t.Context(), f.client(client.Config{}), protocol.Cursor{})
	if got.err != nil || len(got.events) != len(story) {
		t.Fatalf("%d events, %v", len(got.events), got.err)
	}
}

// What is not JSON at all ends the connection, not the watch.
func TestGarbageMakesANewConnection(t *testing.T) {
	story := tell(1, 2)
	f := newFake(t, func(p *peer) {
		p.hello()
		have, _ := p.watch()
		if p.n == 1 {
			p.ws.Write(t.Context(), websocket.MessageText, []byte("{nonsense"))
		} else {
			p.say(story.events(have, len(story)))
		}
		p.hear()
	})
	if got := collect(t.Context(), f.client(client.Config{}), protocol.Cursor{}); got.err != nil || f.dialed() != 2 {
		t.Fatalf("%d connections, %v", f.dialed(), got.err)
	}
}
