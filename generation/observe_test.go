package generation_test

import (
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// heard is an observer that remembers.
type heard struct {
	mu      sync.Mutex
	claimed []generation.Claimed
	events  []time.Duration
	texts   []int // users
	ended   []generation.Ended
	wrote   int // sections of the built-in planner
}

func (h *heard) Claimed(c generation.Claimed) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.claimed = append(h.claimed, c)
}

func (h *heard) FirstEvent(after time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.events = append(h.events, after)
}

func (h *heard) FirstText(_ time.Duration, users int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.texts = append(h.texts, users)
}

func (h *heard) Wrote(time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.wrote++
}

func (h *heard) Ended(e generation.Ended) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ended = append(h.ended, e)
}

func (h *heard) counts() (claims, events, texts, ends int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.claimed), len(h.events), len(h.texts), len(h.ended)
}

func TestAnObserverHearsOfEachGenerationOnce(t *testing.T) {
	h := &heard{}
	w := newWorld(t, func(c *generation.ServiceConfig) {
		c.Observer, c.Users = h, func() int { return 17 }
	})
	for range 3 { // evidence for forecasts
		w.estimate.Observe(time.Second)
	}
	w.pool("one", func(c *generation.PoolConfig) { c.Observer = h })
	w.until("a pool is there", func() bool { return w.line().Slots > 0 })
	w.follow("ada", w.submit("ada", cafe))
	w.until("its end was heard of", func() bool { _, _, _, ends := h.counts(); return ends == 1 })
	claims, events, texts, _ := h.counts()
	if claims != 1 || events != 1 || texts != 1 {
		t.Errorf("%d claims, %d first events and %d first texts of one generation", claims, events, texts)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if c := h.claimed[0]; c.Attempt != 1 || c.Waited < 0 || c.Foretold < 0 {
		t.Errorf("claimed: %+v", c)
	}
	if e := h.ended[0]; e.State != protocol.StateCompleted || e.Source != protocol.SourceOffline || e.Degraded || e.Users != 17 || e.Took <= 0 {
		t.Errorf("ended: %+v", e)
	}
	if h.wrote != len(protocol.Sections()) {
		t.Errorf("the built-in planner wrote %d sections, want %d", h.wrote, len(protocol.Sections()))
	}
	if h.texts[0] != 17 {
		t.Errorf("the first text came with %d users, want 17", h.texts[0])
	}
}

func TestAnObserverHearsOfCancellationsAndTakeovers(t *testing.T) {
	h := &heard{}
	w := newWorld(t, func(c *generation.ServiceConfig) { c.Observer = h })
	observe := func(c *generation.PoolConfig) { c.Observer, c.Pace = h, 20_000 }
	waiting := w.submit("ada", bakery)
	if _, err := w.service.Cancel(w.ctx, "ada", waiting, protocol.ByOwner); err != nil {
		t.Fatal(err)
	}
	stop := w.pool("one", observe)
	id := w.submit("ada", cafe)
	w.until("a section is stored", func() bool { return len(w.load("ada", id).Sections) > 0 })
	stop()
	w.pool("two", observe)
	w.until("it is written anew", func() bool { claims, _, _, _ := h.counts(); return claims == 2 })
	if _, err := w.service.Cancel(w.ctx, "ada", id, protocol.ByAdmin); err != nil {
		t.Fatal(err)
	}
	if _, err := w.service.Cancel(w.ctx, "ada", id, protocol.ByAdmin); err != nil {
		t.Fatal(err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.claimed[0].Attempt != 1 || h.claimed[0].Foretold >= 0 || h.claimed[1].Attempt != 2 {
		t.Errorf("claimed: %+v", h.claimed)
	}
	if len(h.ended) != 2 || h.ended[0].State != protocol.StateCancelled || h.ended[0].Took != 0 || h.ended[1].Took <= 0 {
		t.Errorf("ended: %+v", h.ended)
	}
	if len(h.texts) != 1 {
		t.Errorf("the first text was heard of %d times", len(h.texts))
	}
}

func TestClassesOfTheQueue(t *testing.T) {
	for _, row := range []struct{ tier, asked, want string }{
		{generation.TierFree, protocol.PriorityNormal, "normal"},
		{generation.TierFree, protocol.PriorityLow, "low"},
		{generation.TierPremium, protocol.PriorityNormal, "high"},
		{generation.TierPremium, protocol.PriorityLow, "low"},
	} {
		if got := generation.Priority(row.tier, row.asked); got != row.want {
			t.Errorf("%s asking for %s is %s, want %s", row.tier, row.asked, got, row.want)
		}
	}
}
