package client_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// A consumer that does not come loses none of the log, and costs a bounded buffer: the client lets go
// of the watch and takes it up again. Progress may be left out, its latest value is not.
func TestSlowConsumerLosesNothingDurable(t *testing.T) {
	story := tell(3, 3)
	letGo, backAt := make(chan struct{}), make(chan int, 1)
	f := newFake(t, func(p *peer) {
		p.hello()
		have, _ := p.watch()
		for i := have; i < 8; i++ {
			p.say(story.events(i, i+1))
			if i < 3 {
				p.say(protocol.Progress{Type: protocol.TypeProgress, Generation: generation, Percent: float64(i)})
			}
		}
		if m, _ := p.hear(); m.Type != protocol.TypeUnwatch {
			t.Errorf("a client that cannot keep up says %q", m.Type)
		}
		close(letGo)
		have, _ = p.watch()
		backAt <- have
		p.say(story.events(have, len(story)))
		p.hear()
	})
	c := f.client(client.Config{Buffer: 3})
	s := c.Open(t.Context())
	defer s.Close()
	w, err := s.Watch(generation, protocol.Cursor{})
	if err != nil {
		t.Fatal(err)
	}
	<-letGo
	var events []protocol.Event
	progress := 0
	for u, err := range w.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, u.Events...)
		if u.Progress != nil {
			progress++
		}
	}
	if len(events) != len(story) || texts(events) != texts(story) {
		t.Errorf("%d events instead of %d", len(events), len(story))
	}
	if at := <-backAt; at != 3 {
		t.Errorf("kept %d messages, the buffer holds 3", at)
	}
	if progress != 1 {
		t.Errorf("%d values of progress were kept for a consumer that was away", progress)
	}
}

// A watch that begins behind a cursor has not seen the text before it, and yet ends with all of it,
// proven.
func TestWatchBehindACursorEndsWithTheWholeText(t *testing.T) {
	story := tell(2, 3)
	f := newFake(t, func(p *peer) {
		p.hello()
		have, _ := p.watch()
		p.say(story.events(have, len(story)))
		p.hear()
	})
	f.mux.HandleFunc("GET /v1/generations/{id}", func(w http.ResponseWriter, _ *http.Request) {
		json.NewEncoder(w).Encode(story.at(len(story)))
	})
	got := collect(t.Context(), f.client(client.Config{}), cursor(4))
	if got.err != nil || got.final == nil || len(got.events) != len(story)-4 {
		t.Fatalf("%d events, %v", len(got.events), got.err)
	}
	if chars, _ := protocol.Checksum(got.final.Sections); chars != *got.final.Chars {
		t.Fatalf("%d characters", chars)
	}
}

func TestWatchGoesOnBehindASnapshotOfTheCallers(t *testing.T) {
	story := tell(2, 3)
	f := newFake(t, func(p *peer) {
		p.hello()
		have, _ := p.watch()
		if have != 5 {
			t.Errorf("watched behind %d", have)
		}
		p.say(story.events(have, len(story)))
		p.hear()
	})
	var final *protocol.Snapshot
	for u, err := range f.client(client.Config{}).WatchFrom(t.Context(), story.at(5)) {
		if err != nil {
			t.Fatal(err)
		}
		final = u.Final
	}
	if final == nil {
		t.Fatal("no proven end")
	}
}

func TestFinishedGenerationIsOneSnapshot(t *testing.T) {
	story := tell(2, 2)
	f := newFake(t, func(p *peer) {
		p.hello()
		p.watch()
		p.say(story.snapshot(len(story)))
		p.hear()
	})
	got := collect(t.Context(), f.client(client.Config{}), cursor(2))
	if got.err != nil || got.final == nil || got.final.State != protocol.StateCompleted {
		t.Fatalf("%v, %v", got.final, got.err)
	}
}

func TestManyWatchesShareOneConnection(t *testing.T) {
	story := tell(1, 3)
	f := newFake(t, func(p *peer) {
		p.hello()
		var mu sync.Mutex
		for {
			m, ok := p.hear()
			if !ok {
				return
			}
			if m.Type != protocol.TypeWatch {
				continue
			}
			mu.Lock()
			p.say(protocol.Reply{Type: protocol.TypeReply, To: m.ID, Generation: m.Generation})
			e := story.events(0, len(story))
			e.Generation = m.Generation
			p.say(e)
			mu.Unlock()
		}
	})
	c := f.client(client.Config{})
	s := c.Open(t.Context())
	defer s.Close()
	var wg sync.WaitGroup
	for i := range 20 {
		w, err := s.Watch(fmt.Sprintf("g-%d", i), protocol.Cursor{})
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			for u, err := range w.All(t.Context()) {
				if err != nil || u.Final == nil {
					t.Errorf("watch %d: %v", i, err)
				}
			}
		})
	}
	wg.Wait()
	if f.dialed() != 1 {
		t.Errorf("%d connections", f.dialed())
	}
}

func TestOneGenerationIsWatchedOnceASession(t *testing.T) {
	f := newFake(t, func(p *peer) {
		p.hello()
		p.hear()
		p.hear()
	})
	s := f.client(client.Config{}).Open(t.Context())
	w, err := s.Watch(generation, protocol.Cursor{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Watch(generation, protocol.Cursor{}); !errors.Is(err, client.ErrWatched) {
		t.Fatalf("the second watch: %v", err)
	}
	w.Close()
	if _, err := w.Next(t.Context()); !errors.Is(err, client.ErrClosed) {
		t.Fatalf("a closed watch says %v", err)
	}
	s.Close()
	w, err = s.Watch(generation, protocol.Cursor{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Next(t.Context()); !errors.Is(err, client.ErrClosed) {
		t.Fatalf("a closed session says %v", err)
	}
}

func TestNextEndsWithEOF(t *testing.T) {
	story := tell(1, 1)
	f := newFake(t, func(p *peer) {
		p.hello()
		p.watch()
		p.say(story.events(0, len(story)))
		p.hear()
	})
	s := f.client(client.Config{}).Open(t.Context())
	defer s.Close()
	w, err := s.Watch(generation, protocol.Cursor{})
	if err != nil {
		t.Fatal(err)
	}
	u, err := w.Next(t.Context())
	if err != nil || u.Percent != 100 || u.State != protocol.StateCompleted {
		t.Fatalf("%v %v %v", u.Percent, u.State, err)
	}
	if _, err := w.Next(t.Context()); !errors.Is(err, io.EOF) {
		t.Fatalf("behind the end: %v", err)
	}
}

// Percent never falls, also when a message says so.
func TestPercentNeverFalls(t *testing.T) {
	story := tell(1, 1)
	f := newFake(t, func(p *peer) {
		p.hello()
		p.watch()
		for _, percent := range []float64{10, 40, 30} {
			p.say(protocol.Progress{Type: protocol.TypeProgress, Generation: generation, Percent: percent})
			p.say(protocol.EventsMessage{Type: protocol.TypeEvents, Generation: generation})
		}
		p.say(story.events(0, len(story)))
		p.hear()
	})
	last := 0.0
	for u, err := range f.client(client.Config{}).Watch(t.Context(), generation, protocol.Cursor{}) {
		if err != nil {
			t.Fatal(err)
		}
		if u.Percent < last {
			t.Errorf("%v behind %v", u.Percent, last)
		}
		last = u.Percent
	}
}
