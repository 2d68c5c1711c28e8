package generation_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/protocol"
)

// good is a text that passes every review.
const good = "The café sells coffee and cakes to people who live nearby. It opens in the morning and closes when the last guests have left. " +
	"What is promised is kept, and the founder is there every day. Suppliers are chosen for how reliable they are, and the offer grows with what people ask for.\n"

// act is what a model does in one call.
type act struct {
	text  string          // empty is a good one
	fault *provider.Fault // with which it ends, behind half of the text when mid is set
	mid   bool
	hang  bool // it says nothing more until the call is ended
}

// acts decides what a model does in its n-th call, from 1.
type acts func(n int, p provider.Prompt) act

// model is a provider that acts as it is told.
type model struct {
	name string
	pace time.Duration // between two words

	mu      sync.Mutex
	act     acts              // guarded by mu
	calls   int               // guarded by mu
	out     int               // guarded by mu; calls that are out
	most    int               // guarded by mu; at once
	prompts []provider.Prompt // guarded by mu
}

func newModel(name string, a acts) *model {
	if a == nil {
		a = always(act{})
	}
	return &model{name: name, act: a}
}

func always(a act) acts { return func(int, provider.Prompt) act { return a } }

func (m *model) become(a acts) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.act = a
}

func (m *model) counts() (calls, out, most int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.calls, m.out, m.most
}

func (m *model) Name() string { return m.name }

func (m *model) Check(context.Context) error { return nil }

func (m *model) begin(p provider.Prompt) act {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls++
	m.out++
	m.most = max(m.most, m.out)
	m.prompts = append(m.prompts, p)
	return m.act(m.calls, p)
}

func (m *model) end() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.out--
}

func (m *model) Stream(ctx context.Context, p provider.Prompt, emit func(string) error) (provider.Usage, error) {
	a := m.begin(p)
	defer m.end()
	if a.text == "" {
		a.text = good
	}
	words := strings.SplitAfter(a.text, " ")
	for i, word := range words {
		if a.fault != nil && (!a.mid || i >= len(words)/2) || a.hang && i >= len(words)/2 {
			break
		}
		if m.pace > 0 {
			select {
			case <-time.After(m.pace):
			case <-ctx.Done():
				return provider.Usage{}, ctx.Err()
			}
		}
		if err := emit(word); err != nil {
			return provider.Usage{}, err
		}
	}
	if a.hang {
		<-ctx.Done()
		return provider.Usage{}, ctx.Err()
	}
	if a.fault != nil {
		f := *a.fault
		return provider.Usage{}, &f
	}
	return provider.Usage{Input: 100, Output: len(words)}, nil
}

// chainOf puts models into a chain with open gates.
func chainOf(t testing.TB, models ...*model) *provider.Chain {
	t.Helper()
	var guarded []provider.Guarded
	for _, m := range models {
		guarded = append(guarded, provider.Guarded{Provider: m, Gate: provider.NewGate(12)})
	}
	return newChain(t, guarded...)
}

func newChain(t testing.TB, guarded ...provider.Guarded) *provider.Chain {
	t.Helper()
	c, err := provider.NewChain(provider.Config{Providers: guarded, Stall: 5 * time.Second, Logger: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// with has a pool write with models.
func (w *world) with(models generation.Models) func(*generation.PoolConfig) {
	return func(c *generation.PoolConfig) {
		c.Models, c.Meter, c.Patience = models, w.store, 2*time.Minute
	}
}

// told is what the readers of a generation learned.
type told struct {
	text      map[string]string // by section, as it stood when the section was complete
	sources   map[string]string
	completed map[string]int
	fallbacks []protocol.Event
	retries   []protocol.Event
	end       protocol.Event
}

// read folds events as a strict reader would: text that comes for a finished section, a section that is
// finished twice, or an end that is not the last, are faults.
func read(events []protocol.Event) (told, error) {
	r := told{text: map[string]string{}, sources: map[string]string{}, completed: map[string]int{}}
	for i, e := range events {
		switch e.Kind {
		case protocol.KindDelta:
			if r.completed[e.Section] > 0 {
				return r, fmt.Errorf("text of %s came behind its end", e.Section)
			}
			r.text[e.Section] += e.Text
		case protocol.KindSectionReset:
			r.text[e.Section] = ""
		case protocol.KindSection:
			r.completed[e.Section]++
			r.sources[e.Section] = e.Source
		case protocol.KindFallback:
			r.fallbacks = append(r.fallbacks, e)
		case protocol.KindRetry:
			r.retries = append(r.retries, e)
		}
		if e.Kind.Terminal() {
			if i != len(events)-1 {
				return r, errors.New("something came behind the end")
			}
			r.end = e
		}
	}
	for _, s := range protocol.Sections() {
		if n := r.completed[s.Slug]; n != 1 {
			return r, fmt.Errorf("section %s was finished %d times", s.Slug, n)
		}
	}
	return r, nil
}

// checkStored holds what was read against the stored plan.
func (w *world) checkStored(user, id string, r told) (generation.Plan, error) {
	plan, err := w.plans.Plan(w.ctx, user, id, protocol.FirstRevision)
	if err != nil {
		return plan, err
	}
	if r.end.Kind != protocol.KindCompleted || *r.end.Degraded != plan.Degraded || r.end.Source != plan.Source {
		return plan, fmt.Errorf("the end was told as %+v, the plan is by %s, degraded %v", r.end, plan.Source, plan.Degraded)
	}
	degraded := false
	for _, s := range plan.Sections {
		if r.text[s.Section] != s.Markdown || r.sources[s.Section] != s.Source {
			return plan, fmt.Errorf("section %s was read as %q by %s, stored is %q by %s", s.Section, r.text[s.Section], r.sources[s.Section], s.Markdown, s.Source)
		}
		degraded = degraded || s.Source == protocol.SourceOffline
	}
	if degraded != plan.Degraded {
		return plan, fmt.Errorf("the plan says degraded %v, its sections say %v", plan.Degraded, degraded)
	}
	return plan, nil
}
